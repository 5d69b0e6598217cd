"""Moves of a work from state to state; each keeps who, when and why."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pprnet_site.catalogue.enums import (
    ALLOWED_MOVES,
    UNDOABLE_STATUSES,
    WAITING_STATUSES,
    WorkStatus,
)
from pprnet_site.catalogue.models import Move, Work
from pprnet_site.core.errors import ActionRefusedError, ConflictError


@transaction.atomic
def move_work(
    *,
    work: Work,
    to: str,
    by: AbstractBaseUser | None,
    reason: str = "",
    note: str = "",
    postpone: bool = False,
) -> Move:
    """Move a work to another state, or put the decision off (`to` is then its present state).

    `work` must be as the person saw it: where somebody moved it since, this one is refused.
    """
    before = WorkStatus(work.status)
    ensure_can_move(before, to=WorkStatus(to), postpone=postpone)
    now = timezone.now()
    set_status(work, before=before, to=WorkStatus(to), later_since=now if postpone else None)
    return Move.objects.create(
        work=work,
        from_status=before,
        to_status=to,
        put_off=postpone,
        reason=reason,
        note=note,
        by=by,
    )


def ensure_can_move(before: WorkStatus, *, to: WorkStatus, postpone: bool = False) -> None:
    """Refuse a move that the table does not hold."""
    if postpone:
        if to != before or before not in WAITING_STATUSES:
            raise ActionRefusedError(
                _("Only a work that is waiting to be screened can be postponed.")
            )
    elif to not in ALLOWED_MOVES[before]:
        allowed = ", ".join(sorted(str(status.label) for status in ALLOWED_MOVES[before]))
        raise ActionRefusedError(
            _(
                "A work with the status “%(before)s” cannot be changed to “%(to)s”. It can "
                "be changed to: %(allowed)s."
            )
            % {"before": before.label, "to": to.label, "allowed": allowed}
        )


def set_status(
    work: Work, *, before: WorkStatus, to: WorkStatus, later_since: object = None
) -> None:
    """Change the state if it is still what the person saw; of two at once, one is refused."""
    changed = Work.objects.filter(pk=work.pk, status=before).update(
        status=to, later_since=later_since
    )
    if not changed:
        raise ConflictError(
            _("Somebody else has changed the status of “%(title)s”. Reload the page to see it.")
            % {"title": work}
        )
    work.status = to
    work.later_since = later_since


def last_move_by(user: AbstractBaseUser) -> Move:
    """Give the newest move by a user that still stands."""
    move = Move.objects.filter(by=user, undone_at=None).select_related("work").last()
    if move is None:
        raise ActionRefusedError(_("There is nothing to undo."))
    return move


@transaction.atomic
def undo_move(*, by: AbstractBaseUser, move: Move | None = None) -> Move:
    """Take a move back (the user's last one if none is named); the row stays, marked undone."""
    move = move or last_move_by(by)
    work = move.work
    ensure_can_undo(move)
    now = timezone.now()
    if not Move.objects.filter(pk=move.pk, undone_at=None).update(undone_at=now, undone_by=by):
        raise ConflictError(_("This change of status has already been undone."))
    set_status(
        work,
        before=WorkStatus(move.to_status),
        to=WorkStatus(move.from_status),
        later_since=postponed_before(move),
    )
    move.undone_at, move.undone_by = now, by
    return move


def ensure_can_undo(move: Move) -> None:
    """Refuse to undo what is not the work's latest move, or what a draft already rests on."""
    if move.undone_at is not None:
        raise ConflictError(_("This change of status has already been undone."))
    if Move.objects.filter(work=move.work_id, undone_at=None, pk__gt=move.pk).exists():
        raise ActionRefusedError(
            _("The status of this work has changed since. Undo the later changes first.")
        )
    if {WorkStatus(move.from_status), WorkStatus(move.to_status)} - UNDOABLE_STATUSES:
        raise ActionRefusedError(
            _("A draft depends on this change of status. Change the draft instead.")
        )


def postponed_before(move: Move) -> object:
    """Give the time at which the work had been put off before a move, if it had."""
    earlier = Move.objects.filter(work=move.work_id, undone_at=None, pk__lt=move.pk).last()
    return earlier.at if earlier and earlier.put_off else None
