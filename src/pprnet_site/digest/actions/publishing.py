"""Bringing summaries and months to readers, now or on a date, and taking them back."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.digest.actions.work_status import follow_summary
from pprnet_site.digest.models import IssuePage, SummaryPage
from pprnet_site.digest.permissions import ensure_can_publish
from pprnet_site.digest.publication import gate

User = AbstractBaseUser | None


@transaction.atomic
def publish_summary(*, summary: SummaryPage, by: User) -> SummaryPage:
    """Publish the newest version now; raises `PublishRefused` where the gate does not let it."""
    row = locked_summary(summary)
    ensure_can_publish(by, row)
    newest_version(row, by=by, go_live_at=None).publish(user=by)
    return SummaryPage.objects.get(pk=row.pk)


@transaction.atomic
def schedule_summary(*, summary: SummaryPage, at: datetime, by: User) -> SummaryPage:
    """Let the newest version go live at a time to come; the gate is asked now and again then."""
    row = locked_summary(summary)
    ensure_can_publish(by, row)
    if at <= timezone.now():
        raise ActionRefusedError(
            _("The date of publication has passed. Choose a later one, or publish now.")
        )
    newest_version(row, by=by, go_live_at=at).publish(user=by)
    return SummaryPage.objects.get(pk=row.pk)


@transaction.atomic
def unschedule_summary(*, summary: SummaryPage, by: User) -> SummaryPage:
    """Take the date of publication back; the summary is a draft again."""
    row = locked_summary(summary)
    ensure_can_publish(by, row)
    revision = row.scheduled_revision
    if revision is None:
        raise ActionRefusedError(_("This summary has no date of publication."))
    revision.approved_go_live_at = None
    revision.save(user=by, update_fields=["approved_go_live_at"])
    clear_schedule(row)
    return SummaryPage.objects.get(pk=row.pk)


@transaction.atomic
def unpublish_summary(*, summary: SummaryPage, by: User) -> SummaryPage:
    """Take a summary from readers; its text stays as a draft."""
    row = locked_summary(summary)
    ensure_can_publish(by, row)
    if not row.live:
        raise ActionRefusedError(_("This summary is not published."))
    row.unpublish(user=by)
    follow_summary(summary=row, by=by)
    return SummaryPage.objects.get(pk=row.pk)


@transaction.atomic
def publish_issue(*, issue: IssuePage, by: User) -> IssuePage:
    """Publish every draft of a month, or none: what is refused is named, summary by summary.

    Summaries that wait for a date of their own keep it.
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
        raise gate.PublishRefused(*refused)
    for version in versions:
        version.publish(user=by)
    return IssuePage.objects.get(pk=issue.pk)


def locked_summary(summary: SummaryPage) -> SummaryPage:
    """Give the row as it is now, held until the action is done."""
    return SummaryPage.objects.select_for_update().get(pk=summary.pk)


def newest_version(row: SummaryPage, *, by: User, go_live_at: datetime | None) -> Revision:
    """Give the newest version, written anew where its date is another."""
    revision = row.get_latest_revision()
    draft = row.get_latest_revision_as_object()
    if revision is not None and draft.go_live_at == go_live_at:
        return revision
    draft.go_live_at = go_live_at
    return draft.save_revision(user=by)


def clear_schedule(row: SummaryPage) -> None:
    """Take the date off the row and off its newest version."""
    SummaryPage.objects.filter(pk=row.pk).update(go_live_at=None)
    revision = row.get_latest_revision()
    if revision is not None:
        revision.content = {**revision.content, "go_live_at": None}
        revision.save(update_fields=["content"])


def complete_publication(*, summary: SummaryPage, revision: Revision | None) -> None:
    """Do what follows a publication: the leave for a small change ends, the month comes out."""
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
    """Take a month back when its last summary is: an empty month says nothing."""
    issue = summary.get_parent().specific
    if isinstance(issue, IssuePage) and issue.live:
        others = SummaryPage.objects.child_of(issue).live().exclude(pk=summary.pk)
        if not others.exists():
            issue.unpublish()
