"""Harvests as the desk shows them: by run, by source, by search."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from pprnet.errors import ContactMissingError, PprnetError
from pprnet_site.catalogue.enums import RESUMABLE_STATUSES, HarvestSource, HarvestStatus
from pprnet_site.catalogue.ingest.harvest_sources import contact_address
from pprnet_site.catalogue.models import (
    HarvestRun,
    HarvestSchedule,
    HarvestTask,
    SavedSearch,
)

UNFINISHED = frozenset({HarvestStatus.WAITING, HarvestStatus.RUNNING})
DEFAULT_PERIOD = timedelta(days=31)

_REQUEST_ADDRESS = re.compile(r" \(https?://\S+\)")
"""The address of a request in an error message; the page leaves it out, the row keeps it."""


@dataclass(slots=True)
class HarvestLine:
    """The counts of one source, or of one search, in a run."""

    label: str
    fetched: int = 0
    total: int | None = None
    added: int = 0
    merged: int = 0
    known: int = 0
    problems: int = 0
    is_finished: bool = True
    errors: list[str] = field(default_factory=list)
    reading: int = 0
    """Number of the import that lists the problems of one search; 0 for a source."""

    def add_task(self, task: HarvestTask) -> None:
        """Add the counts of a search."""
        self.fetched += task.records
        self.total = (self.total or 0) + task.total if task.total is not None else self.total
        self.added += task.reading.added
        self.merged += task.reading.merged
        self.known += task.reading.known
        self.problems += task.problems
        self.is_finished = self.is_finished and task.is_finished
        self.errors += [_REQUEST_ADDRESS.sub("", task.error)] if task.error else []


@dataclass(frozen=True, slots=True)
class RunView:
    """A run with its lines."""

    run: HarvestRun
    lines: tuple[HarvestLine, ...]

    @property
    def is_open(self) -> bool:
        """Whether it waits or runs."""
        return self.run.status in UNFINISHED

    @property
    def can_resume(self) -> bool:
        """Whether it can be resumed."""
        return self.run.status in RESUMABLE_STATUSES

    @property
    def added(self) -> int:
        """Number of works that it added."""
        return sum(line.added for line in self.lines)


def all_runs() -> QuerySet[HarvestRun]:
    """Return the harvests, the newest first, with their searches."""
    tasks = HarvestTask.objects.select_related("reading")
    return HarvestRun.objects.select_related("started_by").prefetch_related(
        Prefetch("tasks", queryset=tasks)
    )


def view_by_source(run: HarvestRun) -> RunView:
    """Return a run with a line for each source."""
    lines: dict[str, HarvestLine] = {}
    for task in run.tasks.all():
        label = str(task.get_source_display())
        lines.setdefault(task.source, HarvestLine(label)).add_task(task)
    return RunView(run, tuple(lines[key] for key in HarvestSource.values if key in lines))


def view_by_search(run: HarvestRun) -> RunView:
    """Return a run with a line for each search."""
    return RunView(run, tuple(map(harvest_line, run.tasks.all())))


def harvest_line(task: HarvestTask) -> HarvestLine:
    """Return the line of one search."""
    line = HarvestLine(str(task), reading=task.reading_id)
    line.add_task(task)
    return line


def views_of_runs(runs: Iterable[HarvestRun]) -> list[RunView]:
    """Return runs, each with a line for each source."""
    return [view_by_source(run) for run in runs]


def open_run() -> HarvestRun | None:
    """Return the harvest that waits or runs, or None."""
    return HarvestRun.objects.filter(status__in=UNFINISHED).first()


def harvest_schedule() -> HarvestSchedule:
    """Return the schedule; it is off until somebody sets it."""
    return HarvestSchedule.objects.first() or HarvestSchedule()


def saved_searches() -> QuerySet[SavedSearch]:
    """Return the saved searches in the order in which they run."""
    return SavedSearch.objects.order_by("pk")


def default_since() -> date:
    """Return the first day that the form proposes."""
    return timezone.localdate() - DEFAULT_PERIOD


def contact_is_set() -> bool:
    """Return whether a valid contact address for the sources is set."""
    try:
        contact_address()
    except ContactMissingError:
        return False
    return True


def contact_refusal() -> str:
    """Return how to set or correct the contact address."""
    if settings.PPRNET_CONTACT:
        return _(
            "PPRNET_CONTACT is not an e-mail address. Correct it in the settings of the "
            "site, then restart the site."
        )
    return _(
        "PubMed, Crossref and OpenAlex ask for a contact address. Set PPRNET_CONTACT to an "
        "e-mail address that somebody reads, in the settings of the site, then restart the "
        "site."
    )


def harvest_refusal(act: Callable[[], object]) -> str:
    """Call an action; return the message of its refusal, or nothing if it succeeded."""
    try:
        act()
    except ContactMissingError:
        return contact_refusal()
    except PprnetError as error:
        return str(error)
    return ""
