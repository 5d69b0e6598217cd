"""How far a value may be from a stated one, by the words and the roundness it is printed with."""

from __future__ import annotations

from pprnet.claims.quantities.quantity_values import Precision, Quantity, QuantityUnit

_TINY = 1e-9
_HALF = 50.0
_SHARE_PART = 0.1
_SHARE_LIMIT, _HALF_LIMIT = 2.7, 4.0
_ABOUT_A_SHARE = 1.0
_COUNT_PART, _WORDED_PART = 0.05, 0.1
_NOT_WITHOUT_DECIMALS = frozenset(
    {QuantityUnit.EFFECT, QuantityUnit.PROBABILITY, QuantityUnit.BOUND}
)
_MAX_STEP = 10**9


def is_equal(left: float, right: float) -> bool:
    """Return whether two values are the same as printed.

    Args:
        left: a value.
        right: another one.
    """
    return abs(left - right) <= _TINY * max(1.0, abs(left), abs(right))


def is_rounded(claimed: float, stated: float, decimals: int, stated_decimals: int) -> bool:
    """Return whether a value is a stated one with fewer decimals; a 5 may go either way.

    Args:
        claimed: the value with fewer decimals.
        stated: the value that may have been rounded.
        decimals: digits after the point of the first.
        stated_decimals: digits after the point of the second.
    """
    if decimals >= stated_decimals:
        return False
    return abs(claimed - stated) <= 0.5 * 10.0**-decimals + _TINY * max(1.0, abs(stated))


def may_be_rounded(claimed: Quantity) -> bool:
    """Return whether a quantity may have lost its decimals; effects keep one.

    Args:
        claimed: the quantity of a text.
    """
    return claimed.decimals > 0 or claimed.unit not in _NOT_WITHOUT_DECIMALS


def is_near(claimed: Quantity, stated: float) -> bool:
    """Return whether words such as "about", "over" or "a third" allow a stated value.

    Args:
        claimed: the quantity of a text, no range.
        stated: the value of the source.
    """
    value = claimed.low
    if claimed.unit is QuantityUnit.PROBABILITY:
        return claimed.precision is Precision.LESS and 0 <= stated < value
    if claimed.precision is Precision.MORE:
        return value < stated < value + _step(claimed)
    if claimed.precision is Precision.LESS:
        return value - _step(claimed) < stated < value
    if claimed.precision is Precision.ABOUT or _is_fraction(claimed):
        return abs(value - stated) <= _width(claimed) + _TINY * max(1.0, abs(value))
    return False


def _is_fraction(claimed: Quantity) -> bool:
    """Return whether a share is one of those in words: "a third", "one in five"."""
    return claimed.unit is QuantityUnit.PERCENT and claimed.is_worded and not claimed.decimals


def _width(claimed: Quantity) -> float:
    """Return how far from a value "about" reaches."""
    value = abs(claimed.low)
    if _is_fraction(claimed):
        limit = _HALF_LIMIT if is_equal(value, _HALF) else _SHARE_LIMIT
        if claimed.precision is Precision.ABOUT:
            limit += _ABOUT_A_SHARE
        return min(_SHARE_PART * value, _SHARE_PART * abs(100 - value), limit)
    if claimed.decimals:
        return 0.5 * 10.0**-claimed.decimals
    step = roundness(value)
    if claimed.unit is QuantityUnit.PERCENT:
        return {1: 0.6, 2: 0.6, 5: 2.0}.get(step, 2.5)
    if claimed.is_worded and step >= 10:  # noqa: PLR2004
        return _WORDED_PART * value
    return min(_COUNT_PART * value, step / 2) if step > 1 else 0.0


def _step(claimed: Quantity) -> float:
    """Return how far "over" and "under" reach: to the next value that is as round."""
    value = abs(claimed.low)
    if claimed.decimals and not claimed.is_worded:
        return 10.0**-claimed.decimals
    if _is_fraction(claimed):
        return 10.0 if is_equal(value, _HALF) else 7.0
    if claimed.unit is QuantityUnit.PERCENT:
        return {1: 1.0, 2: 1.0, 5: 5.0}.get(roundness(value), 10.0)
    return float(roundness(value))


def roundness(value: float) -> int:
    """Return the largest 1, 5, 10, 50, 100 ... that divides a whole number, 1 for others.

    Args:
        value: a value of at least 0.
    """
    if value != int(value) or value == 0 or value > _MAX_STEP:
        return 1
    step = 1
    while value % (step * 10) == 0:
        step *= 10
    return step * 5 if step * 5 < value and value % (step * 5) == 0 else step
