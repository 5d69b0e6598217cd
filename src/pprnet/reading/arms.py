"""How many arms a trial has: groups to which people were assigned or which were compared."""

from __future__ import annotations

from pprnet.reading.counts import Count, best, word_set
from pprnet.reading.groups import stated_groups
from pprnet.reading.numbers import Number
from pprnet.reading.passage import Passage
from pprnet.records import Span

_GROUPS = word_set("arm arms armed group groups condition conditions treatments interventions")
_QUALIFIERS = word_set(
    "parallel treatment study intervention active experimental different matched comparison "
    "independent equal following of the these psychotherapy therapy training separate"
)
_CHANCE = word_set("randomized randomly random allocated assigned allocation randomization")
_COMPARED = word_set("controlled trial divided comprised compared parallel design assignment")
_MOST = 8
_FEWEST = 2
_NEAR = 12
NAMED, COUNTED, EITHER = 0.85, 0.7, 0.6
"""Scores set by hand: no labelled arms were at hand to count."""


def read_arms(passage: Passage) -> Count | None:
    """Give the number of arms, where it is stated or the arms are counted out with their sizes."""
    counts = [count for number in passage.numbers if (count := _named(passage, number))]
    counts += [
        Count(len(group), COUNTED, tuple(passage.span(number) for number in group))
        for group in stated_groups(passage)
        if _FEWEST <= len(group) <= _MOST and _by_chance(passage, group[0])
    ]
    return best(counts) or _either(passage)


def _named(passage: Passage, number: Number) -> Count | None:
    """Read "one of three conditions" and "two-arm trial"."""
    if not _FEWEST <= number.value <= _MOST:
        return None
    for place in passage.after(number.last, 3):
        word = passage.words[place].word
        if word in _GROUPS and _is_design(passage, number):
            return Count(number.value, NAMED, (passage.span(number),))
        if word not in _QUALIFIERS:
            return None
    return None


def _is_design(passage: Passage, number: Number) -> bool:
    around = {*passage.before(number.first, _NEAR), *passage.words_after(number.last, _NEAR)}
    return bool(around & (_CHANCE | _COMPARED))


def _by_chance(passage: Passage, number: Number) -> bool:
    return bool(_CHANCE & set(passage.before(number.first, 2 * _NEAR)))


def _either(passage: Passage) -> Count | None:
    """Read "randomly assigned to either CBT or a waiting list" as two arms."""
    if "either" not in passage.text:
        return None
    for index, token in enumerate(passage.words):
        if token.word == "either" and _CHANCE & set(passage.before(index, 5)):
            after = passage.words_after(index, _NEAR)
            if after.count("or") == 1:
                span = Span(passage.field, token.start, token.end)
                return Count(2, EITHER, (span,))
    return None
