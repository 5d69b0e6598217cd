"""Numbers needed to treat, after Altman (1998): benefit and harm meet at infinity, not at 0."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isnan

from pprnet.effect_sizes.conversions.measure_conversion import convert_effect
from pprnet.effect_sizes.effect import Effect
from pprnet.effect_sizes.effect_measures import Measure
from pprnet.errors import EffectError


@dataclass(frozen=True, slots=True)
class NumberNeeded:
    """How many people are treated for one more to benefit (positive) or be harmed (negative).

    Infinite where the rates are equal. None lies between -1 and 1.
    """

    value: float
    worst_bound: float | None = None
    """At the end of the interval that is worst for the treatment."""
    best_bound: float | None = None
    level: float | None = None
    """Level of the interval in percent."""

    def __post_init__(self) -> None:
        given = (
            self.value,
            *(end for end in (self.worst_bound, self.best_bound) if end is not None),
        )
        for number in given:
            if isnan(number) or abs(number) < 1.0:
                raise EffectError(f"NNT: expected 1 or more, or -1 or less, got {number:g}")

    @property
    def includes_infinity(self) -> bool:
        """Tell whether the interval goes from harm through infinity to benefit."""
        if self.worst_bound is None or self.best_bound is None:
            return False
        return self.worst_bound < 0.0 < self.best_bound


def number_needed(
    effect: Effect, *, wanted: bool, base_rate: float | None = None, share: float = 0.5
) -> NumberNeeded:
    """Give the number needed to treat: 1 / RD (Laupacis et al., 1988; Altman, 1998).

    `wanted` says whether the event is one that people want (recovery) or not (relapse). From
    d, RD is reached with the base rate as Furukawa and Leucht (2011) do; Kraemer and Kupfer's
    (2006) number, which needs none, is 1 over the measure SRD.
    """
    difference = convert_effect(effect, Measure.RD, base_rate=base_rate, share=share)
    gain = difference if wanted else difference.invert()
    if gain.interval is None:
        return NumberNeeded(_inverse(gain.value))
    worst, best = gain.interval
    # An end at 0 is the far end of the side on which the rest of the interval lies.
    worst_bound, best_bound = _inverse(worst), (-inf if best == 0.0 > worst else _inverse(best))
    return NumberNeeded(_inverse(gain.value), worst_bound, best_bound, gain.level)


def risk_difference_of(needed: NumberNeeded) -> Effect:
    """Give the risk difference in favour of treatment: 1 / NNT (Altman, 1998)."""
    if needed.worst_bound is None or needed.best_bound is None:
        return Effect(Measure.RD, 1.0 / needed.value)
    ends = 1.0 / needed.worst_bound, 1.0 / needed.best_bound
    return Effect(Measure.RD, 1.0 / needed.value, *ends, needed.level)


def _inverse(difference: float) -> float:
    return 1.0 / difference if difference else inf
