"""The works whose state changed with an import or a harvest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pprnet_site.catalogue.enums import WARNING_STATES, WorkState
from pprnet_site.catalogue.models import HarvestRun, ImportRun, StateChange, Work, WorkEvent
from pprnet_site.catalogue.queries import deciding_event
from pprnet_site.catalogue.query_chunks import in_chunks
from pprnet_site.digest.models import SummarySource
from pprnet_site.digest.queries import public_condition

MAX_CHANGES = 50
"""Number of works that a report lists; the number of further ones is stated."""

SERIOUSNESS = (
    WorkState.RETRACTED,
    WorkState.REPLACED,
    WorkState.CONCERN,
    WorkState.REINSTATED,
    WorkState.CORRECTED,
    WorkState.VERSION_OF_RECORD,
    WorkState.CURRENT,
)
"""States in the order in which works with them are listed."""


@dataclass(frozen=True, slots=True)
class ReportedChange:
    """A work whose state changed."""

    work: Work
    before: WorkState
    after: WorkState
    is_live: bool
    """Whether a summary that readers see rests on it."""

    @property
    def is_warning(self) -> bool:
        """Whether readers are warned of works in the new state."""
        return self.after in WARNING_STATES

    @property
    def event(self) -> WorkEvent | None:
        """The event that the state now follows from, None where the state has changed again."""
        return deciding_event(self.work) if self.work.state == self.after else None


@dataclass(frozen=True, slots=True)
class ReportedChanges:
    """The first works whose state changed, and the number of further ones."""

    rows: tuple[ReportedChange, ...]
    """Those that a published summary rests on first."""
    more: int


def changes_of_import(run: ImportRun) -> ReportedChanges:
    """Return the works whose state changed with an import."""
    return reported_changes([run.pk])


def changes_of_harvest(run: HarvestRun) -> ReportedChanges:
    """Return the works whose state changed with a harvest."""
    return reported_changes(run.tasks.values_list("reading", flat=True))


def reported_changes(runs: Iterable[int]) -> ReportedChanges:
    """Return the works whose state changed with some imports, the most urgent first."""
    states = changed_states(runs)
    live = works_of_public_summaries(sorted(states))
    urgent = sorted(states, key=lambda pk: (pk not in live, SERIOUSNESS.index(states[pk][1]), pk))
    shown = urgent[:MAX_CHANGES]
    works = Work.objects.defer("merged", "abstract").prefetch_related("events").in_bulk(shown)
    rows = (ReportedChange(works[pk], *states[pk], pk in live) for pk in shown)
    return ReportedChanges(tuple(rows), len(urgent) - len(shown))


def changed_states(runs: Iterable[int]) -> dict[int, tuple[WorkState, WorkState]]:
    """Return the states before and after some imports, of the works in which they differ."""
    rows = StateChange.objects.filter(run__in=runs).order_by("pk")
    found: dict[int, tuple[WorkState, WorkState]] = {}
    for work, before, after in rows.values_list("work", "before", "after"):
        first = found[work][0] if work in found else WorkState(before)
        found[work] = (first, WorkState(after))
    return {work: states for work, states in found.items() if states[0] != states[1]}


def works_of_public_summaries(numbers: list[int]) -> set[int]:
    """Return those of some works that a published summary rests on."""
    rows = SummarySource.objects.filter(public_condition("summary__"))
    return {
        work
        for some in in_chunks(numbers)
        for work in rows.filter(work__in=some).values_list("work", flat=True)
    }
