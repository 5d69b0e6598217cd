"""The months that a summary can be written for."""

from __future__ import annotations

from datetime import date

BACK, AHEAD = 12, 6


def shifted(day: date, by: int) -> date:
    """Give the first day of the month that many months away."""
    years, month = divmod(day.year * 12 + day.month - 1 + by, 12)
    return date(years, month + 1, 1)


def months_to_choose(today: date) -> list[tuple[date, bool]]:
    """Give the months about now, the latest first, each with whether it is the present one."""
    return [(shifted(today, by), by == 0) for by in range(AHEAD, -BACK - 1, -1)]
