"""One run of fetching from the sources: searches and dates in, records and problems out."""

from __future__ import annotations

from pprnet.harvest.events import (
    Event,
    PageKept,
    SearchFailed,
    SearchFinished,
    SearchStarted,
    Step,
    Task,
)
from pprnet.harvest.run import harvest, tasks_of
from pprnet.harvest.store import HarvestStore, MemoryStore

__all__ = [
    "Event",
    "HarvestStore",
    "MemoryStore",
    "PageKept",
    "SearchFailed",
    "SearchFinished",
    "SearchStarted",
    "Step",
    "Task",
    "harvest",
    "tasks_of",
]
