"""Harvests that a person starts, resumes or stops."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pprnet_site.catalogue import tasks
from pprnet_site.catalogue.enums import (
    RESUMABLE_STATUSES,
    HarvestStatus,
)
from pprnet_site.catalogue.ingest.harvest_runs import (
    close_task_imports,
    ensure_no_open_harvest,
    open_harvest,
)
from pprnet_site.catalogue.ingest.harvest_sources import contact_address
from pprnet_site.catalogue.ingest.leases import (
    UNFINISHED_STATUSES,
    is_stalled,
)
from pprnet_site.catalogue.models import HarvestRun
from pprnet_site.catalogue.permissions import ensure_can_harvest
from pprnet_site.catalogue.write_lock import acquire_write_lock
from pprnet_site.core.errors import ConflictError


def start_harvest(*, since: date, by: User | None, sources: Sequence[str] = ()) -> HarvestRun:
    """Start a harvest by the worker, from a day up to today.

    Raises:
        PermissionDenied: The user may not start harvests.
        ContactMissingError: No contact address is set.
        ActionRefusedError: Another harvest is running, or all searches are off.
    """
    with transaction.atomic():
        today = timezone.localdate()
        run = open_harvest(since=since, until=today, by=by, sources=sources)
        enqueue_harvest(run)
    return run


def enqueue_harvest(run: HarvestRun) -> None:
    """Queue a run for the worker when the transaction commits."""
    transaction.on_commit(lambda: tasks.harvest.enqueue(run.pk))


@transaction.atomic
def resume_harvest(*, run: HarvestRun, by: User | None) -> HarvestRun:
    """Resume a run that ended before it was complete.

    Raises:
        PermissionDenied: The user may not start harvests.
        ContactMissingError: No contact address is set.
        ActionRefusedError: Another harvest is running.
        ConflictError: The run is complete.
    """
    ensure_can_harvest(by)
    contact_address()
    acquire_write_lock()
    ensure_no_open_harvest()
    open_again = HarvestRun.objects.filter(pk=run.pk, status__in=RESUMABLE_STATUSES).update(
        status=HarvestStatus.WAITING, owner="", error="", finished_at=None, beat_at=timezone.now()
    )
    if not open_again:
        raise ConflictError(_("“%(name)s” is complete.") % {"name": run})
    run.refresh_from_db()
    enqueue_harvest(run)
    return run


@transaction.atomic
def stop_harvest(*, run: HarvestRun, by: User | None) -> HarvestRun:
    """Stop a run; its worker ends at the next page, and stored records are kept.

    Raises:
        PermissionDenied: The user may not stop harvests.
        ConflictError: The run has already ended.
    """
    ensure_can_harvest(by)
    stopped = HarvestRun.objects.filter(pk=run.pk, status__in=UNFINISHED_STATUSES).update(
        status=HarvestStatus.STOPPED, owner="", finished_at=timezone.now()
    )
    if not stopped:
        raise ConflictError(_("“%(name)s” has already ended.") % {"name": run})
    run.refresh_from_db()
    close_task_imports(run)
    return run


def requeue_stalled_harvests(*, now: datetime | None = None) -> list[HarvestRun]:
    """Queue the harvests again whose worker died or never started."""
    now = now or timezone.now()
    open_runs = HarvestRun.objects.filter(status__in=UNFINISHED_STATUSES)
    stalled = [run for run in open_runs if is_stalled(run, now=now)]
    for run in stalled:
        same = HarvestRun.objects.filter(pk=run.pk, owner=run.owner, status=run.status)
        if same.update(status=HarvestStatus.WAITING, owner="", beat_at=now):
            enqueue_harvest(run)
    return stalled
