"""What the watch has asked and when, and which services do not answer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from pprnet_site.catalogue.enums import WatchedSource
from pprnet_site.catalogue.ingest.harvest_sources import has_contact
from pprnet_site.catalogue.ingest.leases import has_live_owner
from pprnet_site.catalogue.models import SourceCheck, WatchRun
from pprnet_site.catalogue.query_chunks import in_chunks
from pprnet_site.catalogue.watch.due_works import watched_works
from pprnet_site.catalogue.watch.service_states import is_paused, stored_states
from pprnet_site.catalogue.watch.watch_runs import ACCEPTED
from pprnet_site.catalogue.watch.watch_times import night_after

LONG_SILENCE = timedelta(days=7)
"""A service that has failed for so long is named at the desk."""


@dataclass(frozen=True, slots=True)
class ServiceState:
    """A service as the watch knows it; moments are None where there was none."""

    key: str
    label: str
    answered_at: datetime | None
    failed_at: datetime | None
    failing_since: datetime | None
    problem: str
    """In words; also of a service that answers, where a part of its answer could not be read."""
    retry_at: datetime | None
    """Before which it is not asked; None where it is asked as usual."""
    days_failing: int
    """Whole days since its first failure after the last answer; 0 while it answers."""
    is_silent: bool
    """Whether it has failed for a week or longer."""

    @property
    def is_failing(self) -> bool:
        """Return whether its last answer is older than its last failure."""
        return self.failing_since is not None


@dataclass(frozen=True, slots=True)
class WatchState:
    """Whether the watch runs, and how far it is."""

    is_on: bool
    has_contact: bool
    watched: int
    """Works that are watched."""
    next_night: datetime
    """When all of them are asked about again."""
    is_running: bool
    services: tuple[ServiceState, ...]
    """All, in the order in which they are asked."""


@dataclass(frozen=True, slots=True)
class ServiceCheck:
    """When one service was last asked about one work."""

    service: str
    label: str
    asked_at: datetime | None
    """None where it never was: it knows no identifier of the work, or its turn has not come."""
    answered_at: datetime | None
    """Earlier than `asked_at`, or None, where it could not answer the last time."""
    is_known: bool
    """Whether the service knows the work."""


def watch_state(*, now: datetime | None = None) -> WatchState:
    """Return the state of the watch and of each service."""
    now = now or timezone.now()
    run = WatchRun.objects.first()
    return WatchState(
        is_on=settings.PPRNET_WATCH,
        has_contact=has_contact(),
        watched=watched_works().count(),
        next_night=night_after(now),
        is_running=run is not None and has_live_owner(run, now=now),
        services=service_states(now=now),
    )


def service_states(*, now: datetime | None = None) -> tuple[ServiceState, ...]:
    """Return the state of each service, in the order in which they are asked."""
    now, stored = now or timezone.now(), stored_states()
    found = []
    for source in WatchedSource:
        row = stored.get(source.value)
        since = row.failing_since if row else None
        state = ServiceState(
            key=source.value,
            label=str(source.label),
            answered_at=row.answered_at if row else None,
            failed_at=row.failed_at if row else None,
            failing_since=since,
            problem=row.problem if row else "",
            retry_at=row.retry_at if row and is_paused(row, now) else None,
            days_failing=(now - since).days if since else 0,
            is_silent=since is not None and now - since >= LONG_SILENCE,
        )
        found.append(state)
    return tuple(found)


def asked_services() -> list[str]:
    """Return the names of the services that are asked about each work, in their order."""
    return [str(source.label) for source in ACCEPTED]


def service_checks(numbers: Collection[int]) -> dict[int, tuple[ServiceCheck, ...]]:
    """Return when each service was last asked about some works, by the number of the work.

    The Retraction Watch file is asked for as a whole: see `service_states`.
    """
    rows = {
        (row.work_id, row.service): row
        for some in in_chunks(sorted(numbers))
        for row in SourceCheck.objects.filter(work__in=some)
    }
    return {
        number: tuple(
            service_check(source, rows.get((number, source.value))) for source in ACCEPTED
        )
        for number in numbers
    }


def service_check(source: WatchedSource, row: SourceCheck | None) -> ServiceCheck:
    """Return when one service was last asked about a work."""
    return ServiceCheck(
        service=source.value,
        label=str(source.label),
        asked_at=row.asked_at if row else None,
        answered_at=row.answered_at if row else None,
        is_known=row is not None and row.is_known,
    )
