"""Checks of numbers before they are used in a formula; the error says what was expected."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite

from pprnet.effect_sizes.effect_measures import SCALES, Measure
from pprnet.errors import EffectError


def require_finite(value: float, name: str) -> float:
    """Return a number if it is finite.

    Args:
        value: any number.
        name: what it is called in the message of the error.

    Raises:
        EffectError: It is infinite or not a number.
    """
    if not isfinite(value):
        raise EffectError(f"{name}: expected a finite number, got {value}")
    return value


def require_between(value: float, name: str, lower: float, upper: float) -> float:
    """Return a number if it is strictly between two bounds.

    Args:
        value: any number.
        name: what it is called in the message of the error.
        lower: bound that is itself refused.
        upper: bound that is itself refused.

    Raises:
        EffectError: It is a bound, outside the bounds, or not finite.
    """
    if not lower < require_finite(value, name) < upper:
        raise EffectError(f"{name}: expected between {lower:g} and {upper:g}, got {value:g}")
    return value


def require_above(value: float, name: str, lower: float) -> float:
    """Return a number if it is greater than a bound.

    Args:
        value: any number.
        name: what it is called in the message of the error.
        lower: bound that is itself refused.

    Raises:
        EffectError: It is the bound, below it, or not finite.
    """
    if require_finite(value, name) <= lower:
        raise EffectError(f"{name}: expected above {lower:g}, got {value:g}")
    return value


def require_rate(value: float, name: str = "base rate") -> float:
    """Return a rate if it is a share of people, 0-1, that is neither none nor all.

    Args:
        value: a share, 0-1.
        name: what it is called in the message of the error.

    Raises:
        EffectError: It is not strictly between 0 and 1.
    """
    return require_between(value, name, 0.0, 1.0)


def require_possible_value(measure: Measure, value: float) -> float:
    """Return a value if it is possible in a measure.

    Args:
        measure: whose limits hold.
        value: on the scale of the measure.

    Raises:
        EffectError: It is outside the limits of the measure in `SCALES`.
    """
    scale = SCALES[measure]
    if scale.is_ratio:
        return require_above(value, measure, 0.0)
    if not scale.minimum <= require_finite(value, measure) <= scale.maximum:
        expected = f"expected from {scale.minimum:g} to {scale.maximum:g}"
        raise EffectError(f"{measure}: {expected}, got {value:g}")
    return value


def refuse_overflow(formula: Callable[[], float], name: str) -> float:
    """Return the result of a formula.

    Args:
        formula: the computation.
        name: what its input is called in the message of the error.

    Raises:
        EffectError: The result is too large for a float.
    """
    try:
        return formula()
    except OverflowError as error:
        raise EffectError(f"{name}: expected an effect of a size that studies find") from error
