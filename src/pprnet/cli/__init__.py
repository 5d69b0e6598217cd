"""The one command, `pprnet`: verbs of the engine, and of the site where it is installed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import typer

from pprnet import __version__
from pprnet.cli.lazy_group import LazyGroup
from pprnet.cli.terminal import print_error, print_note
from pprnet.errors import PprnetError


def _show_version(wanted: bool) -> None:
    """Print the version and end."""
    if wanted:
        typer.echo(f"pprnet {__version__}")
        raise typer.Exit


def build_app() -> typer.Typer:
    """Return the command; its verbs are imported when they are asked for."""
    app = typer.Typer(
        name="pprnet",
        cls=LazyGroup,
        help="From the literature to the reader: a practice research network's digest.",
        pretty_exceptions_enable=False,
        add_completion=False,
    )

    @app.callback()
    def options(
        version: bool = typer.Option(
            False, "--version", help="Print the version.", callback=_show_version, is_eager=True
        ),
    ) -> None:
        """From the literature to the reader: a practice research network's digest."""

    return app


def main() -> None:
    """Run the command; an explained error is one line on standard error and exit code 1."""
    try:
        _run_app()
    except PprnetError as error:
        print_error(str(error))
        sys.exit(1)
    except OSError as error:
        _discard_output()
        print_error(_system_error(error))
        sys.exit(1)
    except KeyboardInterrupt:
        print_note("Stopped. What was written so far is complete; run the command again to resume.")
        sys.exit(130)


def _run_app() -> None:
    """Run the command and write what it printed, which a full disk may refuse."""
    try:
        build_app()()
    finally:
        sys.stdout.flush()


def _discard_output() -> None:
    """Discard what could not be written, so that nothing tries to write it again."""
    sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the end


def _system_error(error: OSError) -> str:
    """Return what the system refused: a file, or the output."""
    reason = error.strerror or str(error)
    if error.filename:
        return f"{error.filename}: {reason}"
    return f"the output cannot be written ({reason}); write it to another place"
