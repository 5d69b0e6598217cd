"""Works linked to a work: notices, comments, versions and further parts."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise

from pprnet_site.catalogue.enums import REVERSE_LINK_LABELS, LinkKind
from pprnet_site.catalogue.models import Work, WorkLink

PREVIEW_SIZE = 3
"""Number of linked works that a preview names."""
SIDES = ("from_work", "to_work")


@dataclass(frozen=True, slots=True)
class LinkedWork:
    """A linked work and its relation."""

    relation: str | Promise
    """As a heading before its title, such as "Has a correction"."""
    work: Work


@dataclass(frozen=True, slots=True)
class LinkedPreview:
    """The first linked works of a work, and the number of further ones."""

    first: tuple[LinkedWork, ...]
    more: int


def linked_works(work: Work) -> tuple[LinkedWork, ...]:
    """Return the linked works of a work, the most important relation first."""
    rows = WorkLink.objects.filter(Q(from_work=work) | Q(to_work=work))
    unread = [f"{side}__{name}" for side in SIDES for name in ("merged", "abstract")]
    events = [f"{side}__events" for side in SIDES]
    found = rows.select_related(*SIDES).prefetch_related(*events).defer(*unread).order_by("pk")
    order = list(LinkKind)
    return tuple(
        linked_work(work, row) for row in sorted(found, key=lambda r: order.index(LinkKind(r.kind)))
    )


def linked_work(work: Work, link: WorkLink) -> LinkedWork:
    """Return the other work of a link."""
    kind = LinkKind(link.kind)
    if link.from_work_id == work.pk:
        return LinkedWork(kind.label, link.to_work)
    return LinkedWork(REVERSE_LINK_LABELS[kind], link.from_work)


def linked_preview(work: Work) -> LinkedPreview:
    """Return the first linked works of a work."""
    found = linked_works(work)
    return LinkedPreview(found[:PREVIEW_SIZE], max(0, len(found) - PREVIEW_SIZE))
