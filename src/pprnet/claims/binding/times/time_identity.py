"""Whether two points in time are the same, by what the sources say of their stages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pprnet.claims.binding.times.named_points import NAMED_ONLY
from pprnet.claims.binding.times.stated_times import StatedTime
from pprnet.claims.binding.times.time_roles import TimeRole
from pprnet.claims.quantities.times.time_lengths import is_same_length

_FIRST = frozenset({"baseline"})


class Identity(StrEnum):
    """Whether two points in time are the same."""

    SAME = "same"
    OTHER = "other"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class StageDistances:
    """Which distances in days the sources give to a stage."""

    distances: frozenset[tuple[str, float]]

    @classmethod
    def from_times(cls, times: Iterable[StatedTime]) -> StageDistances:
        """Return the distances of the stages that are named together with a duration.

        Args:
            times: of the sources.
        """
        distances = {
            (stage, time.days) for time in times if time.days is not None for stage in time.stages
        }
        return cls(frozenset(distances))

    def identity(self, claimed: StatedTime, stated: StatedTime) -> Identity:
        """Return whether a point in time of a text is that of a source.

        Args:
            claimed: of the text.
            stated: of the source.
        """
        if claimed.days is not None and stated.days is not None:
            return _certain(is_same=is_same_length(claimed.days, stated.days))
        if claimed.points and stated.points:
            return _certain(is_same=not claimed.points.isdisjoint(stated.points))
        if claimed.stages and stated.stages:
            return _of_stages(claimed.stages, stated.stages)
        if NAMED_ONLY & (claimed.stages | stated.stages):
            return Identity.UNCLEAR
        one_way = self._of_stage(claimed, stated.stages)
        return (
            one_way if one_way is not Identity.UNCLEAR else self._of_stage(stated, claimed.stages)
        )

    def _of_stage(self, time: StatedTime, stages: frozenset[str]) -> Identity:
        """Return whether a distance or a numbered assessment may be at a stage of the other."""
        if stages and time.days is not None:
            return self._of_distance(time.days, stages, time.role)
        return _of_number(stages) if stages and time.points else Identity.UNCLEAR

    def _of_distance(self, days: float, stages: frozenset[str], role: TimeRole) -> Identity:
        """Return whether a stage is at a distance that the sources give to it alone."""
        known = {other for stage, other in self.distances if stage in stages}
        if len(known) == 1:
            return _certain(is_same=is_same_length(days, *known))
        if stages & _FIRST and role is TimeRole.POINT:
            return Identity.OTHER
        own = {stage for stage, other in self.distances if is_same_length(days, other)}
        return Identity.OTHER if own and own.isdisjoint(stages) else Identity.UNCLEAR


def _of_number(stages: frozenset[str]) -> Identity:
    """Return whether an assessment that is numbered may be at a stage: none is at the baseline."""
    return Identity.OTHER if stages & _FIRST else Identity.UNCLEAR


def _certain(*, is_same: bool) -> Identity:
    return Identity.SAME if is_same else Identity.OTHER


def _of_stages(claimed: frozenset[str], stated: frozenset[str]) -> Identity:
    if not claimed.isdisjoint(stated):
        return Identity.SAME
    if NAMED_ONLY & (claimed | stated):
        return Identity.UNCLEAR
    return Identity.OTHER
