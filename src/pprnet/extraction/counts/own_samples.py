"""Own samples: numbers beside that of a plan or of the trial from which people were taken.

"We aimed to recruit 200 but 131 enrolled" and "85 clients drawn from a larger trial (N = 300)".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from pprnet.extraction.counts.count_candidates import (
    PEOPLE_NOUNS,
    StatedCount,
    counted_noun_index,
    is_calendar_year,
    is_label_number,
)
from pprnet.extraction.counts.fractions import Fraction
from pprnet.extraction.counts.recruitment import REACHED_VERBS, RecruitmentStage
from pprnet.extraction.text_processing.token_stream import TokenStream
from pprnet.extraction.text_processing.whole_numbers import WholeNumber
from pprnet.extraction.text_processing.word_tokenizer import word_set

_AUXILIARIES = word_set("were was could be have had been finally actually eventually only")
_ENTRY_VERBS = REACHED_VERBS | word_set(
    "entered participated joined consented completed took returned replied answered"
)
_TAKEN_FROM = word_set("from of in within")
_CONTRASTS = word_set("while whereas but versus")
_CLOSING_WORDS = word_set("ended stopped closed finished terminated halted concluded")
_CLOSING_LINKS = word_set("at with after")
_SUBJECT_WORDS = word_set(
    "views experiences perceptions perspectives accounts narratives interviews qualitative"
)
_SUBJECT_LINKS = word_set("of with from")
_SCORE = 0.75
_MAX_DISTANCE = 30
"""Words between the two numbers."""
_SMALL_COUNT = 5
_RESPONSE_VERBS = word_set("received obtained yielded yielding returned collected")
_RESPONSE_NOUNS = word_set("responses replies questionnaires surveys")
_IDENTIFIED_WORDS = word_set(
    "identified referred deemed suitable appropriate offered approached attending admitted "
    "discharged seen registered"
)
_UPTAKE_VERBS = word_set(
    "accepted started began commenced engaged agreed consented participated enrolled entered "
    "included analyzed met returned"
)
_GIVING_VERBS = word_set("provided gave contributed completed supplied")
_DATA_WORDS = word_set(
    "data records complete measures questionnaires outcome outcomes pre both baseline consent"
)
_FIRST_STAGES = RecruitmentStage.PLANNED, RecruitmentStage.HOST
_ASKED_STAGES = RecruitmentStage.APPROACHED, RecruitmentStage.ELIGIBLE


def own_sample_counts(
    stream: TokenStream, stages: Mapping[WholeNumber, RecruitmentStage]
) -> Iterator[StatedCount]:
    """Yield the numbers of people that a plan, a host trial or those asked are stated beside.

    Of those asked, only the first number after them counts: those after it may have dropped out.

    Args:
        stream: the words of a title or abstract.
        stages: the stage of recruitment of each of its numbers, in their order.
    """
    reference, previous = None, None
    for number, stage in stages.items():
        if stage in _FIRST_STAGES:
            if stage is RecruitmentStage.HOST and previous:
                yield from _taken_from_host(stream, previous, number)
            reference = number
        elif stage in _ASKED_STAGES:
            reference = reference or number
        elif (reference and _is_own(stream, reference, stages[reference], number)) or (
            previous and _are_interviewed_of_trial(stream, previous, number)
        ):
            yield StatedCount(number.value, _SCORE, (stream.span(number),))
        if reference and stage > RecruitmentStage.UNKNOWN and stages[reference] in _ASKED_STAGES:
            reference = None
        previous = number


def taken_up(stream: TokenStream) -> list[Fraction]:
    """Return each number of people identified, with that of those who took part or gave data.

    Of "4,812 patients identified, 931 had complete records" the part is the sample; of "106
    randomised, 102 gave data" the whole is, and nothing is returned.

    Args:
        stream: the words of a title or abstract.
    """
    return [
        Fraction(part, whole)
        for whole, part in pairwise(stream.numbers)
        if _SMALL_COUNT <= part.value < whole.value
        and part.first - whole.last <= _MAX_DISTANCE
        and not stream.in_different_sentences(whole, part)
        and _are_identified(stream, whole, part)
        and _take_part(stream, part)
    ]


def _are_identified(stream: TokenStream, whole: WholeNumber, part: WholeNumber) -> bool:
    words = {token.word for token in stream.tokens[whole.last + 1 : part.first]}
    if counted_noun_index(stream, whole, PEOPLE_NOUNS) is None:
        return False
    return not _IDENTIFIED_WORDS.isdisjoint(words) and REACHED_VERBS.isdisjoint(words)


def _take_part(stream: TokenStream, part: WholeNumber) -> bool:
    after = stream.words_after(part.last, 6)
    noun = next((place for place, word in enumerate(after[:3]) if word in PEOPLE_NOUNS), -1)
    verbs = [word for word in after[noun + 1 :] if word not in _AUXILIARIES]
    if not verbs:
        return False
    if after[noun + 1 : noun + 2] == ["had"] or verbs[0] in _GIVING_VERBS:
        return not _DATA_WORDS.isdisjoint(after)
    return verbs[0] in _UPTAKE_VERBS


def _are_interviewed_of_trial(stream: TokenStream, whole: WholeNumber, part: WholeNumber) -> bool:
    """Return whether people are those of "Of 300 clients in the trial, 60 were interviewed"."""
    if part.value > whole.value or stream.in_different_sentences(whole, part):
        return False
    between = {token.word for token in stream.tokens[whole.last + 1 : part.first]}
    return bool({"trial", "rct"} & between) and "interviewed" in stream.words_after(part.last, 2)


def _taken_from_host(
    stream: TokenStream, own: WholeNumber, host: WholeNumber
) -> Iterator[StatedCount]:
    """Yield the number of "85 clients drawn from a larger trial (N = 300)"."""
    words = {token.word for token in stream.tokens[own.last + 1 : host.first]}
    apart = host.first - own.last > _MAX_DISTANCE or stream.in_different_sentences(own, host)
    if own.value > host.value or apart or _CONTRASTS & words or not _TAKEN_FROM & words:
        return
    counts_people = counted_noun_index(stream, own, PEOPLE_NOUNS) is not None
    if counts_people or stream.words_before(own.first, 1) == ["n"]:
        yield StatedCount(own.value, _SCORE, (stream.span(own),))


def _is_own(
    stream: TokenStream, reference: WholeNumber, stage: RecruitmentStage, number: WholeNumber
) -> bool:
    """Return whether a number is of the own sample, stated after those of another stage."""
    if _is_reached(stream, reference, number):
        return True
    return _is_spoken_of(stream, number, has_host=stage is RecruitmentStage.HOST)


def _is_reached(stream: TokenStream, reference: WholeNumber, number: WholeNumber) -> bool:
    """Return whether a number without a noun is of people: "131 enrolled", "we selected 85"."""
    if number.value < _SMALL_COUNT or number.first - reference.last > _MAX_DISTANCE:
        return False
    if number.first not in stream.outside_brackets or is_label_number(stream, number):
        return False
    if is_calendar_year(stream, number):
        return False
    after = stream.words_after(number.last, 4)
    if _is_object(stream, number, after):
        return True
    verb = next((word for word in after if word not in _AUXILIARIES), "")
    return verb in _ENTRY_VERBS


def _is_object(stream: TokenStream, number: WholeNumber, after: list[str]) -> bool:
    """Return whether people are those of "enrolled 85", "data from 85", "received 85 replies"."""
    before = stream.sentence_words_before(number.first, 2)
    if not before:
        return False
    if before[-1] in _RESPONSE_VERBS:
        return not _RESPONSE_NOUNS.isdisjoint(after[:2])
    has_data = before[0] == "data" and before[-1] in {"of", "from"}
    return (has_data or before[-1] in REACHED_VERBS) and stream.ends_phrase(number.last)


def _is_spoken_of(stream: TokenStream, number: WholeNumber, *, has_host: bool) -> bool:
    """Return whether people are those of "recruitment ended at 131 clients".

    Beside the number of a host trial, also those of "the views of 20 clients".
    """
    before = stream.sentence_words_before(number.first, 5)
    if not before or counted_noun_index(stream, number, PEOPLE_NOUNS) is None:
        return False
    if before[-1] in _CLOSING_LINKS and not _CLOSING_WORDS.isdisjoint(before):
        return True
    if has_host and not REACHED_VERBS.isdisjoint([word for word in before if word != "the"][-1:]):
        return True
    is_subject = before[-1] in _SUBJECT_LINKS and not _SUBJECT_WORDS.isdisjoint(before)
    return has_host and is_subject
