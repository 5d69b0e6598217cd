"""Other works that belong to one: its notices, comments, versions and further parts."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise

from pprnet_site.catalogue.enums import SEEN_FROM_THE_SECOND, LinkKind
from pprnet_site.catalogue.models import Work, WorkLink

FEW = 3
"""Linked works named beside a work that is being judged."""
SIDES = ("from_work", "to_work")


@dataclass(frozen=True, slots=True)
class Linked:
    """A work that belongs to another, and how."""

    relation: str | Promise
    """As a heading before its title, such as "Has a correction"."""
    work: Work


@dataclass(frozen=True, slots=True)
class FewLinked:
    """The first of the works that belong to one, and how many there are besides."""

    first: tuple[Linked, ...]
    more: int


def linked_works(work: Work) -> tuple[Linked, ...]:
    """Give the works that belong to one, what weighs most first, in one query."""
    rows = WorkLink.objects.filter(Q(from_work=work) | Q(to_work=work))
    unread = [f"{side}__{name}" for side in SIDES for name in ("merged", "abstract")]
    found = rows.select_related(*SIDES).defer(*unread).order_by("pk")
    order = list(LinkKind)
    return tuple(seen_from(work, row) for row in sorted(found, key=lambda r: order.index(r.kind)))


def seen_from(work: Work, link: WorkLink) -> Linked:
    """Give the other side of a link."""
    kind = LinkKind(link.kind)
    if link.from_work_id == work.pk:
        return Linked(kind.label, link.to_work)
    return Linked(SEEN_FROM_THE_SECOND[kind], link.from_work)


def few_linked(work: Work) -> FewLinked:
    """Give no more of the works that belong to one than a line has room for."""
    found = linked_works(work)
    return FewLinked(found[:FEW], max(0, len(found) - FEW))
