"""Whether another point in time of a source fits the surroundings of a claimed one better."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pprnet.claims.binding.times.stated_times import StatedTime
from pprnet.claims.binding.times.time_identity import Identity, StageDistances
from pprnet.claims.binding.times.time_roles import TimeRole
from pprnet.claims.reading.context_words import similarity
from pprnet.extraction.text_processing.word_tokenizer import word_set

_OF_SENTENCE, _OF_CLAUSE = 0.6, 0.6
_SAME_ROLE = 1.0
_OTHER_ROLE = 1.5
_LISTING = word_set("and at the as well both in after to of")
_COMMA, _TWO = 3, 2
_NEAR = 80
"""Characters within which a stage and a duration may be of one point in time."""
_FIRM = frozenset({TimeRole.INTERVAL, TimeRole.WINDOW, TimeRole.AGE})
"""Roles that are not mistaken for another."""


class RivalKind(StrEnum):
    """Of which kind a claimed point in time and its rival are."""

    DURATIONS = "durations"
    STAGES = "stages"
    """Or assessments that are numbered."""
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class TimeRival:
    """The best source of a claimed point in time, the best of another one, and their distance."""

    same: StatedTime
    rival: StatedTime
    lead: float
    kind: RivalKind
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
        others = [
            time
            for time in self._like(claimed, self.times, Identity.OTHER)
            if (_kind_of(claimed, time) is not RivalKind.MIXED or not _is_near(time, same))
            and not self._is_claimed(time, claimed, neighbours)
            and not _is_mean(time)
            and not any(_is_listed_with(time, each) for each in same)
        ]
        if not same or not others:
            return None
        fits = {id(time): time_fit(claimed, time, self.weights) for time in (*same, *others)}
        best = max(same, key=lambda time: fits[id(time)])
        rival = max(others, key=lambda time: fits[id(time)])
        times_named = len(self._like(claimed, neighbours, Identity.SAME))
        beside = [time for time in same if time.sentence is rival.sentence]
        is_repeated = times_named > len(beside) > 0
        lead = fits[id(rival)] - fits[id(best)]
        return TimeRival(best, rival, lead, _kind_of(claimed, rival), is_repeated)

    def _like(
        self, claimed: StatedTime, times: Sequence[StatedTime], identity: Identity
    ) -> list[StatedTime]:
        return [time for time in times if self.known.identity(claimed, time) is identity]

    def _is_claimed(
        self, time: StatedTime, claimed: StatedTime, neighbours: Sequence[StatedTime]
    ) -> bool:
        """Return whether the sentence names a point in time as often as that of the source does."""
        if _values(time) & _values_of_no_time(claimed, neighbours):
            return True
        elsewhere = [other for other in neighbours if other is not claimed]
        named = len(self._like(time, elsewhere, Identity.SAME))
        if claimed.role is not TimeRole.LENGTH or time.role is not TimeRole.LENGTH:
            return named > 0
        beside = [other for other in self.times if other.sentence is time.sentence]
        return named >= len(self._like(time, beside, Identity.SAME))


def _is_near(time: StatedTime, same: Sequence[StatedTime]) -> bool:
    """Return whether a point in time stands next to one that agrees and may be the same."""
    return any(
        time.source == each.source and abs(time.start - each.start) <= _NEAR for each in same
    )


def _is_listed_with(time: StatedTime, same: StatedTime) -> bool:
    """Return whether two points in time are of one list: "at the end and at follow-up"."""
    if time.sentence is not same.sentence or abs(time.start - same.start) > _NEAR:
        return False
    start, end = min(time.end, same.end), max(time.start, same.start)
    listed = [(each.start, each.end) for each in time.sentence.times]
    words = [
        each.word
        for each in time.sentence.tokens
        if start <= each.start < end
        and not any(first <= each.start < last for first, last in listed)
    ]
    is_series = end - start <= _COMMA or len(listed) > _TWO
    return ("and" in words or is_series) and _LISTING.issuperset(words)


def _kind_of(claimed: StatedTime, stated: StatedTime) -> RivalKind:
    if claimed.days is not None and stated.days is not None:
        return RivalKind.DURATIONS
    if (claimed.points and stated.points) or (claimed.stages and stated.stages):
        return RivalKind.STAGES
    return RivalKind.MIXED


def _is_mean(time: StatedTime) -> bool:
    """Return whether a duration is a result and no point in time: "1.90 years"."""
    return any(
        each.decimals for each in time.sentence.quantities if time.start <= each.start < time.end
    )


def _values(time: StatedTime) -> set[float]:
    return {each.low for each in time.sentence.quantities if time.start <= each.start < time.end}


def _values_of_no_time(claimed: StatedTime, neighbours: Sequence[StatedTime]) -> set[float]:
    """Return the numbers of a sentence that may be durations without unit: "2 years versus 3.5"."""
    return {
        each.low
        for each in claimed.sentence.quantities
        if not each.is_worded
        and not any(time.start <= each.start < time.end for time in neighbours)
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
    if claimed.days is None or stated.days is None:
        return score
    if TimeRole.OPEN in {claimed.role, stated.role}:
        return score - _OTHER_ROLE if stated.role in _FIRM else score
    if claimed.role is stated.role:
        return score + _SAME_ROLE
    is_firm = not _FIRM.isdisjoint({claimed.role, stated.role})
    return score - _OTHER_ROLE * (2 if is_firm else 1)
