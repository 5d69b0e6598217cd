"""Scores -> the order in which works are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Vector = npt.NDArray[np.float64]
    Order = npt.NDArray[np.intp]


class Querier(Protocol):
    """Chooses what to show next."""

    def __call__(self, scores: Vector, step: int) -> Order:
        """Give the places in `scores` in the order to be shown.

        `step` counts the labels so far: a querier that draws lots draws others at each step,
        and the same at the same step. Among equals the earlier place comes first.
        """


@dataclass(frozen=True, slots=True)
class Highest:
    """The likeliest first (ASReview: "max")."""

    def __call__(self, scores: Vector, step: int) -> Order:  # noqa: ARG002
        """Sort by score."""
        import numpy as np

        return np.argsort(-scores, kind="stable")


@dataclass(frozen=True, slots=True)
class Uncertain:
    """The closest to the line first (ASReview: "uncertainty")."""

    def __call__(self, scores: Vector, step: int) -> Order:  # noqa: ARG002
        """Sort by distance from the line."""
        import numpy as np

        return np.argsort(np.abs(scores), kind="stable")


@dataclass(frozen=True, slots=True)
class TopDown:
    """In their own order (ASReview: "top_down")."""

    def __call__(self, scores: Vector, step: int) -> Order:  # noqa: ARG002
        """Leave the order as it is."""
        import numpy as np

        return np.arange(len(scores))


@dataclass(frozen=True, slots=True)
class AtRandom:
    """By lot (ASReview: "random")."""

    seed: int = 0

    def __call__(self, scores: Vector, step: int) -> Order:
        """Shuffle."""
        import numpy as np

        return np.random.default_rng([self.seed, step]).permutation(len(scores))


@dataclass(frozen=True, slots=True)
class Mixed:
    """Mostly by one querier, a share of places by another (ASReview: "max_random" and others)."""

    mostly: Querier
    sometimes: Querier
    share: float
    """Of the places, how many in 1 the second fills, by lot."""
    seed: int = 0

    def __call__(self, scores: Vector, step: int) -> Order:
        """Draw for each place who fills it; both leave out what stands already."""
        import numpy as np

        count = len(scores)
        lots = np.random.default_rng([self.seed, step, 1]).random(2 * count) < self.share
        queues = (self.mostly(scores, step), self.sometimes(scores, step))
        # Of 2n places both queues can fill n; a work that comes twice keeps its first place.
        turns = (np.cumsum(~lots) - 1, np.cumsum(lots) - 1)
        drawn = (
            np.where(
                lots,
                queues[1][np.minimum(turns[1], count - 1)],
                queues[0][np.minimum(turns[0], count - 1)],
            )
            if count
            else np.zeros(0, np.intp)
        )
        _, first = np.unique(drawn, return_index=True)
        seen = drawn[np.sort(first)]
        return np.concatenate([seen, np.setdiff1d(queues[0], seen)])
