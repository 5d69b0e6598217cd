"""The points in time of a text with their role and surroundings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from pprnet.claims.binding.label_places import DAYS, LabelPlace, time_keys
from pprnet.claims.binding.times.named_points import POINT, named_points
from pprnet.claims.binding.times.time_roles import TimeRole, role_of
from pprnet.claims.claim_values import Passage
from pprnet.claims.reading.context_words import context_of
from pprnet.claims.reading.read_text import ReadSentence, ReadText

_ADJACENT = re.compile(r"[\s-]|[\s-](?:[^\W\d]\w*[\s-]){1,2}")
"""Between a duration and its stage: "1-year treatment phase", "9-month uncontrolled follow-up"."""
_FOLLOW_UP = "follow-up"
_LATE = frozenset({"during", _FOLLOW_UP})
_NOT_STAGE_WORDS = re.compile(
    r"\b(?:of|in|at|to|and|or|with|after|for|then|the|de|du|en|au|puis)\b"
)
_END_OF_CLAUSE = re.compile(
    r";|,\s(?:and|while|whereas|but|with|though|et|mais|tandis|alors|avec)\b|:\s"
)


@dataclass(frozen=True)
class StatedTime:
    """A point in time or a duration; places are in characters, end exclusive."""

    start: int
    end: int
    keys: frozenset[str]
    """Its distance, its stage, its number among the assessments; see `time_keys`."""
    role: TimeRole
    sentence: ReadSentence
    source: int
    """Place of its text in the list of sources."""
    clause: tuple[int, int]
    """The part of its sentence that has no other point in time, in characters."""

    @property
    def passage(self) -> Passage:
        """Return its place."""
        return Passage(self.source, self.start, self.end)

    @cached_property
    def days(self) -> float | None:
        """Return its distance in days."""
        return next(
            (float(key.removeprefix(DAYS)) for key in self.keys if key.startswith(DAYS)), None
        )

    @cached_property
    def stages(self) -> frozenset[str]:
        """Return its stages, without numbers of assessments."""
        return frozenset(key for key in self.keys if not key.startswith((DAYS, POINT)))

    @cached_property
    def points(self) -> frozenset[str]:
        """Return its numbers among the assessments."""
        return frozenset(key for key in self.keys if key.startswith(POINT))

    @cached_property
    def context(self) -> dict[str, float]:
        """Return the words and concepts around it."""
        return context_of(self.sentence, self.start, self.end)

    @cached_property
    def near_context(self) -> dict[str, float]:
        """Return the words and concepts of the clause that it stands in."""
        start, end = self.clause
        inner = ReadSentence(
            start,
            end,
            tuple(each for each in self.sentence.quantities if start <= each.start < end),
            (),
            tuple(each for each in self.sentence.mentions if start <= each.start < end),
            (),
            tuple(each for each in self.sentence.tokens if start <= each.start < end),
        )
        return context_of(inner, self.start, self.end)


def stated_times(text: ReadText, number: int) -> Iterator[StatedTime]:
    """Yield the points in time of a text, those of each sentence in order.

    Args:
        text: as read.
        number: of the source, from 0.
    """
    for sentence in text.sentences:
        places = places_of_times(text.text, sentence)
        for at, place in enumerate(places):
            role = role_of(text.text, place.start, place.end)
            clause = _clause(text.text, sentence, places, at)
            yield StatedTime(place.start, place.end, place.keys, role, sentence, number, clause)


def _clause(
    text: str, sentence: ReadSentence, places: Sequence[LabelPlace], at: int
) -> tuple[int, int]:
    start = places[at - 1].end if at else sentence.start
    end = places[at + 1].start if at + 1 < len(places) else sentence.end
    if match := _END_OF_CLAUSE.search(text, places[at].end, end):
        end = match.start()
    for match in _END_OF_CLAUSE.finditer(text, start, places[at].start):
        start = match.start()
    return start, end


def places_of_times(text: str, sentence: ReadSentence) -> list[LabelPlace]:
    """Return the points in time that a sentence names, in order, each with all of its keys.

    Args:
        text: the text.
        sentence: of the text.
    """
    found = [
        LabelPlace(frozenset({key}), start, end)
        for key, start, end in named_points(text, sentence.start, sentence.end)
    ]
    durations = (LabelPlace(time_keys(each), each.start, each.end) for each in sentence.times)
    places: list[LabelPlace] = []
    for place in sorted(chain(durations, found), key=lambda each: (each.start, -each.end)):
        if places and (keys := _common_keys(text, places[-1], place)):
            last = places.pop()
            places.append(LabelPlace(keys, last.start, max(last.end, place.end)))
        else:
            places.append(place)
    return places


def _common_keys(text: str, left: LabelPlace, right: LabelPlace) -> frozenset[str]:
    """Return the keys of two places that name one point in time, else nothing."""
    if right.start < left.end:
        return left.keys | right.keys
    gap = text[left.end : right.start]
    if left.keys == {"post"} and right.keys == {_FOLLOW_UP} and gap in {" ", "-"}:
        return right.keys
    is_pair = any(key.startswith(DAYS) for key in left.keys) and len(left.keys) == 1
    if is_pair and right.keys <= _LATE and _ADJACENT.fullmatch(gap):
        return frozenset() if _NOT_STAGE_WORDS.search(gap) else left.keys | right.keys
    return frozenset()
