"""The evidence grid: numbers of summaries by term and year, with the gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pprnet_site.digest.addresses import search_address
from pprnet_site.digest.queries import SummaryRow
from pprnet_site.taxonomy.models import ResearchType, Topic


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the grid."""

    year: int
    number: int = 0
    address: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A grid with terms as rows and years as columns."""

    years: tuple[int, ...]
    lines: tuple[tuple[Topic | ResearchType, tuple[Cell, ...]], ...]


def evidence_of_topic(rows: Sequence[SummaryRow], topic: Topic) -> Grid:
    """Return the numbers of summaries on a topic, by type of research and year."""
    return grid_of(
        rows,
        terms=lambda row: row.types,
        address=lambda kind, year: search_address(
            topics=(topic.key,), types=(kind.key,), years=(year,)
        ),
    )


def evidence_of_type(rows: Sequence[SummaryRow], kind: ResearchType) -> Grid:
    """Return the numbers of summaries of a type of research, by topic and year."""
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
    """Return the numbers of rows by term and year, with every year from the first to the last."""
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
