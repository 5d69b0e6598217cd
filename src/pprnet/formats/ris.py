"""RIS into entries: a lexer for the dialects of databases and reference managers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pprnet.formats.ris_fields import KNOWN, record_of
from pprnet.formats.streams import Stream
from pprnet.formats.tagged import Tagged
from pprnet.limits import MAX_LINE
from pprnet.records import Problem, Record

_TAG = re.compile(r"[\s\ufeff]{0,4}([A-Z][A-Z0-9])(\s{1,3})-(\s?)(.*)", re.DOTALL)
_BOILERPLATE = re.compile(
    r"\s*(?:\d+[.)]?|Record #\d+ of \d+|Provider:.*|Content:.*|Database:.*|<[^>]*>)?\s*$"
)
_LISTS = frozenset({"KW", "SN", "N1", "AD", "DB", "UR"})
"""Tags of which EndNote prints each further value on a line of its own, without the tag."""


_PLAIN = KNOWN - {"TY", "ER"}
"""Tags of the standard that neither begin nor end a reference."""
_TELLING = frozenset({"TI", "T1", "AU", "A1", "AB", "N2", "DO", "JF", "JO", "T2"})


@dataclass(slots=True)
class Entry(Tagged):
    """The lines of one reference."""

    began: bool = False
    """Whether it began with `TY`."""

    def take(self, text: str) -> None:
        """Take a line without a tag: more of the value before it, or a further value."""
        tag = self.pieces[-1][0]
        if tag in _LISTS:
            self.add(tag, text)
        else:
            self.go_on(text)

    def is_reference(self) -> bool:
        """Tell whether it began as one, or at least holds what only references have."""
        return self.began or any(tag in _TELLING for tag, _ in self.pieces)

    def says_something(self) -> bool:
        """Tell whether any line but its type has a value."""
        return any(text for tag, text in self.fields() if tag != "TY")


def split_tag(line: str) -> tuple[str, str] | None:
    """Give tag and value of a line, or nothing if it has no tag.

    A tag that nobody knows must be spaced as the standard has it, for an abstract may have
    a line that begins with "CI - 0.3".
    """
    if line[2:6] == "  - " and line[:2] in KNOWN:
        return line[:2], line[6:].strip()
    if line[:1].islower():
        return None  # prose, which most lines without a tag are
    found = _TAG.match(line)
    if not found:
        return None
    tag, gap, after, text = found.groups()
    standard = gap == "  " and (after or not text)
    return (tag, text.strip()) if standard or (tag in KNOWN and gap) else None


def read_ris(stream: Stream) -> Iterator[Record | Problem]:
    """Read each reference from `TY` to `ER`, or to the next `TY` where `ER` is missing."""
    entry: Entry | None = None
    for number, line in stream.text_lines():
        if line is None:
            yield _problem(stream, number, f"passed over a line over {MAX_LINE // 2**20} MiB")
            continue
        if entry and line[2:6] == "  - " and line[:2] in _PLAIN:
            entry.add(line[:2], line[6:].strip())
            continue
        tagged = split_tag(line)
        if tagged is None:
            yield from _untagged(stream, entry, number, line)
            continue
        tag, text = tagged
        if tag == "TY" and entry:
            yield from _close(stream, entry, ended=False)
            entry = None
        if tag == "ER":
            yield from _close(stream, entry or Entry(number), ended=True)
            entry = None
            continue
        entry = entry or Entry(number, began=tag == "TY")
        entry.add(tag, text)
    if entry:
        yield from _close(stream, entry, ended=False)


def _untagged(stream: Stream, entry: Entry | None, number: int, line: str) -> Iterator[Problem]:
    """Take a line without a tag into its reference, or point at one that stands outside."""
    if entry is None and not _BOILERPLATE.match(line):
        yield _stray(stream, number, line)
    elif entry and line.strip():
        entry.take(line.strip())


def _close(stream: Stream, entry: Entry, *, ended: bool) -> Iterator[Record | Problem]:
    """Give an entry's record, and what its frame lacked."""
    if not entry.says_something():
        yield _problem(stream, entry.line, "passed over a reference without any field")
        return
    if not entry.is_reference():
        yield _stray(stream, entry.line, "  - ".join(entry.fields()[0]))
        return
    yield record_of(entry.fields(), entry.line)
    if entry.over:
        message = f"a reference over {MAX_LINE // 2**20} MiB was cut there"
        yield _problem(stream, entry.line, message, lost=False)
    if not entry.began:
        message = 'a reference without its first line "TY  - "; read as a journal article'
        yield _problem(stream, entry.line, message, lost=False)
    if not ended:
        message = 'a reference without its last line "ER  - "; read up to the next or the end'
        yield _problem(stream, entry.line, message, lost=False)


def _stray(stream: Stream, number: int, line: str) -> Problem:
    start = line.strip()[:40]
    return _problem(stream, number, f'expected a tag such as "TY  - ", got "{start}"', lost=False)


def _problem(stream: Stream, line: int, message: str, *, lost: bool = True) -> Problem:
    return Problem(stream.name, message, line=line, lost=lost)
