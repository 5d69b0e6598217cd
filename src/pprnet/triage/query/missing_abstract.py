"""An adjustment of the scores of works without an abstract."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Vector = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class MissingAbstractAdjustment:
    """Raises works without an abstract to where they stand among each other.

    A title has a tenth of the words from which a score is made, so its score says less and
    stays near the middle. How far such a work is from the mean of its kind, in their standard
    deviations, gives its place among the others. None is lowered.
    """

    share: float = 1.0
    """How far toward that place a score is raised; 0 leaves it, 1 goes all the way."""
    min_count: int = 5
    """Below this many of either sort there is no spread to speak of."""

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
