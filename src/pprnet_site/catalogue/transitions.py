"""Moves of a work from state to state; each keeps who, when and why."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from pprnet_site.catalogue.enums import (
    ALLOWED_MOVES,
    WAITING_STATUSES,
    WorkStatus,
)
from pprnet_site.catalogue.models import Move, Work
from pprnet_site.core.errors import ActionRefusedError, ConflictError


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
    work: Work, *, before: WorkStatus, to: WorkStatus, later_since: datetime | None = None
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


def postponed_before(move: Move) -> datetime | None:
    """Give the time at which the work had been put off before a move, if it had."""
    earlier = Move.objects.filter(work=move.work_id, undone_at=None, pk__lt=move.pk).last()
    return earlier.at if earlier and earlier.put_off else None
