"""Conversions between measures of a difference or a link on a continuous scale.

All take and return plain numbers; `pprnet.effect_sizes.conversions.measure_conversion` carries
intervals through them.
"""

from __future__ import annotations

from math import asin, atanh, exp, hypot, lgamma, pi, sin, sqrt, tanh

from pprnet.effect_sizes import checks, normal_distribution

_MANY = 1e6
"""Degrees of freedom from which Hedges' approximation is exact in floats."""


def r_to_d(r: float, share: float = 0.5) -> float:
    """Turn a correlation with group membership into d: r sqrt(a) / sqrt(1 - r^2).

    a = 1 / (p (1 - p)), p the share of people in one group; for halves d = 2r / sqrt(1 - r^2)
    (Borenstein et al., 2009, eq. 7.5; for other shares McGrath & Meyer, 2006).
    """
    checks.require_between(r, "r", -1.0, 1.0)
    # (1 - r)(1 + r) keeps the digits that 1 - r^2 loses near 1.
    return r * sqrt(_spread(share)) / sqrt((1.0 - r) * (1.0 + r))


def d_to_r(d: float, share: float = 0.5) -> float:
    """Turn d into a correlation with group membership: d / sqrt(d^2 + a).

    a = 1 / (p (1 - p)), p the share of people in one group, 4 for halves (Borenstein et al.,
    2009, eq. 7.7 and 7.8; McGrath & Meyer, 2006).
    """
    checks.require_finite(d, "d")
    scaled = d / sqrt(_spread(share))
    return scaled / hypot(scaled, 1.0)


def _spread(share: float) -> float:
    checks.require_rate(share, "share of people in one group")
    return 1.0 / (share * (1.0 - share))


def r_to_z(r: float) -> float:
    """Give Fisher's z of a correlation: artanh r (Fisher, 1921)."""
    return atanh(checks.require_between(r, "r", -1.0, 1.0))


def z_to_r(z: float) -> float:
    """Give the correlation of a Fisher's z: tanh z (Fisher, 1921)."""
    return tanh(checks.require_finite(z, "Fisher's z"))


def hedges_correction(df: float) -> float:
    """Give Hedges' correction J for small samples, by its exact form.

    J = gamma(df/2) / (sqrt(df/2) gamma((df-1)/2)), df the degrees of freedom (n1 + n2 - 2 for
    two groups) (Hedges, 1981).
    """
    half = checks.require_above(df, "degrees of freedom", 1.0) / 2.0
    if df > _MANY:
        return 1.0 - 3.0 / (4.0 * df - 1.0)  # equal to the last digit; lgamma is not, out here
    return exp(lgamma(half) - lgamma(half - 0.5)) / sqrt(half)


def d_to_g(d: float, df: float) -> float:
    """Turn Cohen's d into Hedges' g: J d (Hedges, 1981)."""
    return hedges_correction(df) * checks.require_finite(d, "d")


def g_to_d(g: float, df: float) -> float:
    """Turn Hedges' g into Cohen's d: g / J (Hedges, 1981)."""
    return checks.require_finite(g, "g") / hedges_correction(df)


def d_to_cles(d: float) -> float:
    """Turn d into the probability of superiority: Phi(d / sqrt 2) (McGraw & Wong, 1992).

    For normal scores of equal spread it is the area under the ROC curve (Ruscio, 2008).
    """
    return normal_distribution.cdf(checks.require_finite(d, "d") / sqrt(2.0))


def cles_to_d(cles: float) -> float:
    """Turn a probability of superiority into d: sqrt 2 Phi^-1(CLES) (Ruscio, 2008)."""
    return sqrt(2.0) * normal_distribution.quantile(
        checks.require_between(cles, "CLES or AUC", 0.0, 1.0)
    )


def d_to_u3(d: float) -> float:
    """Turn d into U3, the share of controls below the average treated: Phi(d) (Cohen, 1988)."""
    return normal_distribution.cdf(checks.require_finite(d, "d"))


def u3_to_d(u3: float) -> float:
    """Turn U3 into d: Phi^-1(U3) (Cohen, 1988)."""
    return normal_distribution.quantile(checks.require_between(u3, "U3", 0.0, 1.0))


def auc_to_srd(auc: float) -> float:
    """Turn AUC into the success rate difference: 2 AUC - 1 (Kraemer & Kupfer, 2006)."""
    return 2.0 * auc - 1.0


def srd_to_auc(srd: float) -> float:
    """Turn a success rate difference into AUC: (SRD + 1) / 2 (Kraemer & Kupfer, 2006)."""
    return (srd + 1.0) / 2.0


def success_rates(r: float) -> tuple[float, float]:
    """Give the success rates that display r, with and without: .5 + r/2 and .5 - r/2.

    They hold for halves only, of groups and of outcomes (Rosenthal & Rubin, 1982).
    """
    if not -1.0 <= checks.require_finite(r, "r") <= 1.0:
        checks.require_between(r, "r", -1.0, 1.0)
    return 0.5 + r / 2.0, 0.5 - r / 2.0


def r_to_concordance(r: float) -> float:
    """Give the share above the median of one score among those above it on the other.

    1/2 + arcsin(r) / pi, for two normal scores (Sheppard, 1899; Dunlap, 1994). It is 1/2 where
    the scores have nothing to do with each other.
    """
    if abs(r) != 1.0:
        checks.require_between(r, "r", -1.0, 1.0)
    return 0.5 + asin(r) / pi


def concordance_to_r(share: float) -> float:
    """Turn the share of `r_to_concordance` back: sin(pi (share - 1/2)) (Dunlap, 1994)."""
    if share not in (0.0, 1.0):
        checks.require_rate(share, "share above the median")
    return sin(pi * (share - 0.5))
