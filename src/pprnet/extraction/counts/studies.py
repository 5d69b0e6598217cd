"""The number of studies that a review includes."""

from __future__ import annotations

from pprnet.extraction.counts.count_candidates import (
    STUDY_NOUNS,
    StatedCount,
    best_count,
    counted_noun_index,
    is_calendar_year,
)
from pprnet.extraction.counts.fractions import included_part
from pprnet.extraction.counts.included_studies import included_remainders
from pprnet.extraction.text_processing.token_stream import TokenStream
from pprnet.extraction.text_processing.whole_numbers import WholeNumber
from pprnet.extraction.text_processing.word_tokenizer import word_set

MIN_STUDY_SCORE = 0.5
_FRACTION_SCORE, _REMAINDER_SCORE = 0.85, 0.9
_WINDOW = 12
_INCLUSION_WORDS = word_set(
    "included met eligible pooled analyzed synthesized retained reviewed qualified fulfilled"
)
_DESCRIPTION_WORDS = word_set("identified were involving comprising with assessing evaluated")
_PRECEDING_WORDS = word_set(
    "total included identified pooled of from includes comprised analyzed across"
)
_EXCLUSION_WORDS = word_set(
    "excluded screened retrieved records abstracts titles ongoing potentially"
)
_CRITERIA_WORDS = word_set("criteria inclusion")
_INTRODUCTORY_WORDS = word_set("of these which only finally")


def extract_studies(stream: TokenStream) -> StatedCount | None:
    """Return the number of studies that a review includes, where it is stated.

    Args:
        stream: the words of a title or abstract.
    """
    if fraction := included_part(stream, STUDY_NOUNS):
        return StatedCount(fraction.part.value, _FRACTION_SCORE, (stream.span(fraction.part),))
    remainders = included_remainders(stream)
    wholes = {fraction.whole for fraction in remainders}
    found = [
        StatedCount(number.value, score, (stream.span(number),))
        for number in stream.numbers
        if number not in wholes and (score := _study_score(stream, number)) >= MIN_STUDY_SCORE
    ]
    found += [
        StatedCount(fraction.part.value, _REMAINDER_SCORE, (stream.span(fraction.part),))
        for fraction in remainders
    ]
    return best_count(found)


def _study_score(stream: TokenStream, number: WholeNumber) -> float:
    if is_calendar_year(stream, number):
        return 0.0
    noun = counted_noun_index(stream, number, STUDY_NOUNS)
    if noun is None:
        return _score_without_noun(stream, number)
    words_before = stream.sentence_words_before(number.first, 4)
    words_around = stream.words_after(noun, _WINDOW)
    score = 0.55
    score += 0.15 * bool(_DESCRIPTION_WORDS & set(words_around))
    score += 0.2 * bool(_INCLUSION_WORDS & set(words_around[:6]))
    score += 0.15 * bool(_PRECEDING_WORDS & set(words_before))
    score -= 0.3 * bool(_EXCLUSION_WORDS & {*words_around[:3], *words_before[-2:]})
    score -= 0.1 * (number.first not in stream.outside_brackets)
    return min(score, 0.95)


def _score_without_noun(stream: TokenStream, number: WholeNumber) -> float:
    """Return the score of "of these, nine met the criteria", 0-1."""
    words_after = stream.words_after(number.last, 5)
    if (
        words_after[:1]
        and words_after[0] in {"met", "fulfilled"}
        and _CRITERIA_WORDS & set(words_after)
    ):
        return 0.9
    included = words_after[:2] == ["were", "included"] and bool(
        _INTRODUCTORY_WORDS & set(stream.words_before(number.first, 3))
    )
    return 0.6 if included else 0.0
