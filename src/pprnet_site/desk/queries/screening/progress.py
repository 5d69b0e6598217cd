"""How far the screening has come: what was found against what was read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pprnet.triage import StopEstimate, WeibullStopper
from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.models import Move, Work

WIDTH, HEIGHT = 296, 170
LEFT, RIGHT, TOP, BOTTOM = 26.0, 292.0, 10.0, 148.0
"""The frame of the drawing, in its own units."""


@dataclass(frozen=True)
class Curve:
    """A staircase: one step up for each work included, one to the right for each work read."""

    found: tuple[bool, ...]
    """For each work in the order in which it was read: whether it was included."""
    total: int

    @property
    def read(self) -> int:
        """How many works were read."""
        return len(self.found)

    @property
    def included(self) -> int:
        """How many of them were included."""
        return sum(self.found)

    @property
    def since_last(self) -> int:
        """How many works were read since the last one was included."""
        return next((at for at, hit in enumerate(reversed(self.found)) if hit), self.read)

    @property
    def unread(self) -> int:
        """How many works nobody has read yet."""
        return self.total - self.read

    @cached_property
    def estimate(self) -> StopEstimate:
        """What may be claimed of the works that nobody has read, by the careful rule."""
        return WeibullStopper(conservative=True)(self.found, self.total)

    @property
    def expected_left(self) -> int:
        """Works that are probably left to be found, rounded."""
        return round(self.estimate.expected_left)

    @property
    def claim(self) -> dict[str, str]:
        """Give recall and confidence of the claim in whole percent."""
        told = self.estimate
        return {"recall": f"{told.recall:.0%}", "confidence": f"{told.confidence:.0%}"}

    @property
    def top(self) -> int:
        """The number at the upper end of the scale: a round one, of all included and some more."""
        return next(n for n in scale() if n >= max(4, self.included * 1.15))

    def x(self, read: float) -> float:
        """Give the place of a number of works read."""
        return round(LEFT + (RIGHT - LEFT) * read / max(1, self.total), 1)

    def y(self, found: float) -> float:
        """Give the place of a number of works found."""
        return round(BOTTOM - (BOTTOM - TOP) * found / self.top, 1)

    @property
    def ticks(self) -> tuple[tuple[float, int], ...]:
        """Give the places of the lines across, with their numbers."""
        return tuple((self.y(n), n) for n in (0, self.top // 2, self.top))

    @property
    def path(self) -> str:
        """Give the staircase as the data of an SVG path."""
        steps, found = [f"M{LEFT} {BOTTOM}"], 0
        for place, hit in enumerate(self.found, start=1):
            if hit:
                found += 1
                steps.append(f"H{self.x(place)}V{self.y(found)}")
        return "".join([*steps, f"H{self.x(self.read)}"])

    @property
    def position(self) -> tuple[float, float]:
        """Give the place that the screening has reached."""
        return self.x(self.read), self.y(self.included)


def scale() -> list[int]:
    """Give the round numbers that a scale may end with: 4, 10, 20, 40, 100 and so on."""
    return [n * 10**power for power in range(7) for n in (2, 4, 10) if n * 10**power >= 4]  # noqa: PLR2004


def progress() -> Curve:
    """Read the course of the screening; a work that was decided twice counts where it was last.

    Works that came in as drafts were never screened and count nowhere.
    """
    moves = Move.objects.filter(
        undone_at=None,
        put_off=False,
        from_status__in=(WorkStatus.FOUND, WorkStatus.SCREENED_OUT, WorkStatus.SCREENED_IN),
        to_status__in=(WorkStatus.SCREENED_IN, WorkStatus.SCREENED_OUT),
    ).order_by("pk")
    verdicts: dict[int, bool] = {}
    for work, status in moves.values_list("work", "to_status"):
        verdicts.pop(work, None)
        verdicts[work] = status == WorkStatus.SCREENED_IN
    waiting = set(Work.objects.filter(status=WorkStatus.FOUND).values_list("pk", flat=True))
    found = tuple(verdict for work, verdict in verdicts.items() if work not in waiting)
    return Curve(found, len(found) + len(waiting))
