"""Changes of the status of a work."""

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
    """Raise an error unless the table of moves allows the change.

    Raises:
        ActionRefusedError: The change is not allowed.
    """
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
    """Change the status if it is still the one that the person saw.

    Raises:
        ConflictError: Somebody else has changed the status.
    """
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
    """Return the time since which a work was postponed before a move, or None."""
    earlier = Move.objects.filter(work=move.work_id, undone_at=None, pk__lt=move.pk).last()
    return earlier.at if earlier and earlier.put_off else None
