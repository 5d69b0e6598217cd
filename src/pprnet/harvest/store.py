"""Where a harvest keeps its pages, whatever that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from pprnet.harvest.events import Step, Task
from pprnet.records import Problem, Record


class HarvestStore(Protocol):
    """Keeps records and how far each task has come, both together or neither."""

    def step(self, task: Task) -> Step:
        """Give how far a task had come."""

    def keep(
        self, task: Task, step: Step, records: Sequence[Record], problems: Sequence[Problem]
    ) -> None:
        """Keep a page and the step that it completes, in one go."""


@dataclass(slots=True)
class MemoryStore:
    """Keeps a harvest for as long as the program runs."""

    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    steps: dict[str, Step] = field(default_factory=dict)

    def step(self, task: Task) -> Step:
        """Give how far a task had come."""
        return self.steps.get(task.key, Step())

    def keep(
        self, task: Task, step: Step, records: Sequence[Record], problems: Sequence[Problem]
    ) -> None:
        """Keep a page and the step that it completes."""
        self.records.extend(records)
        self.problems.extend(problems)
        self.steps[task.key] = step
