"""The lease of the watch: one process at a time asks the services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from pprnet_site.catalogue.enums import ImportStatus
from pprnet_site.catalogue.ingest.leases import (
    UNFINISHED_STATUSES,
    acquire_lease,
    is_stalled,
    release_lease,
    renew_lease,
)
from pprnet_site.catalogue.models import WatchRun
from pprnet_site.core.errors import ConflictError


@dataclass(frozen=True, slots=True)
class WatchLease:
    """The right of this process to ask the services, until it ends or dies."""

    run: WatchRun
    token: str

    def renew(self) -> None:
        """Save a heartbeat.

        Raises:
            ConflictError: Another process has taken over the watch.
        """
        renew_lease(self.run, self.token)

    def release(self, status: ImportStatus) -> None:
        """Release the lease, unless another process has taken it over."""
        mine = WatchRun.objects.filter(pk=self.run.pk, owner=self.token)
        mine.update(status=status, owner="", finished_at=timezone.now())

    def forget(self) -> None:
        """Release it in this process only: the next one finds that nobody works any more."""
        release_lease(self.token)


def watch_run() -> WatchRun:
    """Return the one row of the table."""
    run, _is_new = WatchRun.objects.get_or_create(pk=1)
    return run


def acquire_watch_lease() -> WatchLease:
    """Acquire the lease for this process.

    Raises:
        ConflictError: A live process is asking the services.
    """
    run = watch_run()
    ended = WatchRun.objects.filter(pk=run.pk).exclude(status__in=UNFINISHED_STATUSES)
    ended.update(status=ImportStatus.WAITING, owner="", beat_at=timezone.now())
    try:
        return WatchLease(run, acquire_lease(run))
    except ConflictError as error:
        raise ConflictError(
            _("The services are being asked just now, by another process. Wait until it ends.")
        ) from error


def reserve_run(now: datetime) -> bool:
    """Mark a run as waiting for the worker; return whether none was waiting or at work."""
    run = watch_run()
    if run.status in UNFINISHED_STATUSES and not is_stalled(run, now=now):
        return False
    same = WatchRun.objects.filter(pk=run.pk, owner=run.owner, status=run.status)
    return bool(same.update(status=ImportStatus.WAITING, owner="", beat_at=now))
