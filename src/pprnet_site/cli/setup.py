"""`pprnet setup` and `pprnet manage`: a site made ready, and Django's own commands."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pprnet.errors import SiteError
from pprnet_site.cli.site import start_django
from pprnet_site.cli.users import Role, add_user, show_once

FIRST_USER = "editor"
STAMP = ".collected"

notes = Console(stderr=True, highlight=False)


def register(app: typer.Typer) -> None:
    """Add the verbs that make a site ready."""
    app.command("setup")(setup)
    app.command(
        "manage",
        context_settings={
            "allow_extra_args": True,
            "ignore_unknown_options": True,
            "help_option_names": [],
        },
    )(manage)


def manage(context: typer.Context) -> None:
    """Run one of Django's own commands, as in `pprnet manage check`."""
    start_django()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["pprnet manage", *context.args])


def setup(
    sample: Annotated[
        bool, typer.Option("--sample/--no-sample", help="Load the sample into a new site.")
    ] = False,
) -> None:
    """Set up the site, or upgrade it to this version; safe to run again."""
    start_django()
    collecting = start_collecting()
    is_new = migrate()
    update_derived()
    add_sample(is_new=is_new, with_sample=sample)
    if collecting:
        end_collecting(collecting)
    make_first_user()


def migrate() -> bool:
    """Bring the tables up to date; tell whether there were none before."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from pprnet_site.catalogue.actions import sync_searches
    from pprnet_site.digest.permissions import make_groups
    from pprnet_site.taxonomy.actions import sync_vocabulary

    executor = MigrationExecutor(connection)
    is_new = not executor.loader.applied_migrations
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        typer.echo("Preparing the database ...")
        call_command("migrate", verbosity=0, interactive=False)
    else:
        sync_vocabulary()
        sync_searches()
        make_groups()
    return is_new


def update_derived() -> None:
    """Rebuild what an earlier version left empty or kept in another way; resumes if cut off."""
    from rich.progress import Progress, TaskID

    from pprnet_site.catalogue.derived import RebuildProgress, rebuild_derived

    tasks: dict[str, TaskID] = {}
    with Progress(console=notes, transient=True, disable=not notes.is_terminal) as bar:

        def show(progress: RebuildProgress) -> None:
            table = progress.table
            if table.key not in tasks:
                typer.echo(f"Updating {table.label} ...")
                tasks[table.key] = bar.add_task(table.label, total=progress.total or None)
            bar.update(tasks[table.key], completed=progress.done)

        rebuild_derived(on_progress=show)


def start_collecting() -> subprocess.Popen[bytes] | None:
    """Begin to gather style sheets and scripts where the server finds them, if any changed.

    It takes a core for some twenty seconds, and another process can do it beside the database.
    """
    if stamp_file().exists() and stamp_file().read_text() == static_state():
        return None
    typer.echo("Collecting style sheets and scripts ...")
    command = [sys.executable, "-m", "django", "collectstatic", "--noinput", "--verbosity", "0"]
    return subprocess.Popen(command)


def end_collecting(process: subprocess.Popen[bytes]) -> None:
    """Wait for the files, and note what was gathered."""
    if process.wait() != 0:
        raise SiteError("the style sheets could not be collected; the reason is shown above")
    stamp_file().write_text(static_state())


def stamp_file() -> Path:
    """Give the file that says what was gathered."""
    from django.conf import settings

    return Path(settings.STATIC_ROOT) / STAMP


def static_state() -> str:
    """Give a mark that changes whenever a static file does."""
    from django.contrib.staticfiles.finders import get_finders

    found = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda item: item[0]):
            facts = Path(storage.path(name)).stat()
            found.update(f"{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return found.hexdigest()


def add_sample(*, is_new: bool, with_sample: bool) -> None:
    """Put the sample into a new site, or finish putting it in; never into another."""
    from pprnet_site import sample

    if with_sample and is_new:
        sample.request_sample()
    if sample.is_sample_requested():
        typer.echo("Loading the sample ...")
        sample.load_sample()


def make_first_user() -> None:
    """Make an editor's account where there is none, and print its password once."""
    from django.contrib.auth import get_user_model

    if get_user_model().objects.exists():
        return
    typer.echo("An editor account was created for you:")
    show_once(FIRST_USER, add_user(name=FIRST_USER, role=Role.EDITOR))
    typer.echo(f"`pprnet user reset {FIRST_USER}` sets a new password.")
