"""When the services were asked about the sources of published and scheduled summaries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Max, Min, QuerySet

from pprnet_site.catalogue.models import WatchedService, Work
from pprnet_site.catalogue.queries import ServiceCheck, service_checks
from pprnet_site.digest.queries.watched_works import watched_works


@dataclass(frozen=True, slots=True)
class CheckedSource:
    """A source with the time each service was last asked about it."""

    work: Work
    checks: tuple[ServiceCheck, ...]
    """One for each service that is asked, in their order."""


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


def checked_sources(works: Iterable[Work]) -> list[CheckedSource]:
    """Return works with their checks, in one query for all."""
    works = list(works)
    checks = service_checks([work.pk for work in works])
    return [CheckedSource(work, checks[work.pk]) for work in works]
