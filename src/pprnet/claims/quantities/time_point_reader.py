"""Read the points in time of a text: durations, stages of a study, and both together."""

from __future__ import annotations

from collections.abc import Iterator

from pprnet.claims.quantities.numerals.pieces import PieceText
from pprnet.claims.quantities.quantity_reader import read_numbers
from pprnet.claims.quantities.quantity_values import TimePoint
from pprnet.claims.quantities.times.durations import durations_of
from pprnet.claims.quantities.times.stages import stages_of
from pprnet.extraction.text_processing.word_tokenizer import word_set

_BEFORE_STAGE = word_set("- ( of de ' ’ the la le post a s at du")
_BEFORE_DURATION = word_set("at of ( à de was after for lasted period - d")
_FOLLOW_UP = "follow-up"
_LATER = word_set("after following post après suivant")
_JOINING = word_set(", and or - to et ou à / &")
_MAX_JOINING = 3


class _Point:
    """A point in time while its neighbours are looked at; pieces `first` to `last`, exclusive."""

    __slots__ = ("days", "first", "last", "stage")

    def __init__(self, first: int, last: int, days: float | None, stage: str) -> None:
        self.first, self.last, self.days, self.stage = first, last, days, stage


def read_time_points(text: str, language: str) -> tuple[TimePoint, ...]:
    """Return the points in time of a text in order; none overlaps another.

    Args:
        text: any text.
        language: "fr" for French, else English.
    """
    source, numbers, _ = read_numbers(text, language)
    points = [_Point(d.first, d.last, d.days, "") for d in durations_of(source, numbers)]
    points += [_Point(s.first, s.last, None, s.stage) for s in stages_of(source)]
    points.sort(key=lambda point: (point.first, point.last))
    merged = _with_shared_stage(source, list(_merged(source, points)))
    return tuple(_time_point(source, point) for point in merged)


def _time_point(source: PieceText, point: _Point) -> TimePoint:
    start, end = source.pieces[point.first].start, source.pieces[point.last - 1].end
    return TimePoint(start, end, point.days, point.stage)


def _merged(source: PieceText, points: list[_Point]) -> Iterator[_Point]:
    """Yield the points with "12-month follow-up" and "follow-up at 12 months" as one each."""
    last: _Point | None = None
    for point in points:
        if last is None:
            last = point
        elif point.first < last.last:
            last = _longer(last, point)
        elif stage := _common_stage(source, last, point):
            days = last.days if last.days is not None else point.days
            last = _Point(last.first, point.last, days, stage)
        else:
            yield last
            last = point
    if last:
        yield last


def _longer(left: _Point, right: _Point) -> _Point:
    """Return the first of two points that overlap, with the stage of the other."""
    left.stage = left.stage or right.stage
    left.last = max(left.last, right.last)
    return left


def _common_stage(source: PieceText, left: _Point, right: _Point) -> str:
    """Return the stage of a duration and a stage that belong together, else nothing."""
    between = {source.word(at) for at in range(left.last, right.first)}
    if right.first - left.last > _MAX_JOINING:
        return ""
    if left.days is not None and right.days is None and not left.stage:
        if right.stage == _FOLLOW_UP and _BEFORE_STAGE.issuperset(between):
            return _FOLLOW_UP
        return _FOLLOW_UP if _is_after_treatment(source, right, between) else ""
    if left.days is None and left.stage == _FOLLOW_UP and right.days is not None:
        return _FOLLOW_UP if _BEFORE_DURATION.issuperset(between) else ""
    return ""


def _is_after_treatment(source: PieceText, stage: _Point, between: set[str]) -> bool:
    """Return whether a duration counts from the end of treatment: "6 months after therapy"."""
    if stage.stage != "post":
        return False
    first = source.word(stage.first)
    begins_later = first in _LATER or first.startswith("post")
    joins_later = bool(between & _LATER) and (between - _LATER) <= _BEFORE_STAGE
    return (begins_later and between <= {"-"}) or joins_later


def _with_shared_stage(source: PieceText, points: list[_Point]) -> list[_Point]:
    """Return the points of lists, "6- and 12-month follow-up", each with its stage."""
    for place in range(len(points) - 2, -1, -1):
        left, right = points[place], points[place + 1]
        between = [source.word(at) for at in range(left.last, right.first)]
        if left.stage or left.days is None or right.days is None or not right.stage:
            continue
        if any(source.word(at) == "(" for at in range(right.first, right.last)):
            continue
        if 0 < len(between) <= _MAX_JOINING and _JOINING.issuperset(between):
            left.stage = right.stage
    return points
