"""Fractions of a count: "13 of 16 eligible trials", "3876 out of 4,200 participants", "13/16"."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from pprnet.extraction.counts.count_candidates import (
    PEOPLE_NOUNS,
    STUDY_NOUNS,
    counted_noun_index,
)
from pprnet.extraction.text_processing.token_stream import TokenStream
from pprnet.extraction.text_processing.whole_numbers import WholeNumber
from pprnet.extraction.text_processing.word_tokenizer import word_set

_WHOLE_WORDS = word_set(
    "eligible identified potentially available relevant invited contacted approached known "
    "planned intended targeted anticipated"
)
_SCREENED_WORDS = word_set("screened assessed referred")
_ENTRY_WORDS = word_set("randomized enrolled included recruited entered participated allocated")
_REPLY_WORDS = word_set("returned replied")
_LATER_WORDS = word_set("follow followup")
_INTERVIEW_WORDS = word_set("interview interviews interviewed")
_PLANNED_WORDS = word_set("planned intended targeted anticipated target projected")
_JOINING_WORDS = word_set("the a all of")
_TAKEN_WORDS = word_set(
    "pooled obtained provided available contributed retrieved received shared included analyzed "
    "supplied collected combined"
)
_SOURCE_WORDS = word_set("data from ipd")
_OWN_WORDS = word_set("subset subsample sample subgroup interviewed selected studied surveyed")
_HOST_MARKS = word_set("main larger parent host original")
_HOST_NOUNS = word_set("trial rct study cohort")
_WINDOW = 8
_MAX_JOIN = 6


class Fraction(NamedTuple):
    """The part and the whole of what a noun counts."""

    part: WholeNumber
    whole: WholeNumber


def included_part(stream: TokenStream, nouns: frozenset[str]) -> Fraction | None:
    """Return the fraction whose part is the sample: data of "13 of 16 eligible trials".

    Of "13 of 16 trials reported harm" the whole is the sample, and there is no such fraction. A
    fraction of people in the sentence of one of studies is read as that one.

    Args:
        stream: the words of a title or abstract.
        nouns: the nouns that are counted.
    """
    found = _fractions(stream, STUDY_NOUNS | PEOPLE_NOUNS)
    taken = [fraction for fraction in found if _is_taken(stream, fraction)]
    for fraction in found:
        if counted_noun_index(stream, fraction.whole, nouns) is None:
            continue
        if any(not stream.in_different_sentences(*_in_order(fraction, one)) for one in taken):
            return fraction
    return None


def _in_order(one: Fraction, other: Fraction) -> tuple[WholeNumber, WholeNumber]:
    first, last = sorted((one.part, other.part), key=lambda number: number.first)
    return first, last


def _fractions(stream: TokenStream, nouns: frozenset[str]) -> list[Fraction]:
    return [
        Fraction(part, whole)
        for part, whole in pairwise(stream.numbers)
        if 0 < part.value <= whole.value
        and _are_joined(stream, part, whole)
        and counted_noun_index(stream, whole, nouns) is not None
    ]


def _are_joined(stream: TokenStream, part: WholeNumber, whole: WholeNumber) -> bool:
    if whole.first - part.last > _MAX_JOIN:
        return False
    words = _words_between(stream, part, whole)
    if not words:
        return stream.text_between(part.last, whole.first).strip() == "/"
    if words[0][0].isdecimal() and "%" in stream.text_between(part.last, whole.first):
        words = words[1:]  # "13 (81%) of 16"
    rest = words[1:] if words[:1] == ["out"] else words
    return rest[:1] == ["of"] and set(rest) <= _JOINING_WORDS | _PLANNED_WORDS


def _words_between(stream: TokenStream, part: WholeNumber, whole: WholeNumber) -> list[str]:
    return [token.word for token in stream.tokens[part.last + 1 : whole.first]]


def _is_taken(stream: TokenStream, fraction: Fraction) -> bool:
    """Return whether the words around say that the data of the part were had."""
    after = stream.words_after(fraction.whole.last, _WINDOW)
    before = stream.sentence_words_before(fraction.part.first, _WINDOW)
    between = _words_between(stream, *fraction)
    if _WHOLE_WORDS & set(after[:3]) or not _PLANNED_WORDS.isdisjoint(between):
        return True
    if "selected" in after[1:4] and {"were", "was"} & set(after[:3]):
        return True
    if _is_part_of_host(before, after) or _are_those_who_came(before, after):
        return True
    if not _LATER_WORDS.isdisjoint({*before, *after}):
        return False
    return bool(_TAKEN_WORDS & {*after, *before[-3:]}) and bool(_SOURCE_WORDS & {*before, *after})


def _are_those_who_came(before: list[str], after: list[str]) -> bool:
    """Return whether people entered a study or replied: "210 of 450 screened were randomised"."""
    if _SCREENED_WORDS & set(after[:3]) and _ENTRY_WORDS & set(after):
        return True
    return bool(_REPLY_WORDS & set(after[:4])) or {"response", "rate"} <= set(before)


def _is_part_of_host(before: list[str], after: list[str]) -> bool:
    """Return whether the part was taken from a trial: "a subset of 85 of 300 trial clients"."""
    if _HOST_NOUNS & set(after[:1]) and _INTERVIEW_WORDS & set(after):
        return True
    if not _OWN_WORDS & set(before[-3:]):
        return False
    marked = _HOST_MARKS & set(after) and _HOST_NOUNS & set(after)
    return bool(marked) or bool(_HOST_NOUNS & set(after[:1]))
