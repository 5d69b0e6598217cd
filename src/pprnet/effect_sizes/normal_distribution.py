"""The standard normal distribution, exact in both tails."""

from __future__ import annotations

from math import erfc, sqrt
from statistics import NormalDist

_STANDARD = NormalDist()


def cdf(z: float) -> float:
    """Give the share of a standard normal distribution below z."""
    return 0.5 * erfc(-z / sqrt(2.0))


def quantile(share: float) -> float:
    """Give the z below which a share of a standard normal distribution lies."""
    return _STANDARD.inv_cdf(share)
