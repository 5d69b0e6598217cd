"""Months of the calendar in a text, with their years, against those of its sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pprnet.claims.binding.times.time_findings import other_time, supported_time
from pprnet.claims.claim_values import ClaimFinding, Passage
from pprnet.claims.reading.read_text import ReadText

_NAMES = (
    "january|janvier|jan", "february|février|feb", "march|mars|mar", "april|avril|apr",
    "may|mai", "june|juin|jun", "july|juillet|jul", "august|août|aug",
    "september|septembre|sept|sep",
    "october|octobre|oct", "november|novembre|nov", "december|décembre|dec",
)  # fmt: skip
_MONTHS = {name: at for at, names in enumerate(_NAMES, start=1) for name in names.split("|")}
_DATE = re.compile(
    rf"\b(?:(?P<day>[0-3]?\d)(?:er|st|nd|rd|th)?\s)?(?P<month>{'|'.join(_NAMES)})\b\.?"
    r"(?:\s(?P<after>[0-3]?\d)(?:st|nd|rd|th)?\b(?!\d))?(?:,?\s?(?P<year>(?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:in|on|from|between|to|until|till|and|since|by|through|during|of|before|after|early|late|"
    r"mid|en|de|à|et|entre|depuis|jusqu['’]en|jusqu['’]à|fin|début|au|du|le)[\s-]$|[-–(/]$",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s?(?:to|and|through|until|till|[-–/]|et|à)\s?", re.IGNORECASE)


class CalendarDate(NamedTuple):
    """A month with its year, 0 where none is printed; places are in characters, end exclusive."""

    month: int
    year: int
    start: int
    end: int


def calendar_dates(text: str) -> list[CalendarDate]:
    """Return the months that a text names; "May to July 2023" has one year for both.

    Args:
        text: any text.
    """
    found: list[CalendarDate] = []
    for match in _DATE.finditer(text):
        if not _is_month(text, match):
            continue
        year = int(match["year"] or 0)
        found.append(
            CalendarDate(_MONTHS[match["month"].lower()], year, match.start(), match.end())
        )
    for at in range(len(found) - 2, -1, -1):
        first, second = found[at], found[at + 1]
        if not first.year and _JOINED.fullmatch(text, first.end, second.start):
            found[at] = first._replace(year=second.year)
    return found


def _is_month(text: str, match: re.Match[str]) -> bool:
    """Return whether a word such as "may", "march" or "mars" is a month where it stands."""
    if match["year"] or match["day"]:
        return True
    before = text[max(0, match.start() - 12) : match.start()]
    is_capital = match["month"][0].isupper()
    is_french = match["month"].lower() not in {"may", "march", "mar", "jan", "sep", "dec"}
    return bool(_BEFORE.search(before)) and (is_capital or is_french)


def check_calendar(claimed: ReadText, sources: Sequence[ReadText]) -> Iterator[ClaimFinding]:
    """Yield a finding for each month of a text, where the sources name months.

    Args:
        claimed: the text that is checked.
        sources: as read.
    """
    stated = [
        (date, number)
        for number, source in enumerate(sources)
        for date in calendar_dates(source.text)
    ]
    if not stated:
        return
    for date in calendar_dates(claimed.text):
        same = [each for each in stated if _is_same(date, each[0])]
        found, number = min(same or stated, key=lambda each: _distance(date, each[0]))
        passage = Passage(number, found.start, found.end)
        if same:
            yield supported_time(date.start, date.end, passage)
        else:
            printed = sources[number].text[found.start : found.end]
            yield other_time(date.start, date.end, passage, printed)


def _is_same(claimed: CalendarDate, stated: CalendarDate) -> bool:
    is_year = claimed.year == stated.year or 0 in {claimed.year, stated.year}
    return claimed.month == stated.month and is_year


def _distance(claimed: CalendarDate, stated: CalendarDate) -> int:
    years = abs(claimed.year - stated.year) if claimed.year and stated.year else 0
    return 12 * years + abs(claimed.month - stated.month)
