"""Where a harvest keeps its pages: the protocol, and a store in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from pprnet.harvest.events import Task, TaskProgress
from pprnet.records import Problem, Record


class HarvestStore(Protocol):
    """Keeps records and how far each task has come, both together or neither."""

    def progress(self, task: Task) -> TaskProgress:
        """Return how far a task had come.

        Args:
            task: of this or an earlier run.
        """

    def save_page(
        self,
        task: Task,
        progress: TaskProgress,
        records: Sequence[Record],
        problems: Sequence[Problem],
    ) -> None:
        """Save a page and the progress after it, both or neither.

        Args:
            task: to which the page belongs.
            progress: after the page.
            records: of the page.
            problems: of the page.
        """


@dataclass(slots=True)
class MemoryStore:
    """Keeps a harvest for as long as the program runs."""

    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    progress_by_task: dict[str, TaskProgress] = field(default_factory=dict)

    def progress(self, task: Task) -> TaskProgress:
        """Return how far a task had come.

        Args:
            task: of this run.
        """
        return self.progress_by_task.get(task.key, TaskProgress())

    def save_page(
        self,
        task: Task,
        progress: TaskProgress,
        records: Sequence[Record],
        problems: Sequence[Problem],
    ) -> None:
        """Keep a page and the progress after it.

        Args:
            task: to which the page belongs.
            progress: after the page.
            records: of the page.
            problems: of the page.
        """
        self.records.extend(records)
        self.problems.extend(problems)
        self.progress_by_task[task.key] = progress
