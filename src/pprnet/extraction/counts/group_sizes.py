"""The sizes of groups stated in a passage, as in "n = 31" and "(16 subjects)"."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import pairwise

from pprnet.extraction.counts.count_candidates import (
    PEOPLE_NOUNS,
    THING_NOUNS,
    StatedCount,
    is_end_of_range,
    unit_counted,
)
from pprnet.extraction.text_processing.token_stream import TokenStream
from pprnet.extraction.text_processing.whole_numbers import WholeNumber
from pprnet.extraction.text_processing.word_tokenizer import word_set

RANDOMISATION_WORDS = word_set("randomized randomly random allocated assigned")
_GROUP_WORDS = word_set("group arm condition control")
_WINDOW = 12
_PART_NOUNS = word_set("completers dropouts responders nonresponders")
_GIVEN_WORDS = word_set("given received")
_RANDOMISATION_PARTS = ("andom", "ssigned", "llocated")
"""Parts of words of randomisation, in any spelling."""
_SIGNS = frozenset("=:≈<>≥~")
_MAX_ARMS = 8
_PAIR = 2
SINGLE_SCORE, SINGLE_CAPITAL_SCORE, SUM_SCORE, RANDOMISED_SUM_SCORE = 0.5, 0.72, 0.6, 0.77
SINGLE_PEOPLE_SCORE = 0.56
ASSIGNED_SCORE, LISTED_SCORE = 0.85, 0.96
PARTS_SCORE = 0.52
"""Of parts in one bracket, which may be of a number before it: "120 clients (80 women, 38 men)"."""


def group_counts(
    stream: TokenStream,
    early: Collection[WholeNumber] = (),
    others: Collection[WholeNumber] = (),
) -> Iterator[StatedCount]:
    """Yield the sum of the group sizes of each passage, one count for each set of groups.

    Args:
        stream: the words of a title or abstract.
        early: numbers of people who are not of the sample, each counted by itself.
        others: numbers of other people, such as therapists, that are not counted.
    """
    for group in stated_groups(stream):
        if own := [number for number in group if number not in early and number not in others]:
            yield _total_count(stream, own)
        for number in group:
            if number in early:
                yield replace(_total_count(stream, [number]), in_sample=False)
    yield from _assigned_pair_counts(stream)


def size_counts(stream: TokenStream) -> Iterator[tuple[WholeNumber, StatedCount]]:
    """Yield each number such as "n = 31" by itself, with its count.

    Args:
        stream: the words of a title or abstract.
    """
    for group in stated_groups(stream):
        for number in group:
            yield number, _total_count(stream, [number])


def stated_groups(stream: TokenStream) -> list[list[WholeNumber]]:
    """Return the sizes such as "n = 31" and "(16 subjects)", one list for each sentence.

    Args:
        stream: the words of a title or abstract.
    """
    groups: list[list[WholeNumber]] = []
    for number in stream.numbers:
        if not _is_group_size(stream, number, groups[-1][-1] if groups else None):
            continue
        same_sentence = groups and not stream.in_different_sentences(groups[-1][-1], number)
        groups[-1].append(number) if same_sentence else groups.append([number])
    return [group for group in groups if len(group) <= _MAX_ARMS]


def _is_group_size(stream: TokenStream, number: WholeNumber, previous: WholeNumber | None) -> bool:
    if number.first == 0:
        return False
    gap = stream.text_between(number.first - 1, number.first)
    if stream.tokens[number.first - 1].word == "n":
        signed = not _SIGNS.isdisjoint(gap) or number.first not in stream.outside_brackets
        return signed and unit_counted(stream, number) not in THING_NOUNS
    if gap.rstrip().endswith(("(", "[")):
        return _ends_with_people(stream, number)
    if previous is None or gap.strip() != "," or stream.words_before(previous.first, 1) == ["n"]:
        return False
    return _share_bracket(stream, previous, number) and _ends_with_people(stream, number)


def _ends_with_people(stream: TokenStream, number: WholeNumber) -> bool:
    """Return whether a noun of people and a mark follow a number in brackets: "(16 subjects)"."""
    noun = number.last + 1
    if noun >= len(stream.tokens) or stream.tokens[noun].word not in PEOPLE_NOUNS:
        return False
    if noun in stream.outside_brackets or number.first in stream.outside_brackets:
        return False
    return stream.ends_phrase(noun) and not is_end_of_range(stream, number)


def _share_bracket(stream: TokenStream, one: WholeNumber, other: WholeNumber) -> bool:
    """Return whether two numbers are in one bracket: "(61 women, 39 men)"."""
    return all(place not in stream.outside_brackets for place in range(one.last, other.first))


def _total_count(stream: TokenStream, arms: list[WholeNumber]) -> StatedCount:
    """Return the sum of the arms; alone in its sentence, "n = 31" is a total."""
    arms = [arm for arm in arms if unit_counted(stream, arm) not in _PART_NOUNS] or arms
    values = [arm.value for arm in arms]
    signs = {stream.tokens[arm.first - 1].printed for arm in arms}
    whole_and_parts = len(arms) > _PAIR and max(values) * 2 == sum(values)
    randomised = bool(RANDOMISATION_WORDS & set(stream.words_before(arms[0].first, 2 * _WINDOW)))
    if len(arms) > 1 and not whole_and_parts:
        spans = tuple(stream.span(arm) for arm in arms)
        score = PARTS_SCORE if _share_bracket(stream, arms[0], arms[-1]) else SUM_SCORE
        return StatedCount(sum(values), RANDOMISED_SUM_SCORE if randomised else score, spans)
    arm = max(arms, key=lambda arm: arm.value)
    return _single_count(stream, arm, capital=signs == {"N"})


def _single_count(stream: TokenStream, arm: WholeNumber, *, capital: bool) -> StatedCount:
    randomised = bool(RANDOMISATION_WORDS & set(stream.words_before(arm.first, _WINDOW)))
    words_after = {stream.tokens[place].word for place in stream.indices_after(arm.last, 3)}
    unit = unit_counted(stream, arm)
    score = SINGLE_CAPITAL_SCORE if capital else SINGLE_SCORE
    if unit in _PART_NOUNS:
        score -= 0.1
    elif unit in PEOPLE_NOUNS:
        score = max(score, SINGLE_PEOPLE_SCORE)
    score += 0.1 * randomised
    if words_after & {"each", "per"}:
        twice = randomised and "or" in stream.words_before(arm.first, 6)
        return (
            StatedCount(arm.value * 2, score, (stream.span(arm),))
            if twice
            else _zero_score_count(stream, arm)
        )
    return StatedCount(arm.value, score, (stream.span(arm),))


def _zero_score_count(stream: TokenStream, arm: WholeNumber) -> StatedCount:
    return StatedCount(arm.value, 0.0, (stream.span(arm),))


def _assigned_pair_counts(stream: TokenStream) -> Iterator[StatedCount]:
    """Yield the sums of "34 were randomised to treatment while 39 went to the control group"."""
    if not any(part in stream.text for part in _RANDOMISATION_PARTS):
        return
    for one, other in pairwise(stream.numbers):
        if not stream.in_different_sentences(one, other) and _are_assigned(stream, one, other):
            yield _sum(stream, [one, other], ASSIGNED_SCORE)
    yield from _assigned_list_counts(stream)


def _assigned_list_counts(stream: TokenStream) -> Iterator[StatedCount]:
    """Yield the sums of "14 subjects were randomised to one drug; 16, to another"."""
    chain: list[WholeNumber] = []
    for number in [*stream.numbers, None]:
        if chain and number and _is_assigned_after(stream, chain[-1], number):
            chain.append(number)
            continue
        if len(chain) > 1:
            yield _sum(stream, chain, LISTED_SCORE)
        assigned = number and not RANDOMISATION_WORDS.isdisjoint(_words_to(stream, number))
        chain = [number] if number and assigned else []


def _sum(stream: TokenStream, groups: list[WholeNumber], score: float) -> StatedCount:
    spans = tuple(stream.span(group) for group in groups)
    return StatedCount(sum(group.value for group in groups), score, spans)


def _words_to(stream: TokenStream, number: WholeNumber) -> list[str]:
    """Return the words from a number to "to", none where another number comes before it."""
    after = stream.words_after(number.last, _WINDOW)
    words = after[: after.index("to")] if "to" in after else []
    return [] if any(word[:1].isdecimal() for word in words) else words


def _is_assigned_after(stream: TokenStream, one: WholeNumber, other: WholeNumber) -> bool:
    """Return whether a number is that of "16, to placebo" or "10 subjects were given placebo"."""
    if other.first - one.last > _WINDOW or stream.in_different_sentences(one, other):
        return False
    after = stream.words_after(other.last, 5)
    if after[:1] == ["to"]:
        joined = stream.words_before(other.first, 1) == ["and"]
        return joined or "," in stream.text_between(other.last, other.last + 1)
    return not _GIVEN_WORDS.isdisjoint(after) and "placebo" in after


def _are_assigned(stream: TokenStream, one: WholeNumber, other: WholeNumber) -> bool:
    """Return whether both numbers were assigned to a group, the first one at random."""
    to_one, to_other = _words_to_group(stream, one), _words_to_group(stream, other)
    return bool(RANDOMISATION_WORDS & set(to_one)) and len(to_other) > 0


def _words_to_group(stream: TokenStream, number: WholeNumber) -> list[str]:
    """Return the words from a number to its group, none if it has no group."""
    words_after = stream.words_after(number.last, 10)
    if "to" not in words_after[:7] or not _GROUP_WORDS & set(
        words_after[words_after.index("to") :]
    ):
        return []
    words_between = words_after[: words_after.index("to")]
    return [] if any(word[:1].isdecimal() for word in words_between) else words_between
