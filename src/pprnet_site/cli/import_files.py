"""`pprnet import`: files of references into the site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from pprnet.errors import PprnetError
from pprnet.formats.registry import format_names
from pprnet_site.cli.site import site

if TYPE_CHECKING:
    from pprnet_site.catalogue.models import ImportRun

output = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("import")(import_files)


def import_files(
    files: Annotated[list[Path], typer.Argument(help=f"Files of references: {format_names()}.")],
) -> None:
    """Import files of references into the inbox, each work once."""
    with site():
        complete = [import_one_file(path) for path in files]
    if not all(complete):
        raise typer.Exit(1)


def import_one_file(path: Path) -> bool:
    """Import one file, print the result, and return whether it could be read."""
    from pprnet_site.catalogue.actions import open_import

    try:
        run = open_import(name=path.name, path=path, by=None)
        run = read_with_bar(run, path)
    except PprnetError as error:
        errors.print(f"[bold red]error[/] {escape(str(error))}")
        return False
    report(run)
    return not run.error


def read_with_bar(run: ImportRun, path: Path) -> ImportRun:
    """Import a file, with a progress bar on a terminal."""
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    from pprnet_site.catalogue.actions import run_import

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    hidden = not errors.is_terminal
    with Progress(
        *columns, TimeRemainingColumn(), console=errors, transient=True, disable=hidden
    ) as bar:
        task = bar.add_task(escape(path.name), total=path.stat().st_size)

        def show(progress: Any) -> None:
            bar.update(task, completed=progress.done)

        return run_import(run=run, path=path, on_progress=show)


def report(run: ImportRun) -> None:
    """Print the counts of an import on one line, and each problem on its own."""
    name = escape(run.file_name)
    if run.error:
        errors.print(f"[bold red]error[/] {escape(run.error)}")
    if run.error and not run.read:
        return
    problems = list(run.problems.all())
    output.print(
        f"{name}: {run.read} read, {run.known} already known, {run.merged} merged into known "
        f"works, {run.added} works added, {len(problems)} problems"
    )
    report_changed_works(run)
    for problem in problems:
        kind = "lost" if problem.lost else "repaired"
        where = f"line {problem.line}" if problem.line else f"record {problem.position}"
        place = where if problem.line or problem.position else "file"
        errors.print(f"  {place} ({kind}): {escape(problem.message)}")


def report_changed_works(run: ImportRun) -> None:
    """Print each work whose state changed, those of published summaries first."""
    from pprnet_site.desk.queries.source_notices.reported_changes import changes_of_import

    found = changes_of_import(run)
    for each in found.rows:
        date = f" {each.event.date}" if each.event and each.event.date else ""
        said = f"{each.after.label}{date} (before: {each.before.label})"
        marks = " (a published summary rests on it)" if each.is_live else ""
        output.print(f"  {said}: {escape(str(each.work))}{marks}")
    if found.more:
        output.print(f"  and {found.more} more")
