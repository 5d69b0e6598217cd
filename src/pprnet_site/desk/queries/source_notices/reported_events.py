"""The works whose state changed with an import or a harvest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from pprnet_site.catalogue.models import HarvestRun, ImportRun, WorkEvent
from pprnet_site.desk.queries.source_notices.open_notices import UNREAD_FIELDS, ranked_events

MAX_EVENTS = 50
"""Number of events that a report lists; the number of further ones is stated."""


@dataclass(frozen=True, slots=True)
class ReportedEvents:
    """The first events that came with an import, and the number of further ones."""

    rows: tuple[WorkEvent, ...]
    """Those of works that a published summary rests on first (`is_live`)."""
    more: int


def events_of_import(run: ImportRun) -> ReportedEvents:
    """Return the events that an import was the first to report."""
    return reported_events([run.pk])


def events_of_harvest(run: HarvestRun) -> ReportedEvents:
    """Return the events that a harvest was the first to report."""
    return reported_events(run.tasks.values_list("reading", flat=True))


def reported_events(runs: Iterable[int]) -> ReportedEvents:
    """Return the events of some imports."""
    found = events_of_runs(runs)
    rows = list(found[: MAX_EVENTS + 1])
    more = found.count() - MAX_EVENTS if len(rows) > MAX_EVENTS else 0
    return ReportedEvents(tuple(rows[:MAX_EVENTS]), more)


def events_of_runs(runs: Iterable[int]) -> QuerySet[WorkEvent]:
    """Return the events of some imports, those of published summaries and serious ones first."""
    rows = WorkEvent.objects.filter(run__in=runs).select_related("work").defer(*UNREAD_FIELDS)
    return ranked_events(rows.prefetch_related("work__events"))
