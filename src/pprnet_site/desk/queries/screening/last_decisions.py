"""Decisions made: the last on a work, the last that a person can take back."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef

from pprnet_site.catalogue.enums import UNDOABLE_STATUSES, WAITING_STATUSES
from pprnet_site.catalogue.models import Move, Work


def last_move(work: Work) -> Move | None:
    """Give the latest move of a work that still stands."""
    return Move.objects.filter(work=work, undone_at=None).select_related("by").last()


def undoable_move(user: User) -> Move | None:
    """Give a person's last screening decision that nothing rests on yet."""
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
