"""When the watch asks: the hour of the site's own night, and what was asked before it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

DAY = timedelta(days=1)
LEAST_PAUSE = timedelta(hours=20)
"""Time for which a service is not asked about the same work again."""
SECONDS_OF_AN_HOUR = 3600


def site_offset() -> timedelta:
    """Return how long after the full hour this site begins, so that not all do at the same second.

    It follows from the site's secret key, so it is the same every night.
    """
    mark = salted_hmac("pprnet.watch", "offset").digest()
    return timedelta(seconds=int.from_bytes(mark[:4], "big") % SECONDS_OF_AN_HOUR)


def night_before(now: datetime) -> datetime:
    """Return the last moment, now or earlier, at which the watch of a night began."""
    local = timezone.localtime(now)
    begin = local.replace(hour=settings.PPRNET_WATCH_HOUR, minute=0, second=0, microsecond=0)
    begin += site_offset()
    # In UTC, as moments of one zone are compared by its clock, which is put back once a year.
    tonight, last_night = (each.astimezone(UTC) for each in (begin, begin - DAY))
    return tonight if tonight <= now else last_night


def night_after(now: datetime) -> datetime:
    """Return the next moment at which the watch of a night begins."""
    return night_before(now + DAY)


def due_before(now: datetime) -> datetime:
    """Return the moment before which a service must have been asked to be asked again now."""
    return min(night_before(now), now - LEAST_PAUSE)
