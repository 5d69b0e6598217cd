"""The source line of an Ovid record: "Journal.   28(2):103-106, April 2015." or a book.

The line is cut at each place where a volume or the end of a title may be, and what follows is
matched from there, so that the time is linear in the length of the line for each place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

CONFERENCE = "conference"
"""The name under which the conference is returned, for which RIS has no tag of its own."""
MAX_SOURCE = 1_000
"""Characters of a line that is taken apart; a longer one is kept as the name of a journal."""
MAX_PLACES = 100
"""Places at which a line is cut."""

_CONFERENCE_MARK = ". Conference: "
_VOLUME = re.compile(r"(?<!\s)\s+(?:Vol\.?\s+)?(?P<volume>\d+[A-Za-z]?)(?![\dA-Za-z])")
_AFTER_VOLUME = re.compile(
    r"\s*+(?:\((?P<issue>[^()]+)\))?(?:\s*+:\s*+(?P<pages>[A-Za-z]?\d[\w.-]*))?"
    r"(?:,?\s++(?=[^,]*\b(?:19|20)\d\d\b)(?P<date>[^,]*))?"
    r"(?:,\s*+(?P<later>[A-Za-z]?\d[\d-]*))?\s*+\.?\s*+$"
)
_BEFORE_TITLE = re.compile(r"(?P<editor>[^()]*)\((?P<year>(?:19|20)\d\d)\)\.\s*+")
_TITLE_END = re.compile(r"(?<!\s)(?:\.\s*|\s+)")
_AFTER_TITLE = re.compile(
    r"(?:\(pp\.\s*+(?P<pages>[\d-]+)\)\.?\s*+)?(?:[\dXxv, ]+pp\.\s*+)?"
    r"(?:(?P<place>[^:.]+):\s*+(?P<publisher>[^.]+))?\.?\s*$"
)


def ovid_source_fields(text: str) -> Iterator[tuple[str, str]]:
    """Yield the fields of a source line under the tags of RIS.

    Args:
        text: the line, empty if there is none.
    """
    fields = None
    if len(text) <= MAX_SOURCE:
        fields = _book_fields(text) or _journal_fields(text)
    if fields is None and text:
        fields = [("JF", text.removesuffix("."))]
    for tag, value in fields or ():
        if tag == "JF":
            yield from _journal_and_conference(value)
        else:
            yield tag, value


def _journal_and_conference(text: str) -> Iterator[tuple[str, str]]:
    """Yield the journal and, of "Journal. Conference: Tenth Congress. Town", the conference."""
    journal, found, rest = text.partition(_CONFERENCE_MARK)
    yield "JF", journal
    if found:
        yield CONFERENCE, rest.partition(". ")[0].removesuffix(".")


def _journal_fields(text: str) -> list[tuple[str, str]] | None:
    """Return the fields of a journal article, None where the line is no such source."""
    for volume in _first_matches(_VOLUME, text, start=1):
        journal = text[: volume.start()].removesuffix(".") or "."
        if rest := _AFTER_VOLUME.match(text, volume.end()):
            return [
                ("JF", journal),
                ("VL", volume["volume"]),
                ("IS", rest["issue"] or ""),
                ("SP", rest["pages"] or rest["later"] or ""),
                ("DA", rest["date"] or ""),
            ]
    return None


def _book_fields(text: str) -> list[tuple[str, str]] | None:
    """Return the fields of a book or a chapter, None where the line is no such source."""
    before = _BEFORE_TITLE.match(text)
    if before is None:
        return None
    for end in _first_matches(_TITLE_END, text, start=before.end() + 1):
        if rest := _AFTER_TITLE.match(text, end.end()):
            fields = [
                ("T2", text[before.end() : end.start()]),
                ("PY", before["year"]),
                ("SP", rest["pages"] or ""),
                ("CY", rest["place"] or ""),
                ("PB", rest["publisher"] or ""),
            ]
            editor = before["editor"].strip()
            return [*fields, ("ED", editor)] if editor else fields
    return None


def _first_matches(pattern: re.Pattern[str], text: str, *, start: int) -> Iterator[re.Match[str]]:
    """Yield the first `MAX_PLACES` matches of a pattern from a position on."""
    for _place, found in zip(range(MAX_PLACES), pattern.finditer(text, start), strict=False):
        yield found
