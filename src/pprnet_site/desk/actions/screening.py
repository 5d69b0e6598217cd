"""Screening by one person, changes of status by hand, and the screening criteria."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from pprnet_site.catalogue.actions import move_work, undo_move
from pprnet_site.catalogue.enums import WAITING_STATUSES, WorkStatus
from pprnet_site.catalogue.models import Move, Work
from pprnet_site.core.errors import ActionRefusedError, ConflictError
from pprnet_site.desk.actions.holds import release_work
from pprnet_site.desk.actions.votes import cast_vote, requeue_vote, undo_vote
from pprnet_site.desk.enums import Verdict
from pprnet_site.desk.models import Criteria, Vote
from pprnet_site.desk.queries.screening.dual_screening import is_dual_screening
from pprnet_site.desk.queries.screening.last_decisions import last_move, undoable_move

MANUAL_TARGETS = frozenset(
    {WorkStatus.FOUND, WorkStatus.SCREENED_IN, WorkStatus.SCREENED_OUT, WorkStatus.SHORTLISTED}
)
"""Statuses that a person may set by hand; the others follow from the draft of the work."""


@transaction.atomic
def screen_works(
    *,
    work_ids: Sequence[int],
    verdict: Verdict,
    by: User,
    reason: str = "",
    note: str = "",
) -> list[Move | Vote]:
    """Screen similar works together: all of them or, where one is refused, none.

    Raises:
        ConflictError: Somebody else has decided on one of them.
    """
    return [
        screen_work(work_id=work_id, verdict=verdict, by=by, reason=reason, note=note)
        for work_id in dict.fromkeys(work_ids)
    ]


@transaction.atomic
def screen_work(
    *, work_id: int, verdict: Verdict, by: User, reason: str = "", note: str = ""
) -> Move | Vote:
    """Screen a waiting work; the same decision sent twice counts once.

    Where two people screen each work, this is a vote, and the work moves when two agree.

    Raises:
        ConflictError: Somebody else has decided on it.
    """
    if is_dual_screening():
        return cast_vote(work_id=work_id, verdict=verdict, by=by, reason=reason, note=note)
    work = Work.objects.select_for_update().get(pk=work_id)
    latest = last_move(work)
    if latest is not None and is_repeated_decision(latest, verdict, by=by):
        return latest
    if work.status not in WAITING_STATUSES:
        raise ConflictError(
            _("Somebody else has already decided on this work. Nothing was changed.")
        )
    release_work(work)
    if verdict == Verdict.LATER:
        return move_work(work=work, to=work.status, by=by, note=note, postpone=True)
    included = verdict == Verdict.IN
    return move_work(
        work=work,
        to=WorkStatus.SCREENED_IN if included else WorkStatus.SCREENED_OUT,
        by=by,
        reason="" if included else reason,
        note=note,
    )


def is_repeated_decision(latest: Move, verdict: Verdict, *, by: User) -> bool:
    """Return whether this person has just made the same decision, as when a form is sent twice."""
    matches = {
        Verdict.IN: latest.to_status == WorkStatus.SCREENED_IN,
        Verdict.OUT: latest.to_status == WorkStatus.SCREENED_OUT,
        Verdict.LATER: latest.put_off,
    }
    return latest.by_id == by.pk and matches[verdict]


@transaction.atomic
def requeue_work(*, work_id: int, by: User) -> Move | Vote:
    """Return a postponed work to the queue, whoever postponed it.

    Raises:
        ConflictError: The work is not postponed any more.
    """
    if is_dual_screening():
        return requeue_vote(work_id=work_id, by=by)
    work = Work.objects.select_for_update().get(pk=work_id)
    latest = last_move(work)
    if latest is None or not latest.put_off or work.later_since is None:
        raise ConflictError(_("This work is no longer postponed. Nothing was changed."))
    return undo_move(by=by, move=latest)


@transaction.atomic
def undo_decision(*, by: User, expected: int | None = None) -> Move | Vote:
    """Undo this person's last decision.

    Args:
        by: the person.
        expected: number of the decision that the page showed; None skips the comparison.

    Raises:
        ActionRefusedError: There is nothing to undo.
        ConflictError: The decision has been undone already.
    """
    if is_dual_screening():
        return undo_vote(by=by, expected=expected)
    move = undoable_move(by)
    if move is None:
        raise ActionRefusedError(_("There is nothing to undo."))
    if expected is not None and move.pk != expected:
        raise ConflictError(_("That decision has already been undone. Nothing more was changed."))
    return undo_move(by=by, move=move)


@transaction.atomic
def set_work_status(*, work_id: int, seen: str, to: str, by: User, note: str = "") -> Move:
    """Change the status of a work by hand.

    Args:
        work_id: number of the work.
        seen: the status that the page showed.
        to: the new status.
        by: the person.
        note: a note on the change.

    Raises:
        ActionRefusedError: This status cannot be set by hand.
        ConflictError: Somebody else has changed the status.
    """
    work = Work.objects.select_for_update().get(pk=work_id)
    if to not in MANUAL_TARGETS:
        raise ActionRefusedError(
            _("The draft of the work sets this status; it cannot be chosen here.")
        )
    if work.status != seen:
        raise ConflictError(
            _(
                "Somebody else has changed the status of this work to “%(status)s”. Nothing "
                "was changed."
            )
            % {"status": work.get_status_display()}
        )
    return move_work(work=work, to=to, by=by, note=note)


@transaction.atomic
def shortlist_works(*, work_ids: Sequence[int], by: User) -> list[Work]:
    """Shortlist works, all of them or none.

    Raises:
        ActionRefusedError: One of the works no longer exists, or has been retracted.
    """
    works = list(Work.objects.select_for_update().filter(pk__in=work_ids).order_by("pk"))
    if not works or len(works) != len(set(work_ids)):
        raise ActionRefusedError(_("A work in this proposal no longer exists. Reload the page."))
    for work in works:
        if work.is_retracted:
            raise ActionRefusedError(
                _("“%(title)s” has been retracted. Choose a proposal without it.") % {"title": work}
            )
        if work.status != WorkStatus.SHORTLISTED:
            move_work(work=work, to=WorkStatus.SHORTLISTED, by=by)
    return works


@transaction.atomic
def save_criteria(*, text: str, by: User, sought: str = "", avoided: str = "") -> Criteria:
    """Save the screening criteria and the terms to mark; earlier versions are kept."""
    newest = Criteria.objects.first()
    stated = {"text": text, "sought": sought, "avoided": avoided}
    if newest is not None and all(getattr(newest, name) == words for name, words in stated.items()):
        return newest
    return Criteria.objects.create(by=by, **stated)
