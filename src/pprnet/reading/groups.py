"""The sizes of groups that a passage counts out, as in "n = 31" and "(16 subjects)"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pprnet.reading.counts import PEOPLE, Count, word_set
from pprnet.reading.numbers import Number
from pprnet.reading.passage import Passage

CHANCE = word_set("randomized randomly random allocated assigned")
_GROUP = word_set("group arm condition control")
_FAR = 12
_MOST_ARMS = 8
_PAIR = 2
LONE, LONE_CAPITAL, SUM, SUM_BY_CHANCE = 0.5, 0.72, 0.6, 0.77


def group_counts(passage: Passage) -> list[Count]:
    """Give what the groups of a passage come to, one count for each set of groups."""
    counts = [_total(passage, group) for group in stated_groups(passage)]
    return counts + list(_assigned(passage))


def stated_groups(passage: Passage) -> list[list[Number]]:
    """Collect "n = 31" and "(16 subjects)" by sentence."""
    groups: list[list[Number]] = []
    for number in passage.numbers:
        if not _is_size(passage, number):
            continue
        near = groups and not passage.sentence_between(groups[-1][-1], number)
        groups[-1].append(number) if near else groups.append([number])
    return [group for group in groups if len(group) <= _MOST_ARMS]


def _is_size(passage: Passage, number: Number) -> bool:
    if number.first == 0:
        return False
    if passage.words[number.first - 1].word == "n":
        return True
    if not passage.gap(number.first - 1, number.first).rstrip().endswith(("(", "[")):
        return False
    after = passage.words[number.last + 1 : number.last + 2]
    if not after or after[0].word not in PEOPLE:
        return False
    end = passage.text[after[0].end : after[0].end + 1]
    return end in {")", "]"}


def _total(passage: Passage, arms: list[Number]) -> Count:
    """Add the arms up; alone in its sentence, "n = 31" is a total."""
    values = [arm.value for arm in arms]
    signs = {passage.words[arm.first - 1].printed for arm in arms}
    whole_and_parts = len(arms) > _PAIR and max(values) * 2 == sum(values)
    chance = bool(CHANCE & set(passage.before(arms[0].first, 2 * _FAR)))
    if len(arms) > 1 and not whole_and_parts:
        spans = tuple(passage.span(arm) for arm in arms)
        return Count(sum(values), SUM_BY_CHANCE if chance else SUM, spans)
    return _lone(passage, max(arms, key=lambda arm: arm.value), capital=signs == {"N"})


def _lone(passage: Passage, arm: Number, *, capital: bool) -> Count:
    chance = bool(CHANCE & set(passage.before(arm.first, _FAR)))
    after = {passage.words[place].word for place in passage.after(arm.last, 3)}
    score = LONE_CAPITAL if capital else LONE
    score += 0.1 * chance
    if after & {"each", "per"}:
        twice = chance and "or" in passage.before(arm.first, 6)
        return Count(arm.value * 2, score, (passage.span(arm),)) if twice else _none(passage, arm)
    return Count(arm.value, score, (passage.span(arm),))


def _none(passage: Passage, arm: Number) -> Count:
    return Count(arm.value, 0.0, (passage.span(arm),))


def _assigned(passage: Passage) -> Iterator[Count]:
    """Read "34 were randomised to the treatment group while 39 went to the control group"."""
    for one, other in pairwise(passage.numbers):
        if not passage.sentence_between(one, other) and _are_sent(passage, one, other):
            spans = (passage.span(one), passage.span(other))
            yield Count(one.value + other.value, 0.85, spans)


def _are_sent(passage: Passage, one: Number, other: Number) -> bool:
    """Say whether both numbers went to a group, the first one by chance."""
    to_one, to_other = _sent_to(passage, one), _sent_to(passage, other)
    return bool(CHANCE & set(to_one)) and len(to_other) > 0


def _sent_to(passage: Passage, number: Number) -> list[str]:
    """Give the words from a number to the group that it went to, none if to no group."""
    after = passage.words_after(number.last, 10)
    if "to" not in after[:7] or not _GROUP & set(after[after.index("to") :]):
        return []
    way = after[: after.index("to")]
    return [] if any(word[:1].isdecimal() for word in way) else way
