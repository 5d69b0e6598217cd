"""Parts of a number that is stated: "13 of 16 eligible trials", "Of 16 trials, 13 gave data".

The part is the sample where words say that its data were had; elsewhere the number it is of.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
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

_FOUND_NOUNS = STUDY_NOUNS | word_set("records abstracts titles citations references hits")
_FOUND_WORDS = word_set(
    "eligible identified found located retrieved relevant screened assessed potentially yielded "
    "yielding resulted retrieval out"
)
_INCLUDED_WORDS = word_set("included pooled analyzed synthesized retained combined used")
_CRITERIA_VERBS = word_set("met fulfilled satisfied")
_CRITERIA_WORDS = word_set("criteria criterion")
_GIVING_VERBS = word_set("provided contributed shared supplied gave sent submitted made had")
_TAKING_WORDS = word_set("obtained available received had collected got gathered used provided")
_DATA_WORDS = word_set("data dataset datasets ipd information")
_USABLE_WORDS = word_set("usable available sufficient complete individual adequate")
_PURPOSE_WORDS = word_set("meta pooling synthesis review analyzis analysis analyzes inclusion")
_TOPIC_WORDS = word_set("on about regarding concerning for")
_NEGATIONS = word_set("not no without excluded unavailable neither none lacked")
_AUXILIARIES = word_set("were was are is be been could have had finally then also only")
_ARTICLES = word_set("the these all those a total of")
_REFERRING_WORDS = word_set("which these them those")
_ENDS: tuple[list[str], ...] = ([], ["in"], ["for"])
_MAX_PARTS = 5
_VERB_WINDOW, _OBJECT_WINDOW = 7, 5


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


class _Stage(IntEnum):
    """How far the studies of a part came."""

    NONE = 0
    ELIGIBLE = 1
    MET_CRITERIA = 2
    INCLUDED = 3


def included_remainders(stream: TokenStream) -> list[Fraction]:
    """Return each number of studies found, with the number of them that was included.

    Of "16 included trials, 13 reported harm" the whole is the sample, and nothing is returned.

    Args:
        stream: the words of a title or abstract.
    """
    found: list[Fraction] = []
    for place, whole in enumerate(stream.numbers):
        parts = stream.numbers[place + 1 : place + 1 + _MAX_PARTS]
        if not parts or not _are_found(stream, whole, parts[0]):
            continue
        stages = [
            _stage_of_part(stream, whole, part, _end_of_part(stream, parts[at + 1 :]))
            for at, part in enumerate(parts)
        ]
        if (furthest := max(stages)) is not _Stage.NONE:
            found.append(Fraction(parts[stages.index(furthest)], whole))
    return found


def _are_found(stream: TokenStream, whole: WholeNumber, following: WholeNumber) -> bool:
    """Return whether a number is that of studies found or eligible, not yet of those included."""
    noun = counted_noun_index(stream, whole, _FOUND_NOUNS)
    if noun is None or noun >= following.first or whole.first not in stream.outside_brackets:
        return False
    before = stream.sentence_words_before(whole.first, 4)
    after = [token.word for token in stream.tokens[whole.last + 1 : min(noun + 4, following.first)]]
    if _INCLUDED_WORDS & {*before, *after}:
        return False
    return bool(_FOUND_WORDS & {*before, *after}) or _opens_clause_with_of(stream, whole)


def _opens_clause_with_of(stream: TokenStream, whole: WholeNumber) -> bool:
    """Return whether "of" or "from" before a number begins its clause: "Of the 16 trials"."""
    place = whole.first - 1
    while place > 0 and stream.tokens[place].word in _ARTICLES - {"of"}:
        place -= 1
    if place < 0 or stream.tokens[place].word not in {"of", "from"}:
        return False
    if place and stream.tokens[place - 1].word == "out":
        place -= 1
    if place == 0 or place in stream.sentence_starts:
        return True
    return stream.text_between(place - 1, place).rstrip().endswith((",", ":"))


def _end_of_part(stream: TokenStream, later: Sequence[WholeNumber]) -> int:
    """Return the place of the next number that stands outside brackets."""
    places = (number.first for number in later if number.first in stream.outside_brackets)
    return next(places, len(stream.tokens))


def _stage_of_part(stream: TokenStream, whole: WholeNumber, part: WholeNumber, end: int) -> _Stage:
    """Return the stage of the studies of a part, by the words between it and a place."""
    if part.value > whole.value or stream.in_different_sentences(whole, part):
        return _Stage.NONE
    noun = counted_noun_index(stream, part, STUDY_NOUNS)
    counts_people = counted_noun_index(stream, part, PEOPLE_NOUNS) is not None
    if part.first not in stream.outside_brackets or (noun is None and counts_people):
        return _Stage.NONE
    places = stream.indices_after(part.last if noun is None else noun, _VERB_WINDOW)
    words = [stream.tokens[place].word for place in places if place < end]
    if words[:1] == ["of"] and words[1:2] and words[1] in _REFERRING_WORDS:
        words = words[2:]
    before = stream.sentence_words_before(part.first, _OBJECT_WINDOW)
    if _NEGATIONS & set(words[:3]):
        return _Stage.NONE
    if before[-1:] == ["leaving"] or _are_objects_of_taking(before, words):
        return _Stage.INCLUDED
    return _stage_of_verb(words, at_once=noun is None)


def _are_objects_of_taking(before: list[str], after: list[str]) -> bool:
    """Return whether data "of 13" or "from 13" studies were had."""
    if not _DATA_WORDS & set(before) or before[-1] not in {"of", "from", "for", "in"}:
        return False
    return bool(_TAKING_WORDS & {*before, *after[:3]})


def _stage_of_verb(words: list[str], *, at_once: bool) -> _Stage:
    """Return the stage that the first telling verb of some words means."""
    for place, word in enumerate(words):
        previous = words[place - 1] if place else ""
        following = words[place + 1 : place + 1 + _OBJECT_WINDOW]
        if stage := _meaning(word, previous, following):
            return stage
        if word in _INCLUDED_WORDS and place == 0 and not at_once and following[:1] in _ENDS:
            return _Stage.INCLUDED  # "10 studies included in"
        if at_once and word not in _AUXILIARIES:
            break
    return _Stage.NONE


def _meaning(word: str, previous: str, following: list[str]) -> _Stage:
    """Return the stage that a verb means, by the words around it."""
    if word in _INCLUDED_WORDS and previous in _AUXILIARIES:
        return _Stage.INCLUDED
    if word in _GIVING_VERBS and _are_data_for_review(word, following):
        return _Stage.INCLUDED
    if word in _CRITERIA_VERBS and _CRITERIA_WORDS & set(following):
        return _Stage.MET_CRITERIA
    if word == "eligible" and previous in _AUXILIARIES:
        return _Stage.ELIGIBLE
    return _Stage.NONE


def _are_data_for_review(verb: str, following: list[str]) -> bool:
    """Return whether what studies gave are their data, not data on one outcome."""
    place = next((at for at, word in enumerate(following) if word in _DATA_WORDS), None)
    if place is None or (verb == "had" and not _USABLE_WORDS & set(following)):
        return False
    topic = following[place + 1 :]
    if not topic or topic[0] not in _TOPIC_WORDS:
        return True
    return len(topic) == 1 or not _PURPOSE_WORDS.isdisjoint(topic)
