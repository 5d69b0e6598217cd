"""`pprnet dedupe`: which records of some files are of one work, and why."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from pprnet.cli.progress import track_progress
from pprnet.cli.terminal import print_note, print_problem
from pprnet.dedupe import Cluster, PossibleMatchPair, resolve_records
from pprnet.errors import OutputError
from pprnet.formats import read_file
from pprnet.formats.tables.csv_rows import format_row
from pprnet.records import Problem, Record

CLUSTER_COLUMNS = ("record_id", "work_id", "reason")
POSSIBLE_MATCH_COLUMNS = ("record_id", "other_record_id", "score", "reason")


def register(app: typer.Typer) -> None:
    """Add the verb to the command.

    Args:
        app: the command of the program.
    """
    app.command("dedupe")(_dedupe_files)


def _dedupe_files(
    files: Annotated[list[Path], typer.Argument(help="Files of references, in any known format.")],
    out: Annotated[
        Path, typer.Option("--out", "-o", help="The table to write: record_id, work_id, reason.")
    ] = Path("clusters.tsv"),
    unsure: Annotated[
        Path | None,
        typer.Option("--unsure", help="A second table: the pairs of possible duplicates."),
    ] = None,
) -> None:
    """Group the records of files into works and give the reason why each record joined its work.

    A record is identified by its number in its source, or else by its position over all files,
    from 1; a number that occurs twice is followed by # and the position. A work is identified by
    its first record. Possible duplicates are never merged; --unsure lists them, most likely first.
    """
    records = list(_read_all_records(files))
    names = _record_names(records)
    found = resolve_records(records)
    _write_table(out, CLUSTER_COLUMNS, _cluster_rows(found.clusters, names))
    if unsure:
        _write_table(
            unsure, POSSIBLE_MATCH_COLUMNS, _possible_match_rows(found.possible_matches, names)
        )
    works = len(found.clusters)
    print_note(
        f"{len(records)} records, {works} works, {len(records) - works} merged, "
        f"{len(found.possible_matches)} pairs to review: {out}"
    )


def _read_all_records(files: Sequence[Path]) -> Iterator[Record]:
    """Yield the records of all files, printing each problem where it occurs."""
    for file in files:
        for found in track_progress(read_file(file), what=f"Reading {file.name}"):
            if isinstance(found, Problem):
                print_problem(str(found))
            else:
                yield found


def _record_names(records: Sequence[Record]) -> list[str]:
    """Return the name of each record: its number, or else its position; equal names get both."""
    names = [record.source_id or str(place) for place, record in enumerate(records, start=1)]
    counts = Counter(names)
    return [
        name if counts[name] == 1 else f"{name}#{place}"
        for place, name in enumerate(names, start=1)
    ]


def _cluster_rows(
    clusters: Iterable[Cluster], names: Sequence[str]
) -> Iterator[tuple[str, str, str]]:
    """Return a line for each record, in the order of the input."""
    lines = [
        (member, names[each.members[0]], reason)
        for each in clusters
        for member, reason in zip(each.members, _member_reasons(each), strict=True)
    ]
    return ((names[member], work, reason) for member, work, reason in sorted(lines))


def _possible_match_rows(
    pairs: Iterable[PossibleMatchPair], names: Sequence[str]
) -> Iterator[tuple[str, str, str, str]]:
    """Yield a line for each pair that a person should review, the likeliest first."""
    for pair in pairs:
        score = f"{pair.verdict.score:.2f}"
        yield names[pair.a], names[pair.b], score, pair.verdict.reason.detail


def _member_reasons(each: Cluster) -> list[str]:
    """Return each member's reason; the first, to which the others were merged, has none."""
    return ["", *(f"{reason.rule}: {reason.detail}" for reason in each.reasons)]


def _write_table(path: Path, columns: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    """Write a table."""
    rows = (format_row(cells, delimiter="\t", line_end="\n") for cells in (columns, *lines))
    write_atomically(path, "".join(rows).encode())


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file completely or not at all, by way of a temporary one in the same folder.

    Args:
        path: the file; one that exists is replaced.
        data: its content.

    Raises:
        OutputError: It cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        reason = f"cannot be written ({error.strerror})"
        raise OutputError(f"{path}: {reason}; check the folder") from error
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        unfinished.chmod(0o644)
        unfinished.replace(path)
    except OSError as error:
        reason = f"cannot be written ({error.strerror})"
        raise OutputError(f"{path}: {reason}; check the space and the name") from error
    finally:
        unfinished.unlink(missing_ok=True)
