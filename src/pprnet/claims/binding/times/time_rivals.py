"""Whether another point in time of a source fits the surroundings of a claimed one better."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pprnet.claims.binding.times.stated_times import StatedTime
from pprnet.claims.binding.times.time_identity import Identity, StageDistances
from pprnet.claims.binding.times.time_roles import TimeRole
from pprnet.claims.quantities.quantity_values import QuantityUnit
from pprnet.claims.reading.context_words import similarity

_OF_SENTENCE, _OF_CLAUSE = 0.6, 0.6
_SAME_ROLE = 1.0
_OTHER_ROLE = 1.5
_FIRM = frozenset({TimeRole.INTERVAL, TimeRole.WINDOW})
"""Roles that are not mistaken for another."""


@dataclass(frozen=True, slots=True)
class TimeRival:
    """The best source of a claimed point in time, the best of another one, and their distance."""

    same: StatedTime
    rival: StatedTime
    lead: float
    is_repeated: bool
    """Whether the sentence names the point in time more often than the rival's sentence does."""


@dataclass(frozen=True, slots=True)
class SourceTimes:
    """The points in time of the sources."""

    times: tuple[StatedTime, ...]
    known: StageDistances
    weights: Mapping[str, float]
    """Of words and concepts, by how few sentences of the sources have them."""

    def rival_of(self, claimed: StatedTime, neighbours: Sequence[StatedTime]) -> TimeRival | None:
        """Return how much better another point in time fits; `None` if there is none.

        Args:
            claimed: of the text.
            neighbours: all points in time of its sentence.
        """
        same = self._like(claimed, self.times, Identity.SAME)
        around = {id(time.sentence) for time in same}
        others = [
            time
            for time in self._like(claimed, self.times, Identity.OTHER)
            if (_is_of_one_kind(claimed, time) or id(time.sentence) not in around)
            and not self._is_claimed(time, claimed, neighbours)
        ]
        if not same or not others:
            return None
        fits = {id(time): time_fit(claimed, time, self.weights) for time in (*same, *others)}
        best = max(same, key=lambda time: fits[id(time)])
        rival = max(others, key=lambda time: fits[id(time)])
        times_named = len(self._like(claimed, neighbours, Identity.SAME))
        beside = [time for time in same if time.sentence is rival.sentence]
        is_repeated = times_named > len(beside) > 0
        return TimeRival(best, rival, fits[id(rival)] - fits[id(best)], is_repeated)

    def _like(
        self, claimed: StatedTime, times: Sequence[StatedTime], identity: Identity
    ) -> list[StatedTime]:
        return [time for time in times if self.known.identity(claimed, time) is identity]

    def _is_claimed(
        self, time: StatedTime, claimed: StatedTime, neighbours: Sequence[StatedTime]
    ) -> bool:
        """Return whether the sentence names a point in time as often as that of the source does."""
        if _values(time) & _other_values(claimed):
            return True
        elsewhere = [other for other in neighbours if other is not claimed]
        beside = [other for other in self.times if other.sentence is time.sentence]
        named = len(self._like(time, elsewhere, Identity.SAME))
        return named >= len(self._like(time, beside, Identity.SAME))


def _is_of_one_kind(claimed: StatedTime, stated: StatedTime) -> bool:
    """Return whether both are durations, both stages, or both numbered."""
    return (
        (claimed.days is not None and stated.days is not None)
        or bool(claimed.points and stated.points)
        or bool(claimed.stages and stated.stages)
    )


def _values(time: StatedTime) -> set[float]:
    return {each.low for each in time.sentence.quantities if time.start <= each.start < time.end}


def _other_values(time: StatedTime) -> set[float]:
    """Return the numbers of a sentence without unit that may be durations: "two years versus 3.5"."""
    named = [each.start for each in time.sentence.quantities if time.start <= each.start < time.end]
    return {
        each.low
        for each in time.sentence.quantities
        if each.start not in named and not each.is_worded and each.unit is not QuantityUnit.YEAR
    }


def time_fit(claimed: StatedTime, stated: StatedTime, weights: Mapping[str, float]) -> float:
    """Return how well the surroundings and roles of two points in time agree.

    Args:
        claimed: of the text.
        stated: of a source.
        weights: of words and concepts.
    """
    score = _OF_SENTENCE * similarity(claimed.context, stated.context, weights)
    score += _OF_CLAUSE * similarity(claimed.near_context, stated.near_context, weights)
    if claimed.days is None or stated.days is None or TimeRole.OPEN in {claimed.role, stated.role}:
        return score
    if claimed.role is stated.role:
        return score + _SAME_ROLE
    is_firm = not _FIRM.isdisjoint({claimed.role, stated.role})
    return score - _OTHER_ROLE * (2 if is_firm else 1)
