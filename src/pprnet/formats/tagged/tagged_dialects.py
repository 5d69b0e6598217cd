"""Tagged formats other than RIS: one reader, with a description of how each writes lines and tags.

The tags are translated into those of RIS, whose meaning they share.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pprnet.formats.fields.ris_fields import ris_record
from pprnet.formats.streams import Stream
from pprnet.formats.tagged.tagged_entry import TaggedEntry, first_line_problem
from pprnet.limits import MAX_LINE
from pprnet.records import Problem, Record

TagFields = Sequence[tuple[str, str]]
"""Tags with their values, in the order of the file."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a tagged format is written."""

    source: str
    tag: re.Pattern[str]
    """Finds a tag and its value at the start of a line."""
    opens: str
    """The tag that opens a reference."""
    closes: str = ""
    """The tag that closes one; empty where a blank line or the next reference does."""
    once: frozenset[str] = frozenset()
    """Tags that no reference has twice."""
    listing: frozenset[str] = frozenset()
    """Tags whose further lines are further values."""
    boilerplate: frozenset[str] = frozenset()
    """Tags that speak of the file."""
    names: Mapping[str, str] | None = None
    """The tags of RIS for its own."""
    translate: Callable[[TagFields], TagFields] | None = None
    finish: Callable[[Record, TagFields], Record] | None = None


def read_dialect(stream: Stream, dialect: Dialect) -> Iterator[Record | Problem]:
    """Yield each reference from the tag that opens it to the one that closes it or the next.

    Args:
        stream: the file.
        dialect: how lines and tags are written.
    """
    entry, blank = TaggedEntry(), True
    for number, line in stream.text_lines():
        if line is None:
            message = f"skipped a line longer than {MAX_LINE // 2**20} MiB"
            yield Problem(stream.name, message, line=number)
            continue
        found = dialect.tag.match(line)
        if found and found[1] not in dialect.boilerplate:
            tag, text = found[1], found[2].strip()
            ends = bool(dialect.closes) and tag == dialect.closes
            if tag == dialect.opens or (blank and not dialect.closes and entry.pieces):
                yield from _close(stream, dialect, entry, ended=not dialect.closes)
                entry = TaggedEntry(number)
            elif not entry.pieces:
                entry = TaggedEntry(number)
            if ends:
                yield from _close(stream, dialect, entry, ended=True)
                entry = TaggedEntry(number)
            else:
                entry.add(tag, text)
        elif line.strip() and not found:
            yield from _continue_entry(stream, dialect, entry, number, line.strip())
        blank = not line.strip()
    yield from _close(stream, dialect, entry, ended=not dialect.closes)


def _continue_entry(
    stream: Stream, dialect: Dialect, entry: TaggedEntry, number: int, text: str
) -> Iterator[Problem]:
    """Add a line without a tag to the reference, or yield a problem for one outside."""
    if not entry.pieces:
        message = f'expected a tag such as "{dialect.opens} ", got "{text[:40]}"'
        yield Problem(stream.name, message, line=number, lost=False)
        return
    if not dialect.closes:
        entry.note_opening(number)
    if entry.pieces[-1][0] in dialect.listing:
        entry.add(entry.pieces[-1][0], text)
    else:
        entry.continue_value(text)


def _close(
    stream: Stream, dialect: Dialect, entry: TaggedEntry, *, ended: bool
) -> Iterator[Record | Problem]:
    for part in entry.references(dialect.once):
        yield from _close_one(stream, dialect, part, ended=ended)
        if part is not entry and all(tag != dialect.opens for tag, _ in part.pieces):
            yield first_line_problem(stream.name, f"{dialect.opens} ", part.line)


def _close_one(
    stream: Stream, dialect: Dialect, entry: TaggedEntry, *, ended: bool
) -> Iterator[Record | Problem]:
    fields = entry.fields()
    if not fields:
        return
    if not any(text for tag, text in fields if tag != dialect.opens):
        message = "skipped a reference without any field"
        yield Problem(stream.name, message, line=entry.line)
        return
    yield dialect_record(dialect, fields, entry.line)
    if entry.is_truncated:
        message = f"a reference over {MAX_LINE // 2**20} MiB was cut there"
        yield Problem(stream.name, message, line=entry.line, lost=False)
    if not ended:
        message = f'a reference without its last line "{dialect.closes}"; read up to the next'
        yield Problem(stream.name, message, line=entry.line, lost=False)


def dialect_record(dialect: Dialect, fields: TagFields, line: int) -> Record:
    """Return the fields of one reference as a record.

    Args:
        dialect: how the format is written.
        fields: its own tags with their values.
        line: 1-based line on which the reference starts.
    """
    if dialect.translate:
        translated = dialect.translate(fields)
    else:
        names = dialect.names or {}
        translated = [(names.get(tag, tag), text) for tag, text in fields]
    record = replace(ris_record(translated, line), source=dialect.source)
    return dialect.finish(record, fields) if dialect.finish else record
