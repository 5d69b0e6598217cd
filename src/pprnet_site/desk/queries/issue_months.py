"""The months that a summary can be written for."""

from __future__ import annotations

from datetime import date

MONTHS_BACK, MONTHS_AHEAD = 12, 6


def add_months(day: date, by: int) -> date:
    """Return the first day of the month that is `by` months away."""
    years, month = divmod(day.year * 12 + day.month - 1 + by, 12)
    return date(years, month + 1, 1)


def months_to_choose(today: date) -> list[tuple[date, bool]]:
    """Return the months around today, the latest first, each with whether it is the present one."""
    return [(add_months(today, by), by == 0) for by in range(MONTHS_AHEAD, -MONTHS_BACK - 1, -1)]
