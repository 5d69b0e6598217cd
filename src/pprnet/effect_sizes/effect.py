"""An effect: a measure, its value and, where one was stated, its interval."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pprnet.effect_sizes import checks
from pprnet.effect_sizes.effect_measures import SCALES, Measure, Scale
from pprnet.errors import EffectError
from pprnet.records import EffectSize

_NAMES = {measure.value: measure for measure in Measure} | {"SMD": Measure.D}


@dataclass(frozen=True, slots=True)
class Effect:
    """A possible effect: every number is within the limits of its measure.

    The interval is two-sided. A number that its measure excludes, one end without the other, and a
    value outside its interval raise an `EffectError`.
    """

    measure: Measure
    value: float
    low: float | None = None
    """Lower end of the interval, same scale as the value; `None` where none was stated."""
    high: float | None = None
    level: float | None = None
    """Level of the interval in percent, such as 95; `None` where it was not stated."""

    def __post_init__(self) -> None:
        for value in (self.value, *(self.interval or ())):
            checks.require_possible_value(self.measure, value)
        if (self.low is None) is not (self.high is None):
            raise EffectError(f"{self.measure}: expected both ends of the interval, or neither")
        if self.interval and not self.interval[0] <= self.value <= self.interval[1]:
            ends = f"{self.low:g} to {self.high:g}"
            raise EffectError(f"{self.measure}: expected {self.value:g} within its interval {ends}")
        if self.level is not None:
            checks.require_between(self.level, "level of the interval in percent", 0.0, 100.0)

    @property
    def interval(self) -> tuple[float, float] | None:
        """Return both ends, lower first, or `None` where no interval was stated."""
        if self.low is None or self.high is None:
            return None
        return self.low, self.high

    @property
    def scale(self) -> Scale:
        """Return the limits and the null of the measure."""
        return SCALES[self.measure]

    @property
    def null(self) -> float:
        """Return the value at which both groups are equal, such as 0 for d and 1 for OR."""
        return self.scale.null

    def transform(self, measure: Measure, formula: Callable[[float], float]) -> Effect:
        """Return the effect in another measure, its value and both ends put through one formula.

        A monotone formula keeps the coverage of an interval. Where it decreases, the ends change
        places.

        Args:
            measure: the measure of the result.
            formula: monotone over the range of the values.

        Raises:
            EffectError: A result is not possible in the measure.
        """
        value = formula(self.value)
        if self.interval is None:
            return Effect(measure, value)
        # The value is in among the ends so that a last-digit rounding cannot leave it outside.
        ends = (value, *map(formula, self.interval))
        return Effect(measure, value, min(ends), max(ends), self.level)

    def invert(self) -> Effect:
        """Return the effect with the groups exchanged.

        That is 1/x of a ratio, 1 - x of a probability and -x of any other measure.
        """
        if self.scale.is_ratio:
            return self.transform(self.measure, lambda x: 1.0 / x)
        return self.transform(self.measure, lambda x: 2.0 * self.null - x)


def effect_of(stated: EffectSize) -> Effect:
    """Return an effect that a text states, in the form that can be converted.

    An SMD counts as a d. An interval of which only one end was stated is left out, with its level.

    Args:
        stated: as extraction reads it.

    Raises:
        EffectError: The measure is none of `Measure`, or a number is impossible in it.
    """
    measure = _NAMES.get(stated.measure)
    if measure is None:
        raise EffectError(
            f"{stated.measure}: expected one of {', '.join(_NAMES)}; other measures cannot "
            "be put in plain words"
        )
    whole = stated.low is not None and stated.high is not None
    low, high, level = (stated.low, stated.high, stated.level) if whole else (None, None, None)
    return Effect(measure, stated.value, low, high, level)
