"""What is to be fetched, how far it has come, and what happens on the way."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from pprnet.errors import SourceError
from pprnet.records import Problem, Record
from pprnet.vocab.searches import Search


@dataclass(frozen=True, slots=True)
class Task:
    """One search over one period."""

    search: Search
    since: date
    until: date

    @property
    def key(self) -> str:
        """Return a name that is equal in every run and differs by query and period."""
        stated = "\n".join((self.search.query, str(self.since), str(self.until)))
        mark = hashlib.blake2b(stated.encode(), digest_size=6).hexdigest()
        return f"{self.search.source}-{self.search.key}-{mark}"


@dataclass(frozen=True, slots=True)
class TaskProgress:
    """How far a task has come."""

    pages: int = 0
    records: int = 0
    problems: int = 0
    cursor: str | None = None
    """Where the next page begins."""
    total: int | None = None
    finished: bool = False


@dataclass(frozen=True, slots=True)
class SearchStarted:
    """A task begins, or resumes from the progress of an earlier run."""

    task: Task
    progress: TaskProgress


@dataclass(frozen=True, slots=True)
class PageSaved:
    """A page has been fetched and is kept, with the progress after it."""

    task: Task
    progress: TaskProgress
    records: tuple[Record, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class SearchFailed:
    """A source did not return what was requested; what came before is kept."""

    task: Task
    progress: TaskProgress
    error: SourceError


@dataclass(frozen=True, slots=True)
class SearchFinished:
    """All records of a task have come."""

    task: Task
    progress: TaskProgress


Event: TypeAlias = SearchStarted | PageSaved | SearchFailed | SearchFinished
