"""BibTeX into entries: braces, quotes, joined strings and macros, one entry in memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pprnet.formats.bibtex.bibtex_fields import SUPPORTED_FIELDS, write_bibtex
from pprnet.formats.bibtex.bibtex_parents import EntryFields, records_with_parents
from pprnet.formats.bibtex.bibtex_strings import BibtexStrings, JoinedValue
from pprnet.formats.detection import Detection, text_with
from pprnet.formats.format_entry import Format, Writer
from pprnet.formats.record_parts import ARTICLE_NUMBER_PART, GENRE_PART, STATUS_PARTS
from pprnet.formats.streams import Stream
from pprnet.limits import MAX_FIELD, MAX_LINE
from pprnet.records import Problem, Record

_START = re.compile(r"@\s*([A-Za-z]+)\s*([{(])")
_NEXT_ENTRY = re.compile(
    r"^\s*+@\s*+[A-Za-z]++\s*+[{(]\s*+[^\s,={}\"]++\s*+,"
    r"|@(?:article|book|inbook|incollection|inproceedings|misc|phdthesis|techreport)\s*+[{(]"
    r"\s*+[^\s,={}\"]++\s*+,\s*+[A-Za-z]++\s*+=",
    re.IGNORECASE,
)
"""What begins an entry also where the one before is not closed: at the start of a line, or
anywhere where a usual kind, a key and the name of a field follow each other."""
_LIKE_ENTRY = re.compile(
    r"[{(]\s{0,9}+[^\s,={}()]{1,99}+\s{0,9}+,|^\s*+[A-Za-z][\w-]*+\s*+=\s*+[{\"\w]"
)
"""What stands in entries and not in the comments between them."""
_DAMAGED_START = re.compile(r"%[A-Za-z]++\s*+[{(]")
_BRACE = re.compile(r"\\.|[{}()]", re.DOTALL)
_KEY = re.compile(r"\s*([^\s,={}\"]*)\s*(,|$)")
_NAME = re.compile(r"(?<![\w.:+/-])(?:(?![A-Za-z])[\w.:+/-])*+([A-Za-z][\w.:+/-]*+)\s*+=\s*")
_BARE = re.compile(r"[^\s,#{}\"=]+")
_JOIN = re.compile(r"\s*#\s*")
_OPEN = "has a value that is not closed"
_CUT = f"has a value joined to more than {MAX_FIELD} characters, which was cut there"
_NO_ENTRIES = frozenset({"comment", "preamble"})


@dataclass(slots=True)
class _BibtexEntry:
    """The text of one entry while its end is looked for."""

    line: int
    kind: str
    closer: str
    body: list[str] = field(default_factory=list)
    depth: int = 0
    size: int = 0


class _BibtexSplitter:
    """Cuts lines into entries by their braces."""

    def __init__(self) -> None:
        self.entry: _BibtexEntry | None = None
        self.outside_line = 0
        """The line of a text since the last entry that looks like a part of one, or 0."""

    def feed(self, number: int, line: str) -> Iterator[tuple[_BibtexEntry, str]]:
        """Read a line and yield the entries that it ends, each with what was wrong with it."""
        at = 0
        while at < len(line):
            if self.entry is None:
                found = _START.search(line, at)
                self._note_outside(number, line[at : found.start() if found else len(line)])
                if not found:
                    return
                self.entry = _BibtexEntry(number, found[1].lower(), "}" if found[2] == "{" else ")")
                at = found.end()
            end = self._end(line, at)
            following = _NEXT_ENTRY.search(line, at) if "@" in line else None
            if following and (end is None or following.start() == 0):
                self._keep(line[at : following.start()])
                yield self.entry, "is not closed; read up to the next entry"
                self.entry, at = None, following.start()
                continue
            self._keep(line[at : len(line) if end is None else end])
            if end is None:
                return
            yield self.entry, ""
            self.entry, at = None, end + 1

    def _note_outside(self, number: int, text: str) -> None:
        """Remember where a text between two entries looks like a part of one."""
        is_comment = text.startswith("%") and not _DAMAGED_START.match(text)
        if not self.outside_line and not is_comment and _LIKE_ENTRY.search(text):
            self.outside_line = number

    def take_outside(self) -> int:
        """Return the line of a text that belongs to no entry, 0 if there was none."""
        line, self.outside_line = self.outside_line, 0
        return line

    def _keep(self, text: str) -> None:
        if self.entry:
            self.entry.size += len(text)
            if self.entry.size <= MAX_LINE:
                self.entry.body.append(text)

    def _end(self, line: str, start: int) -> int | None:
        """Find the bracket that closes the entry."""
        entry = self.entry
        if entry is None:
            return None
        for found in _BRACE.finditer(line, start):
            if found[0] == entry.closer and entry.depth == 0:
                return found.start()
            if found[0] == "{":
                entry.depth += 1
            elif found[0] == "}":
                entry.depth = max(0, entry.depth - 1)
        return None


def read_bibtex(stream: Stream) -> Iterator[Record | Problem]:
    """Yield each entry as a record; macros count from where they are defined.

    Args:
        stream: the file.
    """
    return records_with_parents(stream, _entries(stream))


def _entries(stream: Stream) -> Iterator[EntryFields | Problem]:
    """Yield the fields of each entry."""
    splitter, macros = _BibtexSplitter(), BibtexStrings(stream.budget)
    for number, line in stream.text_lines():
        if line is None:
            message = f"skipped a line longer than {MAX_LINE // 2**20} MiB"
            yield Problem(stream.name, message, line=number)
            continue
        for entry, fault in splitter.feed(number, line + "\n"):
            yield from _outside(stream, splitter)
            yield from _close(stream, entry, fault, macros)
    yield from _outside(stream, splitter)
    if splitter.entry:
        yield from _close(stream, splitter.entry, "is not closed; read up to the end", macros)


def _outside(stream: Stream, splitter: _BibtexSplitter) -> Iterator[Problem]:
    """Yield a problem for a text that is a part of no entry."""
    if line := splitter.take_outside():
        message = (
            "skipped: a text outside the entries, which may be one whose first line is damaged"
        )
        yield Problem(stream.name, message, line=line)


def _close(
    stream: Stream, entry: _BibtexEntry, fault: str, macros: BibtexStrings
) -> Iterator[EntryFields | Problem]:
    body = "".join(entry.body)
    if entry.kind == "string":
        for name, value, _ in _parse_bibtex_fields(body, macros):
            macros.define(name, value)
        yield from _string_problems(stream, entry, macros)
        return
    if entry.kind in _NO_ENTRIES:
        return
    where = f"an entry @{entry.kind}"
    if entry.size > MAX_LINE:
        yield Problem(stream.name, f"skipped: {where} is too long", line=entry.line)
        return
    key = _KEY.match(body)
    start = key.end() if key and key[2] else 0
    fields = list(_parse_bibtex_fields(body[start:], macros))
    if not fields:
        yield Problem(stream.name, f"skipped: {where} without fields", line=entry.line)
        return
    name = key[1] if key and start else ""
    named = tuple((key, text) for key, text, _ in fields)
    yield EntryFields(entry.kind, name, named, entry.line)
    yield from _string_problems(stream, entry, macros)
    fault = fault or next((found for *_, found in fields if found), "")
    if fault:
        yield Problem(stream.name, f"{where} {fault}", line=entry.line, lost=False)


def _string_problems(
    stream: Stream, entry: _BibtexEntry, macros: BibtexStrings
) -> Iterator[Problem]:
    """Yield what was wrong with the strings that an entry defines or uses."""
    if fault := macros.take_fault():
        yield Problem(stream.name, fault, line=entry.line)


def _parse_bibtex_fields(text: str, macros: BibtexStrings) -> Iterator[tuple[str, str, str]]:
    """Yield name and value of each field, and what was wrong with the value."""
    at = 0
    while found := _NAME.search(text, at):
        if _is_commented(text, at, found.start()):
            at = text.find("\n", found.end())
            if at < 0:
                return
            continue
        value = JoinedValue()
        at, fault = found.end(), ""
        while True:
            part, at, closed = _value(text, at, macros)
            value.add(part)
            fault = fault if closed else _OPEN
            joined = _JOIN.match(text, at)
            if not joined:
                break
            at = joined.end()
        yield found[1].lower(), str(value), _CUT if value.is_cut else fault


def _is_commented(text: str, start: int, end: int) -> bool:
    """Return whether a percent sign stands before a field on its line, as biber reads it."""
    return "%" in text[max(start, text.rfind("\n", start, end)) : end]


def _value(text: str, at: int, macros: BibtexStrings) -> tuple[str, int, bool]:
    """Return a braced, quoted or unquoted value, where it ends, and whether it was closed."""
    opener = text[at : at + 1]
    if opener in ("{", '"'):
        end = _closing(text, at + 1, "}" if opener == "{" else '"')
        return text[at + 1 : end], min(end + 1, len(text)), end < len(text)
    found = _BARE.match(text, at)
    if not found:
        return "", at, False
    return macros.text(found[0]), found.end(), True


def _closing(text: str, start: int, closer: str) -> int:
    """Find the end of a value, the end of the text if it is never closed."""
    depth = 0
    for found in re.compile(r'\\.|[{}"]', re.DOTALL).finditer(text, start):
        if depth == 0 and found[0] == closer:
            return found.start()
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth = max(0, depth - 1)
    return len(text)


_ENTRY = re.compile(rb"^[ \t]*@[A-Za-z]+\s*[{(]", re.MULTILINE)

BIBTEX = Format(
    key="bibtex",
    name="BibTeX",
    label="BibTeX",
    extensions=(".bib", ".bibtex"),
    media_type="application/x-bibtex",
    recognised_by="a line such as `@article{`",
    detection=(Detection(150, text_with(_ENTRY)),),
    read=read_bibtex,
    writer=Writer(
        write_bibtex,
        SUPPORTED_FIELDS,
        ARTICLE_NUMBER_PART | (STATUS_PARTS - {GENRE_PART}),
        write_annotated=write_bibtex,
    ),
    example="""\
@article{a,
  title = {First é},
  author = {Example, A.},
  year = 2020
}
@article{b,
  title = {Second},
  author = {Sample, B.},
  year = 2021
}
""",
)
