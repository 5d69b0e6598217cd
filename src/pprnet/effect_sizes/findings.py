"""What an interval allows one to conclude: open, a difference, or none that matters.

"No evidence of an effect" (the interval includes the null) and "evidence of no effect" (the
interval lies within a stated smallest worthwhile difference) are two findings, never one (Altman &
Bland, 1995; Schuirmann, 1987).
"""

from __future__ import annotations

from enum import StrEnum
from math import log

from pprnet.effect_sizes import checks
from pprnet.effect_sizes.effect import Effect
from pprnet.effect_sizes.magnitudes import distance_from_null


class Finding(StrEnum):
    """What an effect and its interval allow one to conclude."""

    POINT = "point"
    """A difference; how precise it is is unknown, for want of an interval."""
    CLEAR = "clear"
    """A difference: the interval lies on one side of the null."""
    OPEN = "open"
    """Not settled: the interval reaches the null, so that there may be one or none."""
    NEGLIGIBLE = "negligible"
    """None that matters: both ends are nearer to the null than the smallest difference."""


def finding_of(effect: Effect, smallest_difference: float | None = None) -> Finding:
    """Return what an effect and its interval allow one to conclude.

    Args:
        effect: with or without an interval.
        smallest_difference: the smallest difference that matters, on the scale of the effect: a
            distance from the null above 0, or for a ratio a ratio above 1, which bounds it on both
            sides (1/x to x). With `None` nothing is ever called negligible.

    Raises:
        EffectError: The smallest difference is not above 0, or for a ratio not above 1.

    Source:
        Altman and Bland (1995); Schuirmann (1987), for the interval within a margin.
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
    """Return whether the effect is read on a log scale."""
    return effect.scale.is_ratio


def _reach(effect: Effect) -> float:
    """Return the distance from the null to the farther end of the interval."""
    return max(distance_from_null(effect, end) for end in effect.interval or (effect.value,))
