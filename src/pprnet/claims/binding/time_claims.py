"""Points in time and durations of a text, and whether the sources name them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from pprnet.claims.binding.stated_facts import Sources
from pprnet.claims.binding.times.calendar_claims import check_calendar
from pprnet.claims.binding.times.edge_claims import REACH, other_edge
from pprnet.claims.binding.times.frequency_claims import check_frequencies
from pprnet.claims.binding.times.named_stages import is_time_of_result, is_unnamed
from pprnet.claims.binding.times.printed_durations import printed_otherwise, spread_duration
from pprnet.claims.binding.times.stated_times import StatedTime, stated_times
from pprnet.claims.binding.times.time_findings import other_time, supported_time, unstated_time
from pprnet.claims.binding.times.time_identity import StageDistances
from pprnet.claims.binding.times.time_rivals import RivalKind, SourceTimes
from pprnet.claims.binding.times.time_roles import TimeRole
from pprnet.claims.claim_values import ClaimFinding, Passage
from pprnet.claims.quantities.quantity_values import QuantityUnit
from pprnet.claims.quantities.times.time_lengths import is_same_length
from pprnet.claims.reading.own_words import is_own_words
from pprnet.claims.reading.read_text import ReadText

_MORE = re.compile(
    r"\b(?:gain|difference|longer|more|further|extra|later|earlier|sooner|shorter|écart|différence|"
    r"de plus|plus tôt|plus tard)\b",
    re.IGNORECASE,
)
_HALFWAY = re.compile(r"half-?\s?way|à mi-chemin|à mi-parcours", re.IGNORECASE)
"""What an editor may say of the middle of a study."""
_APART_CHARACTERS = 30
_YEAR, _PART_OF_YEAR = 365.25, 0.05
_BARE_END = re.compile(
    r"(?:(?:at|by)\s(?:the|its)\s(?:end|start|outset|beginning)|à la fin|au début|au départ)",
    re.IGNORECASE,
)
_MARGINS = {RivalKind.DURATIONS: 2.0, RivalKind.STAGES: 1.4, RivalKind.MIXED: 2.6}
"""By how much better another point in time must fit, on the scale of `similarity`; on the
development pairs no faithful one of 200 is above it."""
_REPEATED_MARGIN = 0.5
"""Likewise, where the sentence names the point in time more often than its source does."""


def check_times(claimed: ReadText, sources: Sources) -> Iterator[ClaimFinding]:
    """Yield a finding for each point in time of a text.

    Args:
        claimed: the text that is checked.
        sources: what it rests on.
    """
    stated = tuple(
        time for number, text in enumerate(sources.texts) for time in stated_times(text, number)
    )
    check = _TimeCheck(claimed, sources, stated)
    for _, times in groupby(stated_times(claimed, 0), key=lambda time: time.sentence.start):
        yield from check.of_sentence(list(times))
    yield from check_calendar(claimed, sources.texts)
    yield from check_frequencies(claimed, sources.texts, stated)


class _TimeCheck:
    """The check of the points in time of a text, sentence by sentence."""

    __slots__ = ("claimed", "known", "sources", "stated")

    def __init__(self, claimed: ReadText, sources: Sources, stated: tuple[StatedTime, ...]) -> None:
        self.claimed, self.sources, self.stated = claimed, sources, stated
        self.known = StageDistances.from_times(stated)

    def of_sentence(self, times: Sequence[StatedTime]) -> Iterator[ClaimFinding]:
        """Yield a finding for each point in time of a sentence."""
        sentence = times[0].sentence
        is_own = is_own_words(
            self.claimed.text[sentence.start : sentence.end], self.claimed.language
        )
        for time in times:
            if _HALFWAY.match(self.claimed.text, time.start):
                continue
            if _is_age(time, self.claimed.text) or _is_stated_age(time, self.sources):
                continue
            if found := self._finding(time, times, is_own=is_own):
                yield found

    def _finding(
        self, time: StatedTime, neighbours: Sequence[StatedTime], *, is_own: bool
    ) -> ClaimFinding | None:
        passage = self._passage(time)
        if time.days is not None and not passage:
            return unstated_time(time.start, time.end, is_own=is_own, is_sure=True)
        if is_unnamed(time, self.stated, self.sources.texts):
            is_sure = is_time_of_result(self.claimed.text, time)
            return unstated_time(time.start, time.end, is_own=is_own, is_sure=is_sure)
        if not is_own:
            if other := other_edge(self.claimed.text, time, self.stated, self.sources.texts):
                return self._contradiction(time, other, time.start - REACH)
            if rival := self._interval(time) or self._rival(time, neighbours):
                return self._contradiction(time, rival, time.start)
        return supported_time(time.start, time.end, passage) if passage else None

    def _contradiction(self, time: StatedTime, other: StatedTime, start: int) -> ClaimFinding:
        printed = self.sources.texts[other.source].text[other.start : other.end]
        return other_time(max(0, start), time.end, other.passage, printed)

    def _passage(self, time: StatedTime) -> Passage | None:
        """Return where a source has a duration, or a stage."""
        for other in self.stated:
            if time.days is None and not time.keys.isdisjoint(other.keys):
                return other.passage
            has_days = time.days is not None and other.days is not None
            if has_days and is_same_length(time.days or 0, other.days or 0):
                return other.passage
        if time.days is None:
            return None
        printed = self.claimed.text[time.start : time.end]
        return printed_otherwise(printed, self.sources.texts) or (
            self._difference(time, time.days) or spread_duration(time.days, self.sources.texts)
        )

    def _difference(self, time: StatedTime, days: float) -> Passage | None:
        """Return two durations of a sentence that differ by one: "two months longer"."""
        around = slice(max(0, time.start - _APART_CHARACTERS), time.end + _APART_CHARACTERS)
        if not _MORE.search(self.claimed.text[around]):
            return None
        for first, second in pairwise(each for each in self.stated if each.days):
            if first.sentence is second.sentence and is_same_length(
                days, abs((first.days or 0) - (second.days or 0))
            ):
                return first.passage
        return None

    def _interval(self, time: StatedTime) -> StatedTime | None:
        """Return an interval of a source where none is that of the text: "every 3 months"."""
        stated = [each for each in self.stated if each.role is TimeRole.INTERVAL and each.days]
        if time.role is not TimeRole.INTERVAL or time.days is None or not stated:
            return None
        is_known = any(is_same_length(time.days, each.days or 0) for each in stated)
        return None if is_known else stated[0]

    def _rival(self, time: StatedTime, neighbours: Sequence[StatedTime]) -> StatedTime | None:
        """Return a point in time of a source that fits the surroundings of a claimed one better."""
        if _BARE_END.fullmatch(self.claimed.text, time.start, time.end):
            return None
        near = {(number, each.start) for number, each in self.sources.index.near(time.sentence)}
        times = tuple(each for each in self.stated if (each.source, each.sentence.start) in near)
        rivals = SourceTimes(times, self.known, self.sources.weights)
        found = rivals.rival_of(time, neighbours)
        if not found:
            return None
        margin = _REPEATED_MARGIN if found.is_repeated else _MARGINS[found.kind]
        return found.rival if found.lead >= margin else None


def _is_age(time: StatedTime, text: str) -> bool:
    """Return whether a duration is an age, or the deviation of one ("51 +/- 9 years")."""
    if text[: time.start].rstrip().endswith(("+/", "±", "+/-")):
        return True
    return any(
        quantity.unit is QuantityUnit.AGE
        and quantity.start < time.end
        and time.start < quantity.end
        for quantity in time.sentence.quantities
    )


def _is_stated_age(time: StatedTime, sources: Sources) -> bool:
    """Return whether a source has as many years as an age: "de 8 à 12 ans" for "aged 8-12"."""
    years = (time.days or 0) / _YEAR
    return years >= 1 and any(
        fact.quantity.unit is QuantityUnit.AGE
        and min(abs(years - fact.quantity.low), abs(years - fact.quantity.high)) < _PART_OF_YEAR
        for fact in sources.facts
    )
