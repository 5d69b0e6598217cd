"""`pprnet convert`: records from one format to another."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import typer

from pprnet.cli.progress import track_progress
from pprnet.cli.terminal import print_note
from pprnet.errors import OutputError
from pprnet.formats import format_for_filename, read_file, write_records
from pprnet.formats.registry import format_names, writable_keys
from pprnet.records import Problem, Record

_SOURCE = typer.Argument(
    ..., metavar="IN", help=f"The file to read, plain or compressed with gzip: {format_names()}."
)
_TARGET = typer.Argument(
    ..., metavar="OUT", help="The file to write; its extension sets the format."
)
_WRITABLE = ", ".join(writable_keys())
_TO = typer.Option("", "--to", metavar="FORMAT", help=f"The format to write: {_WRITABLE}.")


def register(app: typer.Typer) -> None:
    """Add the verb to the command.

    Args:
        app: the command of the program.
    """
    app.command("convert")(_convert_file)


def _convert_file(source: Path = _SOURCE, target: Path = _TARGET, to: str = _TO) -> None:
    """Convert a file of references, listing whatever could not be read or carried over."""
    key = to or _target_format(target)
    if target.exists() and source.exists() and target.samefile(source):
        raise OutputError(f"{target}: this is the input file; give another output file")
    problems: list[Problem] = []
    count = [0]
    with _atomic_output(target) as out:
        records = _records(source, problems, count)
        left = write_records(track_progress(records, what="Converting"), out, format=key)
    for problem in (*problems, *left):
        print_note(str(problem))
    lost = sum(problem.lost for problem in problems)
    typer.echo(f"{count[0]} records read from {source.name}, {lost} lost; written to {target}")


def _target_format(target: Path) -> str:
    """Return the key of the format that a file's extension names."""
    found = format_for_filename(target.name)
    if found is None:
        raise OutputError(
            f"{target}: its extension names no format that can be written; use --to with "
            f"one of: {_WRITABLE}"
        )
    return found.key


def _records(source: Path, problems: list[Problem], count: list[int]) -> Iterator[Record]:
    """Yield records, collecting problems and counting."""
    for found in read_file(source):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            count[0] += 1
            yield found


@contextmanager
def _atomic_output(target: Path) -> Iterator[BinaryIO]:
    """Open a file that appears under its name only once it is complete."""
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
    except OSError as error:
        reason = error.strerror or "no such folder"
        raise OutputError(f"{target}: cannot be written ({reason})") from error
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
        part.chmod(0o666 & ~_umask())
        part.replace(target)
    except OSError as error:
        raise OutputError(f"{target}: cannot be written ({error.strerror})") from error
    finally:
        part.unlink(missing_ok=True)


def _umask() -> int:
    """Return the user's mask for new files, which temporary files do not follow."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
