"""Works without an abstract, scored so that their few words do not bury them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Vector = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Lift:
    """Compares works without an abstract with each other, and places them by that.

    A title has a tenth of the words from which a score is made, so its score says less and
    stays near the middle. How far a bare work stands from the mean of the bare ones, in their
    standard deviations, tells where it would stand among the others. None is lowered.
    """

    share: float = 1.0
    """How far toward that place a score is raised; 0 leaves it, 1 goes all the way."""
    fewest: int = 5
    """Below this many of either sort there is no spread to speak of."""

    def __call__(self, scores: Vector, bare: Flags) -> Vector:
        """Give the scores by which to sort."""
        import numpy as np

        own, others = scores[bare], scores[~bare]
        if self.share <= 0 or min(len(own), len(others)) < self.fewest or not np.ptp(own):
            return scores
        aims = (own - own.mean()) / own.std() * others.std() + others.mean()
        lifted = scores.copy()
        lifted[bare] = own + self.share * np.maximum(0.0, aims - own)
        return lifted
