"""Screening by one person, what follows it by hand, and what the network looks for."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from pprnet_site.catalogue.actions import move_work, undo_move
from pprnet_site.catalogue.enums import WAITING_STATUSES, WorkStatus
from pprnet_site.catalogue.models import Move, Work
from pprnet_site.core.errors import ActionRefusedError, ConflictError
from pprnet_site.desk.actions.votes import cast_vote, requeue_vote, undo_vote
from pprnet_site.desk.enums import Verdict
from pprnet_site.desk.models import Criteria, Vote
from pprnet_site.desk.queries.screening.dual_screening import is_dual_screening
from pprnet_site.desk.queries.screening.last_decisions import last_move, undoable_move

MANUAL_TARGETS = frozenset(
    {WorkStatus.FOUND, WorkStatus.SCREENED_IN, WorkStatus.SCREENED_OUT, WorkStatus.SHORTLISTED}
)
"""Where a person may put a work by hand; the rest follows from its draft."""


@transaction.atomic
def screen_works(
    *,
    work_ids: Sequence[int],
    verdict: Verdict,
    by: User,
    reason: str = "",
    note: str = "",
) -> list[Move | Vote]:
    """Screen works that are alike in one go: all of them or, where one is refused, none."""
    return [
        screen_work(work_id=work_id, verdict=verdict, by=by, reason=reason, note=note)
        for work_id in dict.fromkeys(work_ids)
    ]


@transaction.atomic
def screen_work(
    *, work_id: int, verdict: Verdict, by: User, reason: str = "", note: str = ""
) -> Move | Vote:
    """Screen a waiting work; the same decision sent twice is one, another's stays as it is.

    Where two people judge each work, it is a vote, and the work moves when two agree.
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
    """Tell whether this person has just made this very decision, as when a form is sent twice."""
    said = {
        Verdict.IN: latest.to_status == WorkStatus.SCREENED_IN,
        Verdict.OUT: latest.to_status == WorkStatus.SCREENED_OUT,
        Verdict.LATER: latest.put_off,
    }
    return latest.by_id == by.pk and said[verdict]


@transaction.atomic
def requeue_work(*, work_id: int, by: User) -> Move | Vote:
    """Put a work that was put off back into the queue, whoever put it off."""
    if is_dual_screening():
        return requeue_vote(work_id=work_id, by=by)
    work = Work.objects.select_for_update().get(pk=work_id)
    latest = last_move(work)
    if latest is None or not latest.put_off or work.later_since is None:
        raise ConflictError(_("This work is no longer postponed. Nothing was changed."))
    return undo_move(by=by, move=latest)


@transaction.atomic
def undo_decision(*, by: User, expected: int | None = None) -> Move | Vote:
    """Take back this person's last decision; `expected` is its number as the page showed it."""
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
    """Move a work by hand from the state that the page showed to another."""
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
    """Put works on the shortlist, all of them or none; those that are there stay."""
    works = list(Work.objects.select_for_update().filter(pk__in=work_ids).order_by("pk"))
    if not works or len(works) != len(set(work_ids)):
        raise ActionRefusedError(_("A work in this proposal no longer exists. Reload the page."))
    for work in works:
        if work.status != WorkStatus.SHORTLISTED:
            move_work(work=work, to=WorkStatus.SHORTLISTED, by=by)
    return works


@transaction.atomic
def save_criteria(*, text: str, by: User, sought: str = "", avoided: str = "") -> Criteria:
    """Write down what the network looks for, and words to mark; the earlier text is kept."""
    newest = Criteria.objects.first()
    said = {"text": text, "sought": sought, "avoided": avoided}
    if newest is not None and all(getattr(newest, name) == words for name, words in said.items()):
        return newest
    return Criteria.objects.create(by=by, **said)
