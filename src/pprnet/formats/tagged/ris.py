"""RIS into entries: a lexer for the dialects of databases and reference managers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pprnet.formats.detection import Detection, text_with
from pprnet.formats.fields.ris_fields import KNOWN_TAGS, ris_record
from pprnet.formats.format_entry import Format, Writer
from pprnet.formats.record_parts import ARTICLE_NUMBER_PART
from pprnet.formats.streams import Stream
from pprnet.formats.tagged.ris_writer import SUPPORTED_FIELDS, write_ris
from pprnet.formats.tagged.tagged_entry import TaggedEntry
from pprnet.limits import MAX_LINE
from pprnet.records import Problem, Record

_TAG = re.compile(r"[\s\ufeff]{0,4}([A-Z][A-Z0-9])(\s{1,3})-(\s?)(.*)", re.DOTALL)
_BOILERPLATE = re.compile(
    r"\s*+(?:\d+[.)]?|Record #\d+ of \d+|Provider:.*|Content:.*|Database:.*|<[^>]*>)?\s*+$"
)
_NUMBER = re.compile(r"<\d{1,9}\.?>")
_LISTS = frozenset({"KW", "SN", "N1", "AD", "DB", "UR"})
"""Tags of which EndNote prints each further value on a line of its own, without the tag."""


_ENTRY_START = "\nTY  - "
_FIELD = re.compile(r"^([A-Z][A-Z0-9])  - [^\S\n]*(.*\S)?", re.MULTILINE)
"""A line of the standard, its value without the space around it."""
_LONG_ENTRY = MAX_LINE // 2
"""Characters of an entry over which the limit is looked at line by line."""
_REFERENCE_TAGS = frozenset({"TI", "T1", "AU", "A1", "AB", "N2", "DO", "JF", "JO", "T2"})


@dataclass(slots=True)
class _RisEntry(TaggedEntry):
    """The lines of one reference."""

    began: bool = False
    """Whether it began with `TY`."""

    def add_untagged(self, text: str) -> None:
        """Add a line without a tag: more of the value before it, or a further value."""
        tag = self.pieces[-1][0]
        if tag in _LISTS:
            self.add(tag, text)
        else:
            self.continue_value(text)

    def is_reference(self) -> bool:
        """Return whether it began as one, or at least has what only references have."""
        return self.began or any(tag in _REFERENCE_TAGS for tag, _ in self.pieces)

    def has_values(self) -> bool:
        """Return whether any line but its type has a value."""
        return any(text for tag, text in self.fields() if tag != "TY")


def _split_ris_tag(line: str) -> tuple[str, str] | None:
    """Return tag and value of a line, `None` if it has no tag.

    A tag that is not known must be spaced as the standard has it, for an abstract may have a line
    that begins with "CI - 0.3".
    """
    if line[2:6] == "  - " and line[:2] in KNOWN_TAGS:
        return line[:2], line[6:].strip()
    if line[:1].islower():
        return None  # prose, which most lines without a tag are
    found = _TAG.match(line)
    if not found:
        return None
    tag, gap, after, text = found.groups()
    standard = gap == "  " and (after or not text)
    return (tag, text.strip()) if standard or (tag in KNOWN_TAGS and gap) else None


def read_ris(stream: Stream) -> Iterator[Record | Problem]:
    """Yield each reference from `TY` to `ER`, or to the next `TY` where `ER` is missing.

    One that is written as the standard has it, a line a field, is read in one step; all else line
    by line.

    Args:
        stream: the file.
    """
    lexer = _RisLexer(stream)
    for number, text in sections(stream):
        plain = None if lexer.entry or text is None else plain_entry(text)
        if plain:
            yield ris_record(plain, number)
            continue
        for further, line in enumerate([None] if text is None else text.split("\n")):
            yield from lexer.feed(number + further, line)
    yield from lexer.close(ended=False)


def sections(stream: Stream) -> Iterator[tuple[int, str | None]]:
    """Yield the text before each line that begins a reference, with its 1-based line.

    Args:
        stream: the file; a line that is too long is `None`.
    """
    for start, text in stream.text_blocks():
        if text is None:
            yield start, None
            continue
        number, opening = start, ""
        for section in text.split(_ENTRY_START):
            yield number, opening + section
            number, opening = number + section.count("\n") + 1, _ENTRY_START[1:]


def plain_entry(text: str) -> list[tuple[str, str]] | None:
    """Return the fields of a complete and plain reference, `None` for any other text.

    A plain one has a tag in each line, known or not, and at least one value.

    Args:
        text: lines of one reference.
    """
    body, ending, rest = text.rpartition("\nER  -")
    if not ending or rest.strip() or "\nER  -" in body or len(body) > _LONG_ENTRY:
        return None
    fields: list[tuple[str, str]] = _FIELD.findall(body)
    plain = body.startswith("TY  - ") and len(fields) == body.count("\n") + 1
    return fields if plain and any(text for _, text in fields[1:]) else None


class _RisLexer:
    """Reads references line by line, whatever their lines are."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.entry: _RisEntry | None = None

    def feed(self, number: int, line: str | None) -> Iterator[Record | Problem]:
        """Read a line and yield what it completes."""
        if line is None:
            message = f"skipped a line longer than {MAX_LINE // 2**20} MiB"
            yield _problem(self.stream, number, message)
            return
        if not line:
            return
        tagged = _split_ris_tag(line)
        if tagged is None:
            yield from self._untagged(number, line)
            return
        tag, text = tagged
        if tag == "TY":
            yield from self.close(ended=False)
        if self.entry is None:
            self.entry = _RisEntry(number, began=tag == "TY")
        if tag == "ER":
            yield from self.close(ended=True)
        else:
            self.entry.add(tag, text)

    def _untagged(self, number: int, line: str) -> Iterator[Record | Problem]:
        """Add a line without a tag to its reference, or yield a problem for one outside.

        Ovid numbers references that have no first line, as "<2>".
        """
        if self.entry and not self.entry.began and _NUMBER.fullmatch(line.strip()):
            yield from self.close(ended=False)
            return
        if self.entry is None and not _BOILERPLATE.match(line):
            yield _unexpected_line(self.stream, number, line)
        elif self.entry and line.strip():
            self.entry.add_untagged(line.strip())

    def close(self, *, ended: bool) -> Iterator[Record | Problem]:
        """Yield the reference that is open."""
        entry, self.entry = self.entry, None
        if entry:
            yield from _close(self.stream, entry, ended=ended)


def _close(stream: Stream, entry: _RisEntry, *, ended: bool) -> Iterator[Record | Problem]:
    """Yield an entry's record, and problems for a first or last line that is missing."""
    if not entry.has_values():
        yield _problem(stream, entry.line, "skipped a reference without any field")
        return
    if not entry.is_reference():
        yield _unexpected_line(stream, entry.line, "  - ".join(entry.fields()[0]))
        return
    yield ris_record(entry.fields(), entry.line)
    if entry.is_truncated:
        message = f"a reference over {MAX_LINE // 2**20} MiB was cut there"
        yield _problem(stream, entry.line, message, lost=False)
    if not entry.began:
        message = 'a reference without its first line "TY  - "; read as a journal article'
        yield _problem(stream, entry.line, message, lost=False)
    if not ended:
        message = 'a reference without its last line "ER  - "; read up to the next or the end'
        yield _problem(stream, entry.line, message, lost=False)


def _unexpected_line(stream: Stream, number: int, line: str) -> Problem:
    start = line.strip()[:40]
    return _problem(stream, number, f'expected a tag such as "TY  - ", got "{start}"', lost=False)


def _problem(stream: Stream, line: int, message: str, *, lost: bool = True) -> Problem:
    return Problem(stream.name, message, line=line, lost=lost)


_FIRST_LINE = re.compile(rb"^[ \t]*TY[ \t]{1,3}-", re.MULTILINE)
_OTHER_LINES = re.compile(rb"^(?:ER|A1|AU|T1|TI|AB|N2|JO|JF|PY|Y1)  ?-", re.MULTILINE)

RIS = Format(
    key="ris",
    name="RIS",
    label="RIS",
    extensions=(".ris",),
    media_type="application/x-research-info-systems",
    recognised_by="a line `TY  -`, else two lines with other tags of RIS",
    detection=(
        Detection(100, text_with(_FIRST_LINE)),
        Detection(180, text_with(_OTHER_LINES, at_least=2)),
    ),
    read=read_ris,
    writer=Writer(write_ris, SUPPORTED_FIELDS, ARTICLE_NUMBER_PART, write_annotated=write_ris),
    example="""\
TY  - JOUR
TI  - First é
AU  - Example, A.
PY  - 2020
ER  -\x20

TY  - JOUR
TI  - Second
AU  - Sample, B.
PY  - 2021
ER  -\x20
""",
)
