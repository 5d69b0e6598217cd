"""Publication of summaries and issues, now or on a date, and withdrawal."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.digest.actions.work_status import follow_summary
from pprnet_site.digest.models import IssuePage, SummaryPage
from pprnet_site.digest.permissions import ensure_can_publish
from pprnet_site.digest.publication import gate
from pprnet_site.digest.publication.refusals import PublishRefused


@transaction.atomic
def publish_summary(*, summary: SummaryPage, by: User | None) -> SummaryPage:
    """Publish the newest version now.

    Raises:
        PublishRefused: The gate found a reason against it.
        PermissionDenied: This user may not publish.
    """
    row = locked_summary(summary)
    ensure_can_publish(by, row)
    newest_version(row, by=by, go_live_at=None).publish(user=by)
    return stored_summary(row)


@transaction.atomic
def schedule_summary(*, summary: SummaryPage, at: datetime, by: User | None) -> SummaryPage:
    """Schedule the newest version; the gate checks it now and again on the date.

    Raises:
        ActionRefusedError: The date has passed.
        PublishRefused: The gate found a reason against it.
        PermissionDenied: This user may not publish.
    """
    row = locked_summary(summary)
    ensure_can_publish(by, row)
    if at <= timezone.now():
        raise ActionRefusedError(
            _("The date of publication has passed. Choose a later one, or publish now.")
        )
    newest_version(row, by=by, go_live_at=at).publish(user=by)
    return stored_summary(row)


@transaction.atomic
def unschedule_summary(*, summary: SummaryPage, by: User | None) -> SummaryPage:
    """Cancel the date of publication; the summary is a draft again.

    Raises:
        ActionRefusedError: The summary has no date of publication.
        PermissionDenied: This user may not publish.
    """
    row = locked_summary(summary)
    ensure_can_publish(by, row)
    revision = row.scheduled_revision
    if revision is None:
        raise ActionRefusedError(_("This summary has no date of publication."))
    revision.approved_go_live_at = None
    revision.save(user=by, update_fields=["approved_go_live_at"])
    clear_schedule(row)
    return stored_summary(row)


@transaction.atomic
def unpublish_summary(*, summary: SummaryPage, by: User | None) -> SummaryPage:
    """Withdraw a published summary; its text is kept as a draft.

    Raises:
        ActionRefusedError: The summary is not published.
        PermissionDenied: This user may not publish.
    """
    row = locked_summary(summary)
    ensure_can_publish(by, row)
    if not row.live:
        raise ActionRefusedError(_("This summary is not published."))
    row.unpublish(user=by)
    follow_summary(summary=row, by=by)
    return stored_summary(row)


@transaction.atomic
def publish_issue(*, issue: IssuePage, by: User | None) -> IssuePage:
    """Publish every draft of a month, or none if one is refused.

    Summaries with a date of publication keep it.

    Raises:
        ActionRefusedError: The month has no draft.
        PublishRefused: The gate found reasons; they are listed summary by summary.
        PermissionDenied: This user may not publish.
    """
    ensure_can_publish(by, issue)
    rows = SummaryPage.objects.child_of(issue).select_for_update().filter(live=False)
    waiting = [row for row in rows.order_by("path") if not row.approved_schedule]
    if not waiting:
        raise ActionRefusedError(
            _("No summary of this month is waiting to be published. Write one first.")
        )
    versions = [newest_version(row, by=by, go_live_at=None) for row in waiting]
    cases = [(version, gate.refusals(version.as_object())) for version in versions]
    if refused := [(version.as_object(), found) for version, found in cases if found]:
        raise PublishRefused(*refused)
    for version in versions:
        version.publish(user=by)
    published: IssuePage = IssuePage.objects.get(pk=issue.pk)
    return published


def locked_summary(summary: SummaryPage) -> SummaryPage:
    """Return the row as it is now, locked until the transaction ends."""
    row: SummaryPage = SummaryPage.objects.select_for_update().get(pk=summary.pk)
    return row


def stored_summary(summary: SummaryPage) -> SummaryPage:
    """Return a summary as it is stored now."""
    row: SummaryPage = SummaryPage.objects.get(pk=summary.pk)
    return row


def newest_version(row: SummaryPage, *, by: User | None, go_live_at: datetime | None) -> Revision:
    """Return the newest version; save another one if its date differs."""
    revision = row.get_latest_revision()
    draft = row.get_latest_revision_as_object()
    if revision is not None and draft.go_live_at == go_live_at:
        return revision
    draft.go_live_at = go_live_at
    return draft.save_revision(user=by)


def clear_schedule(row: SummaryPage) -> None:
    """Remove the date from the row and from its newest version."""
    SummaryPage.objects.filter(pk=row.pk).update(go_live_at=None)
    revision = row.get_latest_revision()
    if revision is not None:
        revision.content = {**revision.content, "go_live_at": None}
        revision.save(update_fields=["content"])


def complete_publication(*, summary: SummaryPage, revision: Revision | None) -> None:
    """Reset `minor_change` after a publication, and publish the issue if it is not live."""
    SummaryPage.objects.filter(pk=summary.pk, minor_change=True).update(minor_change=False)
    issue = summary.get_parent().specific
    if isinstance(issue, IssuePage) and not issue.live:
        if issue.go_live_at:
            issue.go_live_at = None
            version = issue.save_revision()
        else:
            version = issue.get_latest_revision() or issue.save_revision()
        version.publish(user=revision.user if revision else None, skip_permission_checks=True)


def complete_withdrawal(*, summary: SummaryPage) -> None:
    """Withdraw an issue when its last summary is withdrawn."""
    issue = summary.get_parent().specific
    if isinstance(issue, IssuePage) and issue.live:
        others = SummaryPage.objects.child_of(issue).live().exclude(pk=summary.pk)
        if not others.exists():
            issue.unpublish()
