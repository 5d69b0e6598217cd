"""What a number must be before it is reckoned with; otherwise an error says what was expected."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite

from pprnet.effects.measures import SCALES, Measure
from pprnet.errors import EffectError


def number(value: float, name: str) -> float:
    """Give a number back if it is finite."""
    if not isfinite(value):
        raise EffectError(f"{name}: expected a finite number, got {value}")
    return value


def inside(value: float, name: str, least: float, most: float) -> float:
    """Give a number back if it lies strictly between two bounds."""
    if not least < number(value, name) < most:
        raise EffectError(f"{name}: expected between {least:g} and {most:g}, got {value:g}")
    return value


def above(value: float, name: str, least: float) -> float:
    """Give a number back if it is greater than a bound."""
    if number(value, name) <= least:
        raise EffectError(f"{name}: expected above {least:g}, got {value:g}")
    return value


def rate(value: float, name: str = "base rate") -> float:
    """Give a rate back if it is a share of people: some, but not all."""
    return inside(value, name, 0.0, 1.0)


def value_of(measure: Measure, value: float) -> float:
    """Give a value back if the measure can hold it."""
    scale = SCALES[measure]
    if scale.is_ratio:
        return above(value, measure, 0.0)
    if not scale.least <= number(value, measure) <= scale.most:
        expected = f"expected from {scale.least:g} to {scale.most:g}"
        raise EffectError(f"{measure}: {expected}, got {value:g}")
    return value


def without_overflow(formula: Callable[[], float], name: str) -> float:
    """Work a formula out, or say that its result is too large for any use."""
    try:
        return formula()
    except OverflowError as error:
        raise EffectError(f"{name}: expected an effect of a size that studies find") from error
