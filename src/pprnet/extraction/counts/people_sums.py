"""Sums of people: groups that are joined, and parts that add up to a whole that is stated."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import zip_longest

from pprnet.extraction.counts.count_candidates import (
    OTHER_NOUNS,
    PAIR_NOUNS,
    PEOPLE_NOUNS,
    StatedCount,
    counted_noun_index,
    is_calendar_year,
    is_label_number,
)
from pprnet.extraction.counts.people_scores import (
    CONTROL_WORDS,
    TREATMENT_WORDS,
    participant_score,
)
from pprnet.extraction.text_processing.token_stream import TokenStream
from pprnet.extraction.text_processing.whole_numbers import WholeNumber
from pprnet.extraction.text_processing.word_tokenizer import word_set

_LOSS_WORDS = word_set("dropped withdrew lost refused declined")
_MATCHING_WORDS = word_set("matched compared")
_EXCLUSION_WORDS = word_set(
    "screened these whom eligible declined excluded least completed completers dropped withdrew "
    "lost refused invited approached discharged contacted which"
)
_TIME_WORDS = word_set("pre post pretreatment posttreatment baseline followup")
_CONJUNCTIONS = word_set("and with versus vs plus while")
_PLACING_WORDS = word_set("in on receiving")
_MAX_SIZE_RATIO = 4
"""How many times larger than the other one of two groups may be."""
_MIN_GROUP = 6
_WINDOW = 12
_MAX_PARTS = 8
_MAX_GAP, _REACH = 3, 90
"""Numbers between a whole and its parts, and words between them."""
_MIN_WHOLE, _MIN_SCORE, _WHOLE_SCORE, _CONTROL_SCORE = 10, 0.5, 0.85, 0.5


def persons_of_pairs(stream: TokenStream, people: StatedCount) -> WholeNumber | None:
    """Return the number of persons that is stated beside "forty couples", twice as many.

    Args:
        stream: the words of a title or abstract.
        people: the number of pairs.
    """
    pairs = any(
        stream.span(number) in people.spans
        and counted_noun_index(stream, number, PAIR_NOUNS) is not None
        for number in stream.numbers
    )
    twice = (number for number in stream.numbers if number.value == 2 * people.value)
    return next(twice, None) if pairs else None


def joined_group_counts(
    stream: TokenStream, others: Collection[WholeNumber]
) -> Iterator[StatedCount]:
    """Yield the sums of "260 patients in the programme and 251 in usual care were recruited".

    Args:
        stream: the words of a title or abstract.
        others: numbers of people who are not of the sample.
    """
    counted = [number for number in stream.numbers if number not in others]
    groups = [
        number
        for number, following in zip_longest(counted, counted[1:])
        if _may_be_group(stream, number, following)
    ]
    chain = groups[:1]
    for one, other, third in zip_longest(groups, groups[1:], groups[2:]):
        if other and (
            _are_two_groups(stream, one, other) or _are_in_list(stream, one, other, third)
        ):
            chain.append(other)
            continue
        if len(chain) > 1:
            yield _sum(stream, chain)
        chain = [other]


def _sum(stream: TokenStream, groups: list[WholeNumber]) -> StatedCount:
    score = max(_MIN_SCORE, *(participant_score(stream, group) for group in groups))
    spans = tuple(stream.span(group) for group in groups)
    return StatedCount(sum(group.value for group in groups), score + 0.01, spans)


def _may_be_group(stream: TokenStream, number: WholeNumber, following: WholeNumber | None) -> bool:
    if number.value < _MIN_GROUP or number.first not in stream.outside_brackets:
        return False
    if is_calendar_year(stream, number) or is_label_number(stream, number):
        return False
    return (
        _counts_people(stream, number)
        or _shares_noun(stream, number, following)
        or _takes_up_noun(stream, number)
    )


def _counts_people(stream: TokenStream, number: WholeNumber) -> bool:
    """Return whether a noun of people follows, as in "73 siblings" and "56 of their siblings"."""
    if counted_noun_index(stream, number, PEOPLE_NOUNS) is not None:
        return True
    after = stream.words_after(number.last, 5)
    if after[:2] != ["of", "their"]:
        return False
    return not PEOPLE_NOUNS.isdisjoint(after)


def _shares_noun(stream: TokenStream, number: WholeNumber, following: WholeNumber | None) -> bool:
    """Return whether a number has the noun of the next one: "24 and 16 subjects"."""
    if following is None or stream.words_before(number.first, 1) == ["between"]:
        return False
    between = [token.word for token in stream.tokens[number.last + 1 : following.first]]
    if not between or len(between) > _MAX_GAP or between[-1] != "and":
        return False
    if not OTHER_NOUNS.isdisjoint(between):
        return False
    return counted_noun_index(stream, following, PEOPLE_NOUNS) is not None


def _takes_up_noun(stream: TokenStream, number: WholeNumber) -> bool:
    """Return whether a number in a list has the noun before it: "40 clients in A and 38 in B"."""
    before, after = stream.words_before(number.first, 1), stream.words_after(number.last, 2)
    if not number.first:
        return False
    joined = before == ["and"] or "," in stream.text_between(number.first - 1, number.first)
    placing = _PLACING_WORDS | {"who"} if before == ["and"] else _PLACING_WORDS
    if not joined or after[:1] == [] or after[0] not in placing:
        return False
    return not any(word[0].isdecimal() for word in after)


def _are_in_list(
    stream: TokenStream, one: WholeNumber, other: WholeNumber, third: WholeNumber | None
) -> bool:
    """Return whether a comma joins two groups that a conjunction joins to a third."""
    if third is None or "," not in stream.text_between(other.first - 1, other.first):
        return False
    if not _are_two_groups(stream, other, third):
        return False
    between = [token.word for token in stream.tokens[one.last + 1 : other.first]]
    return len(between) <= _WINDOW and not _is_part(stream, one, other, between)


def _are_two_groups(stream: TokenStream, one: WholeNumber, other: WholeNumber) -> bool:
    between = [token.word for token in stream.tokens[one.last + 1 : other.first]]
    if len(between) > 2 * _WINDOW or stream.in_different_sentences(one, other):
        return False
    similar_size = max(one.value, other.value) < _MAX_SIZE_RATIO * min(one.value, other.value)
    joined = _CONJUNCTIONS & set(between[-2:]) or _MATCHING_WORDS & set(between)
    return similar_size and bool(joined) and not _is_part(stream, one, other, between)


def _is_part(stream: TokenStream, one: WholeNumber, other: WholeNumber, between: list[str]) -> bool:
    """Return whether words tell that one number is a part of the other or of a third."""
    before = stream.words_before(one.first, 2)
    whole = before[-1:] == ["of"] and bool(before[-2:-1]) and before[0][0].isdecimal()
    opens_part = one.first in stream.sentence_starts or one.first == 1
    whole = whole or (before[-1:] == ["of"] and before[:1] != ["total"] and opens_part)
    excluded = whole or (_EXCLUSION_WORDS | _TIME_WORDS) & {*between, *before}
    after = stream.words_after(other.last, 4)
    return bool(excluded or _LOSS_WORDS & set(after[:3]) or _TIME_WORDS & set(after))


def wholes_of_parts(
    stream: TokenStream, scores: Mapping[WholeNumber, float], left_out: Collection[WholeNumber]
) -> Iterator[StatedCount]:
    """Yield the numbers of people to which the numbers around them add up.

    Args:
        stream: the words of a title or abstract.
        scores: the score of each number that may be that of the sample.
        left_out: numbers of people who were excluded, and of no part of the sample.
    """
    numbers = [
        number
        for number in stream.numbers
        if number not in left_out and not _is_other(stream, number)
    ]
    for place, whole in enumerate(numbers):
        score = scores.get(whole, 0.0)
        if whole.value < _MIN_WHOLE or score < _MIN_SCORE:
            continue
        after = numbers[place + 1 : place + 1 + _MAX_GAP + _MAX_PARTS]
        before = numbers[max(0, place - _MAX_GAP - _MAX_PARTS) : place][::-1]
        if _adds_up(whole, after) or _adds_up(whole, before):
            yield StatedCount(
                whole.value, min(0.95, max(_WHOLE_SCORE, score + 0.2)), (stream.span(whole),)
            )


def _adds_up(whole: WholeNumber, numbers: list[WholeNumber]) -> bool:
    """Return whether some neighbours in a row, among the nearest to a number, sum to it."""
    near = [number for number in numbers if abs(number.first - whole.first) <= _REACH]
    for start in range(min(len(near), _MAX_GAP + 1)):
        total = 0
        for count, part in enumerate(near[start : start + _MAX_PARTS], start=1):
            total += part.value
            if total == whole.value and count > 1:
                return True
            if total > whole.value:
                break
    return False


def _is_other(stream: TokenStream, number: WholeNumber) -> bool:
    if number.value <= 1 or is_calendar_year(stream, number):
        return True
    after = stream.words_after(number.last, 2)
    return not _UNIT_WORDS.isdisjoint(after[:1]) or not _LOSS_WORDS.isdisjoint(after)


_UNIT_WORDS = word_set(
    "years year weeks week months month days day hours minutes min sessions session points items "
    "mg ml centers sites clinics countries item point times yrs"
)


def includes_controls(people: StatedCount, controls: StatedCount) -> bool:
    """Return whether the controls are among the people counted.

    Args:
        people: the number of people.
        controls: the number of controls.
    """
    return people.value == controls.value or controls.spans[0] in people.spans


def control_count(stream: TokenStream) -> StatedCount | None:
    """Return the number of controls that is stated apart from the people studied.

    Args:
        stream: the words of a title or abstract.
    """
    return _count_of(stream, CONTROL_WORDS)


def healthy_sample(stream: TokenStream) -> StatedCount | None:
    """Return the number of "55 healthy adults", the sample where no other people are counted.

    Args:
        stream: the words of a title or abstract.
    """
    found = _count_of(stream, CONTROL_WORDS & {"healthy"})
    return None if found and _count_of(stream, CONTROL_WORDS - {"healthy"}) else found


def _count_of(stream: TokenStream, words: Collection[str]) -> StatedCount | None:
    """Return the first number of people whose phrase has one of some words."""
    text = stream.text.lower()
    if not any(word in text for word in words):
        return None
    for number in stream.numbers:
        noun = counted_noun_index(stream, number, PEOPLE_NOUNS)
        if noun is None or number.first not in stream.outside_brackets:
            continue
        phrase = {stream.tokens[position].word for position in range(number.last, noun + 1)}
        part = stream.words_before(number.first, 1) == ["of"]  # "in 2 of 7 controls"
        if not phrase.isdisjoint(words) and not phrase & TREATMENT_WORDS and not part:
            return StatedCount(number.value, _CONTROL_SCORE, (stream.span(number),))
    return None
