"""Logarithms of binomial coefficients, and the tail of a negative binomial distribution."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from pprnet.triage.array_types import Counts, Vector


def log_choose(of: Counts, some: Counts) -> Vector:
    """Return the natural logarithm of a binomial coefficient, 0 where it is not defined.

    Args:
        of: sizes of the sets, integers of any shape; a negative one counts as 0.
        some: sizes of the subsets, of the same shape; limited to 0 and `of`.
    """
    import numpy as np

    of = np.maximum(of, 0)
    some = np.clip(some, 0, of)
    logs = _log_factorials(int(of.max(initial=0)).bit_length())
    return np.asarray(logs[of] - logs[some] - logs[of - some], dtype=np.float64)


def negative_binomial_tail(count: int, found: int, probabilities: Vector) -> Vector:
    """Return P(X > count), where P(X = i) = C(found + i, i) p^i (1 - p)^(found + 1).

    This is the regularised incomplete beta function I_p(count + 1, found + 1). It is summed over
    the lower tail or, where that has fewer terms, over the equivalent binomial distribution of
    count + found + 1 trials.

    Args:
        count: an integer from 0.
        found: an integer from 0.
        probabilities: p, each at least 0 and less than 1, of shape (n,).

    Returns:
        Probabilities of shape (n,).
    """
    import numpy as np

    chance = np.maximum(probabilities, np.finfo(np.float64).tiny)[:, None]
    log_p, log_q = np.log(chance), np.log1p(-chance)
    if count <= found:
        at = np.arange(count + 1)
        logs = log_choose(found + at, at) + at * log_p + (found + 1) * log_q
        return np.asarray(np.clip(1 - np.exp(logs).sum(axis=1), 0.0, 1.0))
    trials, at = count + found + 1, np.arange(found + 1)
    logs = log_choose(np.full_like(at, trials), at) + at * log_q + (trials - at) * log_p
    return np.asarray(np.clip(np.exp(logs).sum(axis=1), 0.0, 1.0))


@lru_cache(maxsize=2)
def _log_factorials(bits: int) -> npt.NDArray[np.float64]:
    """Return ln(n!) for each n below 2^bits."""
    import numpy as np

    size = 1 << bits
    return np.fromiter(map(math.lgamma, range(1, size + 1)), np.float64, size)
