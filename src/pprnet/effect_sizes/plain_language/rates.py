"""An effect as people: how many of a hundred, with and without the intervention.

Nothing is counted without a base rate.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import floor

from pprnet.effect_sizes import checks
from pprnet.effect_sizes.conversions.binary_outcomes import d_to_risk
from pprnet.effect_sizes.conversions.continuous_outcomes import r_to_concordance
from pprnet.effect_sizes.conversions.measure_conversion import convert_effect, population_d
from pprnet.effect_sizes.effect import Effect
from pprnet.effect_sizes.effect_measures import Measure
from pprnet.effect_sizes.plain_language.effect_descriptions import (
    Association,
    Comparison,
    Direction,
    EffectDescription,
)
from pprnet.errors import EffectError


class RateMethod(StrEnum):
    """How a rate was computed, for the caption that shows the computation."""

    NORMAL = "normal"
    """Phi(Phi^-1(base) + d), Furukawa and Leucht (2011)."""
    EVENT = "event"
    """From OR, RR or RD and the base rate, exactly."""
    MEDIAN = "median"
    """1/2 + arcsin(r)/pi, Dunlap (1994): half of all people are above a median."""


@dataclass(frozen=True, slots=True)
class Rates:
    """The share of people, 0-1, who have the event without (`base`) and with the intervention."""

    base: float
    treated: float
    low: float | None
    """Lower end for `treated`; the base rate is taken as known."""
    high: float | None
    level: float | None
    method: RateMethod
    effect: Effect
    """The effect that they were computed from, with its sign set for the event."""

    @property
    def is_equal_without_interval(self) -> bool:
        """Return whether both shares are equal and no interval says how precise that is."""
        return self.base == self.treated and self.low is None


@dataclass(frozen=True, slots=True)
class Counts:
    """The rates as people out of a denominator, rounded."""

    denominator: int
    base: int
    treated: int
    low: int | None
    high: int | None


_EVENTS = frozenset({Measure.OR, Measure.LOG_OR, Measure.RR, Measure.RD})


def rates_of(
    effect: Effect, description: EffectDescription, base_rate: float | None = None
) -> Rates | None:
    """Return the rates behind an effect, or `None` where there is no base rate to count from.

    An association needs no base rate: half of all people are above the median of the outcome.

    Args:
        effect: with or without an interval.
        description: for a comparison, with the event.
        base_rate: share of controls who have the event, 0-1.

    Raises:
        EffectError: The base rate is impossible, the direction of the event is missing or
            contradicts the measure, or the measure cannot be converted.

    Source:
        Named at each `RateMethod`.
    """
    if isinstance(description, Association):
        return _rates_of_association(effect, description)
    if base_rate is None or not description.event.strip():
        return None
    if effect.measure in _EVENTS:
        return _rates_of_event(effect, description, checks.require_rate(base_rate))
    return _rates_of_score(effect, description, checks.require_rate(base_rate))


def _rates_of_event(effect: Effect, description: Comparison, base: float) -> Rates:
    """Return the rates behind a measure of an event."""
    if description.event_direction is Direction.LESS:
        raise EffectError(
            f"{effect.measure}: expected it to be of the event; above the null is more"
        )
    difference = convert_effect(effect, Measure.RD, base_rate=base)
    ends = [base + end for end in difference.interval or ()]
    return _rates(base, base + difference.value, ends, RateMethod.EVENT, effect)


def _rates_of_score(effect: Effect, description: Comparison, base: float) -> Rates:
    """Return the rates behind a measure of a continuous score."""
    if description.event_direction is None:
        raise EffectError(
            f"{effect.measure}: expected `event_direction`, whether a value above the null means"
            f" more people who {description.event.strip()}, or fewer"
        )
    d = population_d(effect)
    d = d.invert() if description.event_direction is Direction.LESS else d
    ends = [d_to_risk(end, base) for end in d.interval or ()]
    return _rates(base, d_to_risk(d.value, base), ends, RateMethod.NORMAL, d)


def _rates_of_association(effect: Effect, description: Association) -> Rates | None:
    """Return the shares above the median behind a correlation, `None` for another measure."""
    if effect.measure is not Measure.R:
        return None
    r = effect.invert() if description.direction is Direction.LESS else effect
    ends = [r_to_concordance(end) for end in r.interval or ()]
    return _rates(0.5, r_to_concordance(r.value), ends, RateMethod.MEDIAN, r)


def _rates(
    base: float, treated: float, ends: list[float], method: RateMethod, effect: Effect
) -> Rates:
    # A sum of floats may leave 0 to 1 by its last digit.
    """Return rates within 0-1."""
    treated, *ends = (min(max(share, 0.0), 1.0) for share in (treated, *ends))
    low, high = (min(ends[0], treated), max(ends[1], treated)) if ends else (None, None)
    return Rates(base, treated, low, high, effect.level, method, effect)


def counts_of(rates: Rates, denominator: int | None = None) -> Counts | None:
    """Return whole people of 100, or of 1,000 or 10,000 where 100 would hide the difference.

    Args:
        rates: shares of people, 0-1.
        denominator: number of people to count; with `None` the smallest that shows a difference.

    Returns:
        `None` where even 10,000 show no difference, or where both rates are equal without an
        interval: equal numbers would read as no difference, which nobody has shown.
    """
    if denominator is not None:
        return _counts(rates, denominator)
    if rates.is_equal_without_interval:
        return None
    for people in (100, 1000, 10_000):
        counts = _counts(rates, people)
        shows = counts.base != counts.treated or rates.base == rates.treated
        if shows and min(counts.base, counts.treated) > 1:
            return counts
    return counts if counts.base != counts.treated else None


def _counts(rates: Rates, denominator: int) -> Counts:
    """Return rates as whole people."""
    low = None if rates.low is None else _round_half_up(rates.low * denominator)
    high = None if rates.high is None else _round_half_up(rates.high * denominator)
    return Counts(
        denominator,
        _round_half_up(rates.base * denominator),
        _round_half_up(rates.treated * denominator),
        low,
        high,
    )


def _round_half_up(number: float) -> int:
    """Return a number rounded, halves up, as readers do, whatever the last digit of a float is."""
    return floor(round(number, 9) + 0.5)
