"""One run of fetching from the sources: searches and dates in, records and problems out."""

from __future__ import annotations

from pprnet.harvest.events import (
    Event,
    PageSaved,
    SearchFailed,
    SearchFinished,
    SearchStarted,
    Task,
    TaskProgress,
)
from pprnet.harvest.run import run_searches, tasks_of
from pprnet.harvest.store import HarvestStore, MemoryStore

__all__ = [
    "Event",
    "HarvestStore",
    "MemoryStore",
    "PageSaved",
    "SearchFailed",
    "SearchFinished",
    "SearchStarted",
    "Task",
    "TaskProgress",
    "run_searches",
    "tasks_of",
]
