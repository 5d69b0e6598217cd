"""`pprnet reread`: the signals of all works, read again."""

from __future__ import annotations

import typer
from rich.console import Console

from pprnet_site.cli.site import site

output = Console(highlight=False, soft_wrap=True)
progress_output = Console(stderr=True, highlight=False)


def register(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command("reread")(reread)


def reread() -> None:
    """Read every work of the site again, using the corrections made at the desk.

    Signals that people accepted, rejected or corrected are kept.
    """
    from rich.progress import Progress

    with site():
        from pprnet_site.catalogue.actions import reextract_works
        from pprnet_site.catalogue.models import Work

        total = Work.objects.count()
        with Progress(
            console=progress_output, transient=True, disable=not progress_output.is_terminal
        ) as bar:
            task = bar.add_task("Reading works again", total=total)
            done = reextract_works(on_progress=lambda count: bar.update(task, completed=count))
    output.print(f"{done} works read again")
