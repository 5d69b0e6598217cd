"""Progress of the screening: the recall curve and the stopping estimate."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pprnet.triage import StopEstimate, WeibullStopper
from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.models import Move, Work

WIDTH, HEIGHT = 296, 170
LEFT, RIGHT, TOP, BOTTOM = 26.0, 292.0, 10.0, 148.0
"""Size and margins of the drawing, in SVG units."""


@dataclass(frozen=True)
class Curve:
    """The recall curve: works included against works screened, as a step function."""

    found: tuple[bool, ...]
    """For each work in the order of screening: whether it was included."""
    total: int

    @property
    def read(self) -> int:
        """Number of works screened."""
        return len(self.found)

    @property
    def included(self) -> int:
        """Number of works included."""
        return sum(self.found)

    @property
    def since_last(self) -> int:
        """Number of works screened since the last one was included."""
        return next((at for at, hit in enumerate(reversed(self.found)) if hit), self.read)

    @property
    def unread(self) -> int:
        """Number of works that are not screened yet."""
        return self.total - self.read

    @cached_property
    def estimate(self) -> StopEstimate:
        """The conservative stopping estimate for the works that are not screened yet."""
        return WeibullStopper(conservative=True)(self.found, self.total)

    @property
    def expected_left(self) -> int:
        """Expected number of relevant works not found yet, rounded."""
        return round(self.estimate.expected_left)

    @property
    def claim(self) -> dict[str, str]:
        """Recall and confidence of the stopping estimate in whole percent."""
        estimate = self.estimate
        return {"recall": f"{estimate.recall:.0%}", "confidence": f"{estimate.confidence:.0%}"}

    @property
    def top(self) -> int:
        """The upper end of the vertical scale: a round number above the number included."""
        return next(n for n in scale() if n >= max(4, self.included * 1.15))

    def x(self, read: float) -> float:
        """Return the horizontal position of a number of works screened, in SVG units."""
        return round(LEFT + (RIGHT - LEFT) * read / max(1, self.total), 1)

    def y(self, found: float) -> float:
        """Return the vertical position of a number of works found, in SVG units."""
        return round(BOTTOM - (BOTTOM - TOP) * found / self.top, 1)

    @property
    def ticks(self) -> tuple[tuple[float, int], ...]:
        """The vertical positions of the grid lines, with their numbers."""
        return tuple((self.y(n), n) for n in (0, self.top // 2, self.top))

    @property
    def path(self) -> str:
        """The curve as the data of an SVG path."""
        steps, found = [f"M{LEFT} {BOTTOM}"], 0
        for place, hit in enumerate(self.found, start=1):
            if hit:
                found += 1
                steps.append(f"H{self.x(place)}V{self.y(found)}")
        return "".join([*steps, f"H{self.x(self.read)}"])

    @property
    def position(self) -> tuple[float, float]:
        """The position of the last point of the curve, in SVG units."""
        return self.x(self.read), self.y(self.included)


def scale() -> list[int]:
    """Return the numbers that a scale may end with: 4, 10, 20, 40, 100 and so on."""
    return [n * 10**power for power in range(7) for n in (2, 4, 10) if n * 10**power >= 4]  # noqa: PLR2004


def progress() -> Curve:
    """Return the curve of the screening; a work that was decided twice counts at its last decision.

    Works that were added from a draft were never screened and do not count.
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
