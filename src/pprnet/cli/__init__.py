"""The one command, `pprnet`: verbs of the engine, and of the site where it is installed."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.metadata import entry_points

import typer
from rich.console import Console
from rich.markup import escape

from pprnet import __version__
from pprnet.cli.site_verbs import offer_site_verbs
from pprnet.errors import PprnetError

ENGINE_VERBS = ("convert", "dedupe", "read", "simulate", "archive", "harvest")

error_console = Console(stderr=True, highlight=False, soft_wrap=True)


def show_version(wanted: bool) -> None:
    """Print the version and end."""
    if wanted:
        typer.echo(f"pprnet {__version__}")
        raise typer.Exit


def build_app() -> typer.Typer:
    """Put the verbs of the engine and, where installed, of the site under one command."""
    app = typer.Typer(
        name="pprnet",
        help="From the literature to the reader: a practice research network's digest.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
    )

    @app.callback()
    def options(
        version: bool = typer.Option(
            False, "--version", help="Print the version.", callback=show_version, is_eager=True
        ),
    ) -> None:
        """From the literature to the reader: a practice research network's digest."""

    for verb in ENGINE_VERBS:
        import_module(f"pprnet.cli.{verb}_command").register(app)
    for entry in entry_points(group="pprnet.commands"):
        offer_site_verbs(app, entry)
    return app


def main() -> None:
    """Run the command; an explained error is one line on standard error and exit code 1."""
    try:
        build_app()()
    except PprnetError as error:
        error_console.print(f"[bold red]error[/] {escape(str(error))}")
        sys.exit(1)
    except KeyboardInterrupt:
        error_console.print(
            "Stopped. What was written so far is complete; run the command again to resume."
        )
        sys.exit(130)
