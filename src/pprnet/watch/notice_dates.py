"""Dates of notices: which source is trusted, and how far apart two partial dates are."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from datetime import MAXYEAR, date

from pprnet.records import PartialDate
from pprnet.sources.notices import Notice

SOURCE_RANKS = {
    "crossref": 0,
    "pubmed": 1, "pubmed-xml": 1, "nbib": 1,
    "europepmc": 2, "europepmc-xml": 2,
    "retraction-watch": 3,
}  # fmt: skip
"""Whose date counts where they differ: publishers (as in Crossref), PubMed, what passes PubMed on,
Retraction Watch, then all others."""
_OTHER_RANK = 4
_DECEMBER = 12


def source_rank(source: str) -> int:
    """Return how far a source is trusted with dates, 0 for most.

    Args:
        source: of a notice.
    """
    return SOURCE_RANKS.get(source, _OTHER_RANK)


def first_day(stated: PartialDate) -> int:
    """Return the first day that a date may be, as an ordinal.

    Args:
        stated: known in part or in full.
    """
    return _ordinal(stated.year, stated.month or 1, stated.day or 1)


def last_day(stated: PartialDate) -> int:
    """Return the last day that a date may be, as an ordinal.

    Args:
        stated: known in part or in full.
    """
    return _ordinal(stated.year, stated.month or _DECEMBER, stated.day if stated.month else 0)


def _ordinal(year: int, month: int, day: int) -> int:
    """Return the ordinal of a day, the nearest where there is none; day 0 is the month's last."""
    year, month = min(max(year, 1), MAXYEAR), min(max(month, 1), _DECEMBER)
    last = monthrange(year, month)[1]
    return date(year, month, min(max(day, 1), last) if day else last).toordinal()


def days_between(a: PartialDate, b: PartialDate) -> int:
    """Return the fewest days that may lie between two dates, 0 where they may be the same.

    Args:
        a: known in part or in full.
        b: known in part or in full; the order does not matter.
    """
    return max(0, first_day(a) - last_day(b), first_day(b) - last_day(a))


def date_of_notices(notices: Collection[Notice]) -> PartialDate | None:
    """Return the date that notices about one event state, `None` where none states one.

    The earliest of the source that is trusted most, made more precise by the others where they
    agree with it.

    Args:
        notices: of one event.
    """
    stated = [(source_rank(notice.source), day) for notice in notices if (day := notice.date)]
    if not stated:
        return None
    best = min(rank for rank, _ in stated)
    found = min((day for rank, day in stated if rank == best), key=_earliest)
    while finer := [(rank, day) for rank, day in stated if _is_within(day, found)]:
        found = min(finer, key=lambda item: (item[0], _earliest(item[1])))[1]
    return found


def _earliest(stated: PartialDate) -> tuple[int, int, PartialDate]:
    return first_day(stated), last_day(stated), stated


def _is_within(fine: PartialDate, coarse: PartialDate) -> bool:
    """Return whether a date is a more precise form of another."""
    if (fine.month > 0) + (fine.day > 0) <= (coarse.month > 0) + (coarse.day > 0):
        return False
    return fine.year == coarse.year and coarse.month in (0, fine.month)
