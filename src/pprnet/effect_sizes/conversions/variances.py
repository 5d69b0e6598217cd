"""Variances of effects: from samples, from intervals, and from one measure to another.

All variances are on the scale of the measure named, those of ratios on the natural-log scale. All
functions raise an `EffectError` for a number that is impossible.
"""

from __future__ import annotations

from math import log

from pprnet.effect_sizes import checks, normal_distribution
from pprnet.effect_sizes.conversions.binary_outcomes import LOGISTIC_SD
from pprnet.effect_sizes.conversions.continuous_outcomes import hedges_correction
from pprnet.effect_sizes.effect import Effect
from pprnet.errors import EffectError


def variance_of_d(d: float, n1: float, n2: float) -> float:
    """Return the variance of d: (n1 + n2)/(n1 n2) + d^2 / (2 (n1 + n2)).

    Args:
        d: in standard deviations.
        n1: people in the first group, above 0.
        n2: people in the second group, above 0.

    Raises:
        EffectError: A group has no people.

    Source:
        Borenstein et al. (2009), eq. 4.20.
    """
    checks.require_above(n1, "people in the first group", 0.0)
    checks.require_above(n2, "people in the second group", 0.0)
    return (n1 + n2) / (n1 * n2) + d * d / (2.0 * (n1 + n2))


def variance_of_g(variance_d: float, df: float) -> float:
    """Return the variance of g from that of d: J^2 v.

    Args:
        variance_d: variance v of d, above 0.
        df: degrees of freedom, above 1.

    Raises:
        EffectError: A number is impossible.

    Source:
        Borenstein et al. (2009), eq. 4.24.
    """
    return hedges_correction(df) ** 2 * _positive(variance_d)


def variance_of_z(n: float) -> float:
    """Return the variance of Fisher's z: 1 / (n - 3).

    Args:
        n: people, above 3.

    Raises:
        EffectError: There are too few people.

    Source:
        Fisher (1921).
    """
    return 1.0 / (checks.require_above(n, "people", 3.0) - 3.0)


def variance_r_to_d(r: float, variance_r: float) -> float:
    """Return the variance of d from that of r: 4 v / (1 - r^2)^3.

    Args:
        r: strictly between -1 and 1.
        variance_r: variance v of r, above 0.

    Raises:
        EffectError: A number is impossible.

    Source:
        Borenstein et al. (2009), eq. 7.6.
    """
    checks.require_between(r, "r", -1.0, 1.0)
    return 4.0 * _positive(variance_r) / ((1.0 - r) * (1.0 + r)) ** 3


def variance_d_to_r(d: float, variance_d: float, share: float = 0.5) -> float:
    """Return the variance of r from that of d: a^2 v / (d^2 + a)^3.

    a = 1 / (p (1 - p)), p the share of people in one group.

    Args:
        d: in standard deviations.
        variance_d: variance v of d, above 0.
        share: share p of people in one group, 0-1.

    Raises:
        EffectError: A number is impossible.

    Source:
        Borenstein et al. (2009), eq. 7.9.
    """
    spread = 1.0 / (checks.require_rate(share, "share of people in one group") * (1.0 - share))
    return spread * spread * _positive(variance_d) / (d * d + spread) ** 3


def variance_d_to_log_or(variance_d: float) -> float:
    """Return the variance of the log odds ratio from that of d: v pi^2 / 3.

    Args:
        variance_d: variance v of d, above 0.

    Raises:
        EffectError: The variance is not above 0.

    Source:
        Borenstein et al. (2009), eq. 7.4.
    """
    return LOGISTIC_SD**2 * _positive(variance_d)


def variance_log_or_to_d(variance_log_or: float) -> float:
    """Return the variance of d from that of the log odds ratio: 3 v / pi^2.

    Args:
        variance_log_or: variance v, natural-log scale, above 0.

    Raises:
        EffectError: The variance is not above 0.

    Source:
        Borenstein et al. (2009), eq. 7.2.
    """
    return _positive(variance_log_or) / LOGISTIC_SD**2


def variance_of_interval(effect: Effect) -> float:
    """Return the variance from which an interval of normal theory was computed.

    ((high - low) / (2 z))^2, of a ratio on the natural-log scale.

    Args:
        effect: with an interval and its level.

    Raises:
        EffectError: The interval or its level was not stated.

    Source:
        Higgins et al. (2019), sections 6.3.1 and 6.3.2.
    """
    if effect.interval is None or effect.level is None:
        raise EffectError(f"{effect.measure}: expected an interval and its level")
    low, high = map(log, effect.interval) if effect.scale.is_ratio else effect.interval
    z = normal_distribution.quantile(0.5 + effect.level / 200.0)
    return ((high - low) / (2.0 * z)) ** 2


def _positive(variance: float) -> float:
    """Return a variance if it is above 0."""
    return checks.require_above(variance, "variance", 0.0)
