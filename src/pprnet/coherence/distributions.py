"""The probability of a test statistic at least as extreme, for t, F, chi-square, r and z.

All rest on the incomplete beta and gamma functions, computed as continued fractions by the method
of Lentz as Thompson and Barnett (1986) changed it.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import erfc, exp, inf, lgamma, log, log1p, sqrt

_MAX_STEPS = 20_000
_PRECISION = 1e-15
_TINY = 1e-300


def regularised_beta(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b).

    Args:
        x: 0-1.
        a: above 0.
        b: above 0.

    Source:
        NIST Digital Library of Mathematical Functions, 8.17.22 and 8.17.4.
    """
    if x <= 0.0 or x >= 1.0:
        return min(max(x, 0.0), 1.0)
    if x > (a + 1.0) / (a + b + 2.0):
        return 1.0 - regularised_beta(1.0 - x, b, a)
    logarithm = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)
    return min(1.0, exp(logarithm) / (a * _continued_fraction(_beta_terms(x, a, b))))


def _beta_terms(x: float, a: float, b: float) -> Iterator[tuple[float, float]]:
    """Yield the numerators and denominators of DLMF 8.17.22, 1 + d1 / (1 + d2 / (1 + ...))."""
    m = 0
    while True:
        yield -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), 1.0
        m += 1
        yield m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), 1.0


def upper_gamma(a: float, x: float) -> float:
    """Return the regularised upper incomplete gamma function Q(a, x).

    Args:
        a: above 0.
        x: 0 or more.

    Source:
        NIST Digital Library of Mathematical Functions, 8.7.1 (series) and 8.9.2 (fraction).
    """
    if x <= 0.0:
        return 1.0
    factor = exp(a * log(x) - x - lgamma(a))
    if x < a + 1.0:
        return max(0.0, 1.0 - factor * _gamma_series(a, x))
    return factor / _continued_fraction(_gamma_terms(a, x), x + 1.0 - a)


def _gamma_series(a: float, x: float) -> float:
    term = total = 1.0 / a
    for step in range(1, _MAX_STEPS):
        term *= x / (a + step)
        total += term
        if term < total * _PRECISION:
            break
    return total


def _gamma_terms(a: float, x: float) -> Iterator[tuple[float, float]]:
    step = 0
    while True:
        step += 1
        yield -step * (step - a), x + 2 * step + 1.0 - a


def _continued_fraction(terms: Iterator[tuple[float, float]], first: float = 1.0) -> float:
    """Return b0 + a1 / (b1 + a2 / (b2 + ...)).

    Args:
        terms: a1 with b1, a2 with b2 and so on.
        first: b0.

    Source:
        Lentz (1976), Applied Optics 15, 668-671; Thompson and Barnett (1986), Journal of
        Computational Physics 64, 490-509.
    """
    value = first or _TINY
    c, d = value, 0.0
    for (numerator, denominator), _step in zip(terms, range(_MAX_STEPS), strict=False):
        d = 1.0 / (denominator + numerator * d or _TINY)
        c = denominator + numerator / c or _TINY
        value *= c * d
        if abs(c * d - 1.0) < _PRECISION:
            break
    return value


def p_of_t(t: float, df: float) -> float:
    """Return the two-tailed p of t.

    Args:
        t: the statistic, of either sign.
        df: degrees of freedom, above 0.

    Source:
        Abramowitz and Stegun (1964), 26.7.1 with 26.5.27.
    """
    if t * t < df:  # the share that is small is computed, for its digits
        return 1.0 - regularised_beta(t * t / (df + t * t), 0.5, df / 2.0)
    return regularised_beta(df / (df + t * t), df / 2.0, 0.5)


def p_of_f(f: float, df1: float, df2: float) -> float:
    """Return the p of F.

    Args:
        f: the statistic; below 0 counts as 0.
        df1: degrees of freedom of the numerator, above 0.
        df2: degrees of freedom of the denominator, above 0.

    Source:
        Abramowitz and Stegun (1964), 26.6.2.
    """
    explained = df1 * max(f, 0.0)
    if explained < df2:
        return 1.0 - regularised_beta(explained / (df2 + explained), df1 / 2.0, df2 / 2.0)
    return regularised_beta(df2 / (df2 + explained), df2 / 2.0, df1 / 2.0)


def p_of_chi_square(x: float, df: float) -> float:
    """Return the p of chi-square.

    Args:
        x: the statistic; below 0 counts as 0.
        df: degrees of freedom, above 0.

    Source:
        Abramowitz and Stegun (1964), 26.4.19.
    """
    return upper_gamma(df / 2.0, max(x, 0.0) / 2.0)


def p_of_r(r: float, df: float) -> float:
    """Return the two-tailed p of a product-moment correlation.

    Args:
        r: -1 to 1.
        df: number of pairs less 2, above 0.

    Source:
        Cohen et al. (2003), Applied Multiple Regression, 2.8: t = r sqrt(df / (1 - r^2)).
    """
    return p_of_t(inf, df) if abs(r) >= 1.0 else p_of_t(r * sqrt(df / (1.0 - r * r)), df)


def p_of_z(z: float) -> float:
    """Return the two-tailed p of a standard normal statistic.

    Args:
        z: of either sign.
    """
    return erfc(abs(z) / sqrt(2.0))
