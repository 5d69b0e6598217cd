"""How long to wait: between questions, after a failure, and when a service says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often a question is put and how long is waited, all times in seconds."""

    attempts: int = 5
    """Times that a question is put, the first included."""
    first_wait: float = 1.0
    """Wait after the first failure; it doubles with each further one."""
    longest_wait: float = 30.0
    jitter: float = 1.0
    longest_retry_after: float = 120.0
    """The longest wait that a service may ask for and get."""
    connect_timeout: float = 10.0
    read_timeout: float = 60.0


def retry_after(headers: Mapping[str, str], *, now: datetime) -> float | None:
    """Read how many seconds a service asks us to wait, given as a number or as a date."""
    stated = headers.get("retry-after", "").strip()
    if stated.isascii() and stated.isdigit():
        return float(stated[:9])
    try:
        moment = parsedate_to_datetime(stated)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


@dataclass(slots=True)
class RateLimiter:
    """Keeps questions to one service apart."""

    clock: Callable[[], float]
    sleep: Callable[[float], None]
    next_at: dict[str, float] = field(default_factory=dict)

    def wait(self, service: str, per_second: float) -> None:
        """Sleep until the service may be asked, and book the moment."""
        now = self.clock()
        due = max(now, self.next_at.get(service, now))
        self.next_at[service] = due + 1 / per_second
        if due > now:
            self.sleep(due - now)
