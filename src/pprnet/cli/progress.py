"""Progress on long work, on standard error, and only where a person is looking."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from pprnet.cli.terminal import stderr_console

T = TypeVar("T")


def track_progress(things: Iterable[T], *, what: str, total: int | None = None) -> Iterator[T]:
    """Yield things as they come, drawing a bar of how many went by.

    Args:
        things: of any kind.
        what: the work, as shown before the bar.
        total: how many will come; `None` where it is not known.
    """
    if sys.stderr.isatty() and stderr_console().is_terminal:
        yield from _track_with_bar(things, what, total)
    else:
        yield from things


def _track_with_bar(things: Iterable[T], what: str, total: int | None) -> Iterator[T]:
    """Yield things as they come behind a bar."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, TimeElapsedColumn(), console=stderr_console(), transient=True
    ) as progress:
        yield from progress.track(things, total=total, description=what)
