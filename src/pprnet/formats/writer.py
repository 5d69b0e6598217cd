"""Records out, with a note on what a format cannot carry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from typing import BinaryIO

from pprnet.errors import OutputError
from pprnet.formats.format_entry import Writer
from pprnet.formats.record_parts import PARTS
from pprnet.formats.registry import FORMATS, writable_keys
from pprnet.records import Problem, Record

_DEFAULTS = {field.name: field.default for field in fields(Record)}

_FILE_FIELDS = frozenset({"source", "source_id", "position", "line"})
"""Fields about the file a record came from, which no other file needs to repeat."""


def supported_fields(format: str) -> frozenset[str]:  # noqa: A002
    """Return the fields of a record that a format carries.

    Args:
        format: key of the format.

    Raises:
        OutputError: The format cannot be written.
    """
    return _writer(format).supported_fields


def unsupported_parts(format: str) -> frozenset[str]:  # noqa: A002
    """Return the parts, of fields that it carries, which a format leaves out.

    Args:
        format: key of the format.

    Raises:
        OutputError: The format cannot be written.
    """
    writer = _writer(format)
    return frozenset(
        part
        for part in set(PARTS) - writer.supported_parts
        if part.split(".")[0].split()[0] in writer.supported_fields
    )


def _writer(key: str) -> Writer:
    writer = FORMATS[key].writer if key in FORMATS else None
    if writer is None:
        known = ", ".join(sorted(writable_keys()))
        raise OutputError(f"cannot write the format {key!r}; can be written: {known}")
    return writer


def write_records(
    records: Iterable[Record],
    out: BinaryIO,
    *,
    format: str,  # noqa: A002
    note: Callable[[Record], str] | None = None,
) -> list[Problem]:
    """Write records and return a problem for each field that the format left out of some.

    Args:
        records: what to write, in this order; each is asked for when the one before is written.
        out: file opened in binary mode.
        format: key of the format.
        note: makes a note on each record, empty for none; some formats have no place for it.

    Raises:
        OutputError: The format cannot be written.
    """
    writer = _writer(format)
    left: Counter[str] = Counter()
    counted = _count_omissions(records, writer.supported_fields, unsupported_parts(format), left)
    annotate = writer.write_annotated
    for piece in annotate(counted, note) if annotate else writer.write(counted):
        out.write(piece)
    return [
        Problem(format, f"has no place for {field}, left out of {_count(number)}", lost=False)
        for field, number in left.items()
    ]


def _count_omissions(
    records: Iterable[Record], carried: frozenset[str], parts: frozenset[str], left: Counter[str]
) -> Iterator[Record]:
    """Yield the records, counting the fields that will not be carried."""
    others = [name for name in _DEFAULTS if name not in carried | _FILE_FIELDS]
    for record in records:
        left.update(name for name in others if getattr(record, name) != _DEFAULTS[name])
        left.update(part for part in parts if PARTS[part](record))
        yield record


def supported_fields_table() -> str:
    """Return the fields of a record by the formats that carry them, in Markdown."""
    keys = writable_keys()
    lines = ["| field | " + " | ".join(keys) + " |", "|---|" + ":-:|" * len(keys)]
    for name in (*(name for name in _DEFAULTS if name not in _FILE_FIELDS), *PARTS):
        cells = ("yes" if _supports(key, name) else "-" for key in keys)
        lines.append(f"| `{name}` | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _supports(key: str, name: str) -> bool:
    writer = _writer(key)
    return name in (writer.supported_parts if name in PARTS else writer.supported_fields)


def _count(number: int) -> str:
    return "1 record" if number == 1 else f"{number} records"
