"""The stopping rule of Callaghan and Mueller-Hansen, the field's reference.

Callaghan and Mueller-Hansen (2020), "Statistical stopping criteria for automated screening in
systematic reviews", Systematic Reviews 9:273, doi:10.1186/s13643-020-01521-4. The records seen
last are treated as a random sample of those unread before ("ranked quasi-sampling"). This is
conservative, because a ranked order finds more than chance. If the recall were missed, at least

    K = floor(found / recall + 1 - found before the sample)

relevant records were among the N that were unread when the sample began, and no more than the
observed h of its n records would be relevant with the probability

    p = P(X <= h), X hypergeometric with N, K and n.

Every sample that ends now is tested; the claim is made if the smallest p is below 1 - confidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pprnet.triage.metrics import relevant_positions
from pprnet.triage.stopping.binomials import log_choose
from pprnet.triage.stopping.stopper import (
    StopEstimate,
    allowed_misses,
    check_seen_count,
    records_to_read,
)

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from pprnet.triage.array_types import Counts


NEGLIGIBLE = 1e-17


@dataclass(frozen=True, slots=True)
class HypergeometricStopper:
    """The rule of Callaghan and Mueller-Hansen."""

    recall: float = 0.95
    confidence: float = 0.95

    def is_met(self, found: Sequence[bool], total: int) -> bool:
        """Return whether the claim may be made.

        Args:
            found: whether each record seen was relevant, in order.
            total: number of records.
        """
        check_seen_count(found, total)
        return self.is_met_at(hit_positions(found), len(found), total)

    def is_met_at(self, hits: Counts, seen: int, total: int) -> bool:
        """Return whether the claim may be made, from positions.

        Args:
            hits: positions of the relevant records, from 1, ascending, of shape (n_relevant,).
            seen: number of records seen.
            total: number of records.
        """
        if seen == total:
            return True
        too_many = allowed_misses(len(hits), self.recall) + 1
        return len(hits) > 0 and smallest_p_value(hits, seen, total, too_many) < 1 - self.confidence

    def __call__(self, found: Sequence[bool], total: int) -> StopEstimate:
        """Return what may be claimed; the expected number is the median."""
        check_seen_count(found, total)
        hits, seen = hit_positions(found), len(found)
        met = self.is_met_at(hits, seen, total)
        return StopEstimate(
            recall=self.recall,
            confidence=self.confidence,
            met=met,
            supported=met,
            expected_left=float(max_relevant_left(hits, seen, total, 0.5)),
            left_upper=max_relevant_left(hits, seen, total, 1 - self.confidence),
            to_read=records_to_read(lambda at: self.is_met_at(hits, at, total), seen, total),
        )


def hit_positions(found: Sequence[bool]) -> Counts:
    """Return the positions of the relevant records, from 1, of shape (n_relevant,).

    Args:
        found: whether each record seen was relevant, in order.
    """
    import numpy as np

    return np.array(relevant_positions(found) if any(found) else [], dtype=np.int64)


def smallest_p_value(hits: Counts, seen: int, total: int, left: int) -> float:
    """Return the smallest p of all samples that end now.

    Of the samples with the same relevant records the longest has the smallest p, so only those that
    begin right after a relevant record, or at the start, are computed.

    Args:
        hits: positions of the relevant records, from 1, ascending, of shape (n_relevant,).
        seen: number of records seen.
        total: number of records.
        left: number of relevant records assumed to be unread.
    """
    import numpy as np

    begins = np.concatenate([hits[::-1], np.zeros(1, np.int64)])
    inside = np.arange(len(begins))
    begins, inside = begins[begins < seen], inside[begins < seen]
    unread, sampled = total - begins, seen - begins
    if not len(begins):
        return 1.0
    return float(lower_tail(inside, unread, inside + left, sampled).min())


def max_relevant_left(hits: Counts, seen: int, total: int, level: float) -> int:
    """Return the most relevant records that may be unread with p of at least a level.

    Args:
        hits: positions of the relevant records, from 1, ascending, of shape (n_relevant,).
        seen: number of records seen.
        total: number of records.
        level: 0-1.
    """
    low, high = 0, total - seen
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (
            (middle, high)
            if smallest_p_value(hits, seen, total, middle) >= level
            else (low, middle - 1)
        )
    return low


def lower_tail(
    hits: Counts, total: Counts, relevant: Counts, sampled: Counts
) -> npt.NDArray[np.float64]:
    """Return P(X <= hits) for hypergeometric X, of shape (n,).

    Above the mean it is 1 - P(sampled - X <= sampled - hits - 1): the shorter tail is summed.

    Args:
        hits: successes, integers of shape (n,).
        total: size of the population, of shape (n,).
        relevant: successes in the population, of shape (n,); more than `total` has probability 0.
        sampled: size of the sample, of shape (n,).
    """
    import numpy as np

    capped_relevant = np.minimum(relevant, total)
    above = hits * total > capped_relevant * sampled
    tail = _tail_sum(
        np.where(above, sampled - hits - 1, hits),
        total,
        np.where(above, total - capped_relevant, capped_relevant),
        sampled,
    )
    return np.where(relevant > total, 0.0, np.clip(np.where(above, 1 - tail, tail), 0.0, 1.0))


def _tail_sum(
    hits: Counts, total: Counts, relevant: Counts, sampled: Counts
) -> npt.NDArray[np.float64]:
    """Return the sum of the terms from `hits` down, each computed from the one before."""
    import numpy as np

    term = np.exp(_log_probability(hits, total, relevant, sampled))
    tail, at = term.copy(), hits.astype(np.float64)
    while (term > NEGLIGIBLE * tail).any():
        ratio = at * (total - relevant - sampled + at) / ((relevant - at + 1) * (sampled - at + 1))
        term = term * np.where(at > 0, np.maximum(ratio, 0.0), 0.0)
        tail += term
        at = at - 1
    return tail


def _log_probability(
    hits: Counts, total: Counts, relevant: Counts, sampled: Counts
) -> npt.NDArray[np.float64]:
    """Return ln P(X = hits), minus infinity where it is impossible."""
    import numpy as np

    can = (
        (hits >= 0) & (hits <= relevant) & (hits <= sampled) & (sampled - hits <= total - relevant)
    )
    logs = (
        log_choose(relevant, hits)
        + log_choose(total - relevant, sampled - hits)
        - log_choose(total, sampled)
    )
    return np.where(can, logs, -np.inf)
