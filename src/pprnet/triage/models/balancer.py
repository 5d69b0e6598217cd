"""Weights of labelled records, so that many exclusions do not outweigh few inclusions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pprnet.triage.array_types import Flags, Vector


class Balancer(Protocol):
    """Assigns each labelled record its weight."""

    def __call__(self, included: Flags) -> Vector:
        """Return the weight of each record, given the verdicts; the mean weight is 1."""


@dataclass(frozen=True, slots=True)
class BalancedWeighting:
    """The total weight of inclusions is `ratio` times that of exclusions; the mean weight is 1.

    ASReview's balancer of that name (asreview/models/balancers.py, version 3).
    """

    ratio: float

    def __call__(self, included: Flags) -> Vector:
        """Return the weight of each record, by its verdict."""
        import numpy as np

        yes = int(included.sum())
        no = len(included) - yes
        weights = np.where(included, 1.0, yes / (no * self.ratio) if no else 1.0)
        return np.asarray(weights * (len(included) / weights.sum()), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class UniformWeighting:
    """Every record has weight 1."""

    def __call__(self, included: Flags) -> Vector:
        """Return equal weights."""
        import numpy as np

        return np.ones(len(included))
