"""Conversions between measures of a difference or an association on a continuous scale.

All take and return plain numbers, and raise an `EffectError` for one that is impossible.
`pprnet.effect_sizes.conversions.measure_conversion` applies them to intervals.
"""

from __future__ import annotations

from math import asin, atanh, exp, hypot, lgamma, pi, sin, sqrt, tanh

from pprnet.effect_sizes import checks, normal_distribution

_MANY = 1e6
"""Degrees of freedom from which Hedges' approximation is exact in floats."""


def r_to_d(r: float, share: float = 0.5) -> float:
    """Return the d of a correlation with group membership: r sqrt(a) / sqrt(1 - r^2).

    a = 1 / (p (1 - p)), p the share of people in one group; for halves d = 2r / sqrt(1 - r^2).

    Args:
        r: strictly between -1 and 1.
        share: share p of people in one group, 0-1.

    Returns:
        Standard deviations.

    Source:
        Borenstein et al. (2009), eq. 7.5; for other shares McGrath and Meyer (2006).
    """
    checks.require_between(r, "r", -1.0, 1.0)
    # (1 - r)(1 + r) keeps the digits that 1 - r^2 loses near 1.
    return r * sqrt(_spread(share)) / sqrt((1.0 - r) * (1.0 + r))


def d_to_r(d: float, share: float = 0.5) -> float:
    """Return the correlation with group membership of a d: d / sqrt(d^2 + a).

    a = 1 / (p (1 - p)), p the share of people in one group; 4 for halves.

    Args:
        d: in standard deviations.
        share: share p of people in one group, 0-1.

    Returns:
        A correlation, -1 to 1.

    Source:
        Borenstein et al. (2009), eq. 7.7 and 7.8; McGrath and Meyer (2006).
    """
    checks.require_finite(d, "d")
    scaled = d / sqrt(_spread(share))
    return scaled / hypot(scaled, 1.0)


def _spread(share: float) -> float:
    """Return 1 / (p (1 - p)) of a share p of people."""
    checks.require_rate(share, "share of people in one group")
    return 1.0 / (share * (1.0 - share))


def r_to_z(r: float) -> float:
    """Return Fisher's z of a correlation: artanh r.

    Args:
        r: strictly between -1 and 1.

    Source:
        Fisher (1921).
    """
    return atanh(checks.require_between(r, "r", -1.0, 1.0))


def z_to_r(z: float) -> float:
    """Return the correlation of a Fisher's z: tanh z.

    Args:
        z: any finite number.

    Returns:
        A correlation, -1 to 1.

    Source:
        Fisher (1921).
    """
    return tanh(checks.require_finite(z, "Fisher's z"))


def hedges_correction(df: float) -> float:
    """Return Hedges' correction J for small samples, in its exact form.

    J = gamma(df/2) / (sqrt(df/2) gamma((df-1)/2)).

    Args:
        df: degrees of freedom, above 1: n1 + n2 - 2 for two groups.

    Returns:
        A factor, 0-1.

    Source:
        Hedges (1981).
    """
    half = checks.require_above(df, "degrees of freedom", 1.0) / 2.0
    if df > _MANY:
        return 1.0 - 3.0 / (4.0 * df - 1.0)  # equal to the last digit; lgamma is not, out here
    return exp(lgamma(half) - lgamma(half - 0.5)) / sqrt(half)


def d_to_g(d: float, df: float) -> float:
    """Return the Hedges' g of a Cohen's d: J d.

    Args:
        d: in standard deviations.
        df: degrees of freedom, above 1.

    Source:
        Hedges (1981).
    """
    return hedges_correction(df) * checks.require_finite(d, "d")


def g_to_d(g: float, df: float) -> float:
    """Return the Cohen's d of a Hedges' g: g / J.

    Args:
        g: in standard deviations.
        df: degrees of freedom, above 1.

    Source:
        Hedges (1981).
    """
    return checks.require_finite(g, "g") / hedges_correction(df)


def d_to_cles(d: float) -> float:
    """Return the probability of superiority of a d: Phi(d / sqrt 2).

    For normal scores of equal spread it is the area under the ROC curve (Ruscio, 2008).

    Args:
        d: in standard deviations.

    Returns:
        A probability, 0-1.

    Source:
        McGraw and Wong (1992).
    """
    return normal_distribution.cdf(checks.require_finite(d, "d") / sqrt(2.0))


def cles_to_d(cles: float) -> float:
    """Return the d of a probability of superiority: sqrt 2 Phi^-1(CLES).

    Args:
        cles: CLES or AUC, strictly between 0 and 1.

    Returns:
        Standard deviations.

    Source:
        Ruscio (2008).
    """
    return sqrt(2.0) * normal_distribution.quantile(
        checks.require_between(cles, "CLES or AUC", 0.0, 1.0)
    )


def d_to_u3(d: float) -> float:
    """Return U3, the share of controls below the average treated person: Phi(d).

    Args:
        d: in standard deviations.

    Returns:
        A share, 0-1.

    Source:
        Cohen (1988).
    """
    return normal_distribution.cdf(checks.require_finite(d, "d"))


def u3_to_d(u3: float) -> float:
    """Return the d of a U3: Phi^-1(U3).

    Args:
        u3: a share, strictly between 0 and 1.

    Returns:
        Standard deviations.

    Source:
        Cohen (1988).
    """
    return normal_distribution.quantile(checks.require_between(u3, "U3", 0.0, 1.0))


def auc_to_srd(auc: float) -> float:
    """Return the success rate difference of an AUC: 2 AUC - 1.

    Args:
        auc: a probability, 0-1.

    Returns:
        A difference of shares, -1 to 1.

    Source:
        Kraemer and Kupfer (2006).
    """
    return 2.0 * auc - 1.0


def srd_to_auc(srd: float) -> float:
    """Return the AUC of a success rate difference: (SRD + 1) / 2.

    Args:
        srd: a difference of shares, -1 to 1.

    Returns:
        A probability, 0-1.

    Source:
        Kraemer and Kupfer (2006).
    """
    return (srd + 1.0) / 2.0


def success_rates(r: float) -> tuple[float, float]:
    """Return the success rates that display r, with and without: .5 + r/2 and .5 - r/2.

    They hold for halves only, of groups and of outcomes.

    Args:
        r: a correlation, -1 to 1.

    Returns:
        Two shares, 0-1.

    Source:
        Rosenthal and Rubin (1982).
    """
    if not -1.0 <= checks.require_finite(r, "r") <= 1.0:
        checks.require_between(r, "r", -1.0, 1.0)
    return 0.5 + r / 2.0, 0.5 - r / 2.0


def r_to_concordance(r: float) -> float:
    """Return the share above the median of one score among those above it on the other.

    It is 1/2 + arcsin(r) / pi for two normal scores, and 1/2 where they are independent.

    Args:
        r: a correlation, -1 to 1.

    Returns:
        A share, 0-1.

    Source:
        Sheppard (1899); Dunlap (1994).
    """
    if abs(r) != 1.0:
        checks.require_between(r, "r", -1.0, 1.0)
    return 0.5 + asin(r) / pi


def concordance_to_r(share: float) -> float:
    """Return the correlation of the share of `r_to_concordance`: sin(pi (share - 1/2)).

    Args:
        share: 0-1.

    Returns:
        A correlation, -1 to 1.

    Source:
        Dunlap (1994).
    """
    if share not in (0.0, 1.0):
        checks.require_rate(share, "share above the median")
    return sin(pi * (share - 0.5))
