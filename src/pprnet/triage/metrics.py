"""Measures of an order of screening, as the literature reports them.

All take `found`: for each position in the order (without priors), whether that record was
relevant. R is the number of relevant records, M that of all records.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import ceil

from pprnet.errors import TriageError


@dataclass(frozen=True, slots=True)
class ScreeningMetrics:
    """The figures of one run."""

    recall_5: float
    recall_10: float
    wss_95: float
    loss: float
    mean_time_to_discovery: float
    """In records, the first being 1."""


def relevant_positions(found: Sequence[bool]) -> list[int]:
    """Return the positions of the relevant records, from 1.

    Args:
        found: whether each record in the order was relevant.

    Raises:
        TriageError: No record is relevant.
    """
    hits = [place for place, hit in enumerate(found, start=1) if hit]
    if not hits:
        raise TriageError("an order without a relevant record cannot be measured")
    return hits


def ceil_share(share: float, count: int) -> int:
    """Return a share of a count rounded up, exact for decimals (0.95 x 20 is 19).

    Args:
        share: 0-1.
        count: number of records.
    """
    return ceil(Fraction(str(share)) * count)


def recall_curve(found: Sequence[bool]) -> list[int]:
    """Return the number of relevant records found after each record.

    Args:
        found: whether each record in the order was relevant.
    """
    return list(accumulate(int(hit) for hit in found))


def recall_at(found: Sequence[bool], share: float) -> float:
    """Return the recall, 0-1, after the first ceil(share * M) records.

    Args:
        found: whether each record in the order was relevant.
        share: share of the records, 0-1.
    """
    hits = relevant_positions(found)
    seen = ceil_share(share, len(found))
    return sum(place <= seen for place in hits) / len(hits)


def work_saved(found: Sequence[bool], recall: float = 0.95) -> float:
    """Return the work saved over sampling at a recall: (M - k) / M - (1 - recall).

    Args:
        found: whether each record in the order was relevant.
        recall: the recall to reach, 0-1; k is the position at which it is reached.
    """
    hits = relevant_positions(found)
    k = hits[ceil_share(recall, len(hits)) - 1]
    return float(Fraction(len(found) - k, len(found)) - (1 - Fraction(str(recall))))


def loss(found: Sequence[bool]) -> float:
    """Return the area lost above the recall curve: 0 is ideal, 0.5 random, 1 the worst.

    Args:
        found: whether each record in the order was relevant.
    """
    hits = relevant_positions(found)
    r, m = len(hits), len(found)
    if r == m:
        return 0.0  # every order is ideal
    # Record k is counted at its place and at every later one: M - k + 1 times.
    area = sum(m - place + 1 for place in hits)
    return float((r * (m - Fraction(r - 1, 2)) - area) / (r * (m - r)))


def mean_time_to_discovery(found: Sequence[bool]) -> float:
    """Return the mean position of the relevant records, from 1.

    Args:
        found: whether each record in the order was relevant.
    """
    hits = relevant_positions(found)
    return sum(hits) / len(hits)


def screening_metrics(found: Sequence[bool]) -> ScreeningMetrics:
    """Return all measures of one order.

    Args:
        found: whether each record in the order was relevant, at least one.
    """
    return ScreeningMetrics(
        recall_5=recall_at(found, 0.05),
        recall_10=recall_at(found, 0.10),
        wss_95=work_saved(found),
        loss=loss(found),
        mean_time_to_discovery=mean_time_to_discovery(found),
    )
