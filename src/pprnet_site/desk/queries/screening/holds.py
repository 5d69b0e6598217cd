"""Which works other screeners have open at the moment."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import QuerySet

from pprnet_site.desk.models import WorkHold


def expired_holds(now: datetime) -> QuerySet[WorkHold]:
    """Return the holds whose time is over."""
    return WorkHold.objects.filter(until__lte=now).order_by()


def held_by_others(user: User, holds: list[WorkHold], *, now: datetime) -> frozenset[int]:
    """Return the numbers of the works that somebody else holds now."""
    return frozenset(hold.work_id for hold in holds if hold.by_id != user.pk and hold.until > now)
