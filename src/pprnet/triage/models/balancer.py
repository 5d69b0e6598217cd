"""How much each labelled record counts, so that the many excluded do not drown the few included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Weights = npt.NDArray[np.float64]
    Verdicts = npt.NDArray[np.bool_]


class Balancer(Protocol):
    """Gives each labelled record its weight in learning."""

    def __call__(self, included: Verdicts) -> Weights:
        """Return the weight of each record, given the verdicts; the mean weight is 1."""


@dataclass(frozen=True, slots=True)
class BalancedWeighting:
    """The included together weigh `ratio` times the excluded together; the mean weight is 1.

    ASReview's balancer of that name (asreview/models/balancers.py, version 3).
    """

    ratio: float

    def __call__(self, included: Verdicts) -> Weights:
        """Return the weight of each record, by its verdict."""
        import numpy as np

        yes = int(included.sum())
        no = len(included) - yes
        weights = np.where(included, 1.0, yes / (no * self.ratio) if no else 1.0)
        return np.asarray(weights * (len(included) / weights.sum()), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class UniformWeighting:
    """Every record weighs 1."""

    def __call__(self, included: Verdicts) -> Weights:
        """Return equal weights."""
        import numpy as np

        return np.ones(len(included))
