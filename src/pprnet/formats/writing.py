"""Records out, with a word on what a format cannot carry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
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
    also: frozenset[str] = frozenset()
    """Those of `PARTS` that it carries."""


_DEFAULTS = {field.name: field.default for field in fields(Record)}

PARTS: dict[str, Callable[[Record], bool]] = {
    "authors.orcid": lambda record: any(author.orcid for author in record.authors),
    "editors.orcid": lambda record: any(editor.orcid for editor in record.editors),
    "mesh.ui": lambda record: any(heading.ui for heading in record.mesh),
    "relations beyond NLM's kinds": lambda record: any(
        relation.kind not in nbib_write.KINDS for relation in record.relations
    ),
    "article_number beside pages": lambda r: bool(r.article_number and r.pages),
}
"""Parts of fields that a format may leave behind though it carries the field."""

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


_BOTH = frozenset({"article_number beside pages"})

WRITERS: dict[str, Writer] = {
    "jsonl": Writer(_write_jsonl, frozenset(_DEFAULTS), frozenset(PARTS)),
    "csl-json": Writer(_write_csl, csl.CARRIES, csl.ALSO | _BOTH),
    "bibtex": Writer(bibtex_fields.write_bibtex, bibtex_fields.CARRIES, _BOTH),
    "ris": Writer(ris_write.write_ris, ris_write.CARRIES, _BOTH),
    "nbib": Writer(nbib_write.write_nbib, nbib_write.CARRIES, nbib_write.ALSO),
    "csv": Writer(table_write.write_csv, table_write.CARRIES, _BOTH),
}


def carries(format: str) -> frozenset[str]:  # noqa: A002
    """Give the fields of a record that a format carries."""
    return _writer(format).carries


def leaves(format: str) -> frozenset[str]:  # noqa: A002
    """Give the parts, of fields that it carries, which a format leaves behind."""
    writer = _writer(format)
    return frozenset(
        part for part in set(PARTS) - writer.also if part.split(".")[0].split()[0] in writer.carries
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
    for piece in writer.write(_watched(records, writer.carries, leaves(format), left)):
        out.write(piece)
    return [
        Problem(format, f"has no place for {field}, left out of {_count(number)}", lost=False)
        for field, number in left.items()
    ]


def _watched(
    records: Iterable[Record], carried: frozenset[str], parts: frozenset[str], left: Counter[str]
) -> Iterator[Record]:
    """Pass records on, counting the fields that will not be carried."""
    others = [name for name in _DEFAULTS if name not in carried | _OF_THE_FILE]
    for record in records:
        left.update(name for name in others if getattr(record, name) != _DEFAULTS[name])
        left.update(part for part in parts if PARTS[part](record))
        yield record


def table() -> str:
    """Give the fields of a record by the formats that carry them, as a table in Markdown."""
    keys = list(WRITERS)
    lines = ["| field | " + " | ".join(keys) + " |", "|---|" + ":-:|" * len(keys)]
    for name in (*(name for name in _DEFAULTS if name not in _OF_THE_FILE), *PARTS):
        cells = ("yes" if _carries(key, name) else "-" for key in keys)
        lines.append(f"| `{name}` | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _carries(key: str, name: str) -> bool:
    return name in WRITERS[key].also if name in PARTS else name in WRITERS[key].carries


def _count(number: int) -> str:
    return "1 record" if number == 1 else f"{number} records"
