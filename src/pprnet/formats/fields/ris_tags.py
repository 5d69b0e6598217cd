"""The tags of a reference in RIS: their values, and which of the dates is that of the issue."""

from __future__ import annotations

from collections.abc import Iterable

from pprnet.formats.fields.dates import date_of, day_of, month_of, parse_date
from pprnet.formats.fields.publication_status import publication_status
from pprnet.records import PartialDate, WorkType

_LONGEST_DELAY = 3
"""Years between the first publication online and the issue."""


class TagValues:
    """The values of one reference, by tag."""

    def __init__(self, fields: Iterable[tuple[str, str]]) -> None:
        self.fields = [field for field in fields if field[1]]
        self.by_tag: dict[str, list[str]] = {}
        for tag, text in self.fields:
            if tag in self.by_tag:
                self.by_tag[tag].append(text)
            else:
                self.by_tag[tag] = [text]

    def all(self, *tags: str) -> list[str]:
        """Return every value of some tags, tag by tag.

        Args:
            tags: tags in the order of preference.
        """
        found: list[str] = []
        for tag in tags:
            if tag in self.by_tag:
                found += self.by_tag[tag]
        return found

    def first(self, *tags: str) -> str:
        """Return the first value of the first tag that has one, empty if none has.

        Args:
            tags: tags in the order of preference.
        """
        for tag in tags:
            if tag in self.by_tag:
                return self.by_tag[tag][0]
        return ""

    def mixed(self, *tags: str) -> list[str]:
        """Return every value of some tags in the order of their lines.

        Args:
            tags: tags in any order.
        """
        used = [tag for tag in tags if tag in self.by_tag]
        if len(used) <= 1:
            return self.all(*used)
        return [text for tag, text in self.fields if tag in used]


def ris_date(tags: TagValues) -> PartialDate | None:
    """Return the date of the issue, in its most complete form; `None` if no year is stated.

    Args:
        tags: of one reference.
    """
    dates = [date for text in tags.all("PY", "Y1", "DA", "YR") if (date := parse_date(text))]
    if not dates:
        return None
    year = _issue_year(tags, dates[0].year)
    same = [date for date in dates if date.year == year]
    fullest = max(same, key=lambda date: (bool(date.month), bool(date.day)))
    day = tags.first("DA")
    if not fullest.month and month_of(day):
        return date_of(year, month_of(day), day_of(day))
    return fullest


def _issue_year(tags: TagValues, stated: int) -> int:
    """Return the year of the issue: that of `DA`, where the others are those of a date online.

    A work is online before its issue, so that this is the later one; a work that is in no issue has
    only the first.
    """
    day = parse_date(tags.first("DA"))
    is_in_issue = bool(tags.first("VL", "VO", "IS", "SP"))
    if day and day.month and is_in_issue and stated < day.year <= stated + _LONGEST_DELAY:
        return day.year
    return stated


def ris_status(tags: TagValues) -> str:
    """Return what a reference says in place of its year, as "in press"; empty if nothing.

    Args:
        tags: of one reference.
    """
    texts = tags.all("PY", "Y1", "DA", "YR")
    stated = next(filter(None, map(publication_status, texts)), "")
    return stated or ("in press" if tags.first("TY").upper() == "INPR" else "")


def names_date(edition: str, kind: WorkType) -> bool:
    """Return whether what stands as an edition is a date, such as the one of an article online.

    Args:
        edition: as stated.
        kind: the type of the work; a book may be the edition of a year.
    """
    date = parse_date(edition)
    return bool(date) and (kind is WorkType.ARTICLE or bool(date and date.month))
