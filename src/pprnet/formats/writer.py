"""Records out, with a word on what a format cannot carry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from typing import BinaryIO, Protocol

import orjson

from pprnet.errors import OutputError
from pprnet.formats.bibtex import bibtex_fields
from pprnet.formats.json import csl, jsonl
from pprnet.formats.tables import csv_writer
from pprnet.formats.tagged import nbib_writer, ris_writer
from pprnet.records import Problem, Record


class WriteFunction(Protocol):
    """Turns records into the bytes of a file, piece by piece."""

    def __call__(self, records: Iterable[Record]) -> Iterator[bytes]:
        """Give the bytes."""


@dataclass(frozen=True, slots=True)
class Writer:
    """How a format is written, and the fields of a record that it carries."""

    write: WriteFunction
    supported_fields: frozenset[str]
    supported_parts: frozenset[str] = frozenset()
    """Those of `PARTS` that it carries."""


_DEFAULTS = {field.name: field.default for field in fields(Record)}

PARTS: dict[str, Callable[[Record], bool]] = {
    "authors.orcid": lambda record: any(author.orcid for author in record.authors),
    "editors.orcid": lambda record: any(editor.orcid for editor in record.editors),
    "mesh.ui": lambda record: any(heading.ui for heading in record.mesh),
    "relations beyond NLM's kinds": lambda record: any(
        relation.kind not in nbib_writer.RELATION_KINDS for relation in record.relations
    ),
    "article_number in addition to pages": lambda r: bool(r.article_number and r.pages),
}
"""Parts of fields that a format may leave behind though it carries the field."""

_FILE_FIELDS = frozenset({"source", "source_id", "position", "line"})
"""Fields that speak of the file a record came from, which no other file need repeat."""


def _write_jsonl(records: Iterable[Record]) -> Iterator[bytes]:
    return (jsonl.record_to_line(record) for record in records)


def _write_csl(records: Iterable[Record]) -> Iterator[bytes]:
    opening = b"[\n"
    for record in records:
        yield opening + orjson.dumps(csl.to_csl(record), option=orjson.OPT_INDENT_2)
        opening = b",\n"
    yield b"\n]\n" if opening == b",\n" else b"[]\n"


_ARTICLE_NUMBER_PART = frozenset({"article_number in addition to pages"})

WRITERS: dict[str, Writer] = {
    "jsonl": Writer(_write_jsonl, frozenset(_DEFAULTS), frozenset(PARTS)),
    "csl-json": Writer(
        _write_csl, csl.SUPPORTED_FIELDS, csl.SUPPORTED_PARTS | _ARTICLE_NUMBER_PART
    ),
    "bibtex": Writer(
        bibtex_fields.write_bibtex, bibtex_fields.SUPPORTED_FIELDS, _ARTICLE_NUMBER_PART
    ),
    "ris": Writer(ris_writer.write_ris, ris_writer.SUPPORTED_FIELDS, _ARTICLE_NUMBER_PART),
    "nbib": Writer(
        nbib_writer.write_nbib, nbib_writer.SUPPORTED_FIELDS, nbib_writer.SUPPORTED_PARTS
    ),
    "csv": Writer(csv_writer.write_csv, csv_writer.SUPPORTED_FIELDS, _ARTICLE_NUMBER_PART),
}


def supported_fields(format: str) -> frozenset[str]:  # noqa: A002
    """Give the fields of a record that a format carries."""
    return _writer(format).supported_fields


def unsupported_parts(format: str) -> frozenset[str]:  # noqa: A002
    """Give the parts, of fields that it carries, which a format leaves behind."""
    writer = _writer(format)
    return frozenset(
        part
        for part in set(PARTS) - writer.supported_parts
        if part.split(".")[0].split()[0] in writer.supported_fields
    )


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
    for piece in writer.write(
        _count_omissions(records, writer.supported_fields, unsupported_parts(format), left)
    ):
        out.write(piece)
    return [
        Problem(format, f"has no place for {field}, left out of {_count(number)}", lost=False)
        for field, number in left.items()
    ]


def _count_omissions(
    records: Iterable[Record], carried: frozenset[str], parts: frozenset[str], left: Counter[str]
) -> Iterator[Record]:
    """Pass records on, counting the fields that will not be carried."""
    others = [name for name in _DEFAULTS if name not in carried | _FILE_FIELDS]
    for record in records:
        left.update(name for name in others if getattr(record, name) != _DEFAULTS[name])
        left.update(part for part in parts if PARTS[part](record))
        yield record


def supported_fields_table() -> str:
    """Give the fields of a record by the formats that carry them, as a table in Markdown."""
    keys = list(WRITERS)
    lines = ["| field | " + " | ".join(keys) + " |", "|---|" + ":-:|" * len(keys)]
    for name in (*(name for name in _DEFAULTS if name not in _FILE_FIELDS), *PARTS):
        cells = ("yes" if _supports(key, name) else "-" for key in keys)
        lines.append(f"| `{name}` | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _supports(key: str, name: str) -> bool:
    return (
        name in WRITERS[key].supported_parts
        if name in PARTS
        else name in WRITERS[key].supported_fields
    )


def _count(number: int) -> str:
    return "1 record" if number == 1 else f"{number} records"
