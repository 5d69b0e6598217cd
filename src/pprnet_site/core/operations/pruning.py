"""Once a day: remove old rows that only describe the running of the site.

What is kept and for how long is in the table of docs/explanation/reliability.md.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import DatabaseError, transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.admin.models import EditingSession
from wagtail.models import ModelLogEntry, PageLogEntry

from pprnet_site.core.enums import ServicePart
from pprnet_site.core.operations.beats import last_beats, write_beat

log = logging.getLogger(__name__)

CHUNK = 500
"""Rows that one transaction removes: nobody waits long for the lock."""
EDITING_SESSION_DAYS = 1
FINISHED = ("SUCCESSFUL", "FAILED")

OldRows = Callable[[datetime], QuerySet[Any]]
"""Takes the time; returns the rows of one table that are no longer needed then."""

_registered: list[OldRows] = []


def register_old_rows(function: OldRows) -> None:
    """Have the rows that a function returns removed once a day; for apps above this one."""
    if function not in _registered:
        _registered.append(function)


def prune_daily(*, now: datetime) -> dict[str, int]:
    """Remove old rows if it was not done today; return how many of each kind."""
    before = last_beats().get(ServicePart.PRUNING)
    if before is not None and timezone.localdate(before) == timezone.localdate(now):
        return {}
    removed = prune(now=now)
    write_beat(ServicePart.PRUNING, now=now)
    return removed


def prune(*, now: datetime) -> dict[str, int]:
    """Remove the rows that are older than the settings say; one table does not stop the others."""
    removed: dict[str, int] = {}
    for rows in old_rows(now):
        try:
            removed[rows.model._meta.label_lower] = remove(rows)  # noqa: SLF001 - documented
        except DatabaseError:
            log.exception("old rows of %s were not removed", rows.model.__name__)
    return removed


def old_rows(now: datetime) -> Iterator[QuerySet[Model]]:
    """Yield the rows of each table that are no longer kept."""
    if before := oldest_kept("tasks", now):
        # One that is still running after so long belonged to a worker that was killed.
        stale = Q(status="RUNNING", started_at__lt=before)
        yield DBTaskResult.objects.filter(
            Q(status__in=FINISHED, finished_at__lt=before) | stale
        ).order_by()
    yield Session.objects.filter(expire_date__lt=now)
    if before := oldest_kept("logins", now):
        for model in (AccessAttempt, AccessFailureLog, AccessLog):
            yield model.objects.filter(attempt_time__lt=before).order_by()
    yield EditingSession.objects.filter(
        last_seen_at__lt=now - timedelta(days=EDITING_SESSION_DAYS)
    ).order_by()
    if before := oldest_kept("history", now):
        # Readers see when a page was published again.
        yield (
            PageLogEntry.objects.filter(timestamp__lt=before)
            .exclude(action__startswith="wagtail.publish")
            .order_by()
        )
        yield ModelLogEntry.objects.filter(timestamp__lt=before).order_by()
    yield from (function(now) for function in _registered)


def oldest_kept(kind: str, now: datetime) -> datetime | None:
    """Return the moment before which rows of a kind are removed, None where they stay for ever."""
    days = settings.KEEP_DAYS[kind]
    return now - timedelta(days=days) if days else None


def remove(rows: QuerySet[Model]) -> int:
    """Remove rows in small transactions, and return how many there were."""
    count = 0
    while keys := list(rows.values_list("pk", flat=True)[:CHUNK]):
        with transaction.atomic():
            rows.model._base_manager.filter(pk__in=keys).delete()  # noqa: SLF001 - documented
        count += len(keys)
    return count
