"""Stated quantities by their values, so that a claimed one is compared with those near to it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from pprnet.claims.quantities.matching.units_compared import days_per_unit
from pprnet.claims.quantities.quantity_values import Precision, Quantity, QuantityUnit

_PART = 0.11
_ROUNDED, _FRACTION = 0.51, 4.1
_OPEN = frozenset({Precision.MORE, Precision.LESS})


class ValueIndex:
    """The values of stated quantities in order, as printed, in per cent and in days."""

    __slots__ = ("_places", "_values")

    def __init__(self, stated: Sequence[Quantity]) -> None:
        pairs = sorted(
            (value, place) for place, each in enumerate(stated) for value in _values_of(each)
        )
        self._values = [value for value, _ in pairs]
        self._places = [place for _, place in pairs]

    def near(self, claimed: Quantity) -> list[int]:
        """Return the places of the quantities that may agree with a claimed one, in order.

        Args:
            claimed: a quantity of a text.
        """
        found: set[int] = set()
        for value in _values_of(claimed):
            width = _width(claimed, value)
            first = bisect_left(self._values, value - width)
            found.update(self._places[first : bisect_right(self._values, value + width)])
        return sorted(found)


def _values_of(quantity: Quantity) -> set[float]:
    ends = {abs(quantity.low), abs(quantity.high)}
    if quantity.unit is not QuantityUnit.PERCENT:
        ends |= {end * 100 for end in ends if end < 1}
    if days := days_per_unit(quantity):
        ends |= {end * days for end in ends}
    return ends


def _width(claimed: Quantity, value: float) -> float:
    """Return how far a stated value can be from a claimed one that it agrees with, at most."""
    if claimed.precision in _OPEN or claimed.unit is QuantityUnit.PROBABILITY:
        return max(value, 10.0 if claimed.is_worded else 1.0)
    is_loose = claimed.is_worded or claimed.precision is Precision.ABOUT
    if is_loose and claimed.unit is QuantityUnit.PERCENT:
        return max(_PART * value, _FRACTION)
    return max(_PART * value, _ROUNDED)
