"""The arms of a trial, groups to which people were assigned or that were compared.

Their number, the people of arms of equal size or described in sentences of their own, and controls
that are counted apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

from pprnet.extraction.counts.count_candidates import (
    PEOPLE_NOUNS,
    StatedCount,
    best_count,
    counted_noun_index,
)
from pprnet.extraction.counts.group_sizes import (
    RANDOMISATION_WORDS,
    SUM_SCORE,
    stated_groups,
    sum_of_groups,
)
from pprnet.extraction.counts.people_scores import CONTROL_WORDS, TREATMENT_WORDS
from pprnet.extraction.text_processing.token_stream import TokenStream
from pprnet.extraction.text_processing.whole_numbers import WholeNumber
from pprnet.extraction.text_processing.word_tokenizer import word_set
from pprnet.records import Span

_ARM_NOUNS = word_set("arm arms armed group groups condition conditions treatments interventions")
_QUALIFIERS = word_set(
    "parallel treatment study intervention active experimental different matched comparison "
    "independent equal following of the these psychotherapy therapy training separate"
)
_RANDOMISATION_WORDS = RANDOMISATION_WORDS | word_set("allocation randomization")
_DESIGN_WORDS = word_set("controlled trial divided comprized compared parallel design assignment")
_MAX_ARMS = 8
_MIN_ARMS = 2
_SIZE_VERBS = word_set("consisted comprized included contained had")
_MAX_WORDS_FROM_GROUP, _MAX_LINKS = 9, 3
_STUDY_WORDS = word_set("study experiment sample")
_SECOND_STUDIES = (
    *("study 2", "experiment 2", "sample 2"),
    *("second study", "second experiment", "second sample"),
)
_LABELS = {"first": "1", "second": "2", "third": "3", "fourth": "4"}
_DESCRIBED_SCORE, _STUDIES_SCORE = 0.7, 0.8
_MAX_WORDS_TO_GROUP = 7
_WINDOW = 12
_APART_WORDS = word_set("historical historic matched external healthy")
_WHOLE_NOUNS = word_set("sample total group groups cohort")
_EQUAL_ARMS_SCORE, _CONTROL_SCORE = 0.55, 0.5
NAMED_ARMS_SCORE, COUNTED_ARMS_SCORE, EITHER_OR_SCORE = 0.85, 0.7, 0.6
"""Scores set by hand: no labelled arms were at hand to count."""


def extract_arms(stream: TokenStream) -> StatedCount | None:
    """Return the number of arms, where it is stated or can be counted from the group sizes.

    Args:
        stream: the words of a title or abstract.
    """
    counts = [count for number in stream.numbers if (count := _named_arms(stream, number))]
    counts += [
        StatedCount(len(group), COUNTED_ARMS_SCORE, tuple(stream.span(number) for number in group))
        for group in stated_groups(stream)
        if _MIN_ARMS <= len(group) <= _MAX_ARMS and _is_randomised(stream, group[0])
    ]
    return best_count(counts) or _either_or_arms(stream)


def people_of_equal_arms(stream: TokenStream) -> StatedCount | None:
    """Return the people of "two groups of 20 clients each" or "20 in each of the three groups".

    Args:
        stream: the words of a title or abstract.
    """
    if "each" not in stream.text and " per " not in stream.text:
        return None
    arms = extract_arms(stream)
    if arms is None or arms.score < NAMED_ARMS_SCORE:
        return None
    for number in stream.numbers:
        after = stream.words_after(number.last, _MAX_WORDS_TO_GROUP)
        if number.value > _MAX_ARMS and _are_of_each_arm(after):
            return StatedCount(number.value * arms.value, _EQUAL_ARMS_SCORE, (stream.span(number),))
    return None


def _are_of_each_arm(after: list[str]) -> bool:
    """Return whether words are as in "in each group", "per arm" or "clients each"."""
    place = next((at for at, word in enumerate(after) if word in {"each", "per"}), None)
    if place is None or any(word[0].isdecimal() for word in after[:place]):
        return False
    following = after[place + 1 : place + 4]
    of_arm = not _ARM_NOUNS.isdisjoint(following)
    return of_arm or (after[place] == "each" and place > 0 and after[place - 1] in PEOPLE_NOUNS)


def _named_arms(stream: TokenStream, number: WholeNumber) -> StatedCount | None:
    """Return the number of "one of three conditions" or "two-arm trial"."""
    if not _MIN_ARMS <= number.value <= _MAX_ARMS:
        return None
    for place in stream.indices_after(number.last, 3):
        word = stream.tokens[place].word
        if word in _ARM_NOUNS and _is_design(stream, number):
            return StatedCount(number.value, NAMED_ARMS_SCORE, (stream.span(number),))
        if word not in _QUALIFIERS:
            return None
    return None


def _is_design(stream: TokenStream, number: WholeNumber) -> bool:
    words_around = {
        *stream.words_before(number.first, _WINDOW),
        *stream.words_after(number.last, _WINDOW),
    }
    return bool(words_around & (_RANDOMISATION_WORDS | _DESIGN_WORDS))


def _is_randomised(stream: TokenStream, number: WholeNumber) -> bool:
    return bool(_RANDOMISATION_WORDS & set(stream.words_before(number.first, 2 * _WINDOW)))


def _either_or_arms(stream: TokenStream) -> StatedCount | None:
    """Return two arms for "randomly assigned to either CBT or a waiting list"."""
    if "either" not in stream.text:
        return None
    for index, token in enumerate(stream.tokens):
        if token.word == "either" and _RANDOMISATION_WORDS & set(stream.words_before(index, 5)):
            words_after = stream.words_after(index, _WINDOW)
            if words_after.count("or") == 1:
                span = Span(stream.field, token.start, token.end)
                return StatedCount(2, EITHER_OR_SCORE, (span,))
    return None


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
    return _count_of(stream, CONTROL_WORDS) or _size_of_controls(stream)


def _size_of_controls(stream: TokenStream) -> StatedCount | None:
    """Return the number of "a historical control group (n = 157)"."""
    if "control group" not in stream.text:
        return None
    for number in stream.numbers:
        kind, *phrase = ["", "", "", *stream.sentence_words_before(number.first, 4)][-4:]
        if kind in _APART_WORDS and phrase == ["control", "group", "n"]:
            return StatedCount(number.value, _CONTROL_SCORE, (stream.span(number),))
    return None


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
        before = stream.words_before(number.first, 2)  # "in 2 of 7 controls", no "group of 7"
        part = before[-1:] == ["of"] and _WHOLE_NOUNS.isdisjoint(before)
        if not phrase.isdisjoint(words) and not phrase & TREATMENT_WORDS and not part:
            return StatedCount(number.value, _CONTROL_SCORE, (stream.span(number),))
    return None


def described_groups(stream: TokenStream) -> Iterator[StatedCount]:
    """Yield the sum of "The study group consisted of 20 clients. The control group had 22".

    Args:
        stream: the words of a title or abstract.
    """
    if stream.text.count("group") < _MIN_ARMS:
        return
    sizes = [number for number in stream.numbers if _is_size_of_named_group(stream, number)]
    if len(sizes) > 1:
        yield sum_of_groups(stream, sizes, _DESCRIBED_SCORE)
    by_name: dict[str, WholeNumber] = {}
    for number in stream.numbers:
        before = stream.words_before(number.first, 3)
        if before[1:] == ["group", "n"]:
            by_name.setdefault(before[0], number)
    if len(by_name) > 1:
        yield sum_of_groups(stream, list(by_name.values()), SUM_SCORE)


def people_of_numbered_studies(stream: TokenStream) -> Iterator[StatedCount]:
    """Yield the sum of "In Study 1 (N = 120) worry fell. In Study 2 (N = 80) it rose".

    Args:
        stream: the words of a title or abstract.
    """
    text = stream.text.lower()
    if not any(second in text for second in _SECOND_STUDIES):
        return
    by_label: dict[str, WholeNumber] = {}
    for number in stream.numbers:
        before = stream.sentence_words_before(number.first, _MAX_WORDS_FROM_GROUP)
        label = next((found for pair in pairwise(before) if (found := _study_label(*pair))), "")
        sized = before[-1:] == ["n"] or counted_noun_index(stream, number, PEOPLE_NOUNS) is not None
        if label and sized:
            by_label.setdefault(label, number)
    if len(by_label) > 1:
        yield sum_of_groups(stream, list(by_label.values()), _STUDIES_SCORE)


def _study_label(one: str, other: str) -> str:
    """Return the number of "study 2" or "second experiment", empty for other words."""
    if one in _STUDY_WORDS and other in _LABELS.values():
        return other
    return _LABELS.get(one, "") if other in _STUDY_WORDS else ""


def _is_size_of_named_group(stream: TokenStream, number: WholeNumber) -> bool:
    before = stream.sentence_words_before(number.first, _MAX_WORDS_FROM_GROUP)
    verbs = [place for place, word in enumerate(before) if word in _SIZE_VERBS]
    if (
        not verbs
        or len(before) - verbs[-1] > _MAX_LINKS
        or number.first not in stream.outside_brackets
    ):
        return False
    if "group" not in before[: verbs[-1]]:
        return False
    after = stream.words_after(number.last, _MAX_LINKS)
    return counted_noun_index(stream, number, PEOPLE_NOUNS) is not None or not after
