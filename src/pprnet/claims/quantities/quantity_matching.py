"""Compare a claimed quantity with one that a source states."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from pprnet.claims.quantities.matching.tolerances import (
    is_equal,
    is_near,
    is_rounded,
    may_be_rounded,
)
from pprnet.claims.quantities.matching.units_compared import (
    are_comparable,
    days_per_unit,
    is_proportion,
)
from pprnet.claims.quantities.quantity_values import Precision, Quantity, QuantityUnit

_OPPOSITE = frozenset({Precision.MORE, Precision.LESS})
_OF_A_FRACTION = 9  # decimals
_CALENDAR_PART = 0.01
_SIGNED = frozenset(
    {QuantityUnit.EFFECT, QuantityUnit.PLAIN, QuantityUnit.BOUND, QuantityUnit.POINTS}
)


class ValueMatch(StrEnum):
    """How a claimed value agrees with a stated one."""

    SAME = "same"
    ROUNDED = "rounded"
    """The stated value with fewer decimals."""
    CLOSE = "close"
    """Within what its words allow: "about a third", "over 900", p < .05."""
    SAME_MAGNITUDE = "same-magnitude"
    """The same or rounded, but of the other sign: -0.5 and "0.5 lower"."""
    OTHER = "other"

    @property
    def is_agreement(self) -> bool:
        """Return whether the stated value supports the claimed one, its sign apart."""
        return self is not ValueMatch.OTHER


def quantity_match(claimed: Quantity, stated: Quantity) -> ValueMatch:
    """Return how a claimed quantity agrees with a stated one.

    Args:
        claimed: a quantity of a text.
        stated: a quantity of its source.
    """
    if shares := _as_shares(claimed, stated):
        return _values_match(*shares)
    if not are_comparable(claimed, stated) or _contradict(claimed, stated):
        return ValueMatch.OTHER
    left, right = days_per_unit(claimed), days_per_unit(stated)
    if left and right and left != right:
        return _times_match(claimed, stated, left, right)
    return _values_match(claimed, stated)


def _contradict(claimed: Quantity, stated: Quantity) -> bool:
    """Return whether one is said to be above and the other below: p > .05 and p < .05."""
    return {claimed.precision, stated.precision} == _OPPOSITE


def _as_shares(claimed: Quantity, stated: Quantity) -> tuple[Quantity, Quantity] | None:
    """Return both in per cent where one is printed as a part of 1: "29%" and ".29"."""
    if claimed.unit is QuantityUnit.PERCENT and is_proportion(stated):
        return claimed, _in_percent(stated)
    if stated.unit is QuantityUnit.PERCENT and is_proportion(claimed):
        return _in_percent(claimed), stated
    return None


def _in_percent(quantity: Quantity) -> Quantity:
    return _scaled(quantity, 100.0, max(0, quantity.decimals - 2))


def _scaled(quantity: Quantity, factor: float, decimals: int) -> Quantity:
    return Quantity(
        quantity.start,
        quantity.end,
        quantity.low * factor,
        quantity.high * factor,
        QuantityUnit.PERCENT,
        quantity.precision,
        decimals,
    )


def _times_match(claimed: Quantity, stated: Quantity, left: float, right: float) -> ValueMatch:
    """Return how two durations of different units agree: a year is 12 months, about 52 weeks."""
    ends = ((claimed.low * left, stated.low * right), (claimed.high * left, stated.high * right))
    if all(is_equal(mine, other) for mine, other in ends):
        return ValueMatch.SAME
    near = all(abs(mine - other) <= _CALENDAR_PART * other for mine, other in ends)
    return ValueMatch.CLOSE if near else ValueMatch.OTHER


def _values_match(claimed: Quantity, stated: Quantity) -> ValueMatch:
    if claimed.low == claimed.high and stated.low != stated.high:
        return _best(_single_match(claimed, stated, end) for end in (stated.low, stated.high))
    if claimed.low == claimed.high:
        return _single_match(claimed, stated, stated.low)
    return _range_match(claimed, stated)


def _best(found: Iterable[ValueMatch]) -> ValueMatch:
    return min(found, key=list(ValueMatch).index)


def _single_match(claimed: Quantity, stated: Quantity, value: float) -> ValueMatch:
    exact = _exact_match(claimed, stated, claimed.low, value)
    if exact is not ValueMatch.OTHER:
        return exact
    if is_near(claimed, value):
        return ValueMatch.CLOSE
    if claimed.unit in _SIGNED and claimed.low * value < 0:
        turned = _exact_match(claimed, stated, -claimed.low, value)
        return ValueMatch.OTHER if turned is ValueMatch.OTHER else ValueMatch.SAME_MAGNITUDE
    return ValueMatch.OTHER


def _exact_match(claimed: Quantity, stated: Quantity, mine: float, other: float) -> ValueMatch:
    if is_equal(mine, other):
        return ValueMatch.SAME
    # A fraction or odds in the source, two thirds, has more decimals than are printed.
    is_exact = is_equal(other, round(other, stated.decimals))
    digits = stated.decimals if is_exact else _OF_A_FRACTION
    rounded = is_rounded(mine, other, claimed.decimals, digits)
    if rounded and may_be_rounded(claimed):
        return ValueMatch.ROUNDED
    return ValueMatch.OTHER


def _range_match(claimed: Quantity, stated: Quantity) -> ValueMatch:
    """Return how two ranges agree, by the end that agrees least."""
    if stated.low == stated.high:
        return ValueMatch.OTHER
    straight = (
        _exact_match(claimed, stated, claimed.low, stated.low),
        _exact_match(claimed, stated, claimed.high, stated.high),
    )
    if ValueMatch.OTHER not in straight:
        return max(straight, key=list(ValueMatch).index)
    turned = (
        _exact_match(claimed, stated, -claimed.high, stated.low),
        _exact_match(claimed, stated, -claimed.low, stated.high),
    )
    if claimed.unit in _SIGNED and ValueMatch.OTHER not in turned:
        return ValueMatch.SAME_MAGNITUDE
    return ValueMatch.OTHER
