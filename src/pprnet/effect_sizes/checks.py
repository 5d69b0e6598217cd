"""What a number must be before it is reckoned with; otherwise an error says what was expected."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite

from pprnet.effect_sizes.effect_measures import SCALES, Measure
from pprnet.errors import EffectError


def require_finite(value: float, name: str) -> float:
    """Give a number back if it is finite."""
    if not isfinite(value):
        raise EffectError(f"{name}: expected a finite number, got {value}")
    return value


def require_between(value: float, name: str, lower: float, upper: float) -> float:
    """Give a number back if it lies strictly between two bounds."""
    if not lower < require_finite(value, name) < upper:
        raise EffectError(f"{name}: expected between {lower:g} and {upper:g}, got {value:g}")
    return value


def require_above(value: float, name: str, lower: float) -> float:
    """Give a number back if it is greater than a bound."""
    if require_finite(value, name) <= lower:
        raise EffectError(f"{name}: expected above {lower:g}, got {value:g}")
    return value


def require_rate(value: float, name: str = "base rate") -> float:
    """Give a rate back if it is a share of people: some, but not all."""
    return require_between(value, name, 0.0, 1.0)


def require_possible_value(measure: Measure, value: float) -> float:
    """Give a value back if the measure can hold it."""
    scale = SCALES[measure]
    if scale.is_ratio:
        return require_above(value, measure, 0.0)
    if not scale.minimum <= require_finite(value, measure) <= scale.maximum:
        expected = f"expected from {scale.minimum:g} to {scale.maximum:g}"
        raise EffectError(f"{measure}: {expected}, got {value:g}")
    return value


def refuse_overflow(formula: Callable[[], float], name: str) -> float:
    """Work a formula out, or say that its result is too large for any use."""
    try:
        return formula()
    except OverflowError as error:
        raise EffectError(f"{name}: expected an effect of a size that studies find") from error
