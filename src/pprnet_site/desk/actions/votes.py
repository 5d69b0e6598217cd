"""Votes of two independent screeners."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pprnet_site.catalogue.actions import move_work, undo_move
from pprnet_site.catalogue.enums import WAITING_STATUSES, WorkStatus
from pprnet_site.catalogue.models import Move, Work
from pprnet_site.core.errors import ActionRefusedError, ConflictError
from pprnet_site.desk.enums import COUNTED_VERDICTS, TWO_SCREENERS, Verdict
from pprnet_site.desk.models import ScreeningPlan, Vote
from pprnet_site.desk.queries.screening.dual_screening import active_votes, own_vote, undoable_vote

STATUS_OF_VERDICT = {Verdict.IN: WorkStatus.SCREENED_IN, Verdict.OUT: WorkStatus.SCREENED_OUT}


@transaction.atomic
def choose_plan(*, screeners: int, by: User) -> ScreeningPlan:
    """Set how many people screen each work; earlier decisions stay."""
    newest = ScreeningPlan.objects.first()
    if newest is not None and newest.screeners == screeners:
        return newest
    return ScreeningPlan.objects.create(screeners=screeners, by=by)


@transaction.atomic
def cast_vote(
    *, work_id: int, verdict: Verdict, by: User, reason: str = "", note: str = ""
) -> Vote:
    """Store a screener's vote on a work; where two agree, the work moves.

    Raises:
        ConflictError: This person, or two others, have screened the work.
    """
    work = Work.objects.select_for_update().get(pk=work_id)
    own = own_vote(work, by)
    if own is not None and own.verdict == verdict:
        return own
    if own is not None and own.verdict != Verdict.LATER:
        raise ConflictError(_("You have already screened this work. Undo that decision first."))
    if (
        work.status not in WAITING_STATUSES
        or active_votes(work).filter(verdict__in=COUNTED_VERDICTS).count() >= TWO_SCREENERS
    ):
        raise ConflictError(_("Two people have already screened this work. Nothing was changed."))
    if own is not None:
        mark_vote_undone(own)
    reason = reason if verdict == Verdict.OUT else ""
    vote = Vote.objects.create(work=work, by=by, verdict=verdict, reason=reason, note=note)
    apply_agreement(work, by=by)
    return vote


def apply_agreement(work: Work, *, by: User) -> None:
    """Move a work on which two people agree; where they differ, it stays a conflict."""
    votes = list(active_votes(work).filter(verdict__in=COUNTED_VERDICTS))
    verdicts = {Verdict(vote.verdict) for vote in votes}
    if len(votes) < TWO_SCREENERS or len(verdicts) > 1:
        return
    reason = next((vote.reason for vote in votes if vote.reason), "")
    move = move_work(work=work, to=STATUS_OF_VERDICT[verdicts.pop()], by=by, reason=reason)
    active_votes(work).update(move=move)


@transaction.atomic
def resolve_conflict(
    *, work_id: int, verdict: Verdict, by: User, reason: str = "", note: str = ""
) -> Move:
    """Decide on a work on which two screeners differ; both votes are kept.

    Raises:
        ConflictError: The conflict is already resolved.
    """
    work = Work.objects.select_for_update().get(pk=work_id)
    votes = active_votes(work).filter(verdict__in=COUNTED_VERDICTS)
    if work.status not in WAITING_STATUSES or votes.count() < TWO_SCREENERS:
        raise ConflictError(
            _("The conflict about this work is already resolved. Nothing was changed.")
        )
    move = move_work(work=work, to=STATUS_OF_VERDICT[verdict], by=by, reason=reason, note=note)
    votes.update(move=move)
    return move


@transaction.atomic
def undo_vote(*, by: User, expected: int | None = None) -> Vote:
    """Undo this person's last vote and the move that it led to; the other person's vote stays.

    Raises:
        ActionRefusedError: There is nothing to undo.
        ConflictError: The vote has been undone already.
    """
    vote = undoable_vote(by)
    if vote is None:
        raise ActionRefusedError(_("There is nothing to undo."))
    if expected is not None and vote.pk != expected:
        raise ConflictError(_("That decision has already been undone. Nothing more was changed."))
    if vote.move is not None:
        undo_move(by=by, move=vote.move)
        Vote.objects.filter(move=vote.move).update(move=None)
    mark_vote_undone(vote)
    return vote


@transaction.atomic
def requeue_vote(*, work_id: int, by: User) -> Vote:
    """Return a work that this person postponed to this person's queue.

    Raises:
        ConflictError: The work is not postponed any more.
    """
    work = Work.objects.select_for_update().get(pk=work_id)
    own = own_vote(work, by)
    if own is None or own.verdict != Verdict.LATER:
        raise ConflictError(_("This work is no longer postponed. Nothing was changed."))
    mark_vote_undone(own)
    return own


def mark_vote_undone(vote: Vote) -> None:
    """Mark a vote as undone.

    Raises:
        ConflictError: It has been undone already, perhaps at the same time.
    """
    rows = Vote.objects.filter(pk=vote.pk, undone_at=None)
    if not rows.update(undone_at=timezone.now(), move=None):
        raise ConflictError(_("That decision has already been undone. Nothing more was changed."))
