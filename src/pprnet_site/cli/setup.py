"""`pprnet setup` and `pprnet manage`: setting up a site, and Django's own commands."""

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
    """Add the verbs that set up a site."""
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
    make_private()
    recover_restore()
    collecting = start_collecting()
    migrate()
    update_derived()
    add_sample(is_new=not has_accounts(), with_sample=sample)
    if collecting:
        end_collecting(collecting)
    make_first_user()


def make_private() -> None:
    """Remove the right of other users of the machine to read the database and the secrets."""
    from pprnet_site.settings.environment import HOME

    for path in (*HOME.glob("pprnet.sqlite3*"), HOME / "secret_key"):
        try:
            path.chmod(path.stat().st_mode & 0o700)
        except OSError:  # not there, or of another owner, who has to do it
            continue


def recover_restore() -> None:
    """Complete or undo a restore that was interrupted; derived tables follow later."""
    from pprnet_site.backup import recover

    recover()


def migrate() -> None:
    """Migrate the tables, and write what follows each migration: rights, groups, vocabulary.

    That is also done where no migration is left, because a kill may have come between the two.
    """
    from django.core.management import call_command

    from pprnet_site.core.operations.migrations import is_migrated

    if not is_migrated():
        typer.echo("Preparing the database ...")
    call_command("migrate", verbosity=0, interactive=False)


def has_accounts() -> bool:
    """Return whether the site was set up to the end before: its last step makes an account."""
    from django.contrib.auth import get_user_model

    return get_user_model().objects.exists()


def update_derived() -> None:
    """Rebuild derived tables that an earlier version left empty or stored differently."""
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
    """Start to collect style sheets and scripts for the server, if any have changed.

    It takes one core for about twenty seconds, so it runs in a process of its own meanwhile.
    """
    if stamp_file().exists() and stamp_file().read_text() == static_state():
        return None
    typer.echo("Collecting style sheets and scripts ...")
    command = [sys.executable, "-m", "django", "collectstatic", "--noinput", "--verbosity", "0"]
    return subprocess.Popen(command)


def end_collecting(process: subprocess.Popen[bytes]) -> None:
    """Wait until the files are collected, and record their state."""
    if process.wait() != 0:
        raise SiteError("the style sheets could not be collected; the reason is shown above")
    stamp_file().write_text(static_state())


def stamp_file() -> Path:
    """Return the path of the file that records what was collected."""
    from django.conf import settings

    return Path(settings.STATIC_ROOT) / STAMP


def static_state() -> str:
    """Return a digest that changes with any static file."""
    from django.contrib.staticfiles.finders import get_finders

    found = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda item: item[0]):
            facts = Path(storage.path(name)).stat()
            found.update(f"{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return found.hexdigest()


def add_sample(*, is_new: bool, with_sample: bool) -> None:
    """Load the sample into a new site, or resume its load; never into another site."""
    from pprnet_site import sample

    if with_sample and is_new:
        sample.request_sample()
    if sample.is_sample_requested():
        typer.echo("Loading the sample ...")
        sample.load_sample()


def make_first_user() -> None:
    """Create an editor's account where there is none, and print its password once."""
    if has_accounts():
        return
    typer.echo("An editor account was created for you:")
    show_once(FIRST_USER, add_user(name=FIRST_USER, role=Role.EDITOR))
    typer.echo(f"`pprnet user reset {FIRST_USER}` sets a new password.")
