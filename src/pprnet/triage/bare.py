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
    stays near the middle. The place of a bare work among the bare works gives its place among
    all: its score becomes the same quantile of the scores of the others. None is lowered.
    """

    share: float = 0.5
    """How far toward that quantile a score is raised; 0 leaves it, 1 goes all the way."""
    fewest: int = 5
    """Below this many others there are no quantiles to speak of."""

    def __call__(self, scores: Vector, bare: Flags) -> Vector:
        """Give the scores by which to sort."""
        import numpy as np

        if self.share <= 0 or not bare.any() or int((~bare).sum()) < self.fewest:
            return scores
        own = scores[bare]
        ranks = np.argsort(np.argsort(own, kind="stable"), kind="stable")
        aims = np.quantile(scores[~bare], (ranks + 0.5) / len(own))
        lifted = scores.copy()
        lifted[bare] = own + self.share * np.maximum(0.0, aims - own)
        return lifted
