"""How many people a work is about.

Each number of the abstract is weighed by the words near it: what it counts, whether chance or
entry to the study is spoken of, whether it is a part ("of whom", "in each group") of another.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pprnet.reading.counts import (
    OTHER_THINGS,
    PEOPLE,
    Count,
    best,
    is_label,
    is_year,
    noun_after,
    word_set,
)
from pprnet.reading.groups import CHANCE, group_counts
from pprnet.reading.numbers import Number
from pprnet.reading.passage import Passage

_ENTRY = word_set(
    "enrolled recruited participated included entered completed analyzed treated assigned "
    "received consecutive selected interviewed studied consented initiated"
)
_PARTS = word_set(
    "completed completers dropped withdrew lost refused screened invited approached discharged "
    "contacted"
)
_KEPT = word_set(
    "met consented included randomized eligible analyzed participated enrolled agreed randomly "
    "allocated assigned"
)
_MATCHED = word_set("matched compared")
_BEYOND = word_set("screened these whom eligible declined excluded least")
_JOINS = word_set("and with versus vs plus while")
_CONTROLS = word_set("control controls healthy")
_TREATED = word_set("intervention treatment experimental study")
_TOTAL = word_set("total overall altogether")
_BEFORE_LESS = word_set("additional another other further remaining these only least per")
_OTHER = word_set(
    "practices clinics schools centers hospitals sites groups sessions arms classes rats mice "
    "animals eyes teeth dogs wards villages communities"
)
_BARE_ENDS = word_set("were was who had with aged from and completed participated met received")
_FAR = 12
_SMALL = 10
_THRESHOLD = 0.5
_ALIKE = 4
"""How many times larger than the other one of two groups may be."""
_CERTAIN = 0.75
"""Chance or a total was spoken of: the number is of all."""


def read_participants(*passages: Passage) -> Count | None:
    """Give the number of people randomised or analysed in all, in the first that states it."""
    for passage in passages:
        people = _people(passage) if passage.numbers else None
        if people and people.score >= _THRESHOLD:
            return people
    return None


def _people(passage: Passage) -> Count | None:
    found = passage.numbers
    counts = [
        Count(number.value, score, (passage.span(number),))
        for number in found
        if (score := _score(passage, number)) > 0
    ]
    people = best([*counts, *group_counts(passage), *_pairs(passage)])
    controls = _controls(passage)
    if people and controls and people.score < _CERTAIN and not _has(people, controls):
        return Count(people.value + controls.value, people.score, people.spans + controls.spans)
    return people


def _has(people: Count, controls: Count) -> bool:
    return people.value == controls.value or controls.spans[0] in people.spans


def _pairs(passage: Passage) -> Iterator[Count]:
    """Read "260 patients in the programme and 251 patients in usual care were recruited"."""
    counted = [number for number in passage.numbers if _is_outside(passage, number)]
    for one, other in pairwise(counted):
        if _are_two_groups(passage, one, other):
            spans = (passage.span(one), passage.span(other))
            score = max(_score(passage, one), _score(passage, other))
            yield Count(one.value + other.value, score + 0.01, spans)


def _is_outside(passage: Passage, number: Number) -> bool:
    if number.value < _SMALL or number.first not in passage.outside:
        return False
    return noun_after(passage, number, PEOPLE) is not None


def _are_two_groups(passage: Passage, one: Number, other: Number) -> bool:
    between = [token.word for token in passage.words[one.last + 1 : other.first]]
    if len(between) > 2 * _FAR or passage.sentence_between(one, other):
        return False
    alike = max(one.value, other.value) < _ALIKE * min(one.value, other.value)
    before = passage.before(one.first, 2)
    whole = before[-1:] == ["of"] and before[:1] != ["total"]
    apart = whole or (_BEYOND | _PARTS) & {*between, *before}
    joined = _JOINS & set(between[-2:]) or _MATCHED & set(between)
    return alike and bool(joined) and not apart


def _score(passage: Passage, number: Number) -> float:
    before = passage.before(number.first, 4)
    if number.value < 1 or is_label(passage, number) or is_year(passage, number):
        return 0.0
    if before[-1:] == ["n"]:
        return 0.0
    if _is_of_a_whole(passage, number):
        return 0.8
    noun = noun_after(passage, number, PEOPLE)
    if noun is None:
        return _bare_score(passage, number, before)
    phrase = {passage.words[place].word for place in range(number.last, noun + 1)}
    if phrase & _CONTROLS and not phrase & _TREATED:
        return 0.0
    return _weigh(passage, number, noun, before)


def _is_of_a_whole(passage: Passage, number: Number) -> bool:
    """Say whether a number is what is left, as in "Of 1062 patients, 1004 were randomised"."""
    start, numbers_met = number.first - 1, 0
    for place in range(start, max(-1, start - _FAR), -1):
        if place < start and place + 1 in passage.firsts:
            return False
        word = passage.words[place].word
        if word == "of" and (place == 0 or place in passage.firsts or _opens(passage, place)):
            parted = "," in passage.gap(start, number.first)
            return numbers_met == 1 and parted and _is_kept(passage, number)
        numbers_met += word[:1].isdecimal()
    return False


def _opens(passage: Passage, place: int) -> bool:
    return passage.gap(place - 1, place).rstrip().endswith(":")


def _is_kept(passage: Passage, number: Number) -> bool:
    after = passage.words_after(number.last, 3 * _FAR)
    return bool(_KEPT & set(after)) and not _PARTS & set(after[:3])


def _bare_score(passage: Passage, number: Number, before: list[str]) -> float:
    """Weigh a number without a known noun, as in "41 were randomised" or "a total of 120"."""
    after = passage.words_after(number.last, 6)
    if "were" in after[:4] and CHANCE & set(after[after.index("were") :][:3]):
        return 0.8 if not _OTHER & set(after[: after.index("were")]) else 0.0
    if not {"total", "sample"} & set(before) or before[-1] != "of":
        return 0.0
    if after and after[0] not in _BARE_ENDS and not _is_closed(passage, number):
        counts = "total" in before and not (OTHER_THINGS | _OTHER) & set(after[:5])
        return 0.55 if counts else 0.0
    return 0.55


def _is_closed(passage: Passage, number: Number) -> bool:
    """Say whether a mark follows a number."""
    following = number.last + 1
    return following >= len(passage.words) or bool(
        set(passage.gap(number.last, following)) & set(",;.()")
    )


def _weigh(passage: Passage, number: Number, noun: int, before: list[str]) -> float:
    around = passage.words_after(noun, _FAR)
    within = {passage.words[place].word for place in range(number.last + 1, noun)}
    near = set(around) | set(before)
    score = 0.55
    score += 0.15 * bool(_TOTAL & set(before))
    score += 0.2 * bool(CHANCE & (near | within))
    score += 0.1 * bool(_ENTRY & near)
    score -= 0.25 * bool(_PARTS & (within | set(around[:2])))
    score -= 0.25 * ("each" in around[:6] or "per" in around[:6])
    score -= 0.15 * bool(before and before[-1] in _BEFORE_LESS)
    score -= 0.1 * (number.first not in passage.outside)
    score -= 0.1 * (number.value < _SMALL)
    score -= 0.1 * (passage.words[noun].word == "cases" and not near & (_ENTRY | CHANCE))
    return max(0.0, min(score, 0.95))


def _controls(passage: Passage) -> Count | None:
    """Give the number of controls who stand beside the people in question."""
    for number in passage.numbers:
        noun = noun_after(passage, number, PEOPLE)
        if noun is None or number.first not in passage.outside:
            continue
        phrase = {passage.words[place].word for place in range(number.last, noun + 1)}
        part = passage.before(number.first, 1) == ["of"]  # "in 2 of 7 controls"
        if phrase & _CONTROLS and not phrase & _TREATED and not part:
            return Count(number.value, _THRESHOLD, (passage.span(number),))
    return None
