"""`/up`: whether the site works, for a monitor. It reads a few rows and writes none."""

from __future__ import annotations

import shutil
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

from pprnet_site.core.enums import ServicePart
from pprnet_site.core.operations.beats import (
    BEATING_PARTS,
    SILENT_AFTER,
    last_beats,
    silence_since,
)

LEAST_FREE_MEGABYTES = 200
LONGEST_WAIT = 6 * 3600.0
"""Seconds that a task may wait: one import or harvest before it can take hours."""
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is checked: whether it is well, and the figure behind that."""

    ok: bool
    seconds: int | None = None
    megabytes: int | None = None

    def facts(self) -> dict[str, Any]:
        """Return what is known."""
        return {key: value for key, value in asdict(self).items() if value is not None}


@never_cache
@require_safe
def up(_request: HttpRequest) -> JsonResponse:
    """Answer 200 when all is well, 503 otherwise, with each check."""
    now = timezone.now()
    checks = {"disk": check_disk()}
    try:
        checks = {"database": Check(ok=True), **database_checks(now), **checks}
    except (DatabaseError, InterfaceError):
        connection.close()
        checks = {"database": Check(ok=False), **checks}
    healthy = all(check.ok for check in checks.values())
    body = {"ok": healthy, "checks": {name: check.facts() for name, check in checks.items()}}
    headers = {} if healthy else {"Retry-After": "30"}
    return JsonResponse(body, status=200 if healthy else 503, headers=headers)


def database_checks(now: datetime) -> dict[str, Check]:
    """Return the checks whose rows are in the database."""
    beats = last_beats()
    found = {part.value: check_part(beats.get(part), now) for part in BEATING_PARTS}
    backup = beats.get(ServicePart.BACKUP)
    # A site without a backup works, so a monitor decides itself how old the last one may be.
    found["last_backup"] = Check(ok=True, seconds=seconds_since(backup, now))
    # Seldom or never where nothing is published; the desk names a service that does not answer.
    found["last_watch"] = Check(ok=True, seconds=seconds_since(beats.get(ServicePart.WATCH), now))
    waiting = seconds_since(oldest_waiting(now), now)
    found["oldest_task"] = Check(ok=waiting is None or waiting < LONGEST_WAIT, seconds=waiting)
    return found


def check_part(at: datetime | None, now: datetime) -> Check:
    """Return whether a part was heard of lately."""
    alive = at is not None and silence_since(at, now) < SILENT_AFTER
    return Check(ok=alive, seconds=seconds_since(at, now))


def seconds_since(at: datetime | None, now: datetime) -> int | None:
    """Return the whole seconds since a moment."""
    return None if at is None else int(silence_since(at, now).total_seconds())


def oldest_waiting(now: datetime) -> datetime | None:
    """Return since when the oldest task waits that could be run."""
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lte=now).order_by("enqueued_at")
    return waiting.values_list("enqueued_at", flat=True).first()


def check_disk() -> Check:
    """Return whether there is room on the disk of the site's folder."""
    try:
        free = shutil.disk_usage(settings.MEDIA_ROOT.parent).free // MEGABYTE
    except OSError:
        return Check(ok=False)
    return Check(ok=free >= LEAST_FREE_MEGABYTES, megabytes=free)
