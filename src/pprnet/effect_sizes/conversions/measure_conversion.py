"""Conversion of an effect and its interval to another measure.

Measures of a continuous score are converted by way of d, measures of an event by way of the rate
with treatment. Between the two kinds, OR uses the logistic distribution (no base rate needed;
Hasselblad & Hedges, 1995), RR and RD the normal one and a base rate (Furukawa & Leucht, 2011). Each
of the two is an approximation; they agree closely, not exactly.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pprnet.effect_sizes.conversions import binary_outcomes, continuous_outcomes
from pprnet.effect_sizes.effect import Effect
from pprnet.effect_sizes.effect_measures import Measure
from pprnet.errors import EffectError

ConversionFormula = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class ConversionSettings:
    """What a conversion may need in addition to the effect."""

    base_rate: float | None = None
    df: float | None = None
    share: float = 0.5

    def required_base_rate(self) -> float:
        """Return the base rate, a share of controls, 0-1.

        Raises:
            EffectError: It was not stated.
        """
        if self.base_rate is None:
            raise EffectError("base rate: expected the share of controls who have the event")
        return self.base_rate

    def required_df(self) -> float:
        """Return the degrees of freedom.

        Raises:
            EffectError: They were not stated.
        """
        if self.df is None:
            raise EffectError("df: expected the degrees of freedom to go between d and g")
        return self.df


def convert_effect(
    effect: Effect,
    to: Measure,
    *,
    base_rate: float | None = None,
    df: float | None = None,
    share: float = 0.5,
) -> Effect:
    """Return an effect in another measure.

    Args:
        effect: with or without an interval, which is converted with it.
        to: the measure of the result.
        base_rate: share of controls who have the event, 0-1. Needed between OR, RR and RD, and from
            d to RR and RD.
        df: degrees of freedom. Needed between d and g only: in other conversions both are taken for
            the difference in the population, of which g is the better estimate.
        share: share of people in one group, 0-1, for r.

    Raises:
        EffectError: The measures cannot be converted, a needed number is missing, or a result is
            impossible.

    Source:
        Named at each formula, in `binary_outcomes` and `continuous_outcomes`.
    """
    settings = ConversionSettings(base_rate, df, share)
    return effect.transform(to, _formula(effect.measure, to, settings))


def population_d(effect: Effect) -> Effect:
    """Return the standardised difference in the population behind an effect, as a d.

    g is kept as it is: it is d without the bias of small samples.

    Args:
        effect: in a measure from which d can be computed without a base rate.

    Raises:
        EffectError: The measure cannot be converted.

    Source:
        Hedges (1981).
    """
    if effect.measure is Measure.G:
        return effect.transform(Measure.D, float)
    return convert_effect(effect, Measure.D)


def _formula(source: Measure, target: Measure, settings: ConversionSettings) -> ConversionFormula:
    """Return the formula from one measure to another."""
    if source is target:
        return lambda x: _as_it_is(x, source, settings)
    if source in _LINEAR and target in _LINEAR[source]:
        return _LINEAR[source][target]
    if {source, target} == {Measure.D, Measure.G}:
        step = continuous_outcomes.d_to_g if source is Measure.D else continuous_outcomes.g_to_d
        return lambda x: step(x, settings.required_df())
    if source in _TO_RISK and target in _TO_RISK:
        return _between_events(source, target, settings)
    if source not in _TO_D or target not in _FROM_D:
        raise EffectError(f"{source} to {target}: expected measures that can be converted")
    return lambda x: _FROM_D[target](_TO_D[source](x, settings), settings)


def _as_it_is(x: float, measure: Measure, settings: ConversionSettings) -> float:
    """Return a value unchanged, if the rate stays between 0 and 1 where a base rate is stated."""
    if measure in _TO_RISK and settings.base_rate is not None:
        _TO_RISK[measure](x, settings)
    return x


def _between_events(
    source: Measure, target: Measure, settings: ConversionSettings
) -> ConversionFormula:
    """Return the formula between two measures of an event."""
    direct = _EVENTS.get((source, target))
    if direct:
        return lambda x: direct(x, settings)
    return lambda x: _FROM_RISK[target](_TO_RISK[source](x, settings), settings)


_LINEAR: dict[Measure, dict[Measure, ConversionFormula]] = {
    Measure.CLES: {Measure.AUC: float, Measure.SRD: continuous_outcomes.auc_to_srd},
    Measure.AUC: {Measure.CLES: float, Measure.SRD: continuous_outcomes.auc_to_srd},
    Measure.SRD: {
        Measure.CLES: continuous_outcomes.srd_to_auc,
        Measure.AUC: continuous_outcomes.srd_to_auc,
    },
    Measure.R: {Measure.BESD: float},
    Measure.BESD: {Measure.R: float},
}

_Step = Callable[[float, ConversionSettings], float]

_TO_D: dict[Measure, _Step] = {
    Measure.D: lambda x, _: x,
    Measure.G: lambda x, _: x,
    Measure.R: lambda x, s: continuous_outcomes.r_to_d(x, s.share),
    Measure.BESD: lambda x, s: continuous_outcomes.r_to_d(x, s.share),
    Measure.CLES: lambda x, _: continuous_outcomes.cles_to_d(x),
    Measure.AUC: lambda x, _: continuous_outcomes.cles_to_d(x),
    Measure.SRD: lambda x, _: continuous_outcomes.cles_to_d(continuous_outcomes.srd_to_auc(x)),
    Measure.U3: lambda x, _: continuous_outcomes.u3_to_d(x),
    Measure.OR: lambda x, _: binary_outcomes.log_or_to_d(binary_outcomes.or_to_log(x)),
    Measure.LOG_OR: lambda x, _: binary_outcomes.log_or_to_d(x),
    Measure.RR: lambda x, s: binary_outcomes.risk_to_d(
        binary_outcomes.rr_to_risk(x, s.required_base_rate()), s.required_base_rate()
    ),
    Measure.RD: lambda x, s: binary_outcomes.risk_to_d(
        binary_outcomes.rd_to_risk(x, s.required_base_rate()), s.required_base_rate()
    ),
}

_FROM_D: dict[Measure, _Step] = {
    Measure.D: lambda d, _: d,
    Measure.G: lambda d, s: continuous_outcomes.d_to_g(d, s.required_df()),
    Measure.R: lambda d, s: continuous_outcomes.d_to_r(d, s.share),
    Measure.BESD: lambda d, s: continuous_outcomes.d_to_r(d, s.share),
    Measure.CLES: lambda d, _: continuous_outcomes.d_to_cles(d),
    Measure.AUC: lambda d, _: continuous_outcomes.d_to_cles(d),
    Measure.SRD: lambda d, _: continuous_outcomes.auc_to_srd(continuous_outcomes.d_to_cles(d)),
    Measure.U3: lambda d, _: continuous_outcomes.d_to_u3(d),
    Measure.OR: lambda d, _: binary_outcomes.log_to_or(binary_outcomes.d_to_log_or(d)),
    Measure.LOG_OR: lambda d, _: binary_outcomes.d_to_log_or(d),
    Measure.RR: lambda d, s: binary_outcomes.risk_to_rr(
        binary_outcomes.d_to_risk(d, s.required_base_rate()), s.required_base_rate()
    ),
    Measure.RD: lambda d, s: (
        binary_outcomes.d_to_risk(d, s.required_base_rate()) - s.required_base_rate()
    ),
}

_TO_RISK: dict[Measure, _Step] = {
    Measure.OR: lambda x, s: binary_outcomes.or_to_risk(x, s.required_base_rate()),
    Measure.LOG_OR: lambda x, s: binary_outcomes.or_to_risk(
        binary_outcomes.log_to_or(x), s.required_base_rate()
    ),
    Measure.RR: lambda x, s: binary_outcomes.rr_to_risk(x, s.required_base_rate()),
    Measure.RD: lambda x, s: binary_outcomes.rd_to_risk(x, s.required_base_rate()),
}

_FROM_RISK: dict[Measure, _Step] = {
    Measure.OR: lambda p, s: binary_outcomes.risk_to_or(p, s.required_base_rate()),
    Measure.LOG_OR: lambda p, s: binary_outcomes.or_to_log(
        binary_outcomes.risk_to_or(p, s.required_base_rate())
    ),
    Measure.RR: lambda p, s: binary_outcomes.risk_to_rr(p, s.required_base_rate()),
    Measure.RD: lambda p, s: p - s.required_base_rate(),
}

_EVENTS: dict[tuple[Measure, Measure], _Step] = {
    (Measure.OR, Measure.LOG_OR): lambda x, _: binary_outcomes.or_to_log(x),
    (Measure.LOG_OR, Measure.OR): lambda x, _: binary_outcomes.log_to_or(x),
    (Measure.OR, Measure.RD): lambda x, s: binary_outcomes.or_to_rd(x, s.required_base_rate()),
    (Measure.RR, Measure.RD): lambda x, s: binary_outcomes.rr_to_rd(x, s.required_base_rate()),
}
