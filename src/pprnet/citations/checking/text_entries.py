"""The references of a text, each with the line on which it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pprnet.citations.printed import ParsedReference, parse_reference
from pprnet.errors import TooLargeError
from pprnet.records import Record, WorkType
from pprnet.sources.lookup.identifier_lists import (
    BEGINS_WITH_NAME,
    ENTRY_NUMBER,
    LONGEST_REFERENCE,
    MAX_ENTRIES,
    MAX_TEXT,
    parse_identifiers,
)
from pprnet.sources.lookup.identifiers_in_text import (
    identifiers_in,
    is_broken_identifier,
    plain_signs,
)
from pprnet.sources.lookup.lookup_service import Identifier

TAIL = 300
"""Characters at the end of a line in which a broken identifier is looked for."""
MAX_REFERENCES = 2_000
"""References of one text; the longest reviews and theses have some 1,500."""
CONTINUED = re.compile(
    r"(?!\s{0,20}(?:10\.\d{4}|PMC|\d{5,9}\s{0,3}$))"
    r"(?:\s{1,20}\S|(?!doi|https?:|www\.|pmid|pubmed)[^\W\d_A-ZÀ-Þ])"
)
"""How a line begins that continues the one before."""
UNFINISHED = re.compile(r"(?:[^\W\d_]\.?,|&|\d\),|\bIn:?)$")
"""How a line ends within names, between volume and pages, or before the editors of a book."""
ENDS_WITH_YEAR = re.compile(r"\(\d{4}[a-z]?\)\.?$")
STARTS_WITH_YEAR = re.compile(r"\s{0,20}\(\d{4}[a-z]?[,)]")
IDENTIFIER_ALONE = re.compile(
    r"\s{0,20}(?:(?:doi|pmid|pmcid)\b\s?:?\s{0,3})?(?:https?://|www\.|10\.\d{4}|pmc\d|\d{1,9}\b)"
    r"\S{0,1000}\s{0,20}",
    re.IGNORECASE,
)
NAMES = re.compile(
    rf"{BEGINS_WITH_NAME.pattern}(?:\.\s?-?[^\W\d_a-z]){{0,3}}(?:\.[,;]|\.?\s[&(]|,\s[^\W\d_a-z])"
)
"""How a line begins with the names of a reference."""
NOTES = re.compile(
    r"\b(?:advance online publication|(?:epub )?ahead of print|epub \d{4}(?: \w{3}(?: \d\d?)?)?"
    r"|available (?:at|from)|retrieved from|and|doi|id|link|pmid|pmcid|pubmed|url)\b",
    re.IGNORECASE,
)
"""What may stand beside an identifier at the end of a reference."""
LABELLED_DOI = re.compile(r"doi\b|https?://(?:dx\.)?doi\.org/", re.IGNORECASE)
"""How the last line of a reference begins where only its DOI was wrapped."""


@dataclass(frozen=True, slots=True)
class TextEntry:
    """One reference of a text."""

    text: str
    line: int
    """1-based."""
    identifiers: tuple[Identifier, ...]
    parsed: ParsedReference | None


def text_entries(text: str, *, every_line: bool) -> Iterator[TextEntry]:
    """Yield the references of a text in its order, one named twice as often.

    Args:
        text: identifiers, links and printed references between any other lines.
        every_line: whether a line that is neither is an entry too.

    Raises:
        TooLargeError: A line is too long, or there are more than `MAX_REFERENCES`.
    """
    count = 0
    for number, line in _joined_lines(text, every_line=every_line):
        for entry in _entries_of_line(number, line, every_line=every_line):
            count += 1
            if count > MAX_REFERENCES:
                raise TooLargeError(
                    f"the text, line {number}: expected up to {MAX_REFERENCES:,} references, got "
                    "more; divide it"
                )
            yield entry


def _entries_of_line(number: int, line: str, *, every_line: bool) -> Iterator[TextEntry]:
    """Yield the references of one line, and of what continues it."""
    try:
        listed = parse_identifiers(line)
    except TooLargeError as error:
        raise TooLargeError(
            f"the text, line {number}: expected up to {MAX_TEXT // 1000} kB and {MAX_ENTRIES} "
            "identifiers without an empty line between them, got more; put each reference on a "
            "line of its own"
        ) from error
    for read in listed.read:
        identifiers = (read.identifier, *read.others)
        yield TextEntry(read.text, number, identifiers, parse_reference(read.text))
    for printed in listed.references:
        parsed = parse_reference(printed.text)
        if parsed is not None or every_line:
            yield TextEntry(printed.text, number, (), parsed)


def _joined_lines(text: str, *, every_line: bool) -> Iterator[tuple[int, str]]:
    """Yield each line with its number, joined with the lines that continue it.

    A line that is indented or begins in lower case continues the one before, unless it has the
    number of an entry, is an identifier itself or begins another reference after a complete one; so
    does the rest of a reference or identifier that breaks off. An empty line ends a reference.
    """
    joined = ""
    start = 0
    for number, line in enumerate(text.splitlines(), start=1):
        part = line.strip()
        is_broken = _is_broken(joined, part)
        is_full = len(joined) > MAX_TEXT
        is_next = not (part and (is_broken or _continues(line, joined, every_line=every_line)))
        if joined and (is_full or is_next):
            yield start, joined
            joined = ""
        if part:
            start = start if joined else number
            joined = f"{joined}{'' if is_broken else ' '}{part}".strip()
    if joined:
        yield start, joined


def _is_broken(before: str, part: str) -> bool:
    """Return whether an identifier breaks off that goes on in a line."""
    if ENTRY_NUMBER.match(part):
        return False
    last = plain_signs(before[-TAIL:]).rstrip()
    return is_broken_identifier(last, part) and parse_reference(part) is None


def _continues(line: str, before: str, *, every_line: bool) -> bool:
    """Return whether a line continues what stands before it."""
    if ENTRY_NUMBER.match(line):
        return False
    if CONTINUED.match(line):
        return len(before) > LONGEST_REFERENCE or not _begins_next(line, before)
    if len(before) > LONGEST_REFERENCE or _states_identifier(before):
        return False
    is_entry = parse_reference(line) is not None
    if UNFINISHED.search(before) or STARTS_WITH_YEAR.match(line):
        return not is_entry or parse_reference(f"{before} {line}") is not None
    return not is_entry and _completes(line, before, every_line=every_line)


def _begins_next(line: str, before: str) -> bool:
    """Return whether a line that is indented or in lower case begins another reference."""
    if _states_identifier(before):
        return not _has_only_identifiers(line)
    if UNFINISHED.search(before):
        return False
    reference = parse_reference(before)
    if reference is None:
        return False
    is_named = BEGINS_WITH_NAME.match(line) is not None
    if parse_reference(line) is not None:
        return is_named or not _is_incomplete(reference.record)
    return is_named and not _is_incomplete(reference.record)


def _completes(line: str, before: str, *, every_line: bool) -> bool:
    """Return whether a line that is no reference has the rest of the one before it."""
    reference = parse_reference(before)
    if reference is None:
        return bool(ENDS_WITH_YEAR.search(before)) and not IDENTIFIER_ALONE.fullmatch(line)
    if IDENTIFIER_ALONE.fullmatch(line):
        return not every_line and bool(LABELLED_DOI.match(line))
    if NAMES.match(line):
        return False
    return _is_incomplete(reference.record) or _has_only_identifiers(line)


def _has_only_identifiers(line: str) -> bool:
    """Return whether a line has identifiers, with their labels, and nothing else."""
    found, rest = identifiers_in(plain_signs(line))
    return bool(found) and not re.search(r"\w", NOTES.sub("", rest))


def _states_identifier(line: str) -> bool:
    """Return whether a line has an identifier in it."""
    return bool(identifiers_in(plain_signs(line))[0])


def _is_incomplete(record: Record) -> bool:
    """Return whether a reference breaks off before its source."""
    if record.type is WorkType.CHAPTER:
        return not record.publisher
    where = (record.volume, record.pages, record.article_number, record.publisher)
    return not any(where)
