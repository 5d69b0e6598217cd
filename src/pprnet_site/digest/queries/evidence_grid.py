"""The evidence grid: what the digest has reported, by year, and where it has reported nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pprnet_site.digest.addresses import search_address
from pprnet_site.digest.queries import SummaryRow
from pprnet_site.taxonomy.models import ResearchType, Topic


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of the grid."""

    year: int
    number: int = 0
    address: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Terms down, years across."""

    years: tuple[int, ...]
    lines: tuple[tuple[Topic | ResearchType, tuple[Cell, ...]], ...]


def evidence_of_topic(rows: Sequence[SummaryRow], topic: Topic) -> Grid:
    """Count the summaries on a topic by type of research."""
    return grid_of(
        rows,
        terms=lambda row: row.types,
        address=lambda kind, year: search_address(
            topics=(topic.key,), types=(kind.key,), years=(year,)
        ),
    )


def evidence_of_type(rows: Sequence[SummaryRow], kind: ResearchType) -> Grid:
    """Count the summaries of a type of research by topic."""
    return grid_of(
        rows,
        terms=lambda row: row.topics,
        address=lambda topic, year: search_address(
            topics=(topic.key,), types=(kind.key,), years=(year,)
        ),
    )


def grid_of(
    rows: Sequence[SummaryRow],
    *,
    terms: Callable[[SummaryRow], Iterable[Topic | ResearchType]],
    address: Callable[[Topic | ResearchType, int], str],
) -> Grid:
    """Count rows by term and year; every year between the first and the last has its place."""
    counts = Counter((term, row.month.year) for row in rows for term in terms(row))
    years = tuple(range(rows[-1].month.year, rows[0].month.year + 1)) if rows else ()
    found = sorted({term for term, _ in counts}, key=lambda term: (term.position, term.label))
    lines = tuple(
        (
            term,
            tuple(
                Cell(year, number, address(term, year)) if number else Cell(year)
                for year in years
                for number in [counts[term, year]]
            ),
        )
        for term in found
    )
    return Grid(years, lines)
