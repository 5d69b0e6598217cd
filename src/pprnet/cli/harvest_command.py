"""`pprnet harvest`: fetch what the sources have that is new, into a folder, resumably."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from pprnet import __version__
from pprnet.cli.terminal import print_note, print_problem, stderr_console
from pprnet.errors import HarvestFolderError, InputError
from pprnet.formats.json.json_values import as_dict, as_text
from pprnet.harvest import Event, PageSaved, SearchFailed, SearchStarted, Task, tasks_of
from pprnet.harvest import run_searches as run_harvest
from pprnet.harvest.folder_store import FolderStore, lock_folder, read_manifest, write_manifest
from pprnet.sources import SOURCE_KEYS, Source
from pprnet.vocab.searches import Search, searches

KEY_VARIABLES = {"pubmed": "PPRNET_NCBI_KEY", "openalex": "PPRNET_OPENALEX_KEY"}
"""Where a source's own key is looked for."""


def register(app: typer.Typer) -> None:
    """Add the verb to the command.

    Args:
        app: the command of the program.
    """
    app.command("harvest")(_harvest_sources)


def _harvest_sources(
    *,
    since: Annotated[str, typer.Option(metavar="DATE", help="First day, for example 2026-01-31.")],
    out: Annotated[
        Path,
        typer.Option("--out", "-o", help="Folder for the records; give the same one to resume."),
    ],
    until: Annotated[str, typer.Option(metavar="DATE", help="Last day; today by default.")] = "",
    source: Annotated[
        list[str] | None,
        typer.Option(help=f"Search only this source ({', '.join(SOURCE_KEYS)}); can be repeated."),
    ] = None,
    query: Annotated[str, typer.Option(help="Query in the language of that one source.")] = "",
    contact: Annotated[
        str,
        typer.Option(
            envvar="PPRNET_CONTACT", help="E-mail address at which the services may reach you."
        ),
    ] = "",
    cache: Annotated[
        Path | None, typer.Option(help="Folder in which responses are cached for a day.")
    ] = None,
) -> None:
    """Fetch new records since a given day from PubMed, Europe PMC, OpenAlex and Crossref.

    Runs the searches that come with pprnet, or --query in one source. Run it again with the same
    folder to resume where it stopped: nothing is fetched twice. Keys are optional and taken from
    PPRNET_NCBI_KEY and PPRNET_OPENALEX_KEY.
    """
    from pprnet.sources.clients.source_factory import make_source
    from pprnet.sources.http import HttpClient

    wanted = _chosen_sources(source or [])
    asked = _chosen_searches(wanted, query)
    first = _parse_day(since, "--since")
    with HttpClient(contact, cache=cache) as client:
        last = _parse_day(until, "--until") if until else None
        keys = {key: os.environ.get(name, "") for key, name in KEY_VARIABLES.items()}
        sources = [make_source(key, client, keys=keys) for key in wanted]
        if not harvest_into_folder(sources, asked, first, last, out):
            raise typer.Exit(1)


def _parse_day(text: str, option: str) -> date:
    """Return the day of an option."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{option}: expected a day such as 2026-01-31, got {text!r}") from error


def _chosen_sources(names: Sequence[str]) -> tuple[str, ...]:
    """Return the sources that were named, in our order; all if none was."""
    if strange := sorted(set(names) - set(SOURCE_KEYS)):
        expected = ", ".join(SOURCE_KEYS)
        raise InputError(f"--source: expected one of {expected}, got {', '.join(strange)}")
    return tuple(key for key in SOURCE_KEYS if not names or key in names)


def _chosen_searches(sources: Sequence[str], query: str) -> tuple[Search, ...]:
    """Return the shipped searches, or the one that was given."""
    if not query:
        return searches()
    if len(sources) != 1:
        raise InputError(
            "--query: expected one --source with it, because each source has its own query "
            "language; add one"
        )
    return (Search(sources[0], "query", "Your query", query),)


def harvest_into_folder(
    sources: Sequence[Source],
    asked: Sequence[Search],
    since: date,
    until: date | None,
    out: Path,
) -> bool:
    """Return whether the harvest in a folder is complete, after fetching what was missing.

    Args:
        sources: in the order in which they are searched.
        asked: searches of any source.
        since: first day, included.
        until: last day, included; `None` for that of the folder, or today in a new one.
        out: the folder; the same one resumes a harvest.

    Raises:
        HarvestFolderError: The folder holds another harvest, or another run writes to it.
        OutputError: The folder cannot be written.
    """
    manifest = read_manifest(out)
    last = _last_day(manifest, since, until, out)
    tasks = [task for _, task in tasks_of(sources, asked, since, last)]
    with lock_folder(out):
        store, failures = FolderStore(out), dict[str, str]()

        def note() -> None:
            kept = dict(as_dict(manifest.get("searches")))
            kept |= {task.key: _search_status(task, store, failures) for task in tasks}
            write_manifest(out, _harvest_manifest(since, last, kept))

        note()
        for event in _with_progress_bars(
            run_harvest(sources, asked, since, last, store=store), sources
        ):
            if isinstance(event, SearchFailed):
                failures[event.task.key] = str(event.error)
        note()
    _print_outcome(tasks, store, failures, {source.key: source.label for source in sources}, out)
    return all(store.progress(task).finished for task in tasks)


def _with_progress_bars(events: Iterator[Event], sources: Sequence[Source]) -> Iterator[Event]:
    """Yield events, drawing a bar for each search."""
    labels = {source.key: source.label for source in sources}
    bars: dict[str, TaskID] = {}
    with _progress_bar() as bar:
        for event in events:
            label = f"{labels[event.task.search.source]}: {event.task.search.label}"
            _draw_progress(bar, bars, event, label)
            yield event


def _last_day(manifest: dict[str, Any], since: date, until: date | None, out: Path) -> date:
    """Return the last day: as asked, as in the folder to resume, or today."""
    if not manifest:
        return until or datetime.now(UTC).date()
    held = as_text(manifest.get("since")), as_text(manifest.get("until"))
    asked = str(since), str(until or held[1])
    if held != asked:
        raise HarvestFolderError(
            f"{out}: holds a harvest from {held[0]} to {held[1]}, not from {asked[0]} to "
            f"{asked[1]}; choose another folder"
        )
    return _parse_day(held[1], f"{out}, its last day")


def _harvest_manifest(
    since: date,
    until: date,
    found: dict[str, Any],
) -> dict[str, Any]:
    """Return what was asked, what came of it, and what is missing."""
    return {
        "pprnet_harvest": 1,
        "version": __version__,
        "since": str(since),
        "until": str(until),
        "finished": all(as_dict(entry).get("finished") is True for entry in found.values()),
        "searches": found,
    }


def _search_status(task: Task, store: FolderStore, failures: dict[str, str]) -> dict[str, Any]:
    """Return how far one search has come."""
    progress, search = store.progress(task), task.search
    return {
        "source": search.source,
        "search": search.key,
        "query": search.query,
        "finished": progress.finished,
        "pages": progress.pages,
        "records": progress.records,
        "problems": progress.problems,
        "total": progress.total,
        "error": failures.get(task.key, ""),
    }


def _progress_bar() -> Progress:
    """Return a bar for each search, on standard error, shown only on a terminal."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=stderr_console(),
        disable=not stderr_console().is_terminal,
    )


def _draw_progress(bar: Progress, bars: dict[str, TaskID], event: Event, label: str) -> None:
    """Draw how far a search has come."""
    key, progress = event.task.key, event.progress
    if isinstance(event, SearchStarted):
        bars[key] = bar.add_task(escape(label), total=progress.total, completed=progress.records)
    elif isinstance(event, PageSaved):
        bar.update(bars[key], total=progress.total, completed=progress.records)


def _print_outcome(
    tasks: Sequence[Task],
    store: FolderStore,
    failures: dict[str, str],
    labels: dict[str, str],
    out: Path,
) -> None:
    """Print what came of each search."""
    for task in tasks:
        progress, search = store.progress(task), task.search
        line = f"{labels[search.source]}, {search.label}: {progress.records} records"
        if progress.problems:
            line += f", {progress.problems} problems ({out / search.source}.problems.txt)"
        print_note(line)
        if task.key in failures:
            print_problem(failures[task.key])
        elif not progress.finished:
            print_problem("not searched, because the source is unavailable")
