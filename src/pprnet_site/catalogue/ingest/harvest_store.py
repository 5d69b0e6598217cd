"""Storage of harvest pages: records and the position after them in one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from pprnet.extraction.signal_registry import Signal
from pprnet.harvest import Task, TaskProgress
from pprnet.records import Problem, Record
from pprnet.vocab.searches import Search
from pprnet_site.catalogue import models
from pprnet_site.catalogue.ingest.batches import (
    assign_records,
    extract_new_signals,
    problem_row,
    retry_while_busy,
)
from pprnet_site.catalogue.ingest.leases import renew_lease
from pprnet_site.catalogue.models import HarvestRun, HarvestTask
from pprnet_site.catalogue.write_lock import acquire_write_lock

COUNT_FIELDS = ["read", "known", "merged", "added"]


def task_search(task: HarvestTask) -> Search:
    """Return the search of a task as an engine value."""
    return Search(task.source, task.key, task.label, task.query)


class SiteStore:
    """Store of the pages of one run, while this process owns the run."""

    def __init__(self, run: HarvestRun, token: str) -> None:
        self.run = run
        self.token = token

    def row(self, task: Task) -> HarvestTask:
        """Return the row of a task."""
        named = {"source": task.search.source, "key": task.search.key}
        return self.run.tasks.select_related("reading").get(**named)

    def renew_lease(self) -> None:
        """Renew the lease of the run.

        Raises:
            ConflictError: Another process has taken over the run, or a person has stopped it.
        """
        renew_lease(self.run, self.token)

    def progress(self, task: Task) -> TaskProgress:
        """Return the progress of a task."""
        row = self.row(task)
        return TaskProgress(
            pages=row.pages,
            records=row.records,
            problems=row.problems,
            cursor=row.cursor or None,
            total=row.total,
            finished=row.is_finished,
        )

    def save_page(
        self,
        task: Task,
        progress: TaskProgress,
        records: Sequence[Record],
        problems: Sequence[Problem],
    ) -> None:
        """Store a page and the progress after it, repeated while the database is busy."""
        signals = extract_new_signals(list(records))
        retry_while_busy(lambda: self.save_page_once(task, progress, records, problems, signals))

    @transaction.atomic
    def save_page_once(
        self,
        task: Task,
        progress: TaskProgress,
        records: Sequence[Record],
        problems: Sequence[Problem],
        signals: dict[Record, tuple[Signal, ...]],
    ) -> None:
        """Store a page, like a batch of an import, and its progress in one transaction.

        Raises:
            ConflictError: Another process has taken over the run, or a person has stopped it.
        """
        acquire_write_lock()
        self.renew_lease()
        row = self.row(task)
        models.ImportProblem.objects.bulk_create(
            [problem_row(row.reading, problem) for problem in problems]
        )
        assign_records(row.reading, list(records), signals)
        row.reading.save(update_fields=COUNT_FIELDS)
        write_step(row, progress)


def write_step(row: HarvestTask, progress: TaskProgress) -> None:
    """Save the progress of a task."""
    row.pages, row.records, row.problems = progress.pages, progress.records, progress.problems
    row.cursor, row.total, row.is_finished = (
        progress.cursor or "",
        progress.total,
        progress.finished,
    )
    row.save(update_fields=["pages", "records", "problems", "cursor", "total", "is_finished"])
