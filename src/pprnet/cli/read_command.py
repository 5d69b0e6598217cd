"""`pprnet read`: what each work of a file says, one JSON object a line."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console
from rich.markup import escape

from pprnet.cli.progress import track_progress
from pprnet.errors import MissingFileError, OutputError
from pprnet.extraction import extract_signals
from pprnet.formats import read_file
from pprnet.formats.json.json_records import json_record
from pprnet.formats.streams import Stream
from pprnet.limits import MAX_FIELD, MAX_LINE
from pprnet.records import EffectSize, Problem, Record, Signal, SignalKind, Span
from pprnet.text import clean
from pprnet.vocab import research_type, topic

STATED_LEVEL = 95
"""Percent; the one level of intervals that the reading guide records."""

_stderr = Console(stderr=True, highlight=False, soft_wrap=True)


def register(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command("read")(read_works)


def read_works(
    file: Annotated[
        Path,
        typer.Argument(
            help="References in any known format, or JSON lines with id, title and abstract."
        ),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="The file to write.")],
) -> None:
    """Read the topics, type of research, sample size, effects and sentence roles of each work.

    Each line of the output is an object with id, topics, research_type, n_participants,
    n_arms, k_studies, effects and sentence_roles (a list of start, end, role and score, in
    characters of the abstract); what a work does not state is null. A work is identified by its
    number in its source, or else by its position, from 1.
    """
    works, problems = write_extracted(
        out, track_progress(input_records(file), what=f"Reading {file.name}")
    )
    _stderr.print(f"{works} works read, {problems} problems: {escape(str(out))}")


def write_extracted(out: Path, things: Iterable[Record | Problem]) -> tuple[int, int]:
    """Write a line for each record as it comes, and the whole file or none of it."""
    works = problems = 0
    unfinished: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
        unfinished = Path(name)
        with os.fdopen(handle, "wb") as file:
            for thing in things:
                if isinstance(thing, Problem):
                    problems += 1
                    _stderr.print(f"[yellow]problem[/] {escape(str(thing))}")
                else:
                    works += 1
                    file.write(orjson.dumps(extracted_values(thing, works)) + b"\n")
        unfinished.chmod(0o644)
        unfinished.replace(out)
    except OSError as error:
        reason = f"cannot be written ({error.strerror})"
        raise OutputError(f"{out}: {reason}; check the folder") from error
    finally:
        if unfinished:
            unfinished.unlink(missing_ok=True)
    return works, problems


def extracted_values(record: Record, place: int) -> dict[str, Any]:
    """Give what a record says in the form of one line."""
    signals = extract_signals(record, roles=True)
    kind = first_signal_value(signals, SignalKind.RESEARCH_TYPE)
    return {
        "id": record.source_id or record.pmid or record.doi or str(place),
        "topics": [topic(s.value).label for s in signals if s.kind is SignalKind.TOPIC],
        "research_type": research_type(kind).label.lower() if kind else None,
        "n_participants": whole_number(first_signal_value(signals, SignalKind.PARTICIPANTS)),
        "n_arms": whole_number(first_signal_value(signals, SignalKind.ARMS)),
        "k_studies": whole_number(first_signal_value(signals, SignalKind.STUDIES)),
        "sentence_roles": [
            [span.start, span.end, signal.value, signal.score]
            for signal in signals
            if signal.kind is SignalKind.ROLE
            for span in signal.spans
        ],
        "effects": [effect_values(record, s.spans[0], s.effect) for s in signals if s.effect],
    }


def effect_values(record: Record, span: Span, effect: EffectSize) -> dict[str, Any]:
    """Give an effect in the fields of the reading guide, which knows no level but 95."""
    low, high = effect.low, effect.high
    return {
        "span": getattr(record, span.field)[span.start : span.end],
        "measure": effect.measure,
        "value": effect.value,
        "ci": None if low is None or high is None else [low, high],
        "ci_level": STATED_LEVEL if effect.level == STATED_LEVEL else None,
        "p": effect.p or None,
        "outcome": effect.outcome,
    }


def first_signal_value(signals: Iterable[Signal], kind: SignalKind) -> str:
    """Give the value of the first signal of a kind, empty if there is none."""
    return next((signal.value for signal in signals if signal.kind is kind), "")


def whole_number(value: str) -> int | None:
    """Give a stated number, or nothing."""
    return int(value) if value else None


def input_records(file: Path) -> Iterator[Record | Problem]:
    """Give the records of a file, be it of references or of bare titles and abstracts."""
    try:
        source = file.open("rb")
    except OSError as error:
        reason = "is a folder" if file.is_dir() else error.strerror or "cannot be opened"
        raise MissingFileError(f"{file}: cannot be read ({reason}); check the name") from error
    with source:
        stream = Stream(source, file.name)
        if is_plain_jsonl(stream.head):
            yield from plain_jsonl_records(stream)
            return
    yield from read_file(file)


def is_plain_jsonl(head: bytes) -> bool:
    """Tell whether the first line is an object with a title that is in no known format.

    A line longer than the head is taken for bare if it opens with `{"id"` and a title follows.
    """
    line = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0]
    stated = parsed_object(line)
    return stated is not None and "title" in stated and json_record(stated) is None


def plain_jsonl_records(stream: Stream) -> Iterator[Record | Problem]:
    """Read lines such as {"id": "1", "title": "...", "abstract": "..."}."""
    for number, line in stream.lines():
        yield from stream.take_problems()
        if line is None:
            yield Problem(stream.name, f"skipped: longer than {MAX_LINE} bytes", line=number)
        elif line.strip():
            yield plain_jsonl_record(stream.name, number, line)
    yield from stream.take_problems()


def plain_jsonl_record(name: str, number: int, line: bytes) -> Record | Problem:
    """Read one line; a line without a title is a problem."""
    stated = parsed_object(line)
    if stated is None or "title" not in stated:
        wanted = "expected an object with id, title and abstract"
        got = line[:40].decode(errors="replace").strip()
        return Problem(name, f"skipped: {wanted}, got {got!r}", line=number)
    return Record(
        source="jsonl",
        source_id=json_text(stated.get("id")),
        line=number,
        title=json_text(stated["title"]),
        abstract=json_text(stated.get("abstract")),
        keywords=json_texts(stated.get("keywords")),
        publication_types=json_texts(stated.get("publication_types")),
    )


def parsed_object(line: bytes) -> dict[str, Any] | None:
    """Give the object that a line holds, or nothing."""
    try:
        stated = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    return stated if isinstance(stated, dict) else None


def json_text(value: object) -> str:
    """Give a text or number as clean text, anything else as empty."""
    return clean(str(value))[:MAX_FIELD] if isinstance(value, str | int) else ""


def json_texts(value: object) -> tuple[str, ...]:
    """Give a list's texts."""
    return tuple(map(json_text, value)) if isinstance(value, list) else ()
