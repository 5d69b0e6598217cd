"""Fetch page by page, save each before the next, and continue where one source fails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from pprnet.errors import InputError, SourceDownError, SourceError
from pprnet.harvest.events import (
    Event,
    PageSaved,
    SearchFailed,
    SearchFinished,
    SearchStarted,
    Task,
    TaskProgress,
)
from pprnet.harvest.store import HarvestStore
from pprnet.records import Problem, Record
from pprnet.sources.source import Page, Source
from pprnet.vocab.searches import Search


def tasks_of(
    sources: Iterable[Source], searches: Iterable[Search], since: date, until: date
) -> list[tuple[Source, Task]]:
    """Return each source with its tasks, source by source.

    Args:
        sources: in the order in which they are searched.
        searches: of any source; those of other sources are left out.
        since: first day, included.
        until: last day, included.

    Raises:
        InputError: The first day is after the last.
    """
    if since > until:
        raise InputError(
            f"the period: expected its first day before its last, got {since} to {until}; swap them"
        )
    wanted = list(searches)
    return [
        (source, Task(search, since, until))
        for source in sources
        for search in wanted
        if search.source == source.key
    ]


def run_searches(
    sources: Sequence[Source],
    searches: Iterable[Search],
    since: date,
    until: date,
    *,
    store: HarvestStore,
) -> Iterator[Event]:
    """Run the searches over a period and yield what happens.

    Each page is in the store before its event is yielded. What the store already holds is not
    fetched again. A source that is down is skipped for this run, and the others continue.

    Args:
        sources: in the order in which they are searched.
        searches: of any source.
        since: first day, included.
        until: last day, included.
        store: keeps pages and progress.

    Raises:
        InputError: The first day is after the last.
        OutputError: The store cannot be written.
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
    """Yield the events of one task."""
    progress = store.progress(task)
    yield SearchStarted(task, progress)
    if progress.finished:
        yield SearchFinished(task, progress)
        return
    query = task.search.query
    pages = source.pages(query, task.since, task.until, progress.cursor)
    try:
        for page in pages:
            records, problems = _split_items(page)
            progress = _after(progress, page, len(records), len(problems))
            store.save_page(task, progress, records, problems)
            yield PageSaved(task, progress, records, problems)
    except SourceError as error:
        yield SearchFailed(task, progress, error)
        return
    if not progress.finished:
        # A source that ends without a last page has nothing more to give either.
        progress = _after(progress, Page((), None, progress.total), 0, 0)
        store.save_page(task, progress, (), ())
    yield SearchFinished(task, progress)


def _split_items(page: Page) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
    """Return the records and the problems of a page."""
    records = tuple(item for item in page.records if isinstance(item, Record))
    problems = tuple(item for item in page.records if isinstance(item, Problem))
    return records, problems


def _after(progress: TaskProgress, page: Page, records: int, problems: int) -> TaskProgress:
    """Return the progress after a page."""
    return TaskProgress(
        pages=progress.pages + 1,
        records=progress.records + records,
        problems=progress.problems + problems,
        cursor=page.cursor,
        total=page.total if page.total is not None else progress.total,
        finished=page.cursor is None,
    )
