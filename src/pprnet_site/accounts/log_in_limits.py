"""How many wrong passwords are tested: for a name, for an address, for a known browser.

Nobody can keep an editor out: a browser that the editor has logged in with is counted separately.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessFailureLog, AccessLog
from django.db.models import Max, QuerySet
from django.http import HttpRequest

from pprnet_site.accounts.known_browsers import known_browser

log = logging.getLogger(__name__)

KNOWN_BROWSER = "known browser "
"""How the column of the browser begins for a known one; the cookie's key follows."""


@dataclass(frozen=True)
class Limit:
    """How many wrong passwords are tested within a time."""

    failures: int
    within: timedelta
    columns: tuple[str, ...]
    """Rows that agree in these columns are counted together."""
    ends_with_success: bool = False
    """Whether the right password sets the count to none."""


NAME_AND_ADDRESS = Limit(5, timedelta(minutes=15), ("username", "ip_address"), True)
ADDRESS = Limit(30, timedelta(hours=1), ("ip_address",))
NAME = Limit(50, timedelta(hours=1), ("username",))
OWN_BROWSER = Limit(5, timedelta(minutes=15), ("username", "user_agent"), True)


class LogInLimits(AxesDatabaseHandler):  # type: ignore[misc]  # axes has no types
    """Records each wrong password, and refuses to test more than the limits allow.

    Refused attempts are recorded too, but do not count: they tested no password, so whoever sends
    them does not prolong the pause.
    """

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        """Return whether no password is tested for this name from this client now."""
        return self.get_failures(request, credentials) > 0

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Return how many limits are reached."""
        tried = attempt(request, credentials)
        browser = tried["user_agent"]
        limits = (
            (OWN_BROWSER,)
            if browser.startswith(KNOWN_BROWSER)
            else (NAME_AND_ADDRESS, ADDRESS, NAME)
        )
        now: datetime = request.axes_attempt_time  # type: ignore[attr-defined]  # set by axes
        return sum(is_reached(limit, tried, now) for limit in limits)

    def user_login_failed(
        self, _sender: Any, credentials: dict[str, Any], request: HttpRequest, **_more: Any
    ) -> None:
        """Record a wrong password, or an attempt that was refused."""
        refused = self.is_locked(request, credentials)
        tried = attempt(request, credentials)
        AccessFailureLog.objects.create(
            **tried,
            http_accept=request.axes_http_accept,  # type: ignore[attr-defined]  # set by axes
            path_info=request.axes_path_info,  # type: ignore[attr-defined]  # set by axes
            locked_out=refused,
        )
        request.axes_locked_out = refused  # type: ignore[attr-defined]  # read by axes
        request.axes_credentials = credentials  # type: ignore[attr-defined]  # read by axes
        if refused:
            log.warning("log-in from %s refused: too many wrong passwords", tried["ip_address"])

    def reset_attempts(
        self,
        *,
        ip_address: str | None = None,
        username: str | None = None,
        ip_or_username: bool = False,
    ) -> int:
        """Forget wrong passwords for a name or from an address; return how many rows."""
        rows = AccessFailureLog.objects.all()
        if ip_or_username:
            found = rows.filter(ip_address=ip_address) | rows.filter(username=username)
        else:
            found = rows.filter(**({"ip_address": ip_address} if ip_address else {}))
            found = found.filter(**({"username": username} if username else {}))
        count: int = found.delete()[0]
        return count


def attempt(request: HttpRequest, credentials: dict[str, Any] | None) -> dict[str, Any]:
    """Return name, address and browser of an attempt, as they are recorded and counted."""
    name = get_client_username(request, credentials) or ""
    known = known_browser(request, name)
    stated: str = request.axes_user_agent  # type: ignore[attr-defined]  # set by axes
    if known:
        stated = KNOWN_BROWSER + known
    elif stated.startswith(KNOWN_BROWSER):
        stated = "<unknown>"
    address = request.axes_ip_address  # type: ignore[attr-defined]  # set by axes
    return {"username": name, "ip_address": address, "user_agent": stated}


def is_reached(limit: Limit, tried: dict[str, Any], now: datetime) -> bool:
    """Return whether as many wrong passwords were tested as a limit allows."""
    rows = failures(limit, tried, now)
    if rows.count() < limit.failures:
        return False
    last = last_success(limit, tried) if limit.ends_with_success else None
    return last is None or rows.filter(attempt_time__gt=last).count() >= limit.failures


def failures(limit: Limit, tried: dict[str, Any], now: datetime) -> QuerySet[Any]:
    """Return the wrong passwords that count for a limit."""
    rows: QuerySet[Any] = AccessFailureLog.objects.filter(
        locked_out=False,
        attempt_time__gt=now - limit.within,
        **{column: tried[column] for column in limit.columns},
    )
    if limit is OWN_BROWSER:
        return rows
    return rows.exclude(user_agent__startswith=KNOWN_BROWSER)


def last_success(limit: Limit, tried: dict[str, Any]) -> datetime | None:
    """Return when the account last logged in, from the same address where that is counted."""
    same = {"username": tried["username"]}
    if "ip_address" in limit.columns:
        same["ip_address"] = tried["ip_address"]
    last: datetime | None = AccessLog.objects.filter(**same).aggregate(last=Max("attempt_time"))[
        "last"
    ]
    return last
