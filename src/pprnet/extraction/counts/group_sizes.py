"""The sizes of groups stated in a passage, as in "n = 31" and "(16 subjects)"."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import pairwise

from pprnet.extraction.counts.count_candidates import PEOPLE_NOUNS, StatedCount
from pprnet.extraction.text_processing.token_stream import TokenStream
from pprnet.extraction.text_processing.whole_numbers import WholeNumber
from pprnet.extraction.text_processing.word_tokenizer import word_set

RANDOMISATION_WORDS = word_set("randomized randomly random allocated assigned")
_GROUP_WORDS = word_set("group arm condition control")
_WINDOW = 12
_MAX_ARMS = 8
_PAIR = 2
SINGLE_SCORE, SINGLE_CAPITAL_SCORE, SUM_SCORE, RANDOMISED_SUM_SCORE = 0.5, 0.72, 0.6, 0.77


def group_counts(stream: TokenStream, early: Collection[WholeNumber] = ()) -> Iterator[StatedCount]:
    """Yield the sum of the group sizes of each passage, one count for each set of groups.

    Args:
        stream: the words of a title or abstract.
        early: numbers of people who are not of the sample, each counted by itself.
    """
    for group in stated_groups(stream):
        if own := [number for number in group if number not in early]:
            yield _total_count(stream, own)
        for number in group:
            if number in early:
                yield replace(_total_count(stream, [number]), in_sample=False)
    yield from _assigned_pair_counts(stream)


def stated_groups(stream: TokenStream) -> list[list[WholeNumber]]:
    """Return the sizes such as "n = 31" and "(16 subjects)", one list for each sentence.

    Args:
        stream: the words of a title or abstract.
    """
    groups: list[list[WholeNumber]] = []
    for number in stream.numbers:
        if not _is_group_size(stream, number):
            continue
        same_sentence = groups and not stream.in_different_sentences(groups[-1][-1], number)
        groups[-1].append(number) if same_sentence else groups.append([number])
    return [group for group in groups if len(group) <= _MAX_ARMS]


def _is_group_size(stream: TokenStream, number: WholeNumber) -> bool:
    if number.first == 0:
        return False
    if stream.tokens[number.first - 1].word == "n":
        return True
    if not stream.text_between(number.first - 1, number.first).rstrip().endswith(("(", "[")):
        return False
    following = stream.tokens[number.last + 1 : number.last + 2]
    if not following or following[0].word not in PEOPLE_NOUNS:
        return False
    end = stream.text[following[0].end : following[0].end + 1]
    return end in {")", "]"}


def _total_count(stream: TokenStream, arms: list[WholeNumber]) -> StatedCount:
    """Return the sum of the arms; alone in its sentence, "n = 31" is a total."""
    values = [arm.value for arm in arms]
    signs = {stream.tokens[arm.first - 1].printed for arm in arms}
    whole_and_parts = len(arms) > _PAIR and max(values) * 2 == sum(values)
    randomised = bool(RANDOMISATION_WORDS & set(stream.words_before(arms[0].first, 2 * _WINDOW)))
    if len(arms) > 1 and not whole_and_parts:
        spans = tuple(stream.span(arm) for arm in arms)
        return StatedCount(sum(values), RANDOMISED_SUM_SCORE if randomised else SUM_SCORE, spans)
    return _single_count(stream, max(arms, key=lambda arm: arm.value), capital=signs == {"N"})


def _single_count(stream: TokenStream, arm: WholeNumber, *, capital: bool) -> StatedCount:
    randomised = bool(RANDOMISATION_WORDS & set(stream.words_before(arm.first, _WINDOW)))
    words_after = {stream.tokens[place].word for place in stream.indices_after(arm.last, 3)}
    score = SINGLE_CAPITAL_SCORE if capital else SINGLE_SCORE
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
    for one, other in pairwise(stream.numbers):
        if not stream.in_different_sentences(one, other) and _are_assigned(stream, one, other):
            spans = (stream.span(one), stream.span(other))
            yield StatedCount(one.value + other.value, 0.85, spans)


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
