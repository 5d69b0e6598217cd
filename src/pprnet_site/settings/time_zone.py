"""The time zone of the site: `PPRNET_TIME_ZONE`, or that of the machine."""

from __future__ import annotations

import os
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ImproperlyConfigured

LOCALTIME = Path("/etc/localtime")
TIMEZONE = Path("/etc/timezone")
FOLDER = "zoneinfo/"
_NO_PLACES = frozenset({"localtime", "posixrules", "factory"})
"""Files beside those of time zones that name none."""


def time_zone() -> str:
    """Return the name of the time zone in which days and months of the site begin.

    Raises:
        ImproperlyConfigured: `PPRNET_TIME_ZONE` is no name of a time zone.
    """
    given = os.environ.get("PPRNET_TIME_ZONE", "").strip()
    if not given:
        return machine_time_zone()
    if not is_zone(given):
        raise ImproperlyConfigured(
            f"PPRNET_TIME_ZONE: expected the name of a time zone, for example Europe/Paris, "
            f"got {given!r}; correct it, or leave it out to use the time zone of the machine"
        )
    return given


def machine_time_zone() -> str:
    """Return the time zone of the machine: of TZ, /etc/localtime, /etc/timezone, or UTC."""
    found = (
        name_in_path(os.environ.get("TZ", "").removeprefix(":")),
        linked_zone(),
        written_zone(),
    )
    return next((name for name in found if name and is_zone(name)), "UTC")


def name_in_path(path: str) -> str:
    """Return the name of the zone in the path of its file; another text as it is."""
    return path.rpartition(FOLDER)[2].removeprefix("posix/")


def linked_zone() -> str:
    """Return the name of the zone that /etc/localtime links to, or nothing."""
    path = str(LOCALTIME.resolve())
    return name_in_path(path) if FOLDER in path else ""


def written_zone() -> str:
    """Return the name of the zone that /etc/timezone holds, or nothing."""
    try:
        return TIMEZONE.read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""


def is_zone(name: str) -> bool:
    """Return whether a time zone of this name exists, as browsers know them too."""
    if name.lower() in _NO_PLACES:
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
