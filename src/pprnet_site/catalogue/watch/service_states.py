"""What is kept of each service: its last answer, its failures, and when to ask it again."""

from __future__ import annotations

from datetime import datetime, timedelta

from pprnet_site.catalogue.data_mapper import strip_unstorable
from pprnet_site.catalogue.models import WatchedService

FIRST_WAIT = timedelta(hours=1)
LONGEST_WAIT = timedelta(hours=12)
MAX_PROBLEM = 1000
MAX_VERSION = 255


def stored_states() -> dict[str, WatchedService]:
    """Return the stored state of each service by its key; one never asked has none."""
    return {row.key: row for row in WatchedService.objects.all()}


def is_paused(row: WatchedService | None, now: datetime) -> bool:
    """Return whether a service that failed is not asked yet.

    A pause longer than the longest was written by a clock that was wrong, and does not count.
    """
    return row is not None and row.retry_at is not None and now < row.retry_at <= now + LONGEST_WAIT


def record_answer(key: str, *, at: datetime, problem: str = "", version: str | None = None) -> None:
    """Save that a service answered.

    Args:
        key: of the service.
        at: the moment.
        problem: with a part of the answer, in words.
        version: of the file that was read to its end; None where it is no file or has not changed.
    """
    values: dict[str, object] = {
        "answered_at": at,
        "failing_since": None,
        "retry_at": None,
        "problem": stored_problem(problem),
    }
    if version is not None:
        values["version"] = version if len(version) <= MAX_VERSION else ""
    WatchedService.objects.update_or_create(key=key, defaults=values)


def record_problem(key: str, problem: str) -> None:
    """Save a problem with a part of what a service was asked."""
    WatchedService.objects.filter(key=key).update(problem=stored_problem(problem))


def record_failure(key: str, *, at: datetime, problem: str) -> None:
    """Save that a service failed, and when to ask it again: after 1 h, 2 h, 4 h ... 12 h."""
    row = WatchedService.objects.filter(key=key).first() or WatchedService(key=key)
    wait = FIRST_WAIT
    if row.failing_since and row.retry_at and row.failed_at:
        wait = min(2 * max(row.retry_at - row.failed_at, FIRST_WAIT / 2), LONGEST_WAIT)
    row.failing_since = row.failing_since or at
    row.failed_at, row.retry_at = at, at + wait
    row.problem = stored_problem(problem)
    row.save()


def stored_problem(problem: str) -> str:
    """Return a problem as it is stored: on one line, and not too long."""
    return str(strip_unstorable(" ".join(problem.split())))[:MAX_PROBLEM]
