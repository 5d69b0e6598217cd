"""The status of works, which follows the summaries about them."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction

from pprnet_site.catalogue.actions import move_work
from pprnet_site.catalogue.enums import ALLOWED_MOVES, PUBLIC_STATUSES, WorkStatus
from pprnet_site.catalogue.models import Work
from pprnet_site.digest.enums import SummaryNoticeKind
from pprnet_site.digest.models import Notice, SummaryPage, SummarySource


@transaction.atomic
def follow_summary(*, summary: SummaryPage, by: User | None) -> None:
    """Set the status of the works of a summary: drafted, scheduled, published, corrected."""
    works = SummarySource.objects.filter(summary_id=summary.pk).values_list("work_id", flat=True)
    for work in Work.objects.select_for_update().filter(pk__in=list(works)):
        advance_work(work, to=expected_status(work), by=by)
        told = status_from_notices(work)
        if told in ALLOWED_MOVES[WorkStatus(work.status)]:
            move_work(work=work, to=told, by=by)


@transaction.atomic
def release_work(*, work: Work, by: User | None) -> None:
    """Move a work that no summary is about any more back to the shortlist, if that is allowed."""
    work = Work.objects.select_for_update().get(pk=work.pk)
    told = SummarySource.objects.filter(work=work).exists()
    if not told and WorkStatus.SHORTLISTED in ALLOWED_MOVES[WorkStatus(work.status)]:
        move_work(work=work, to=WorkStatus.SHORTLISTED, by=by)


STATUS_OF_NOTICE = {
    SummaryNoticeKind.RETRACTED: WorkStatus.RETRACTED,
    SummaryNoticeKind.CORRECTED: WorkStatus.CORRECTED,
}
"""The status that a published note sets, the most serious first; a concern sets none."""


def status_from_notices(work: Work) -> WorkStatus | None:
    """Return the status that the published notes of a work set, or None."""
    notes = Notice.objects.filter(summary__live=True, summary__sources__work=work)
    kinds = set(notes.values_list("kind", flat=True))
    return next((status for kind, status in STATUS_OF_NOTICE.items() if kind in kinds), None)


def expected_status(work: Work) -> WorkStatus:
    """Return the status that follows from the most advanced of the summaries about a work."""
    summaries = SummaryPage.objects.filter(sources__work=work)
    if any(summary.live for summary in summaries):
        return WorkStatus.PUBLISHED
    if any(summary.approved_schedule for summary in summaries):
        return WorkStatus.SCHEDULED
    return WorkStatus.DRAFTED


def advance_work(work: Work, *, to: WorkStatus, by: User | None) -> None:
    """Move a work to a status unless it is there already or is public and would be published."""
    now = WorkStatus(work.status)
    if now == to or (to == WorkStatus.PUBLISHED and now in PUBLIC_STATUSES):
        return
    if to == WorkStatus.DRAFTED and now == WorkStatus.CHECKED:
        return
    for step in path_to_status(now, to):
        move_work(work=work, to=step, by=by)


def path_to_status(now: WorkStatus, to: WorkStatus) -> Iterable[WorkStatus]:
    """Return the moves that lead to a status, by way of another where there is no direct move."""
    if to in ALLOWED_MOVES[now]:
        return (to,)
    way = WorkStatus.SCREENED_IN if now == WorkStatus.SCREENED_OUT else WorkStatus.DRAFTED
    if way in ALLOWED_MOVES[now]:
        return (way, *(() if way == to else path_to_status(way, to)))
    return ()
