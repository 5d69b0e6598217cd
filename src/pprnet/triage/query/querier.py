"""The order in which works are shown, from their scores."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pprnet.triage.array_types import Order, Vector


class Querier(Protocol):
    """Chooses what to show next."""

    def __call__(self, scores: Vector, step: int) -> Order:
        """Return the positions in `scores` in the order to show.

        `step` is the number of labels so far: a querier with a random sample takes another one at
        each step, and the same at the same step. Among equals the earlier position comes first.
        """


@dataclass(frozen=True, slots=True)
class MaxQuerier:
    """The highest score first (ASReview: "max")."""

    def __call__(self, scores: Vector, step: int) -> Order:  # noqa: ARG002
        """Return positions by score, the highest first."""
        import numpy as np

        return np.argsort(-scores, kind="stable")


@dataclass(frozen=True, slots=True)
class UncertaintyQuerier:
    """The most uncertain first (ASReview: "uncertainty")."""

    def __call__(self, scores: Vector, step: int) -> Order:  # noqa: ARG002
        """Return positions by distance from 0, the closest first."""
        import numpy as np

        return np.argsort(np.abs(scores), kind="stable")


@dataclass(frozen=True, slots=True)
class TopDownQuerier:
    """In their own order (ASReview: "top_down")."""

    def __call__(self, scores: Vector, step: int) -> Order:  # noqa: ARG002
        """Return positions in their own order."""
        import numpy as np

        return np.arange(len(scores))


@dataclass(frozen=True, slots=True)
class RandomQuerier:
    """In random order (ASReview: "random")."""

    seed: int = 0

    def __call__(self, scores: Vector, step: int) -> Order:
        """Return positions in random order."""
        import numpy as np

        return np.random.default_rng([self.seed, step]).permutation(len(scores))


@dataclass(frozen=True, slots=True)
class HybridQuerier:
    """Mostly one querier, a share of positions by another (ASReview: "max_random" and others)."""

    primary: Querier
    secondary: Querier
    share: float
    """Share of the positions that the second fills, 0-1, at random."""
    seed: int = 0

    def __call__(self, scores: Vector, step: int) -> Order:
        """Return positions, each from one of both queriers at random, without repetition."""
        import numpy as np

        count = len(scores)
        use_secondary = np.random.default_rng([self.seed, step, 1]).random(2 * count) < self.share
        queues = (self.primary(scores, step), self.secondary(scores, step))
        # Of 2n positions both queues can fill n; a work that occurs twice keeps its first position.
        turns = (np.cumsum(~use_secondary) - 1, np.cumsum(use_secondary) - 1)
        drawn = (
            np.where(
                use_secondary,
                queues[1][np.minimum(turns[1], count - 1)],
                queues[0][np.minimum(turns[0], count - 1)],
            )
            if count
            else np.zeros(0, np.intp)
        )
        _, first = np.unique(drawn, return_index=True)
        seen = drawn[np.sort(first)]
        return np.concatenate([seen, np.setdiff1d(queues[0], seen)])
