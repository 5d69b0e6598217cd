"""Signal receivers: no row goes live and no version is scheduled without passing the gate.

Wagtail's own views publish in more than one way (some save the row without `Page.publish`), so
the gate is checked where all of them end: when the row is saved.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import post_save, pre_save
from wagtail.models import Page, Revision
from wagtail.signals import page_published, page_unpublished

from pprnet_site.digest.actions import publishing, work_status
from pprnet_site.digest.models import SummaryPage
from pprnet_site.digest.publication import gate
from pprnet_site.digest.publication.checked_claims import content_of
from pprnet_site.digest.publication.machine_suggestions import record_published_check
from pprnet_site.evidence.actions.bound_figures import save_bound_figures
from pprnet_site.evidence.queries.draft_checks import check_draft
from pprnet_site.evidence.queries.figure_places import figures_of_check

PAGE_FIELDS = frozenset(field.name for field in Page._meta.get_fields())  # noqa: SLF001
UNGATED_FIELDS = PAGE_FIELDS - {"live", "title"}
"""Fields whose change does not change what readers see."""


def connect_receivers() -> None:
    """Connect the gate, and what follows a publication, to Wagtail's and Django's signals."""
    pre_save.connect(guard_row, dispatch_uid="digest.guard_row")
    pre_save.connect(guard_schedule, sender=Revision, dispatch_uid="digest.guard_schedule")
    post_save.connect(follow_schedule, sender=Revision, dispatch_uid="digest.note_schedule")
    page_published.connect(follow_publication, sender=SummaryPage, dispatch_uid="digest.published")
    page_unpublished.connect(follow_withdrawal, sender=SummaryPage, dispatch_uid="digest.withdrawn")


def guard_row(
    instance: Any, *, raw: bool, update_fields: Iterable[str] | None, **_kwargs: Any
) -> None:
    """Check a summary that is saved as live.

    Raises:
        PublishRefused: The gate found a reason against it.

    """
    if raw or not isinstance(instance, Page) or not instance.live:
        return
    if update_fields is not None and UNGATED_FIELDS.issuperset(update_fields):
        return
    summary = as_summary(instance)
    if summary is not None and not is_already_public(summary):
        gate.ensure_publishable(summary)


def as_summary(page: Page) -> SummaryPage | None:
    """Return the page as a summary, also from its base row; None where it is none."""
    if isinstance(page, SummaryPage):
        return page
    if type(page) is not Page or not page.pk:
        return None
    summary: SummaryPage | None = SummaryPage.objects.filter(pk=page.pk).first()
    if summary is not None:
        summary.title = page.title
    return summary


def is_already_public(summary: SummaryPage) -> bool:
    """Return whether readers see this text already: a lock or a move needs no check."""
    live = gate.live_version(summary)
    return live is not None and gated_content(summary) == gated_content(live)


def gated_content(summary: SummaryPage) -> tuple[object, ...]:
    """Return everything that the gate checks, for comparison."""
    return (
        gate.public_content(summary),
        gate.note_values(summary),
        {topic.pk for topic in summary.topics.all()},
        {kind.pk for kind in summary.research_types.all()},
    )


def guard_schedule(
    instance: Revision, *, raw: bool, update_fields: Iterable[str] | None, **_kwargs: Any
) -> None:
    """Check a version that is approved for a date.

    Raises:
        PublishRefused: The gate found a reason against it.

    """
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
    """Update the status of the works when the date of a summary is set or cancelled."""
    if kwargs.get("raw") or update_fields is None or "approved_go_live_at" not in update_fields:
        return
    page = instance.content_object
    if isinstance(page, SummaryPage):
        work_status.follow_summary(summary=page, by=instance.user)


def follow_publication(
    instance: SummaryPage, revision: Revision | None = None, **_kwargs: Any
) -> None:
    """Publish the issue with its first summary, and update the status of the works."""
    if instance.live:
        publishing.complete_publication(summary=instance, revision=revision)
        check = check_draft(content_of(instance))
        record_published_check(page_id=instance.pk, check=check)
        save_bound_figures(page_id=instance.pk, figures=figures_of_check(check))
    work_status.follow_summary(summary=instance, by=revision.user if revision else None)


def follow_withdrawal(instance: SummaryPage, **_kwargs: Any) -> None:
    """Withdraw the issue with its last summary, and update the status of the works."""
    save_bound_figures(page_id=instance.pk, figures=[])
    publishing.complete_withdrawal(summary=instance)
    work_status.follow_summary(summary=instance, by=None)
