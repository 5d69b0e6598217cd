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
    """Return the date as far as it is valid; a month or day out of range is unknown.

    Args:
        year: year, 1000 to 2199; another one gives no date.
        month: 1-12; 0 if unknown.
        day: 1-31; 0 if unknown.
    """
    if year is None or not 1000 <= year <= 2199:  # noqa: PLR2004
        return None
    if not 1 <= month <= 12:  # noqa: PLR2004
        return PartialDate(year)
    return PartialDate(year, month, day if 1 <= day <= _days_in(year, month) else 0)


def _days_in(year: int, month: int) -> int:
    return _DAYS[month - 1] + (month == _FEBRUARY and isleap(year))


@memoise(4_096)
def parse_date(text: str) -> PartialDate | None:
    """Return the date in "2015 Jul 3", "2015/07/03/", "2015-07", "4/3/2024" or "Sep-Oct 2015".

    Results are cached, as the same few thousand dates recur.

    Args:
        text: a date as printed.

    Returns:
        `None` for a text without a year.
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
    """Return the first month that a text names or numbers, 0 for none.

    Args:
        text: name of a month in English, its first three letters, or its number.
    """
    if text.strip().isdecimal() and len(text.strip()) <= 2:  # noqa: PLR2004
        return int(text)
    return next(
        (_MONTHS[word] for word in map(str.lower, _WORD.findall(text)) if word in _MONTHS), 0
    )


def day_of(text: str) -> int:
    """Return the day in a text such as "Jul 3", 0 for none or for a range of days.

    Args:
        text: part of a date without the year.
    """
    days = _DAY.findall(text)
    return int(days[0]) if len(days) == 1 else 0
