"""An axis that includes an interval and the null, with a few round ticks."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

from pprnet.effect_sizes.effect import Effect

_MOST_TICKS = 6
_MARGIN = 0.04
"""Share of the stretch left beyond an end, so that no end stop is an end of the axis."""
_ROUND = (1.0, 2.0, 2.5, 5.0)


@dataclass(frozen=True, slots=True)
class Axis:
    """A range of a scale; its ends, `first` and `last`, are ticks too."""

    ticks: tuple[float, ...]
    is_log: bool

    @property
    def first(self) -> float:
        """Return the left end."""
        return self.ticks[0]

    @property
    def last(self) -> float:
        """Return the right end."""
        return self.ticks[-1]

    def fraction(self, value: float) -> float:
        """Return the position of a value on the axis, 0 at the left end and 1 at the right.

        Args:
            value: on the scale of the measure; above 0 on a log axis.
        """
        first, last, at = (self._scaled(x) for x in (self.first, self.last, value))
        # Halved so that the two ends of the largest floats can be subtracted.
        return (at / 2 - first / 2) / (last / 2 - first / 2)

    def _scaled(self, value: float) -> float:
        """Return a value on the scale of the axis."""
        return log10(value) if self.is_log else value


def axis_for(effect: Effect) -> Axis:
    """Return an axis that includes the value, its interval and the null.

    Args:
        effect: with or without an interval; a ratio gets a log axis.
    """
    values = (effect.value, effect.null, *(effect.interval or ()))
    low, high = min(values), max(values)
    if effect.scale.is_ratio:
        return Axis(_log_ticks(low, high), is_log=True)
    minimum, maximum = effect.scale.minimum, effect.scale.maximum
    margin = _MARGIN * (high - low) if isfinite(high - low) else 0.0
    low = low if low == effect.null else max(low - margin, minimum)
    high = high if high == effect.null else min(high + margin, maximum)
    return Axis(_ticks(low, high), is_log=False)


def _ticks(low: float, high: float) -> tuple[float, ...]:
    """Return multiples of the smallest round step that makes few enough of them."""
    step = _least_step(low, high)
    first, last = floor(low / step), ceil(high / step)
    first, last = (first - 1, last + 1) if first == last else (first, last)
    # Twelve digits: 3 * 0.1 is 0.30000000000000004, and the tick is .3.
    ticks = tuple(float(f"{at * step:.12g}") for at in range(first, last + 1))
    return ticks if all(map(isfinite, ticks)) else (low, high)


def _least_step(low: float, high: float) -> float:
    """Return the smallest round step with which the ticks are few enough."""
    span = max(high / (_MOST_TICKS - 1) - low / (_MOST_TICKS - 1), abs(high) * 1e-9, 1e-300)
    power = 10.0 ** floor(log10(span))
    for step in (*(power * round_ for round_ in _ROUND), power * 10.0, power * 20.0):
        if ceil(high / step) - floor(low / step) < _MOST_TICKS:
            return step
    return power * 20.0


def _log_ticks(low: float, high: float) -> tuple[float, ...]:
    """Return round ticks of a log axis, or powers of ten where the range is long."""
    for steps in ((1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0), (1.0, 2.0, 5.0), (1.0,)):
        ticks = _series(low, high, steps)
        if len(ticks) <= _MOST_TICKS:
            return ticks
    return _powers(low, high)


def _series(low: float, high: float, steps: tuple[float, ...]) -> tuple[float, ...]:
    """Return steps times powers of ten, from at or below `low` to at or above `high`."""
    powers = range(floor(log10(low)) - 1, ceil(log10(high)) + 2)
    found = [float(f"{step:g}e{power}") for power in powers for step in steps]
    first = max((x for x in found if x < low), default=low)
    last = min((x for x in found if x > high), default=high)
    return tuple(x for x in found if first <= x <= last and x > 0.0 and isfinite(x))


def _powers(low: float, high: float) -> tuple[float, ...]:
    """Return powers of ten so far apart that they are few, among them 1, the null."""
    first, last = floor(log10(low)), ceil(log10(high))
    stride = 1
    while ceil(last / stride) - floor(first / stride) >= _MOST_TICKS:
        stride += 1
    exponents = range(floor(first / stride) * stride, ceil(last / stride) * stride + 1, stride)
    ticks = tuple(float(f"1e{at}") for at in exponents)
    return ticks if ticks[0] > 0.0 and isfinite(ticks[-1]) else (low, high)
