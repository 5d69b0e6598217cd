"""Changes of a work's status: each records who, when and why, and can be undone."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pprnet_site.catalogue.enums import (
    UNDOABLE_STATUSES,
    WorkStatus,
)
from pprnet_site.catalogue.models import Move, Work
from pprnet_site.catalogue.transitions import ensure_can_move, postponed_before, set_status
from pprnet_site.core.errors import ActionRefusedError, ConflictError


@transaction.atomic
def move_work(
    *,
    work: Work,
    to: str,
    by: User | None,
    reason: str = "",
    note: str = "",
    postpone: bool = False,
) -> Move:
    """Change the status of a work, or postpone the decision (`to` is then its present status).

    `work` must be as the person saw it, so that a change made since then is detected.

    Raises:
        ActionRefusedError: The change of status is not allowed.
        ConflictError: Somebody else has changed the status.
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


def last_move_by(user: User) -> Move:
    """Return the newest move by a user that has not been undone.

    Raises:
        ActionRefusedError: There is none.
    """
    move = Move.objects.filter(by=user, undone_at=None).select_related("work").last()
    if move is None:
        raise ActionRefusedError(_("There is nothing to undo."))
    return move


@transaction.atomic
def undo_move(*, by: User, move: Move | None = None) -> Move:
    """Undo a move (by default the user's last one); its row stays, marked as undone.

    Raises:
        ActionRefusedError: There is nothing to undo, a later move exists, or a draft depends on it.
        ConflictError: The move has already been undone.
    """
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
    """Raise an error unless the move is the work's latest and no draft depends on it.

    Raises:
        ActionRefusedError: A later move exists, or a draft depends on the move.
        ConflictError: The move has already been undone.
    """
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
