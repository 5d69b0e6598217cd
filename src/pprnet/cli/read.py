"""The verb `read`: what each work of a file says, one JSON object a line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import typer

from pprnet.cli.progress import track
from pprnet.errors import MissingFileError, OutputError
from pprnet.limits import MAX_FIELD, MAX_LINE
from pprnet.records import Problem, Record, Signal, SignalKind
from pprnet.text import clean


def register(app: typer.Typer) -> None:
    """Put the verb under the command."""
    app.command("read")(read_command)


def read_command(
    file: Path = typer.Argument(help="A reference file, or JSON lines with id, title, abstract."),
    out: Path = typer.Option(..., "--out", help="Where to write, one JSON object a line."),
) -> None:
    """Read topics, type of research and sample sizes from the works of a file."""
    if not file.is_file():
        raise MissingFileError(f"{file}: expected a file to read, found none; check the name")
    problems: list[Problem] = []
    count = _write(out, track(_records(file, problems), what=f"Reading {file.name}"))
    for problem in problems:
        typer.echo(str(problem), err=True)
    typer.echo(f"{count} works read, {len(problems)} problems; written to {out}", err=True)


def _write(out: Path, records: Iterator[Record]) -> int:
    """Write to a file beside the target, then put it in its place whole."""
    draft = out.with_name(f".{out.name}.{os.getpid()}.part")
    count = 0
    try:
        with draft.open("wb") as file:
            for count, record in enumerate(records, start=1):  # noqa: B007
                file.write(orjson.dumps(described(record)) + b"\n")
        draft.replace(out)
    except OSError as error:
        raise OutputError(
            f"{out}: could not be written ({error.strerror}); choose another place"
        ) from error
    finally:
        draft.unlink(missing_ok=True)
    return count


def described(record: Record) -> dict[str, Any]:
    """Give what a record says in the form of one line."""
    from pprnet.reading import read
    from pprnet.vocab import research_type, topic

    signals = read(record)
    kind = _first(signals, SignalKind.RESEARCH_TYPE)
    return {
        "id": _name(record),
        "topics": [topic(s.value).label for s in signals if s.kind is SignalKind.TOPIC],
        "research_type": _lower_first(research_type(kind).label) if kind else None,
        "n_participants": _number(_first(signals, SignalKind.PARTICIPANTS)),
        "k_studies": _number(_first(signals, SignalKind.STUDIES)),
    }


def _first(signals: tuple[Signal, ...], kind: SignalKind) -> str:
    return next((signal.value for signal in signals if signal.kind is kind), "")


def _number(value: str) -> int | None:
    return int(value) if value else None


def _lower_first(label: str) -> str:
    return label[:1].lower() + label[1:]


def _name(record: Record) -> str:
    """Give the best name of a record: its source's own, else an identifier, else its place."""
    names = (record.source_id, record.pmid, record.doi, record.openalex, str(record.position))
    return next(name for name in names if name)


def _records(file: Path, problems: list[Problem]) -> Iterator[Record]:
    source = _plain_lines(file) if _is_plain(file) else _any_format(file)
    for thing in source:
        if isinstance(thing, Problem):
            problems.append(thing)
        else:
            yield thing


def _any_format(file: Path) -> Iterator[Record | Problem]:
    from pprnet.formats import read_file

    yield from read_file(file)


def _is_plain(file: Path) -> bool:
    """Say whether the first line is a bare object with a title, as no other format has it."""
    with file.open("rb") as lines:
        first = next((line for line in _lines(lines) if line.strip()), b"")
    found = _object(first)
    return found is not None and "title" in found and set(found).isdisjoint(_OTHER_JSON)


_OTHER_JSON = {
    "display_name",
    "ids",
    "DOI",
    "abstract_inverted_index",
    "message",
    "resultList",
    "authorships",
}


def _lines(file: Any) -> Iterator[bytes]:
    """Give lines of at most the safe size; the rest of a longer one comes as further lines."""
    while line := file.readline(MAX_LINE):
        yield line


def _plain_lines(file: Path) -> Iterator[Record | Problem]:
    with file.open("rb") as lines:
        for number, line in enumerate(_lines(lines), start=1):
            if line.strip():
                yield _plain(file.name, number, line)


def _plain(file: str, number: int, line: bytes) -> Record | Problem:
    found = _object(line)
    if found is None:
        return Problem(
            file, "expected a JSON object with a title, got something else; left out", number
        )
    return Record(
        source="jsonl",
        source_id=_text(found.get("id")),
        position=number,
        line=number,
        title=_text(found.get("title")),
        abstract=_text(found.get("abstract")),
        keywords=_texts(found.get("keywords")),
        publication_types=_texts(found.get("publication_types")),
    )


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        found = orjson.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError:
        return None
    return found if isinstance(found, dict) else None


def _text(value: object) -> str:
    return clean(str(value))[:MAX_FIELD] if isinstance(value, str | int) else ""


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(_text, value)) if isinstance(value, list) else ()
