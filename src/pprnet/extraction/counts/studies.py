"""The number of studies that a review includes."""

from __future__ import annotations

from typing import NamedTuple

from pprnet.extraction.counts.count_candidates import (
    STUDY_NOUNS,
    StatedCount,
    best_count,
    counted_noun_index,
    is_calendar_year,
    is_label_number,
    without_measures,
)
from pprnet.extraction.counts.fractions import included_part, included_remainders
from pprnet.extraction.text_processing.token_stream import TokenStream
from pprnet.extraction.text_processing.whole_numbers import WholeNumber
from pprnet.extraction.text_processing.word_tokenizer import word_set

MIN_STUDY_SCORE = 0.5
_FRACTION_SCORE, _REMAINDER_SCORE, _SIGN_SCORE = 0.85, 0.9, 0.6
_WINDOW = 12
_INCLUSION_WORDS = word_set(
    "included met eligible pooled analyzed synthesized retained reviewed qualified fulfilled "
    "selected relevant meeting fulfilling integrated coded summarized"
)
_DESCRIPTION_WORDS = word_set("identified were involving comprizing with assessing evaluated")
_PRECEDING_WORDS = word_set(
    "total included identified pooled of from includes comprized analyzed across reviewed yielded "
    "synthesized covers covered"
)
_EXCLUSION_WORDS = word_set(
    "excluded screened retrieved records abstracts titles ongoing potentially"
)
_FOUND_WORDS = word_set(
    "identified retrieved retrieval located found screened yielded yielding search searches hits "
    "eligibility"
)
_OTHER_STUDIES = word_set("previous prior earlier past former existing recent")
_TASK_WORDS = word_set("assigned randomized completed completing")
"""After these a number counts trials of a task or the people of a treatment."""
_PUBLICATION_NOUNS = word_set("articles papers publications reports manuscripts")
_AMBIGUOUS_NOUNS = word_set("samples comparisons experiments reports reviews trials evaluations")
_CRITERIA_WORDS = word_set("criteria inclusion")
_INTRODUCTORY_WORDS = word_set("of these which only finally")
_VAGUE_WORDS = word_set("least than over most")
"""Before a number of studies that the author knows of: "in at least ten studies"."""
_CHOICE_VERBS = word_set("utilized used included reviewed selected retained analyzed")
_FOUND_NOUNS = word_set("articles papers abstracts records studies trials citations references")
_FAR = 20
_FEW = 2
_FEW_OF_AMBIGUOUS = 5


_REVIEW_PHRASES = (
    *("meta-analy", "meta‐analy", "meta analy", "metaanaly", "metaregression", "meta-regression"),
    *("systematic review", "systematically review", "literature search", "electronic databases"),
    *("meta-synthes", "metasynthes", "literature review", "review of the literature"),
)
"""Phrases of the text of a review, in lower case; a trial seldom has them."""


class _Scored(NamedTuple):
    """A count of studies, with what is said of them."""

    stated: StatedCount
    is_found: bool
    """Whether they were only found by the search."""
    is_included: bool


def extract_studies(stream: TokenStream) -> StatedCount | None:
    """Return the number of studies that a review includes, where it is stated.

    Args:
        stream: the words of a title or abstract.
    """
    stream = without_measures(stream)
    if fraction := included_part(stream, STUDY_NOUNS):
        return StatedCount(fraction.part.value, _FRACTION_SCORE, (stream.span(fraction.part),))
    remainders = included_remainders(stream)
    wholes = {fraction.whole for fraction in remainders}
    scored = [
        found
        for number in stream.numbers
        if number not in wholes
        and (found := _scored_number(stream, number)).stated.score >= MIN_STUDY_SCORE
    ]
    included = [one.stated.value for one in scored if one.is_included and not one.is_found]
    counts = [
        one.stated
        for one in scored
        if not (one.is_found and included and min(included) < one.stated.value)
    ]
    counts += [
        StatedCount(fraction.part.value, _REMAINDER_SCORE, (stream.span(fraction.part),))
        for fraction in remainders
    ]
    return best_count(counts) or _count_after_sign(stream)


def mentions_review(*streams: TokenStream) -> bool:
    """Return whether a text has words for a review of studies, whatever its type was read as.

    Args:
        *streams: title and abstract, or one of them.
    """
    texts = [stream.text.lower() for stream in streams]
    return any(phrase in text for text in texts for phrase in _REVIEW_PHRASES)


def _count_after_sign(stream: TokenStream) -> StatedCount | None:
    """Return the number of "k = 22" where there is but one such number."""
    found = [number for number in stream.numbers if stream.words_before(number.first, 1) == ["k"]]
    if len({number.value for number in found}) != 1:
        return None
    return StatedCount(found[0].value, _SIGN_SCORE, (stream.span(found[0]),))


def _scored_number(stream: TokenStream, number: WholeNumber) -> _Scored:
    noun = counted_noun_index(stream, number, STUDY_NOUNS)
    if is_calendar_year(stream, number) or is_label_number(stream, number):
        return _Scored(_stated(stream, number, 0.0), is_found=False, is_included=False)
    if noun is None:
        score = _score_without_noun(stream, number)
        return _Scored(_stated(stream, number, score), is_found=False, is_included=True)
    around = stream.words_after(noun, _WINDOW)
    before = stream.sentence_words_before(number.first, 4)
    further = stream.sentence_words_before(number.first, 8)
    score = _score_with_noun(stream, number, noun, before, around)
    within = {stream.tokens[place].word for place in range(number.last + 1, noun)}
    is_included = bool(_INCLUSION_WORDS & {*around[:6], *further, *within})
    clause = around[: around.index("and")] if "and" in around else around
    met = _INCLUSION_WORDS & {*clause[:4], *within}
    is_found = bool(_FOUND_WORDS & {*around[:4], *before}) and not met
    return _Scored(_stated(stream, number, score), is_found, is_included)


def _stated(stream: TokenStream, number: WholeNumber, score: float) -> StatedCount:
    return StatedCount(number.value, max(0.0, min(score, 0.95)), (stream.span(number),))


def _score_with_noun(
    stream: TokenStream, number: WholeNumber, noun: int, before: list[str], around: list[str]
) -> float:
    word = stream.tokens[noun].word
    within = {stream.tokens[place].word for place in range(number.last + 1, noun)}
    if _OTHER_STUDIES & within or _TASK_WORDS & set(
        stream.sentence_words_before(number.first, _WINDOW - len(within))
    ):
        return 0.0
    inclusion = bool(_INCLUSION_WORDS & {*around[:6], *within})
    score = 0.55
    score += 0.15 * bool(_DESCRIPTION_WORDS & set(around))
    score += 0.2 * inclusion
    score += 0.15 * bool(_PRECEDING_WORDS & set(before))
    score -= 0.3 * bool(_EXCLUSION_WORDS & {*around[:3], *before[-2:]})
    score -= 0.1 * (number.first not in stream.outside_brackets)
    score -= 0.05 * (word in _PUBLICATION_NOUNS)
    score += 0.3 * (inclusion and before[-1:] == ["all"])
    few = _FEW_OF_AMBIGUOUS if word in _AMBIGUOUS_NOUNS else _FEW
    score -= 0.4 * (number.value <= few and not inclusion)
    score -= 0.3 * bool(_VAGUE_WORDS & set(before[-1:]))
    return score


def _score_without_noun(stream: TokenStream, number: WholeNumber) -> float:
    """Return the score of "of these, nine met the criteria", 0-1."""
    if number.first not in stream.outside_brackets:
        return 0.0
    words_after = stream.words_after(number.last, 5)
    before = stream.sentence_words_before(number.first, _FAR)
    ends = stream.ends_phrase(number.last) or words_after[:1] in (["in"], ["for"])
    if before[-1:] and before[-1] in _CHOICE_VERBS and ends and _FOUND_NOUNS & set(before):
        return 0.6  # "We found 512 articles and used 18 in this review"
    if (
        words_after[:1]
        and words_after[0] in {"met", "fulfilled"}
        and _CRITERIA_WORDS & set(words_after)
    ):
        return 0.9
    included = words_after[:2] in (["were", "included"], ["were", "selected"]) and bool(
        _INTRODUCTORY_WORDS & set(stream.words_before(number.first, 3))
    )
    return 0.6 if included else 0.0
