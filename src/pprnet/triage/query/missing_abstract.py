"""An adjustment of the scores of works without an abstract."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pprnet.triage.array_types import Flags, Vector


@dataclass(frozen=True, slots=True)
class MissingAbstractAdjustment:
    """Raises works without an abstract to their standing among each other.

    A title has a tenth of the words of a record, so its score is closer to the mean. The distance
    of such a work from the mean of its kind, in standard deviations, is applied to the distribution
    of the other works. No score is lowered.
    """

    share: float = 1.0
    """Share of the difference by which a score is raised, 0-1."""
    min_count: int = 5
    """With fewer works of either kind no score is changed."""

    def __call__(self, scores: Vector, missing_abstract: Flags) -> Vector:
        """Return the scores to sort by."""
        import numpy as np

        own, others = scores[missing_abstract], scores[~missing_abstract]
        if self.share <= 0 or min(len(own), len(others)) < self.min_count or not np.ptp(own):
            return scores
        targets = (own - own.mean()) / own.std() * others.std() + others.mean()
        adjusted = scores.copy()
        adjusted[missing_abstract] = own + self.share * np.maximum(0.0, targets - own)
        return adjusted
