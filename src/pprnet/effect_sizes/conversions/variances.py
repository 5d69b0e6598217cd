"""Variances of effects: from samples, from intervals, and from one measure to another.

All variances are on the scale of the measure named, those of ratios on the natural-log scale.
"""

from __future__ import annotations

from math import log

from pprnet.effect_sizes import checks, normal_distribution
from pprnet.effect_sizes.conversions.binary_outcomes import LOGISTIC_SD
from pprnet.effect_sizes.conversions.continuous_outcomes import hedges_correction
from pprnet.effect_sizes.effect import Effect
from pprnet.errors import EffectError


def variance_of_d(d: float, n1: float, n2: float) -> float:
    """Give the variance of d: (n1 + n2)/(n1 n2) + d^2 / (2 (n1 + n2)).

    Borenstein et al. (2009), eq. 4.20; n1 and n2 are people in each group.
    """
    checks.require_above(n1, "people in the first group", 0.0)
    checks.require_above(n2, "people in the second group", 0.0)
    return (n1 + n2) / (n1 * n2) + d * d / (2.0 * (n1 + n2))


def variance_of_g(variance_d: float, df: float) -> float:
    """Give the variance of g from that of d: J^2 v (Borenstein et al., 2009, eq. 4.24)."""
    return hedges_correction(df) ** 2 * _positive(variance_d)


def variance_of_z(n: float) -> float:
    """Give the variance of Fisher's z: 1 / (n - 3), n people (Fisher, 1921)."""
    return 1.0 / (checks.require_above(n, "people", 3.0) - 3.0)


def variance_r_to_d(r: float, variance_r: float) -> float:
    """Carry a variance from r to d: 4 v / (1 - r^2)^3 (Borenstein et al., 2009, eq. 7.6)."""
    checks.require_between(r, "r", -1.0, 1.0)
    return 4.0 * _positive(variance_r) / ((1.0 - r) * (1.0 + r)) ** 3


def variance_d_to_r(d: float, variance_d: float, share: float = 0.5) -> float:
    """Carry a variance from d to r: a^2 v / (d^2 + a)^3 (Borenstein et al., 2009, eq. 7.9).

    a = 1 / (p (1 - p)), p the share of people in one group.
    """
    spread = 1.0 / (checks.require_rate(share, "share of people in one group") * (1.0 - share))
    return spread * spread * _positive(variance_d) / (d * d + spread) ** 3


def variance_d_to_log_or(variance_d: float) -> float:
    """Carry a variance from d to the log odds ratio: v pi^2 / 3 (Borenstein, 2009, eq. 7.4)."""
    return LOGISTIC_SD**2 * _positive(variance_d)


def variance_log_or_to_d(variance_log_or: float) -> float:
    """Carry a variance from the log odds ratio to d: 3 v / pi^2 (Borenstein, 2009, eq. 7.2)."""
    return _positive(variance_log_or) / LOGISTIC_SD**2


def variance_of_interval(effect: Effect) -> float:
    """Give the variance that an interval of normal theory was made of.

    ((high - low) / (2 z))^2, of a ratio on the natural-log scale (Higgins et al., 2019,
    sections 6.3.1 and 6.3.2). The level must be stated.
    """
    if effect.interval is None or effect.level is None:
        raise EffectError(f"{effect.measure}: expected an interval and its level")
    low, high = map(log, effect.interval) if effect.scale.is_ratio else effect.interval
    z = normal_distribution.quantile(0.5 + effect.level / 200.0)
    return ((high - low) / (2.0 * z)) ** 2


def _positive(variance: float) -> float:
    return checks.require_above(variance, "variance", 0.0)
