"""The last decision on a work, and the last that a person can undo."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef

from pprnet_site.catalogue.enums import UNDOABLE_STATUSES, WAITING_STATUSES
from pprnet_site.catalogue.models import Move, Work


def last_move(work: Work) -> Move | None:
    """Return the latest move of a work that was not undone, or None."""
    return Move.objects.filter(work=work, undone_at=None).select_related("by").last()


def undoable_move(user: User) -> Move | None:
    """Return a person's last screening decision that can be undone, or None."""
    later = Move.objects.filter(work=OuterRef("work"), undone_at=None, pk__gt=OuterRef("pk"))
    return (
        Move.objects.filter(
            by=user,
            undone_at=None,
            from_status__in=WAITING_STATUSES,
            to_status__in=UNDOABLE_STATUSES,
        )
        .exclude(Exists(later))
        .select_related("work")
        .last()
    )
