"""The number of cases of a case study: "a single case study", "two case examples"."""

from __future__ import annotations

from pprnet.extraction.counts.count_candidates import StatedCount
from pprnet.extraction.text_processing.token_stream import TokenStream
from pprnet.extraction.text_processing.word_tokenizer import word_set
from pprnet.records import Span

_DESIGNS = word_set("study report example illustration presentation history vignette experimental")
_PLURAL_DESIGNS = word_set("studies reports examples illustrations presentations histories series")
_QUALIFIERS = word_set(
    "single one this a the present detailed clinical systematic illustrative our individual "
    "intensive qualitative pragmatic mixed methods n theory building longitudinal"
)
_OTHER_USES = word_set("in be not whether this any each")
_PERSONS = word_set("woman man boy girl patient client child adolescent student veteran person")
_SCORE = 0.55
_MAX_CASES = 30
_SINGLE = word_set("single one a this the present our")


def case_count(stream: TokenStream) -> StatedCount | None:
    """Return the number of cases that the words for a case study tell, `None` for none.

    Args:
        stream: the words of a title or abstract.
    """
    return _several_cases(stream) or _single_case(stream) or _person_of_age(stream)


def _several_cases(stream: TokenStream) -> StatedCount | None:
    """Return the number of "two case examples"."""
    for number in stream.numbers:
        after = stream.words_after(number.last, 4)
        if "case" not in after or not 1 < number.value <= _MAX_CASES:
            continue
        place = after.index("case")
        if after[place + 1 : place + 2] and after[place + 1] in _PLURAL_DESIGNS:
            return StatedCount(number.value, _SCORE, (stream.span(number),))
    return None


def _single_case(stream: TokenStream) -> StatedCount | None:
    """Return one for "a single case study" and "the case of a student"."""
    if "case" not in stream.text.lower():
        return None
    for index, token in enumerate(stream.tokens):
        if token.word != "case":
            continue
        before = stream.sentence_words_before(index, 2)
        after = stream.words_after(index, 2)
        if _is_design(before, after) or _is_of_person(before, after):
            span = Span(stream.field, token.start, token.end)
            return StatedCount(1, _SCORE, (span,))
    return None


def _is_design(before: list[str], after: list[str]) -> bool:
    if before[-1:] == ["single"]:
        return True
    if not after or after[0] not in _DESIGNS or "multiple" in before:
        return False
    return not before or before[-1] in _QUALIFIERS or bool(_SINGLE & set(before))


def _is_of_person(before: list[str], after: list[str]) -> bool:
    """Return whether words are as in "the case of a student", not "in the case of a relapse"."""
    if after[:1] != ["of"] or not before or before[-1] not in {"the", "a"}:
        return False
    return before[0] not in _OTHER_USES


def _person_of_age(stream: TokenStream) -> StatedCount | None:
    """Return one for "a 12-year-old boy was treated"."""
    for number in stream.numbers:
        after = stream.words_after(number.last, 6)
        if after[:2] != ["year", "old"] or _PERSONS.isdisjoint(after[2:]):
            continue
        if stream.words_before(number.first, 1) in (["a"], ["an"]):
            return StatedCount(1, _SCORE, (stream.span(number),))
    return None
