"""What an interval allows one to say: nothing settled, a difference, or none that matters.

"No evidence of an effect" (the interval reaches the null) and "evidence of no effect" (the
interval lies within a stated smallest worthwhile difference) are two findings, never one
(Altman & Bland, 1995; Schuirmann, 1987).
"""

from __future__ import annotations

from enum import StrEnum
from math import log

from pprnet.effect_sizes import checks
from pprnet.effect_sizes.effect import Effect
from pprnet.effect_sizes.magnitudes import distance_from_null


class Finding(StrEnum):
    """What an effect with its interval says of a difference."""

    POINT = "point"
    """A difference; how precise it is is unknown, for want of an interval."""
    CLEAR = "clear"
    """A difference: the interval lies on one side of the null."""
    OPEN = "open"
    """Not settled: the interval reaches the null, so that there may be one or none."""
    NEGLIGIBLE = "negligible"
    """None that matters: the whole interval is nearer to the null than what would matter."""


def finding_of(effect: Effect, smallest_difference: float | None = None) -> Finding:
    """Tell what an effect says.

    `smallest_difference` is the smallest difference that matters, as a distance from the null, or
    as a ratio above 1; the null of a ratio is 1, so that it is bounded by `smallest_difference`
    and by 1/`smallest_difference`.
    """
    if smallest_difference is not None:
        checks.require_above(
            smallest_difference, "smallest worthwhile difference", 1.0 if _is_ratio(effect) else 0.0
        )
    if effect.interval is None:
        return Finding.OPEN if effect.value == effect.null else Finding.POINT
    if smallest_difference is not None and _reach(effect) < (
        log(smallest_difference) if _is_ratio(effect) else smallest_difference
    ):
        return Finding.NEGLIGIBLE
    low, high = effect.interval
    return Finding.OPEN if low <= effect.null <= high else Finding.CLEAR


def _is_ratio(effect: Effect) -> bool:
    return effect.scale.is_ratio


def _reach(effect: Effect) -> float:
    """Give the distance from the null to the farther end of the interval."""
    return max(distance_from_null(effect, end) for end in effect.interval or (effect.value,))
