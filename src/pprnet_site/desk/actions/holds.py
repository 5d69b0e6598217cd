"""Several screeners are dealt different works: the one that is shown is held for some minutes."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import DatabaseError, IntegrityError, transaction

from pprnet_site.catalogue.enums import WAITING_STATUSES
from pprnet_site.catalogue.models import Work
from pprnet_site.core.operations.lock_waits import short_lock_wait
from pprnet_site.desk.models import WorkHold
from pprnet_site.desk.queries.screening.holds import expired_holds, held_by_others

log = logging.getLogger(__name__)

HOLD_TIME = timedelta(minutes=5)
"""How long a work is kept from others after it was shown: most abstracts are read in less."""
RENEWED_BEFORE = HOLD_TIME / 2
"""A hold with more time left is not written again when the page is reloaded."""


def deal_work(*, ids: Sequence[int], by: User, now: datetime) -> int | None:
    """Return the first work that nobody else holds and hold it; the very first if all are held.

    Holding is a convenience: where it cannot be written at once, the work is shown all the same.

    Args:
        ids: the waiting works, in the order in which they are shown.
        by: the screener.
        now: the time.
    """
    holds = list(WorkHold.objects.all())
    held = held_by_others(by, holds, now=now)
    for number in (number for number in ids if number not in held):
        if has_hold(holds, number, by=by, now=now):
            return number
        if try_to_hold(holds, number, by=by, now=now):
            return number
    return next(iter(ids), None)


def try_to_hold(holds: Sequence[WorkHold], work_id: int, *, by: User, now: datetime) -> bool:
    """Return whether to show a work, held if possible: not if others were dealt it or decided."""
    try:
        return hold_work(holds, work_id, by=by, now=now)
    except IntegrityError:
        return False
    except DatabaseError:
        log.warning("work %s is shown without being held", work_id, exc_info=True)
        return True


def has_hold(holds: Sequence[WorkHold], work_id: int, *, by: User, now: datetime) -> bool:
    """Return whether this person holds the work for some time yet."""
    return any(
        (hold.work_id, hold.by_id) == (work_id, by.pk) and hold.until > now + RENEWED_BEFORE
        for hold in holds
    )


def hold_work(holds: Sequence[WorkHold], work_id: int, *, by: User, now: datetime) -> bool:
    """Return whether a work still waits, and hold it for this person instead of the one before.

    Args:
        holds: as they were read.
        work_id: number of the work.
        by: the screener.
        now: the time.

    Raises:
        IntegrityError: Somebody else holds it.
        DatabaseError: The database is locked or cannot be written.
    """
    hold = WorkHold(work_id=work_id, by=by, until=now + HOLD_TIME)
    with short_lock_wait(), transaction.atomic():
        if any(each.work_id == work_id and each.by_id != by.pk for each in holds):
            expired_holds(now).filter(work=work_id).delete()
        WorkHold.objects.bulk_create(
            [hold], update_conflicts=True, unique_fields=["by"], update_fields=["work", "until"]
        )
        # Asked after holding: who decided on it since the order was made has released it.
        waiting = Work.objects.filter(status__in=WAITING_STATUSES, later_since=None)
        return waiting.filter(pk=work_id).exists()


def release_work(work: Work) -> None:
    """End the hold on a work, whoever has it: it was decided on."""
    WorkHold.objects.filter(work=work).delete()
