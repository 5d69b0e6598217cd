"""Dates as sources print them, as far as each is known."""

from __future__ import annotations

import re
from calendar import isleap

from pprnet.records import PartialDate
from pprnet.text import memoise

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june",
            "jul july", "aug august", "sep sept september", "oct october", "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY = 2
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d|21\d\d)(?!\d)")
_ISO = re.compile(r"(\d{4})[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?(?!\d)")
_US = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_WORD = re.compile(r"[A-Za-z]{3,9}")
_DAY = re.compile(r"(?<!\d)([0-3]?\d)(?:st|nd|rd|th)?(?!\d)")


def date_of(year: int | None, month: int = 0, day: int = 0) -> PartialDate | None:
    """Give the date as far as it can be one; a month or day out of range is unknown."""
    if year is None or not 1000 <= year <= 2199:  # noqa: PLR2004
        return None
    if not 1 <= month <= 12:  # noqa: PLR2004
        return PartialDate(year)
    return PartialDate(year, month, day if 1 <= day <= _days_in(year, month) else 0)


def _days_in(year: int, month: int) -> int:
    return _DAYS[month - 1] + (month == _FEBRUARY and isleap(year))


@memoise(4_096)
def parse_date(text: str) -> PartialDate | None:
    """Read "2015 Jul 3", "2015/07/03/", "2015-07", "4/3/2024", "Sep-Oct 2015" or "2015".

    The same few thousand come again and again.
    """
    text = text.strip()
    if found := _ISO.match(text):
        return date_of(int(found[1]), int(found[2]), int(found[3] or 0))
    if found := _US.match(text):
        return date_of(int(found[3]), int(found[1]), int(found[2]))
    found = _YEAR.search(text)
    if not found:
        return None
    rest = text[: found.start()] + " " + text[found.end() :]
    month = month_of(rest)
    return date_of(int(found[1]), month, day_of(rest) if month else 0)


def month_of(text: str) -> int:
    """Give the first month that a text names or numbers, 0 for none."""
    if text.strip().isdecimal() and len(text.strip()) <= 2:  # noqa: PLR2004
        return int(text)
    return next(
        (_MONTHS[word] for word in map(str.lower, _WORD.findall(text)) if word in _MONTHS), 0
    )


def day_of(text: str) -> int:
    """Give the day in a text such as "Jul 3", 0 for none or for a range of days."""
    days = _DAY.findall(text)
    return int(days[0]) if len(days) == 1 else 0
