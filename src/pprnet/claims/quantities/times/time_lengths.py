"""Whether two durations are as long, in whatever unit they are stated."""

from __future__ import annotations

_MONTHS = {28: (30, 31), 56: (60, 61), 84: (90, 91), 168: (180, 182, 183)}
"""Days of the months by those of the weeks that are called so: 12 weeks are three months."""
_TOLERANCE = 0.02
"""Of a duration: 12 months and a year are the same."""


def is_same_length(first: float, second: float) -> bool:
    """Return whether two durations are equal within what units of a calendar allow.

    Args:
        first: in days.
        second: in days.
    """
    low, high = sorted((first, second))
    if round(high) in _MONTHS.get(round(low), ()):
        return True
    return high - low <= _TOLERANCE * high
