"""The number of arms of a trial: groups to which people were assigned or that were compared."""

from __future__ import annotations

from pprnet.extraction.counts.count_candidates import StatedCount, best_count
from pprnet.extraction.counts.group_sizes import RANDOMISATION_WORDS, stated_groups
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
_WINDOW = 12
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
