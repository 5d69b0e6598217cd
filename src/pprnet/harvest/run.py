"""Fetch page by page, keep each before the next, and go on where one source fails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from pprnet.errors import InputError, SourceDownError, SourceError
from pprnet.harvest.events import (
    Event,
    PageKept,
    SearchFailed,
    SearchFinished,
    SearchStarted,
    Step,
    Task,
)
from pprnet.harvest.store import HarvestStore
from pprnet.records import Problem, Record
from pprnet.sources.values import Page, Source
from pprnet.vocab.searches import Search


def tasks_of(
    sources: Iterable[Source], searches: Iterable[Search], since: date, until: date
) -> list[tuple[Source, Task]]:
    """Pair each source with its searches, source by source."""
    if since > until:
        raise InputError(
            f"the period: expected its first day before its last, got {since} to {until}; "
            "exchange them"
        )
    wanted = list(searches)
    return [
        (source, Task(search, since, until))
        for source in sources
        for search in wanted
        if search.source == source.key
    ]


def harvest(
    sources: Sequence[Source],
    searches: Iterable[Search],
    since: date,
    until: date,
    *,
    store: HarvestStore,
) -> Iterator[Event]:
    """Run the searches over a period, both days included, and tell what happens.

    Each page is in the store before its event is given. What the store holds already is not
    fetched again. A source that is down is left for this run, and the others go on.
    """
    down: set[str] = set()
    for source, task in tasks_of(sources, searches, since, until):
        if source.key in down:
            continue
        for event in _run(source, task, store):
            if isinstance(event, SearchFailed) and isinstance(event.error, SourceDownError):
                down.add(source.key)
            yield event


def _run(source: Source, task: Task, store: HarvestStore) -> Iterator[Event]:
    step = store.step(task)
    yield SearchStarted(task, step)
    if step.finished:
        yield SearchFinished(task, step)
        return
    query = task.search.query
    pages = source.pages(query, task.since, task.until, step.cursor)
    try:
        for page in pages:
            records, problems = parted(page)
            step = _after(step, page, len(records), len(problems))
            store.keep(task, step, records, problems)
            yield PageKept(task, step, records, problems)
    except SourceError as error:
        yield SearchFailed(task, step, error)
        return
    if not step.finished:
        # A source that ends without a last page has nothing more to give either.
        step = _after(step, Page((), None, step.total), 0, 0)
        store.keep(task, step, (), ())
    yield SearchFinished(task, step)


def parted(page: Page) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
    """Part the records of a page from its problems."""
    records = tuple(item for item in page.records if isinstance(item, Record))
    problems = tuple(item for item in page.records if isinstance(item, Problem))
    return records, problems


def _after(step: Step, page: Page, records: int, problems: int) -> Step:
    return Step(
        pages=step.pages + 1,
        records=step.records + records,
        problems=step.problems + problems,
        cursor=page.cursor,
        total=page.total if page.total is not None else step.total,
        finished=page.cursor is None,
    )
