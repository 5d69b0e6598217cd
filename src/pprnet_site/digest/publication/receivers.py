"""What holds on every road: no row goes live, and no version is scheduled, past the gate.

Wagtail's own views publish by more than one road (some save the row without `Page.publish`), so
the gate stands where all of them end: at the row itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import post_save, pre_save
from wagtail.models import Page, Revision
from wagtail.signals import page_published, page_unpublished

from pprnet_site.digest.models import SummaryPage
from pprnet_site.digest.publication import gate

PAGE_FIELDS = frozenset(field.name for field in Page._meta.get_fields())  # noqa: SLF001
UNGATED_FIELDS = PAGE_FIELDS - {"live", "title"}
"""Fields that change nothing that a reader is told."""


def connect_receivers() -> None:
    """Hang the gate, and what follows from a publication, on Wagtail's and Django's signals."""
    pre_save.connect(guard_row, dispatch_uid="digest.guard_row")
    pre_save.connect(guard_schedule, sender=Revision, dispatch_uid="digest.guard_schedule")
    post_save.connect(follow_schedule, sender=Revision, dispatch_uid="digest.note_schedule")
    page_published.connect(follow_publication, sender=SummaryPage, dispatch_uid="digest.published")
    page_unpublished.connect(follow_withdrawal, sender=SummaryPage, dispatch_uid="digest.withdrawn")


def guard_row(
    instance: Any, *, raw: bool, update_fields: Iterable[str] | None, **_kwargs: Any
) -> None:
    """Let no summary be saved as live unless the gate lets it pass."""
    if raw or not isinstance(instance, Page) or not instance.live:
        return
    if update_fields is not None and UNGATED_FIELDS.issuperset(update_fields):
        return
    summary = as_summary(instance)
    if summary is not None and not is_already_public(summary):
        gate.ensure_publishable(summary)


def as_summary(page: Page) -> SummaryPage | None:
    """Give the summary that a page is, also where only its base row is at hand."""
    if isinstance(page, SummaryPage):
        return page
    if type(page) is not Page or not page.pk:
        return None
    summary = SummaryPage.objects.filter(pk=page.pk).first()
    if summary is not None:
        summary.title = page.title
    return summary


def is_already_public(summary: SummaryPage) -> bool:
    """Tell whether readers see this very text already: a lock or a move asks no gate."""
    live = gate.live_version(summary)
    return live is not None and gated_content(summary) == gated_content(live)


def gated_content(summary: SummaryPage) -> tuple[object, ...]:
    """Give all that the gate looks at, for comparison."""
    return (
        gate.public_content(summary),
        gate.note_values(summary),
        {topic.pk for topic in summary.topics.all()},
        {kind.pk for kind in summary.research_types.all()},
    )


def guard_schedule(
    instance: Revision, *, raw: bool, update_fields: Iterable[str] | None, **_kwargs: Any
) -> None:
    """Let no version be approved for a date unless the gate lets it pass."""
    if raw or instance.approved_go_live_at is None:
        return
    if update_fields is not None and "approved_go_live_at" not in update_fields:
        return
    page = instance.as_object()
    if isinstance(page, SummaryPage):
        gate.ensure_publishable(page)


def follow_schedule(
    instance: Revision, *, update_fields: Iterable[str] | None, **kwargs: Any
) -> None:
    """Move the works of a summary along when its date is set or taken back."""
    from pprnet_site.digest.actions.work_status import follow_summary

    if kwargs.get("raw") or update_fields is None or "approved_go_live_at" not in update_fields:
        return
    page = instance.content_object
    if isinstance(page, SummaryPage):
        follow_summary(summary=page, by=instance.user)


def follow_publication(
    instance: SummaryPage, revision: Revision | None = None, **_kwargs: Any
) -> None:
    """Bring the month out with its first summary, and move the works along."""
    from pprnet_site.digest.actions import publishing, work_status

    if instance.live:
        publishing.complete_publication(summary=instance, revision=revision)
    work_status.follow_summary(summary=instance, by=revision.user if revision else None)


def follow_withdrawal(instance: SummaryPage, **_kwargs: Any) -> None:
    """Move the works of a withdrawn summary back, and the month with its last summary."""
    from pprnet_site.digest.actions import publishing, work_status

    publishing.complete_withdrawal(summary=instance)
    work_status.follow_summary(summary=instance, by=None)
