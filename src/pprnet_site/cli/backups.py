"""`pprnet backup` and `pprnet restore`: the site in one file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pprnet_site.cli.site import site


def register(app: typer.Typer) -> None:
    """Add the two verbs."""
    app.command("backup")(backup)
    app.command("restore")(restore)


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write, for example site.tar.gz.")],
) -> None:
    """Write all data of the site to one file that only you can read."""
    with site():
        from datetime import UTC, datetime

        from pprnet_site.backup import sweep_leftovers, write_backup
        from pprnet_site.core.enums import ServicePart
        from pprnet_site.core.operations.beats import try_beat

        sweep_leftovers(file.parent, now=datetime.now(UTC))
        done = write_backup(file)
        try_beat(ServicePart.BACKUP)
    typer.echo(f"{file}: {done.rows} rows and {done.files} uploads, {done.size:,} bytes")
    if done.full_texts:
        typer.echo(
            f"It contains the full text of {done.full_texts} articles, which are private: keep it "
            "where only you can read it, and give it to nobody."
        )


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `pprnet backup` wrote.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask for confirmation.")] = False,
) -> None:
    """Restore the site from a backup; everything in the site now is replaced."""
    if not yes:
        typer.confirm("Everything in the site will be replaced. Continue?", abort=True)
    with site():
        from pprnet_site.backup import restore as restore_backup

        done = restore_backup(file)
    typer.echo(
        f"The site has been restored as of {done.made_at}: {done.rows} rows and "
        f"{done.files} uploads. Restart it if it is running; everybody must sign in again."
    )
    if done.left_out:
        typer.echo(
            "Left out, because this version has no place for it: " + ", ".join(done.left_out)
        )
