"""Dates as sources print them, as far as each is known."""

from __future__ import annotations

import re
from calendar import isleap

from pprnet.records import PartialDate
from pprnet.text import fold, memoise

_MONTH_NAMES = (
    "jan january janvier janv januar januari janner jaenner enero ene gennaio janeiro",
    "feb february fevrier fevr fev februar februari febrero febbraio fevereiro",
    "mar march mars marz maerz mrz marzo marco maart mrt",
    "apr april avril avr abril abr aprile",
    "may mai mayo maggio maio mei",
    "jun june juin juni junio giugno junho",
    "jul july juillet juil juli julio luglio julho",
    "aug august aout agosto augustus",
    "sep sept september septembre septiembre setiembre settembre setembro",
    "oct october octobre oktober okt octubre ottobre ott outubro",
    "nov november novembre noviembre novembro",
    "dec december decembre dezember dez diciembre dic dicembre dezembro",
)
"""Names of the months, folded: English, French, German, Spanish, Italian, Portuguese, Dutch."""
_MONTHS = {
    name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()
}
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY = 2
_MONTHS_OF_YEAR = 12
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d|21\d\d)(?!\d)")
_ISO = re.compile(
    r"(\d{4})(?:[-/. ]|\s?年\s?)(\d{1,2})(?:(?:[-/. ]|\s?月\s?)(\d{1,2}))?(?!\d|st|nd|rd|th)"
)
_JOINED = re.compile(r"((?:1[4-9]|2[01])\d\d)([01]\d)([0-3]\d)(?!\d)")
_US = re.compile(r"(\d{1,2})([/-])(\d{1,2})[/-](\d{4})(?!\d)")
_WITH_POINTS = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")
_MONTH_FIRST = re.compile(r"(\d{1,2})[/.-](\d{4})(?!\d)")
_WORD = re.compile(r"[^\W\d_]{3,}")
_DAY = re.compile(r"(?<!\d)([0-3]?\d)(?:st|nd|rd|th|er)?(?!\d)")


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
    """Return the date in "2015 Jul 3", "2015/07/03/", "2015-07", "4/3/2024" or "3. März 2015".

    Also in "20150703", "07/2015" and "3.7.2015". Between strokes the month stands first, unless it
    can be none; between hyphens that is not known. Results are cached, as the same few
    thousand dates recur.

    Args:
        text: a date as printed.

    Returns:
        `None` for a text without a year.
    """
    text = text.strip()
    if found := _ISO.match(text) or _JOINED.match(text):
        return date_of(int(found[1]), int(found[2]), int(found[3] or 0))
    if text[:1].isdecimal() and (date := _date_before_year(text)):
        return date
    found = _YEAR.search(text)
    if not found:
        return None
    rest = text[: found.start()] + " " + text[found.end() :]
    month = month_of(rest)
    return date_of(int(found[1]), month, day_of(rest) if month else 0)


def _date_before_year(text: str) -> PartialDate | None:
    """Return the date in figures with the year last, `None` for any other text."""
    if found := _US.match(text):
        year, month, day = int(found[4]), int(found[1]), int(found[3])
        if month > _MONTHS_OF_YEAR:
            return date_of(year, day, month)
        is_clear = found[2] == "/" or day > _MONTHS_OF_YEAR
        return date_of(year, month, day) if is_clear else date_of(year)
    if found := _WITH_POINTS.match(text):
        return date_of(int(found[3]), int(found[2]), int(found[1]))
    found = _MONTH_FIRST.match(text)
    return date_of(int(found[2]), int(found[1])) if found else None


def month_of(text: str) -> int:
    """Return the first month that a text names or numbers, 0 for none.

    Args:
        text: name of a month, its first letters as they are abbreviated, or its number.
    """
    if text.strip().isdecimal() and len(text.strip()) <= 2:  # noqa: PLR2004
        return int(text)
    words = map(fold, _WORD.findall(text))
    return next((_MONTHS[word] for word in words if word in _MONTHS), 0)


def day_of(text: str) -> int:
    """Return the day in a text such as "Jul 3", 0 for none or for a range of days.

    Args:
        text: part of a date without the year.
    """
    days = _DAY.findall(text)
    return int(days[0]) if len(days) == 1 else 0
