"""Conversions between measures of an event that people have or do not have.

`base` is the rate of the event in the control group, a share strictly between 0 and 1. A ratio
alone does not say how many people it is about, so that a conversion between different kinds of
measure needs it. All functions take and return plain numbers, and raise an `EffectError` for a
number that is impossible.
"""

from __future__ import annotations

from math import exp, expm1, log, pi, sqrt

from pprnet.effect_sizes import checks, normal_distribution
from pprnet.errors import EffectError

LOGISTIC_SD = pi / sqrt(3.0)
"""Standard deviation of the logistic distribution, by which d becomes a log odds ratio."""


def d_to_log_or(d: float) -> float:
    """Return the log odds ratio of a d: d pi / sqrt 3.

    Args:
        d: in standard deviations.

    Returns:
        Natural-log units.

    Source:
        Hasselblad and Hedges (1995); Chinn (2000).
    """
    return checks.require_finite(d, "d") * LOGISTIC_SD


def log_or_to_d(log_or: float) -> float:
    """Return the d of a log odds ratio: ln(OR) sqrt 3 / pi.

    Args:
        log_or: natural-log units.

    Returns:
        Standard deviations.

    Source:
        Hasselblad and Hedges (1995).
    """
    return checks.require_finite(log_or, "log odds ratio") / LOGISTIC_SD


def or_to_log(ratio: float) -> float:
    """Return the natural logarithm of an odds ratio.

    Args:
        ratio: odds ratio, above 0.
    """
    return log(checks.require_above(ratio, "OR", 0.0))


def log_to_or(log_or: float) -> float:
    """Return the odds ratio of a log odds ratio.

    Args:
        log_or: natural-log units.
    """
    return checks.refuse_overflow(
        lambda: exp(checks.require_finite(log_or, "logOR")), "log odds ratio"
    )


def or_to_risk(ratio: float, base: float) -> float:
    """Return the rate with treatment: OR b / (1 - b + OR b), b the base rate.

    Args:
        ratio: odds ratio, above 0.
        base: base rate, 0-1.

    Returns:
        A share, 0-1.

    Source:
        Grant (2014).
    """
    odds = checks.require_above(ratio, "OR", 0.0) * checks.require_rate(base) / (1.0 - base)
    return odds / (1.0 + odds) if odds < 1.0 else 1.0 / (1.0 + 1.0 / odds)


def risk_to_or(risk: float, base: float) -> float:
    """Return the odds ratio of two rates.

    Args:
        risk: rate with treatment, 0-1.
        base: base rate, 0-1.

    Source:
        Grant (2014).
    """
    rate, base = checks.require_rate(risk, "rate with treatment"), checks.require_rate(base)
    return (rate / (1.0 - rate)) * ((1.0 - base) / base)


def or_to_rr(ratio: float, base: float) -> float:
    """Return the risk ratio of an odds ratio: OR / (1 - b + b OR).

    Args:
        ratio: odds ratio, above 0.
        base: base rate b, 0-1.

    Source:
        Zhang and Yu (1998).
    """
    return or_to_risk(ratio, base) / base


def rr_to_or(ratio: float, base: float) -> float:
    """Return the odds ratio of a risk ratio: RR (1 - b) / (1 - b RR).

    Args:
        ratio: risk ratio, above 0.
        base: base rate b, 0-1.

    Source:
        Grant (2014).
    """
    return risk_to_or(rr_to_risk(ratio, base), base)


def rr_to_risk(ratio: float, base: float) -> float:
    """Return the rate with treatment: RR b.

    Args:
        ratio: risk ratio, above 0.
        base: base rate b, 0-1.

    Returns:
        A share, 0-1.

    Raises:
        EffectError: The ratio or the base rate is impossible, or the rate would be above 1.
    """
    risk = checks.require_above(ratio, "RR", 0.0) * checks.require_rate(base)
    if risk > 1.0:
        most = f"expected at most {1.0 / base:g} where {base:g} have the event anyway"
        raise EffectError(f"RR: {most}, got {ratio:g}")
    return risk


def risk_to_rr(risk: float, base: float) -> float:
    """Return the risk ratio of two rates.

    Args:
        risk: rate with treatment, 0-1.
        base: base rate, 0-1.

    Source:
        Higgins et al. (2019), section 6.4.1.
    """
    return risk / checks.require_rate(base)


def rr_to_rd(ratio: float, base: float) -> float:
    """Return the risk difference of a risk ratio: b (RR - 1).

    Args:
        ratio: risk ratio, above 0.
        base: base rate b, 0-1.

    Returns:
        A difference of shares, -1 to 1.

    Source:
        Higgins et al. (2019).
    """
    return rr_to_risk(ratio, base) - base


def rd_to_rr(difference: float, base: float) -> float:
    """Return the risk ratio of a risk difference: 1 + RD / b.

    Args:
        difference: difference of shares, -1 to 1.
        base: base rate b, 0-1.

    Source:
        Higgins et al. (2019).
    """
    return risk_to_rr(rd_to_risk(difference, base), base)


def rd_to_risk(difference: float, base: float) -> float:
    """Return the rate with treatment: b + RD.

    Args:
        difference: difference of shares, -1 to 1.
        base: base rate b, 0-1.

    Returns:
        A share, 0-1.

    Raises:
        EffectError: The base rate is impossible, or the rate would be outside 0-1.
    """
    risk = checks.require_rate(base) + checks.require_finite(difference, "RD")
    if not 0.0 <= risk <= 1.0:
        bounds = f"expected from {-base:g} to {1.0 - base:g} where {base:g} have the event anyway"
        raise EffectError(f"RD: {bounds}, got {difference:g}")
    return risk


def or_to_rd(ratio: float, base: float) -> float:
    """Return the risk difference of an odds ratio: b (1 - b) (OR - 1) / (1 - b + b OR).

    Args:
        ratio: odds ratio, above 0.
        base: base rate b, 0-1.

    Returns:
        A difference of shares, -1 to 1.

    Source:
        Grant (2014).
    """
    # b (1 - b) (OR - 1) / (1 - b + b OR), in a form that stays exact near OR = 1.
    grown = expm1(log(checks.require_above(ratio, "OR", 0.0)))
    return checks.require_rate(base) * (1.0 - base) * grown / (1.0 + base * grown)


def d_to_risk(d: float, base: float) -> float:
    """Return the rate with treatment: Phi(d + Phi^-1(b)).

    The event is passing a cut-off that a share b of controls pass; a positive d raises the rate.

    Args:
        d: in standard deviations.
        base: base rate b, 0-1.

    Returns:
        A share, 0-1.

    Source:
        Furukawa and Leucht (2011).
    """
    return normal_distribution.cdf(
        checks.require_finite(d, "d") + normal_distribution.quantile(checks.require_rate(base))
    )


def risk_to_d(risk: float, base: float) -> float:
    """Return the d of two rates: Phi^-1(p) - Phi^-1(b).

    Args:
        risk: rate with treatment p, 0-1.
        base: base rate b, 0-1.

    Returns:
        Standard deviations.

    Source:
        Glass et al. (1981); Sánchez-Meca (2003).
    """
    rate = checks.require_rate(risk, "rate with treatment")
    return normal_distribution.quantile(rate) - normal_distribution.quantile(
        checks.require_rate(base)
    )
