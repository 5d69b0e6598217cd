"""When the services were asked about the sources of published and scheduled summaries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Max, Min, QuerySet
from django.utils import timezone

from pprnet_site.catalogue.models import SourceCheck, WatchedService, Work
from pprnet_site.desk.queries.source_notices.alerts import SILENT_AFTER, service_label
from pprnet_site.digest.queries.watched_works import watched_works


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A service with its last answer and what is wrong with it."""

    key: str
    label: str
    answered_at: datetime | None
    problem: str
    """Why it did not answer last; empty while it answers."""
    days_down: int
    """Whole days since its first failure after the last answer; 0 while it answers."""
    is_down: bool
    """Whether it has not answered for a week or more."""
    retry_at: datetime | None


@dataclass(frozen=True, slots=True)
class CheckedSource:
    """A source with the time each service was last asked about it."""

    work: Work
    checks: tuple[SourceCheck | None, ...]
    """One for each service, in the order of the columns."""


def service_lines(now: datetime | None = None) -> list[ServiceLine]:
    """Return each service that is watched."""
    now = now or timezone.now()
    return [service_line(row, now) for row in WatchedService.objects.all()]


def service_line(row: WatchedService, now: datetime) -> ServiceLine:
    """Return one service."""
    since = row.failing_since
    return ServiceLine(
        key=row.key,
        label=service_label(row.key),
        answered_at=row.answered_at,
        problem=row.problem if since else "",
        days_down=(now - since).days if since else 0,
        is_down=since is not None and now - since >= SILENT_AFTER,
        retry_at=row.retry_at if row.retry_at and row.retry_at > now else None,
    )


def last_answer() -> datetime | None:
    """Return when any service answered last, or None before the first answer."""
    found: datetime | None = WatchedService.objects.aggregate(at=Max("answered_at"))["at"]
    return found


def works_by_last_check() -> QuerySet[Work]:
    """Return the sources of published and scheduled summaries, those asked about longest ago first.

    Those that no service was asked about yet come before all others.
    """
    works = watched_works().defer("merged", "abstract")
    asked = works.annotate(asked_at=Min("checks__asked_at")).prefetch_related("events")
    return asked.order_by(F("asked_at").asc(nulls_first=True), "pk")


def asked_services(lines: Iterable[ServiceLine]) -> dict[str, str]:
    """Return the names of the services that have a column, by their keys."""
    known = {line.key: line.label for line in lines}
    asked = SourceCheck.objects.order_by("service").values_list("service", flat=True).distinct()
    return known | {key: service_label(key) for key in asked if key not in known}


def checked_sources(works: Iterable[Work], services: Sequence[str]) -> list[CheckedSource]:
    """Return works with their checks, in one query for all."""
    works = list(works)
    rows = SourceCheck.objects.filter(work__in=works)
    found = {(row.work_id, row.service): row for row in rows}
    return [
        CheckedSource(work, tuple(found.get((work.pk, key)) for key in services)) for work in works
    ]
