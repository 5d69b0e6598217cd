"""The number of participants of a work.

Each number of the abstract is scored by the words near it: the noun it counts, words of
randomisation or of entry to the study, and whether it is a part ("of whom", "in each group") of
another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from pprnet.extraction.counts.bare_numbers import score_without_noun, stands_alone
from pprnet.extraction.counts.count_candidates import (
    PEOPLE_NOUNS,
    StatedCount,
    best_count,
    counted_noun_index,
    is_calendar_year,
    is_label_number,
)
from pprnet.extraction.counts.fractions import included_part
from pprnet.extraction.counts.group_sizes import RANDOMISATION_WORDS, group_counts
from pprnet.extraction.counts.own_samples import own_sample_counts
from pprnet.extraction.counts.recruitment import RecruitmentStage, recruitment_stage
from pprnet.extraction.text_processing.token_stream import TokenStream
from pprnet.extraction.text_processing.whole_numbers import WholeNumber
from pprnet.extraction.text_processing.word_tokenizer import word_set

_ENTRY_WORDS = word_set(
    "enrolled recruited participated included entered completed analyzed treated assigned "
    "received consecutive selected interviewed studied consented initiated"
)
_SUBSET_WORDS = word_set(
    "completed completers dropped withdrew lost refused screened invited approached discharged "
    "contacted"
)
_LOSS_WORDS = word_set("dropped withdrew lost refused declined")
_RETENTION_WORDS = word_set(
    "met consented included randomized eligible analyzed participated enrolled agreed randomly "
    "allocated assigned"
)
_MATCHING_WORDS = word_set("matched compared")
_EXCLUSION_WORDS = word_set("screened these whom eligible declined excluded least")
_CONJUNCTIONS = word_set("and with versus vs plus while")
_CONTROL_WORDS = word_set("control controls healthy")
_TREATMENT_WORDS = word_set("intervention treatment experimental study")
_TOTAL_WORDS = word_set("total overall altogether")
_PARTIAL_COUNT_WORDS = word_set("additional another other further remaining these only least per")
_PAIR_NOUNS = word_set("couples dyads pairs twins")
_ANSWERED_NOUNS = word_set("questionnaire questionnaires survey surveys measures scales")
_PROVIDER_NOUNS = word_set("therapists clinicians counselors psychologists psychiatrists")
_TREATING_VERBS = word_set("treated saw treating seeing")
_REPLY_SCORE, _CONSENT_SCORE, _FRACTION_SCORE = 0.7, 0.75, 0.8
_MIN_SAMPLE_SCORE = 0.65
_WINDOW = 12
_SMALL_COUNT = 10
_MIN_SCORE = 0.5
_MAX_SIZE_RATIO = 4
"""How many times larger than the other one of two groups may be."""
_CERTAIN_SCORE = 0.75
"""Chance or a total was spoken of: the number is of all."""


def extract_participants(*streams: TokenStream) -> StatedCount | None:
    """Return the number of people randomised or analysed in all, `None` if not stated.

    Args:
        *streams: the fields in the order in which they are read; the first that states it decides.
    """
    for stream in streams:
        people = _people_count(stream) if stream.numbers else None
        if people and people.score >= _MIN_SCORE:
            return people
    return None


def _people_count(stream: TokenStream) -> StatedCount | None:
    found = stream.numbers
    if fraction := included_part(stream, PEOPLE_NOUNS):
        return StatedCount(fraction.part.value, _FRACTION_SCORE, (stream.span(fraction.part),))
    stages = {number: recruitment_stage(stream, number) for number in found}
    counts = [count for number in found if (count := _staged_count(stream, number, stages[number]))]
    early = {number for number, stage in stages.items() if stage < RecruitmentStage.UNKNOWN}
    people = _best_sample(
        [
            *counts,
            *group_counts(stream, early),
            *_two_group_counts(stream, early),
            *own_sample_counts(stream, stages),
        ]
    )
    if people and (persons := _persons_of_pairs(stream, people)):
        people = StatedCount(persons.value, people.score, (stream.span(persons),))
    controls = _control_count(stream)
    if (
        people
        and controls
        and people.score < _CERTAIN_SCORE
        and not _includes_controls(people, controls)
    ):
        return StatedCount(
            people.value + controls.value, people.score, people.spans + controls.spans
        )
    return people


def _persons_of_pairs(stream: TokenStream, people: StatedCount) -> WholeNumber | None:
    """Return the number of persons that is stated beside "forty couples", twice as many."""
    pairs = any(
        stream.span(number) in people.spans
        and counted_noun_index(stream, number, _PAIR_NOUNS) is not None
        for number in stream.numbers
    )
    twice = (number for number in stream.numbers if number.value == 2 * people.value)
    return next(twice, None) if pairs else None


def _staged_count(
    stream: TokenStream, number: WholeNumber, stage: RecruitmentStage
) -> StatedCount | None:
    """Return the count of a number with its score, which the stage of recruitment may raise."""
    score = _participant_score(stream, number)
    if stage is RecruitmentStage.EXCLUDED:
        return None
    if stage < RecruitmentStage.UNKNOWN:
        return StatedCount(number.value, score, (stream.span(number),), in_sample=False)
    if stands_alone(stream, number):
        score = max(score, _REPLY_SCORE)
    if stage is RecruitmentStage.CONSENTED:
        score = min(score, _CONSENT_SCORE)
    return StatedCount(number.value, score, (stream.span(number),)) if score > 0 else None


def _best_sample(counts: Sequence[StatedCount]) -> StatedCount | None:
    """Return the best count of a sample; where there is none, of those planned or invited."""
    best = best_count([count for count in counts if count.in_sample])
    return best if best and best.score >= _MIN_SAMPLE_SCORE else best_count(counts)


def _includes_controls(people: StatedCount, controls: StatedCount) -> bool:
    return people.value == controls.value or controls.spans[0] in people.spans


def _two_group_counts(stream: TokenStream, early: Collection[WholeNumber]) -> Iterator[StatedCount]:
    """Yield the sums of "260 patients in the programme and 251 in usual care were recruited"."""
    counted = [
        number
        for number in stream.numbers
        if number not in early and _is_outside_brackets(stream, number)
    ]
    for one, other in pairwise(counted):
        if _are_two_groups(stream, one, other):
            spans = (stream.span(one), stream.span(other))
            score = max(_participant_score(stream, one), _participant_score(stream, other))
            yield StatedCount(one.value + other.value, score + 0.01, spans)


def _is_outside_brackets(stream: TokenStream, number: WholeNumber) -> bool:
    if number.value < _SMALL_COUNT or number.first not in stream.outside_brackets:
        return False
    return counted_noun_index(stream, number, PEOPLE_NOUNS) is not None


def _are_two_groups(stream: TokenStream, one: WholeNumber, other: WholeNumber) -> bool:
    between = [token.word for token in stream.tokens[one.last + 1 : other.first]]
    if len(between) > 2 * _WINDOW or stream.in_different_sentences(one, other):
        return False
    similar_size = max(one.value, other.value) < _MAX_SIZE_RATIO * min(one.value, other.value)
    words_before = stream.words_before(one.first, 2)
    whole = words_before[-1:] == ["of"] and words_before[:1] != ["total"]
    excluded = whole or (_EXCLUSION_WORDS | _SUBSET_WORDS) & {*between, *words_before}
    excluded = excluded or _LOSS_WORDS & set(stream.words_after(other.last, 3))
    joined = _CONJUNCTIONS & set(between[-2:]) or _MATCHING_WORDS & set(between)
    return similar_size and bool(joined) and not excluded


def _participant_score(stream: TokenStream, number: WholeNumber) -> float:
    words_before = stream.words_before(number.first, 4)
    if number.value < 1 or is_label_number(stream, number) or is_calendar_year(stream, number):
        return 0.0
    if words_before[-1:] == ["n"]:
        return 0.0
    if _is_remainder(stream, number):
        return 0.8
    noun = counted_noun_index(stream, number, PEOPLE_NOUNS)
    if noun is None:
        return score_without_noun(stream, number, words_before)
    phrase = {stream.tokens[position].word for position in range(number.last, noun + 1)}
    if phrase & _CONTROL_WORDS and not phrase & _TREATMENT_WORDS:
        return 0.0
    return _score_with_noun(stream, number, noun, words_before)


def _is_remainder(stream: TokenStream, number: WholeNumber) -> bool:
    """Return whether a number is what is left, as in "Of 1062 patients, 1004 were randomised"."""
    start, numbers_met = number.first - 1, 0
    for position in range(start, max(-1, start - _WINDOW), -1):
        if position < start and position + 1 in stream.sentence_starts:
            return False
        word = stream.tokens[position].word
        if word == "of" and (
            position == 0 or position in stream.sentence_starts or _follows_colon(stream, position)
        ):
            follows_comma = "," in stream.text_between(start, number.first)
            return numbers_met == 1 and follows_comma and _is_retained(stream, number)
        numbers_met += word[:1].isdecimal()
    return False


def _follows_colon(stream: TokenStream, position: int) -> bool:
    return stream.text_between(position - 1, position).rstrip().endswith(":")


def _is_retained(stream: TokenStream, number: WholeNumber) -> bool:
    words_after = stream.words_after(number.last, 3 * _WINDOW)
    return bool(_RETENTION_WORDS & set(words_after)) and not _SUBSET_WORDS & set(words_after[:3])


def _score_with_noun(
    stream: TokenStream, number: WholeNumber, noun: int, words_before: list[str]
) -> float:
    words_around = stream.words_after(noun, _WINDOW)
    words_within = {stream.tokens[position].word for position in range(number.last + 1, noun)}
    words_nearby = set(words_around) | set(words_before)
    score = 0.55
    score += 0.15 * bool(_TOTAL_WORDS & set(words_before))
    score += 0.2 * bool(RANDOMISATION_WORDS & (words_nearby | words_within))
    score += 0.1 * bool(_ENTRY_WORDS & words_nearby)
    is_whole = _is_whole_of_fraction(words_before)
    subset = words_within if is_whole else words_within | set(words_around[:2])
    if _ANSWERED_NOUNS & set(words_around[:6]):  # "120 students completed questionnaires"
        subset = subset - {"completed"}
    score -= 0.25 * bool(_SUBSET_WORDS & subset)
    score -= 0.15 * (
        stream.tokens[noun].word in _PROVIDER_NOUNS
        and bool(_TREATING_VERBS & set(words_around[:1]))
    )
    score -= 0.25 * _is_of_each_group(words_around[:7])
    score -= 0.15 * bool(words_before and words_before[-1] in _PARTIAL_COUNT_WORDS)
    score -= 0.1 * (number.first not in stream.outside_brackets)
    score -= 0.1 * (number.value < _SMALL_COUNT)
    score -= 0.1 * (
        stream.tokens[noun].word == "cases"
        and not words_nearby & (_ENTRY_WORDS | RANDOMISATION_WORDS)
    )
    return max(0.0, min(score, 0.95))


def _is_whole_of_fraction(before: list[str]) -> bool:
    """Return whether what is said after people is said of a part of them: "151 of 180 clients"."""
    return len(before) > 1 and before[-1] == "of" and before[-2][0].isdecimal()


def _is_of_each_group(after: list[str]) -> bool:
    """Return whether "each" or "per group" follows; "per protocol" is no group."""
    return "each" in after[:6] or any(
        word == "per" and following != "protocol" for word, following in pairwise([*after, ""])
    )


def _control_count(stream: TokenStream) -> StatedCount | None:
    """Return the number of controls that is stated apart from the people studied."""
    for number in stream.numbers:
        noun = counted_noun_index(stream, number, PEOPLE_NOUNS)
        if noun is None or number.first not in stream.outside_brackets:
            continue
        phrase = {stream.tokens[position].word for position in range(number.last, noun + 1)}
        part = stream.words_before(number.first, 1) == ["of"]  # "in 2 of 7 controls"
        if phrase & _CONTROL_WORDS and not phrase & _TREATMENT_WORDS and not part:
            return StatedCount(number.value, _MIN_SCORE, (stream.span(number),))
    return None
