"""How long to wait: between requests, after a failure, and when a service asks for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from pprnet.errors import SourceError


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often a request is sent and how long is waited, all times in seconds."""

    attempts: int = 5
    """Times that a request is sent, the first included."""
    first_wait: float = 1.0
    """Wait after the first failure; it doubles with each further one."""
    longest_wait: float = 30.0
    jitter: float = 1.0
    longest_retry_after: float = 120.0
    """The longest wait that a service may ask for."""
    connect_timeout: float = 10.0
    read_timeout: float = 60.0
    """The longest wait for the next part of an answer."""
    longest_answer: float = 600.0
    """The longest time that a whole answer may take."""


class TransientError(SourceError):
    """A failure after which it is worth trying again.

    `fault` is the error to raise when no attempt is left; `wait` is the seconds that the service
    asked for, `None` if it did not.
    """

    def __init__(self, fault: SourceError, wait: float | None = None) -> None:
        super().__init__(str(fault))
        self.fault = fault
        self.wait = wait


def retry_after(headers: Mapping[str, str], *, now: datetime) -> float | None:
    """Return the seconds that a service asks us to wait, or `None` if it does not.

    Args:
        headers: of the answer, names in lower case; `Retry-After` is a number or a date.
        now: the time from which a date is counted, with a time zone.
    """
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
    """Spaces the requests to one service."""

    clock: Callable[[], float]
    sleep: Callable[[float], None]
    next_at: dict[str, float] = field(default_factory=dict)

    def wait(self, service: str, per_second: float) -> None:
        """Sleep until the service may be asked, and reserve that moment.

        Args:
            service: key of the service.
            per_second: requests a second that it accepts.
        """
        now = self.clock()
        due = max(now, self.next_at.get(service, now))
        self.next_at[service] = due + 1 / per_second
        if due > now:
            self.sleep(due - now)
