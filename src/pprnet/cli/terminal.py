"""Lines without control characters; rich is imported only for lines on standard error."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


@cache
def stderr_console() -> Console:
    """Return the console on standard error."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)


def printable(text: str) -> str:
    """Return a text without what steers a terminal or hides characters.

    Args:
        text: of a file, a service or a person.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_printable_character, text))


def _printable_character(character: str) -> str:
    """Return a character, a space for a control character and nothing for a format character."""
    kind = unicodedata.category(character)
    if character == "\n" or kind not in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return character
    return "" if kind == "Cf" else " "


def print_note(text: str) -> None:
    """Print a line as it is.

    Args:
        text: without markup.
    """
    stderr_console().print(printable(text), markup=False)


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

    stderr_console().print(f"{label} {escape(printable(text))}")
