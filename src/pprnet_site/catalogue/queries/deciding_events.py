"""The events of a work that count, and the one that its state follows from.

They read `work.events`, which lists fetch with their works.
"""

from __future__ import annotations

from collections.abc import Iterator

from pprnet_site.catalogue.enums import UNCOUNTED_VERDICTS
from pprnet_site.catalogue.models import Work, WorkEvent


def current_events(work: Work) -> Iterator[WorkEvent]:
    """Yield the events of a work that follow from its notices."""
    yield from (event for event in work.events.all() if event.is_current)


def told_events(work: Work) -> Iterator[WorkEvent]:
    """Yield the current events of a work, and those that have ended since they were reported."""
    yield from (event for event in work.events.all() if event.is_current or event.ended_at)


def successor_of(event: WorkEvent, work: Work) -> WorkEvent | None:
    """Return the current event that the notices of an ended one belong to now, None without one.

    Args:
        event: one that has ended.
        work: its work.
    """
    marks = set(event.marks)
    return next((each for each in current_events(work) if marks & set(each.marks)), None)


def counted_events(work: Work) -> Iterator[WorkEvent]:
    """Yield the current events of a work that no editor rejected."""
    yield from (e for e in current_events(work) if e.verdict not in UNCOUNTED_VERDICTS)


def deciding_event(work: Work) -> WorkEvent | None:
    """Return the event that the state of a work follows from, None where none is stored."""
    return next((event for event in counted_events(work) if event.decides_state), None)
