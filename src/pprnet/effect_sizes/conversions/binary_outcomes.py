"""Conversions between measures of an event that people have or do not have.

`base` is the rate of the event in the control group. Without it a ratio says nothing of how
many people it is about, so that every formula across the kinds needs one.
"""

from __future__ import annotations

from math import exp, expm1, log, pi, sqrt

from pprnet.effect_sizes import checks, normal_distribution
from pprnet.errors import EffectError

LOGISTIC_SD = pi / sqrt(3.0)
"""Standard deviation of the logistic distribution, by which d becomes a log odds ratio."""


def d_to_log_or(d: float) -> float:
    """Turn d into a log odds ratio: d pi / sqrt 3 (Hasselblad & Hedges, 1995; Chinn, 2000)."""
    return checks.require_finite(d, "d") * LOGISTIC_SD


def log_or_to_d(log_or: float) -> float:
    """Turn a log odds ratio into d: ln(OR) sqrt 3 / pi (Hasselblad & Hedges, 1995)."""
    return checks.require_finite(log_or, "log odds ratio") / LOGISTIC_SD


def or_to_log(ratio: float) -> float:
    """Give the natural logarithm of an odds ratio."""
    return log(checks.require_above(ratio, "OR", 0.0))


def log_to_or(log_or: float) -> float:
    """Give the odds ratio of a log odds ratio."""
    return checks.refuse_overflow(
        lambda: exp(checks.require_finite(log_or, "logOR")), "log odds ratio"
    )


def or_to_risk(ratio: float, base: float) -> float:
    """Give the rate with treatment: OR b / (1 - b + OR b), b the base rate (Grant, 2014)."""
    odds = checks.require_above(ratio, "OR", 0.0) * checks.require_rate(base) / (1.0 - base)
    return odds / (1.0 + odds) if odds < 1.0 else 1.0 / (1.0 + 1.0 / odds)


def risk_to_or(risk: float, base: float) -> float:
    """Give the odds ratio of two rates, the one with treatment first (Grant, 2014)."""
    rate, base = checks.require_rate(risk, "rate with treatment"), checks.require_rate(base)
    return (rate / (1.0 - rate)) * ((1.0 - base) / base)


def or_to_rr(ratio: float, base: float) -> float:
    """Turn an odds ratio into a risk ratio: OR / (1 - b + b OR) (Zhang & Yu, 1998)."""
    return or_to_risk(ratio, base) / base


def rr_to_or(ratio: float, base: float) -> float:
    """Turn a risk ratio into an odds ratio: RR (1 - b) / (1 - b RR) (Grant, 2014)."""
    return risk_to_or(rr_to_risk(ratio, base), base)


def rr_to_risk(ratio: float, base: float) -> float:
    """Give the rate with treatment: RR b. It must leave the rate at or below 1."""
    risk = checks.require_above(ratio, "RR", 0.0) * checks.require_rate(base)
    if risk > 1.0:
        most = f"expected at most {1.0 / base:g} where {base:g} have the event anyway"
        raise EffectError(f"RR: {most}, got {ratio:g}")
    return risk


def risk_to_rr(risk: float, base: float) -> float:
    """Give the risk ratio of two rates (Higgins et al., 2019, section 6.4.1)."""
    return risk / checks.require_rate(base)


def rr_to_rd(ratio: float, base: float) -> float:
    """Turn a risk ratio into a risk difference: b (RR - 1) (Higgins et al., 2019)."""
    return rr_to_risk(ratio, base) - base


def rd_to_rr(difference: float, base: float) -> float:
    """Turn a risk difference into a risk ratio: 1 + RD / b (Higgins et al., 2019)."""
    return risk_to_rr(rd_to_risk(difference, base), base)


def rd_to_risk(difference: float, base: float) -> float:
    """Give the rate with treatment: b + RD. It must stay between 0 and 1."""
    risk = checks.require_rate(base) + checks.require_finite(difference, "RD")
    if not 0.0 <= risk <= 1.0:
        bounds = f"expected from {-base:g} to {1.0 - base:g} where {base:g} have the event anyway"
        raise EffectError(f"RD: {bounds}, got {difference:g}")
    return risk


def or_to_rd(ratio: float, base: float) -> float:
    """Turn an odds ratio into a risk difference (Grant, 2014)."""
    # b (1 - b) (OR - 1) / (1 - b + b OR), in a form that stays exact near OR = 1.
    grown = expm1(log(checks.require_above(ratio, "OR", 0.0)))
    return checks.require_rate(base) * (1.0 - base) * grown / (1.0 + base * grown)


def d_to_risk(d: float, base: float) -> float:
    """Give the rate with treatment: Phi(d + Phi^-1(b)) (Furukawa & Leucht, 2011).

    The event is passing a cut-off that a share b of controls pass; a positive d raises it.
    """
    return normal_distribution.cdf(
        checks.require_finite(d, "d") + normal_distribution.quantile(checks.require_rate(base))
    )


def risk_to_d(risk: float, base: float) -> float:
    """Give d from two rates: Phi^-1(p) - Phi^-1(b) (Glass et al., 1981; Sánchez-Meca, 2003)."""
    rate = checks.require_rate(risk, "rate with treatment")
    return normal_distribution.quantile(rate) - normal_distribution.quantile(
        checks.require_rate(base)
    )
