"""The standard normal distribution, exact in both tails."""

from __future__ import annotations

from math import erfc, sqrt
from statistics import NormalDist

_STANDARD = NormalDist()


def cdf(z: float) -> float:
    """Return the share of a standard normal distribution below z.

    Args:
        z: in standard deviations.

    Returns:
        A share, 0-1.
    """
    return 0.5 * erfc(-z / sqrt(2.0))


def quantile(share: float) -> float:
    """Return the z below which a share of a standard normal distribution lies.

    Args:
        share: strictly between 0 and 1.

    Returns:
        Standard deviations.
    """
    return _STANDARD.inv_cdf(share)
