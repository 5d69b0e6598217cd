"""`pprnet read`: the signals of each work of a file, one JSON object a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console
from rich.markup import escape

from pprnet.cli.inputs.opened_files import open_input
from pprnet.cli.outputs.complete_files import complete_file
from pprnet.cli.progress import track_progress
from pprnet.cli.terminal import print_problem
from pprnet.extraction import extract_signals
from pprnet.extraction.findings import ReportedFinding
from pprnet.extraction.signal_registry import SIGNALS, Signal, SignalDefinition, ValueForm
from pprnet.formats import read_file
from pprnet.formats.json.json_records import json_record
from pprnet.formats.streams import Stream
from pprnet.limits import MAX_FIELD, MAX_LINE
from pprnet.records import EffectSize, Problem, Record, Span
from pprnet.text import clean

STATED_LEVEL = 95
"""Percent; the one level of intervals that the reading guide records."""

HELP = "Read the topics, type of research, numbers, roles, effects and findings of each work."

_stderr = Console(stderr=True, highlight=False, soft_wrap=True)


def register(app: typer.Typer) -> None:
    """Add the verb to the command.

    Args:
        app: the command of the program.
    """
    app.command("read", help=_help_text())(_read_works)


def _help_text() -> str:
    """Return the help of the verb, with the fields of every registered signal."""
    fields = [
        f"{signal.field} ({signal.field_note})" if signal.field_note else signal.field
        for signal in SIGNALS
    ]
    return (
        f"{HELP}\n\n"
        f"Each line of the output is an object with id, {', '.join(fields[:-1])} and {fields[-1]}. "
        "A single value that a work does not state is null. A work is identified by its number in "
        "its source, or else by its position, from 1."
    )


def _read_works(
    file: Annotated[
        Path,
        typer.Argument(
            help="References in any known format, or JSON lines with id, title and abstract."
        ),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="The file to write.")],
) -> None:
    """Write the signals of each work of a file, one JSON object a line.

    Args:
        file: references in any known format, or JSON lines with id, title and abstract.
        out: the file to write; it is replaced only when all works have been read.
    """
    works, problems = _write_extracted(
        out, track_progress(_input_records(file), what=f"Reading {file.name}")
    )
    _stderr.print(f"{works} works read, {problems} problems: {escape(str(out))}")


def _write_extracted(out: Path, things: Iterable[Record | Problem]) -> tuple[int, int]:
    """Write a line for each record as it is read, and the complete file or none."""
    works = problems = 0
    with complete_file(out) as file:
        for thing in things:
            if isinstance(thing, Problem):
                problems += 1
                print_problem(str(thing))
            else:
                works += 1
                file.write(orjson.dumps(_extracted_values(thing, works)) + b"\n")
    return works, problems


def _extracted_values(record: Record, place: int) -> dict[str, Any]:
    """Return the id and the signals of a record as one object."""
    signals = extract_signals(record, roles=True)
    return {
        "id": record.source_id or record.pmid or record.doi or str(place),
        **{
            definition.field: _field_value(
                definition, record, [s for s in signals if s.kind is definition.kind]
            )
            for definition in SIGNALS
        },
    }


def _field_value(definition: SignalDefinition, record: Record, signals: list[Signal]) -> Any:
    """Return the value of a signal's field; a single value that is not stated is `None`."""
    values = [value for signal in signals for value in _signal_values(definition, record, signal)]
    if definition.is_single:
        return values[0] if values else None
    return values


def _signal_values(definition: SignalDefinition, record: Record, signal: Signal) -> Iterator[Any]:
    """Yield what the output states of one signal, by the form of its value."""
    match definition.form:
        case ValueForm.TERM:
            yield definition.term_label(signal.value) if definition.term_label else signal.value
        case ValueForm.COUNT:
            yield int(signal.value)
        case ValueForm.ROLE:
            for span in signal.spans:
                yield [span.start, span.end, signal.value, signal.score]
        case ValueForm.EFFECT if signal.effect:
            yield _effect_values(record, signal.spans[0], signal.effect)
        case ValueForm.FINDING if signal.finding:
            yield _finding_values(record, signal.finding)


def _effect_values(record: Record, span: Span, effect: EffectSize) -> dict[str, Any]:
    """Return an effect in the fields of the reading guide, which has no level but 95."""
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


def _finding_values(record: Record, finding: ReportedFinding) -> dict[str, Any]:
    """Return a finding with its sentence and the words that decide its direction."""
    sentence, words = finding.span, finding.words
    text = getattr(record, sentence.field)
    return {
        "span": text[sentence.start : sentence.end],
        "words": text[words.start : words.end],
        "direction": finding.direction.value,
        "significance": finding.significance.value,
        "hedged": finding.hedged,
        "outcome": finding.outcome,
        "comparison": finding.comparison,
    }


def _input_records(file: Path) -> Iterator[Record | Problem]:
    """Yield the records of a file of references, or of JSON lines with titles and abstracts."""
    with open_input(file) as source:
        stream = Stream(source, file.name)
        if _is_plain_jsonl(stream.head):
            yield from stream.within_budget(_plain_jsonl_records(stream))
            return
    yield from read_file(file)


def _is_plain_jsonl(head: bytes) -> bool:
    """Return whether the first line is an object with a title that is in no known format."""
    line = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0]
    stated = _parsed_object(line)
    return stated is not None and "title" in stated and json_record(stated) is None


def _plain_jsonl_records(stream: Stream) -> Iterator[Record | Problem]:
    """Yield the records of lines such as {"id": "1", "title": "...", "abstract": "..."}."""
    for number, line in stream.lines():
        yield from stream.take_problems()
        if line is None:
            yield Problem(stream.name, f"skipped: longer than {MAX_LINE} bytes", line=number)
        elif line.strip():
            yield _plain_jsonl_record(stream.name, number, line)
    yield from stream.take_problems()


def _plain_jsonl_record(name: str, number: int, line: bytes) -> Record | Problem:
    """Return the record of one line; a line without a title is a problem."""
    stated = _parsed_object(line)
    if stated is None or "title" not in stated:
        wanted = "expected an object with id, title and abstract"
        got = line[:40].decode(errors="replace").strip()
        return Problem(name, f"skipped: {wanted}, got {got!r}", line=number)
    return Record(
        source="jsonl",
        source_id=_json_text(stated.get("id")),
        line=number,
        title=_json_text(stated["title"]),
        abstract=_json_text(stated.get("abstract")),
        keywords=_json_texts(stated.get("keywords")),
        publication_types=_json_texts(stated.get("publication_types")),
    )


def _parsed_object(line: bytes) -> dict[str, Any] | None:
    """Return the object of a line, or `None`."""
    try:
        stated = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    return stated if isinstance(stated, dict) else None


def _json_text(value: object) -> str:
    """Return a text or number as clean text, anything else as empty."""
    return clean(str(value))[:MAX_FIELD] if isinstance(value, str | int) else ""


def _json_texts(value: object) -> tuple[str, ...]:
    """Return the texts of a list."""
    return tuple(map(_json_text, value)) if isinstance(value, list) else ()
