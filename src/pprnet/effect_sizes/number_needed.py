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

    Infinite where the rates are equal. Never between -1 and 1: such a number raises an
    `EffectError`.
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
        """Return whether the interval goes from harm through infinity to benefit."""
        if self.worst_bound is None or self.best_bound is None:
            return False
        return self.worst_bound < 0.0 < self.best_bound


def number_needed(
    effect: Effect, *, wanted: bool, base_rate: float | None = None, share: float = 0.5
) -> NumberNeeded:
    """Return the number needed to treat: 1 / RD.

    From d, RD is computed with the base rate. Kraemer and Kupfer's (2006) number, which needs no
    base rate, is 1 over the measure SRD.

    Args:
        effect: in a measure that can be converted to RD.
        wanted: whether people want the event (recovery) or not (relapse).
        base_rate: share of controls who have the event, 0-1; not needed for an RD.
        share: share of people in one group, 0-1, for an effect in r.

    Raises:
        EffectError: The measure cannot be converted, or the base rate is missing or impossible.

    Source:
        Laupacis et al. (1988); Altman (1998), for the interval; Furukawa and Leucht (2011), from d.
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
    """Return the risk difference in favour of treatment: 1 / NNT.

    Args:
        needed: with or without an interval.

    Returns:
        An effect in RD, -1 to 1, positive where treatment is better.

    Source:
        Altman (1998).
    """
    if needed.worst_bound is None or needed.best_bound is None:
        return Effect(Measure.RD, 1.0 / needed.value)
    ends = 1.0 / needed.worst_bound, 1.0 / needed.best_bound
    return Effect(Measure.RD, 1.0 / needed.value, *ends, needed.level)


def _inverse(difference: float) -> float:
    """Return 1 over a risk difference, infinity for a difference of 0."""
    return 1.0 / difference if difference else inf
