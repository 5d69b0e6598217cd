"""Records out, with a word on what a format cannot carry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import BinaryIO, Protocol

import orjson

from pprnet.errors import OutputError
from pprnet.formats import bibtex_fields, csl, jsonl, nbib_write, ris_write, table_write
from pprnet.records import Problem, Record


class Write(Protocol):
    """Turns records into the bytes of a file, piece by piece."""

    def __call__(self, records: Iterable[Record]) -> Iterator[bytes]:
        """Give the bytes."""


@dataclass(frozen=True, slots=True)
class Writer:
    """How a format is written, and the fields of a record that it carries."""

    write: Write
    carries: frozenset[str]


_DEFAULTS = {field.name: field.default for field in fields(Record)}
_OF_THE_FILE = frozenset({"source", "source_id", "position", "line"})
"""Fields that speak of the file a record came from, which no other file need repeat."""


def _write_jsonl(records: Iterable[Record]) -> Iterator[bytes]:
    return (jsonl.to_line(record) for record in records)


def _write_csl(records: Iterable[Record]) -> Iterator[bytes]:
    opening = b"[\n"
    for record in records:
        yield opening + orjson.dumps(csl.to_csl(record), option=orjson.OPT_INDENT_2)
        opening = b",\n"
    yield b"\n]\n" if opening == b",\n" else b"[]\n"


WRITERS: dict[str, Writer] = {
    "jsonl": Writer(_write_jsonl, frozenset(_DEFAULTS)),
    "csl-json": Writer(_write_csl, csl.CARRIES),
    "bibtex": Writer(bibtex_fields.write_bibtex, bibtex_fields.CARRIES),
    "ris": Writer(ris_write.write_ris, ris_write.CARRIES),
    "nbib": Writer(nbib_write.write_nbib, nbib_write.CARRIES),
    "csv": Writer(table_write.write_csv, table_write.CARRIES),
}


def carries(format: str) -> frozenset[str]:  # noqa: A002
    """Give the fields of a record that a format carries."""
    return _writer(format).carries


def _writer(key: str) -> Writer:
    if key not in WRITERS:
        known = ", ".join(sorted(WRITERS))
        raise OutputError(f"cannot write the format {key!r}; can be written: {known}")
    return WRITERS[key]


def write_records(
    records: Iterable[Record],
    out: BinaryIO,
    *,
    format: str,  # noqa: A002
) -> list[Problem]:
    """Write records, and name each field that the format left behind in some of them."""
    writer = _writer(format)
    left: Counter[str] = Counter()
    for piece in writer.write(_watched(records, writer.carries, left)):
        out.write(piece)
    return [
        Problem(format, f"has no place for {field}, left out of {_count(number)}", lost=False)
        for field, number in left.items()
    ]


def _watched(
    records: Iterable[Record], carried: frozenset[str], left: Counter[str]
) -> Iterator[Record]:
    """Pass records on, counting the fields that will not be carried."""
    others = [name for name in _DEFAULTS if name not in carried | _OF_THE_FILE]
    for record in records:
        left.update(name for name in others if getattr(record, name) != _DEFAULTS[name])
        yield record


def _count(number: int) -> str:
    return "1 record" if number == 1 else f"{number} records"
