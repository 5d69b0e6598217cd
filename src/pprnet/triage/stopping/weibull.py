"""A stopping rule that models the decline of discoveries with Weibull distributions.

In a learned order relevant records are found far sooner than at random, which the reference
rule (`hypergeometric`) does not use. Here each relevant record has a time of discovery, u, the
share of all records seen by then, whose survival function is

    S(u) = (1 - e) exp(-(a x)^k) + e (1 - u),   x = -ln(1 - u).

In time x a random order would find each record at the constant rate 1; the learner finds at a
times that rate, more at first and less later (shape k <= 1, a Weibull distribution: some are
easier to find than others), and a share e that it does not recognise comes at random. With k = 1
and e = 0 it is the biased urn that Callaghan and Mueller-Hansen (2020) suggest for future work.

No parameter is fitted: every (a, k, e) of a grid is kept, weighted by how well it explains the
positions of the discoveries so far (Bayes' rule; the prior probability of e = 0 is one half). If
h were found by u, and any number R of relevant records has the same prior probability, the number
left is negative binomial:

    P(left = L) = C(h + L, L) S(u)^L (1 - S(u))^(h + 1).

The claim is made if the probability that more records are left than the recall allows is below
1 - confidence and, unless stated otherwise, wherever the reference rule makes it, so that nobody
reads more than with that one. Alone this rule is the more conservative of the two where a tenth of
the relevant records or more are not recognised (`benchmarks/README.md`). Until one missed record
no longer makes the claim false (19 found, for a recall of 95 %), only the reference rule may make
it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from pprnet.triage.stopping.binomials import negative_binomial_tail
from pprnet.triage.stopping.hypergeometric import (
    HypergeometricStopper,
    hit_positions,
    max_relevant_left,
)
from pprnet.triage.stopping.stopper import (
    StopEstimate,
    allowed_misses,
    check_seen_count,
    records_to_read,
)

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from pprnet.triage.array_types import Vector


RATES = tuple(0.5 * 400 ** (step / 23) for step in range(24))
"""a: from half the rate of a random order to 200 times that rate, in equal ratios."""
SHAPES = (0.6, 0.7, 0.8, 0.9, 1.0)
"""k."""
UNRECOGNISED_SHARES = (0.0, 0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32)
"""e: the share of relevant records that the learner does not recognise."""
ALL_RECOGNISED_PRIOR = 0.5
"""Prior probability that e is 0; the other shares have equal probabilities."""
SMALLEST_PROBABILITY = 1e-300
NEGLIGIBLE_WEIGHT = 1e-15
"""Models of the grid with less posterior weight change no probability."""


@dataclass(frozen=True, slots=True)
class WeibullStopper:
    """The stopping rule of declining discoveries."""

    recall: float = 0.95
    confidence: float = 0.95
    conservative: bool = False
    """Whether the claim may not be made by the reference rule alone (with few discoveries it
    always may, see above)."""
    rates: tuple[float, ...] = RATES
    shapes: tuple[float, ...] = SHAPES
    unrecognised_shares: tuple[float, ...] = UNRECOGNISED_SHARES

    @property
    def reference(self) -> HypergeometricStopper:
        """Return the reference rule, of the same recall and confidence."""
        return HypergeometricStopper(self.recall, self.confidence)

    def is_met(self, found: Sequence[bool], total: int) -> bool:
        """Return whether the claim may be made.

        Args:
            found: whether each record seen was relevant, in order.
            total: number of records.
        """
        check_seen_count(found, total)
        return self.is_met_at(hit_positions(found), len(found), total)

    def is_met_at(self, hits: npt.NDArray[np.int64], seen: int, total: int) -> bool:
        """Return whether the claim may be made, from positions.

        Args:
            hits: positions of the relevant records, from 1, ascending, of shape (n_relevant,).
            seen: number of records seen.
            total: number of records.
        """
        if seen == total:
            return True
        enough_found = self.has_enough_found(len(hits))
        if enough_found and self.shortfall_probability(hits, seen, total) < 1 - self.confidence:
            return True
        return not (self.conservative and enough_found) and self.reference.is_met_at(
            hits, seen, total
        )

    def has_enough_found(self, found: int) -> bool:
        """Return whether the claim would be true with one missed record.

        Args:
            found: number of relevant records found.
        """
        return allowed_misses(found, self.recall) > 0

    def shortfall_probability(self, hits: npt.NDArray[np.int64], seen: int, total: int) -> float:
        """Return the probability that more is left than the recall allows.

        Args:
            hits: positions of the relevant records, from 1, ascending, of shape (n_relevant,).
            seen: number of records seen.
            total: number of records.
        """
        posterior = self.posterior(hits, seen, total)
        return posterior.exceedance_probability(allowed_misses(len(hits), self.recall))

    def posterior(self, hits: npt.NDArray[np.int64], seen: int, total: int) -> WeibullPosterior:
        """Return the number of relevant records left, as a distribution.

        Args:
            hits: positions of the relevant records, from 1, ascending, of shape (n_relevant,).
            seen: number of records seen.
            total: number of records.
        """
        import numpy as np

        models = _parameter_grid(self.rates, self.shapes, self.unrecognised_shares)
        edges, before, inside = _discovery_cells(models, total)
        whole = max(0, int(np.searchsorted(edges, seen)) - 1)
        counts, _ = np.histogram(hits - 0.5, np.append(edges[: whole + 1], max(seen, 1)))
        last = weibull_survival(models, np.array([seen / total if total else 1.0]))[:, 0]
        broken = np.log(np.maximum(before[:, whole] - last, SMALLEST_PROBABILITY))
        likely = inside[:, :whole] @ counts[:whole] + broken * counts[whole]
        last = np.clip(last, 0.0, 1 - 1e-12)
        logs = likely + _log_prior(models) - (len(hits) + 1) * np.log1p(-last)
        weights = np.exp(logs - logs.max())
        return WeibullPosterior(len(hits), total - seen, last, weights / weights.sum())

    def __call__(self, found: Sequence[bool], total: int) -> StopEstimate:
        """Return what may be claimed, and the number that is probably left."""
        check_seen_count(found, total)
        hits, seen = hit_positions(found), len(found)
        met = self.is_met_at(hits, seen, total)
        posterior = self.posterior(hits, seen, total)
        upper = self.left_upper(posterior, hits, seen, total)
        return StopEstimate(
            recall=self.recall,
            confidence=self.confidence,
            met=met,
            supported=met or self.has_enough_found(len(hits)),
            expected_left=min(posterior.mean(), float(upper)),
            left_upper=upper,
            to_read=records_to_read(lambda at: self.is_met_at(hits, at, total), seen, total),
        )

    def left_upper(
        self, posterior: WeibullPosterior, hits: npt.NDArray[np.int64], seen: int, total: int
    ) -> int:
        """Return the lower of the upper bounds of both rules, to agree with the claim.

        Args:
            posterior: the distribution of the number left.
            hits: positions of the relevant records, from 1, ascending, of shape (n_relevant,).
            seen: number of records seen.
            total: number of records.
        """
        own = posterior.upper_bound(1 - self.confidence)
        if self.conservative:
            return own
        return min(own, max_relevant_left(hits, seen, total, 1 - self.confidence))


@dataclass(frozen=True, slots=True, eq=False)
class WeibullPosterior:
    """The number of relevant records left: a mixture of negative binomial distributions."""

    found: int
    unread: int
    """Number of unread records, the most that can be left."""
    survival: Vector
    """Probability that a relevant record is unread, for each model, of shape (n_models,)."""
    weights: Vector
    """Posterior probability of each model, of shape (n_models,)."""

    def exceedance_probability(self, count: int) -> float:
        """Return the probability that more than `count` are left.

        Args:
            count: number of relevant records, from 0.
        """
        if count >= self.unread:
            return 0.0
        likely = self.weights > NEGLIGIBLE_WEIGHT
        tails = negative_binomial_tail(count, self.found, self.survival[likely])
        return float(self.weights[likely] @ tails)

    def mean(self) -> float:
        """Return the expected number left."""
        odds = self.survival / (1 - self.survival)
        return min(float(self.unread), (self.found + 1) * float(self.weights @ odds))

    def upper_bound(self, chance: float) -> int:
        """Return the least number that is exceeded with less than a probability.

        Args:
            chance: the probability, 0-1.
        """
        low, high = 0, self.unread
        while low < high:
            middle = (low + high) // 2
            low, high = (
                (low, middle)
                if self.exceedance_probability(middle) < chance
                else (middle + 1, high)
            )
        return low


@lru_cache(maxsize=4)
def _parameter_grid(
    rates: tuple[float, ...], shapes: tuple[float, ...], unrecognised_shares: tuple[float, ...]
) -> tuple[tuple[float, float, float], ...]:
    """Return every model (a, k, e)."""
    return tuple(product(rates, shapes, unrecognised_shares))


@lru_cache(maxsize=4)
def _log_prior(models: tuple[tuple[float, float, float], ...]) -> Vector:
    """Return the logarithm of the prior probability of each model."""
    import numpy as np

    none = np.array([unrecognised == 0 for _, _, unrecognised in models])
    if none.all() or not none.any():
        return np.zeros(len(models))
    weights = np.where(
        none, ALL_RECOGNISED_PRIOR / none.sum(), (1 - ALL_RECOGNISED_PRIOR) / (~none).sum()
    )
    return np.asarray(np.log(weights))


def weibull_survival(models: tuple[tuple[float, float, float], ...], shares: Vector) -> Vector:
    """Return S(u) for each model and share of records seen; 0 once all are seen.

    Args:
        models: the models (a, k, e).
        shares: u, 0-1, of shape (n_shares,).

    Returns:
        Probabilities of shape (n_models, n_shares).
    """
    import numpy as np

    rate, shape, unrecognised = (np.array(column)[:, None] for column in zip(*models, strict=True))
    times = -np.log(np.maximum(1 - shares, SMALLEST_PROBABILITY))
    known = np.exp(-((rate * times) ** shape))
    mixed = (1 - unrecognised) * known + unrecognised * (1 - shares)
    return np.where(shares >= 1, 0.0, mixed)


@lru_cache(maxsize=8)
def _discovery_cells(
    models: tuple[tuple[float, float, float], ...], total: int
) -> tuple[npt.NDArray[np.int64], Vector, Vector]:
    """Return cells of positions, fine where discoveries are frequent.

    The result holds their edges, S at each edge, and the logarithm of the probability of each cell
    in each model.
    """
    import numpy as np

    fine, even = np.geomspace(1, max(total, 2), 80), np.linspace(0, total, 151)
    edges = np.unique(np.concatenate([fine, even]).astype(np.int64))
    edges = edges[edges <= total]
    at_edges = weibull_survival(models, edges / max(total, 1))
    return (
        edges,
        at_edges,
        np.log(np.maximum(at_edges[:, :-1] - at_edges[:, 1:], SMALLEST_PROBABILITY)),
    )
