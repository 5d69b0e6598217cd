"""The references of a text, each with the line on which it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pprnet.citations.printed import ParsedReference, parse_reference
from pprnet.sources.lookup.identifier_lists import parse_identifiers
from pprnet.sources.lookup.lookup_service import Identifier

CONTINUED = re.compile(
    r"(?!\s{0,20}(?:\[?\d{1,3}[\].)]\s|[-*•·–]\s|10\.\d{4}|PMC|\d{5,9}\s{0,3}$))"
    r"(?:\s{1,20}\S|(?!doi|https?:|www\.|pmid|pubmed)[^\W\d_A-ZÀ-Þ])"
)
"""How a line begins that continues the one before."""


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
        TooLargeError: A line is too long.
    """
    for number, line in _joined_lines(text):
        listed = parse_identifiers(line)
        for read in listed.read:
            identifiers = (read.identifier, *read.others)
            yield TextEntry(read.text, number, identifiers, parse_reference(read.text))
        for printed in listed.references:
            parsed = parse_reference(printed.text)
            if parsed is not None or every_line:
                yield TextEntry(printed.text, number, (), parsed)


def _joined_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line with its number, joined with the lines that continue it.

    A line that is indented or begins in lower case continues the one before, unless it has the
    number of an entry or is an identifier itself; an empty line ends a reference.
    """
    parts: list[str] = []
    start = 0
    for number, line in enumerate(text.splitlines(), start=1):
        if parts and not CONTINUED.match(line):
            yield start, " ".join(parts)
            parts = []
        if line.strip():
            start = start if parts else number
            parts.append(line.strip())
    if parts:
        yield start, " ".join(parts)
