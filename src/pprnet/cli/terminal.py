"""Lines on standard error; rich is imported only when there is a line to print."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


@cache
def stderr_console() -> Console:
    """Return the console on standard error."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)


def print_note(text: str) -> None:
    """Print a line as it is.

    Args:
        text: without markup.
    """
    stderr_console().print(text, markup=False)


def print_error(text: str) -> None:
    """Print a line after the word `error`.

    Args:
        text: without markup.
    """
    _print_labelled("[bold red]error[/]", text)


def print_problem(text: str) -> None:
    """Print a line after the word `problem`.

    Args:
        text: without markup.
    """
    _print_labelled("[yellow]problem[/]", text)


def _print_labelled(label: str, text: str) -> None:
    """Print a line after a label with markup."""
    from rich.markup import escape

    stderr_console().print(f"{label} {escape(text)}")
