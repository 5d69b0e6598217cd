"""Where a harvest keeps its pages: records into works, and the place after them, in one go."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import OperationalError, connection, transaction

from pprnet.harvest import Step, Task
from pprnet.records import Problem, Record, Signal
from pprnet.vocab.searches import Search
from pprnet_site.catalogue import models
from pprnet_site.catalogue.actions.claims import hold
from pprnet_site.catalogue.actions.imports import (
    TRIES,
    one_at_a_time,
    problem_row,
    read_ahead,
    sort_in,
)
from pprnet_site.catalogue.models import HarvestRun, HarvestTask

COUNTS = ["read", "known", "merged", "added"]


def search_of(task: HarvestTask) -> Search:
    """Give the question of a task as the engine asks it."""
    return Search(task.source, task.key, task.label, task.query)


class SiteStore:
    """Keeps the pages of one run, for as long as this process has it."""

    def __init__(self, run: HarvestRun, token: str) -> None:
        self.run = run
        self.token = token

    def row(self, task: Task) -> HarvestTask:
        """Give the row of a task."""
        named = {"source": task.search.source, "key": task.search.key}
        return self.run.tasks.select_related("reading").get(**named)

    def beat(self) -> None:
        """Give a sign of life, and end where somebody took the run over or stopped it."""
        hold(self.run, self.token)

    def step(self, task: Task) -> Step:
        """Give how far a task had come."""
        row = self.row(task)
        return Step(
            pages=row.pages,
            records=row.records,
            problems=row.problems,
            cursor=row.cursor or None,
            total=row.total,
            finished=row.is_finished,
        )

    def keep(
        self, task: Task, step: Step, records: Sequence[Record], problems: Sequence[Problem]
    ) -> None:
        """Keep a page and the step that it completes, trying again where the database was busy."""
        signals = read_ahead(list(records))
        for attempt in range(1, TRIES + 1):
            try:
                self.keep_once(task, step, records, problems, signals)
                return
            except OperationalError:
                if attempt == TRIES or connection.in_atomic_block:
                    raise

    @transaction.atomic
    def keep_once(
        self,
        task: Task,
        step: Step,
        records: Sequence[Record],
        problems: Sequence[Problem],
        signals: dict[Record, tuple[Signal, ...]],
    ) -> None:
        """Store a page as an import stores a batch, with the step, or nothing of it."""
        one_at_a_time()
        self.beat()
        row = self.row(task)
        models.ImportProblem.objects.bulk_create(
            [problem_row(row.reading, problem) for problem in problems]
        )
        sort_in(row.reading, list(records), signals)
        row.reading.save(update_fields=COUNTS)
        write_step(row, step)


def write_step(row: HarvestTask, step: Step) -> None:
    """Store how far a task has come."""
    row.pages, row.records, row.problems = step.pages, step.records, step.problems
    row.cursor, row.total, row.is_finished = step.cursor or "", step.total, step.finished
    row.save(update_fields=["pages", "records", "problems", "cursor", "total", "is_finished"])
