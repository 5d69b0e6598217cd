"""Bytes in any known format into records and problems."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from operator import attrgetter
from pathlib import Path
from typing import BinaryIO

from pprnet.errors import MissingFileError, UnknownFormatError
from pprnet.formats.budget import Budget
from pprnet.formats.detection import describe_bytes
from pprnet.formats.fields.placeholders import without_placeholders
from pprnet.formats.format_entry import Format
from pprnet.formats.registry import OWN_FORMAT, detect_format, readable_labels
from pprnet.formats.streams import Stream
from pprnet.limits import MAX_FIELD
from pprnet.records import Problem, Record

_RETRACTED = re.compile(
    r"\W*(?:RETRACTED(?: ARTICLE| PAPER| CHAPTER)?\s*[:\]—–-]"
    r"|Retracted(?: article| paper)?[\]:])"
)
"""How publishers mark the title of a retracted work (its notice is a "Retraction: ...")."""

_TEXTS = tuple(field.name for field in fields(Record) if field.default == "")
_texts_of = attrgetter(*_TEXTS)


def read_records(
    source: BinaryIO, *, name: str, budget: Budget | None = None
) -> Iterator[Record | Problem]:
    """Yield the records of a source in file order, with a problem for whatever is not one.

    The format is recognised at once from the content; the rest is read as it is asked for.

    Args:
        source: file opened in binary mode, plain or compressed with gzip.
        name: name of the file, for problems.
        budget: what the reading may take; over it a problem ends the reading.

    Raises:
        UnknownFormatError: The source is in no known format.
    """
    stream = Stream(source, name, budget=budget or Budget())
    found = detect_format(stream.head)
    if found is None:
        raise UnknownFormatError(
            f"{name}: not a file of references that can be read: "
            f"{_describe_stream(stream)}. Readable formats: {readable_labels()}; "
            "each also compressed with gzip."
        )
    return stream.within_budget(_with_positions(stream, _read(found, stream)))


def _read(found: Format, stream: Stream) -> Iterator[Record | Problem]:
    """Yield what a format has, without placeholders; our own lines come back as they are."""
    for item in found.read(stream):
        if isinstance(item, Problem) or found.key == OWN_FORMAT:
            yield item
        else:
            yield without_placeholders(item)


def _describe_stream(stream: Stream) -> str:
    """Return what a source looks like; a gzip damaged from its start shows nothing else."""
    said = [problem.message for problem in stream.take_problems()]
    if not said or stream.head.strip():
        said.append(describe_bytes(stream.head))
    return "; ".join(said)


def read_file(path: Path) -> Iterator[Record | Problem]:
    """Yield the records of a file, with a problem for whatever is not one.

    Args:
        path: the file, plain or compressed with gzip.

    Raises:
        MissingFileError: The file cannot be opened.
        UnknownFormatError: The file is in no known format.
    """
    try:
        source = path.open("rb")
    except OSError as error:
        reason = "is a folder" if path.is_dir() else error.strerror or "cannot be opened"
        raise MissingFileError(f"{path}: cannot be read ({reason}); check the name") from error
    with source:
        yield from read_records(source, name=path.name)


def _with_positions(
    stream: Stream, found: Iterator[Record | Problem]
) -> Iterator[Record | Problem]:
    """Yield the records with their positions, and the problems of the stream."""
    position = 0
    for item in found:
        yield from stream.take_problems()
        if isinstance(item, Problem):
            yield item
            continue
        position += 1
        if not item.position:
            # The reader has just made it and nothing else refers to it: no copy is needed.
            object.__setattr__(item, "position", position)
        record = item
        if not record.is_retracted and _RETRACTED.match(record.title):
            record = replace(record, is_retracted=True)
        size = _text_size(record)
        stream.budget.store(size)
        if size <= MAX_FIELD:
            yield record
        else:
            yield from _within_limits(record, stream.name)
    yield from stream.take_problems()


def _text_size(record: Record) -> int:
    """Return the characters of the texts of a record."""
    size = sum(map(len, _texts_of(record)))
    for name, text in record.extra:
        size += len(name) + len(text)
    return size


def _within_limits(record: Record, name: str) -> Iterator[Record | Problem]:
    """Cut a field that is over the limit, with a problem for each."""
    over = {
        field: value[:MAX_FIELD]
        for field in _TEXTS
        if len(value := getattr(record, field)) > MAX_FIELD
    }
    yield replace(record, **over)
    for field in over:
        yield Problem(
            name,
            f"its {field} is longer than {MAX_FIELD} characters and was cut there",
            line=record.line,
            position=record.position,
            lost=False,
        )
