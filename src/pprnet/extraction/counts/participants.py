"""The number of participants of a work.

Each number of the abstract is scored by the words near it: the noun it counts, words of
randomisation or of entry to the study, and whether it is a part ("of whom", "in each group") of
another. Sums of groups, wholes to which parts add up and the samples taken from others are scored
beside them; therapists count only where no clients are counted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pprnet.extraction.counts.count_candidates import (
    PEOPLE_NOUNS,
    PROVIDER_NOUNS,
    StatedCount,
    best_count,
    counted_noun_index,
    unit_counted,
    without_measures,
)
from pprnet.extraction.counts.fractions import included_part
from pprnet.extraction.counts.group_sizes import group_counts, size_counts
from pprnet.extraction.counts.own_samples import own_sample_counts, taken_up
from pprnet.extraction.counts.people_scores import participant_score, stands_alone
from pprnet.extraction.counts.people_sums import (
    control_count,
    healthy_sample,
    includes_controls,
    joined_group_counts,
    persons_of_pairs,
    wholes_of_parts,
)
from pprnet.extraction.counts.recruitment import RecruitmentStage, recruitment_stage
from pprnet.extraction.counts.single_cases import case_count
from pprnet.extraction.counts.studies import extract_studies, mentions_review
from pprnet.extraction.text_processing.token_stream import TokenStream
from pprnet.extraction.text_processing.whole_numbers import WholeNumber
from pprnet.extraction.text_processing.word_tokenizer import word_set
from pprnet.records import Span

_REPLY_SCORE, _CONSENT_SCORE, _FRACTION_SCORE, _TAKEN_UP_SCORE = 0.7, 0.75, 0.8, 0.85
_MIN_SAMPLE_SCORE = 0.65
_MIN_SCORE = 0.5
_CERTAIN_SCORE = 0.75
"""Chance or a total was spoken of: the number is of all."""
_BESIDE_STUDIES = 0.15
"""What is added to the score of people that are counted in the sentence of the studies."""
_NO_CLIENTS = PROVIDER_NOUNS | {"cases"}
_ASKED_TOGETHER = word_set("interviewed interviews interview focus survey surveyed views")
_WINDOW = 12
_MAX_SENTENCE = 1500
"""Characters."""
_WHOLE_WORDS = word_set("total participants patients clients individuals adults people subjects")


def extract_participants(*streams: TokenStream) -> StatedCount | None:
    """Return the number of people randomised or analysed in all, `None` if not stated.

    Args:
        *streams: the fields in the order in which they are read; the first that states it decides.
    """
    for stream in streams:
        counting = without_measures(stream)
        people = _people_count(counting) if counting.numbers else None
        if people and people.score >= _MIN_SCORE:
            return people
    return next((cases for stream in streams if (cases := case_count(stream))), None)


def _people_count(stream: TokenStream) -> StatedCount | None:
    if fraction := included_part(stream, PEOPLE_NOUNS):
        return StatedCount(fraction.part.value, _FRACTION_SCORE, (stream.span(fraction.part),))
    studies = _studies_of_review(stream)
    people = _best_sample(_people_of_review(stream, studies) if studies else _own_people(stream))
    if people and (persons := persons_of_pairs(stream, people)):
        people = StatedCount(persons.value, people.score, (stream.span(persons),))
    if people is None or people.score < _MIN_SCORE:
        return healthy_sample(stream) or people
    controls = control_count(stream)
    if controls and people.score < _CERTAIN_SCORE and not includes_controls(people, controls):
        return StatedCount(
            people.value + controls.value, people.score, people.spans + controls.spans
        )
    return people


def _own_people(stream: TokenStream) -> list[StatedCount]:
    """Return the counts of the people of a study of its own."""
    stages = {number: recruitment_stage(stream, number) for number in stream.numbers}
    scores = {number: participant_score(stream, number) for number in stream.numbers}
    providers = _providers_beside_clients(stream, scores)
    taken = taken_up(stream)
    early = {number for number, stage in stages.items() if stage < RecruitmentStage.UNKNOWN}
    early |= {fraction.whole for fraction in taken}
    others = early | providers
    excluded = {n for n, stage in stages.items() if stage is RecruitmentStage.EXCLUDED}
    sampled = {n: score for n, score in scores.items() if n not in others}
    return [
        *_staged_counts(stream, stages, scores, providers),
        *group_counts(stream, early, providers),
        *joined_group_counts(stream, others),
        *wholes_of_parts(stream, sampled, excluded),
        *own_sample_counts(stream, stages),
        *(
            StatedCount(fraction.part.value, _TAKEN_UP_SCORE, (stream.span(fraction.part),))
            for fraction in taken
        ),
    ]


def _staged_counts(
    stream: TokenStream,
    stages: Mapping[WholeNumber, RecruitmentStage],
    scores: Mapping[WholeNumber, float],
    providers: Collection[WholeNumber],
) -> Iterator[StatedCount]:
    for number, stage in stages.items():
        if number not in providers and (
            count := _staged_count(stream, number, stage, scores[number])
        ):
            yield count


def _staged_count(
    stream: TokenStream, number: WholeNumber, stage: RecruitmentStage, score: float
) -> StatedCount | None:
    """Return the count of a number with its score, which the stage of recruitment may raise."""
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


def _providers_beside_clients(
    stream: TokenStream, scores: Mapping[WholeNumber, float]
) -> set[WholeNumber]:
    """Return the numbers of therapists of a text that counts clients, too."""
    if PROVIDER_NOUNS.isdisjoint([token.word for token in stream.tokens]):
        return set()
    nouns = {number: _people_noun(stream, number) for number in stream.numbers}
    providers = {number for number, noun in nouns.items() if noun in PROVIDER_NOUNS}
    clients = [
        number
        for number, noun in nouns.items()
        if noun and noun not in _NO_CLIENTS and scores[number] >= _MIN_SCORE - 0.1
    ]
    clients += [
        number
        for number, noun in nouns.items()
        if noun and noun not in _NO_CLIENTS and stream.words_before(number.first, 1) == ["n"]
    ]
    if not clients:
        return set()
    return providers - {
        number
        for number, other in [*pairwise(stream.numbers), *pairwise(stream.numbers[::-1])]
        if other not in providers and nouns[other] and _are_asked_together(stream, number, other)
    }


def _people_noun(stream: TokenStream, number: WholeNumber) -> str:
    """Return the noun of the people that a number counts, empty for none."""
    if stream.words_before(number.first, 1) == ["n"]:
        noun = unit_counted(stream, number)
        return noun if noun in PEOPLE_NOUNS else ""
    place = counted_noun_index(stream, number, PEOPLE_NOUNS)
    return "" if place is None else stream.tokens[place].word


def _are_asked_together(stream: TokenStream, one: WholeNumber, other: WholeNumber) -> bool:
    """Return whether neighbours were asked alike: "we interviewed 12 therapists and 10 clients"."""
    near = {
        *stream.sentence_words_before(one.first, _WINDOW),
        *stream.words_after(one.last, _WINDOW),
    }
    if _ASKED_TOGETHER.isdisjoint(near):
        return False
    first, last = sorted((one, other), key=lambda number: number.first)
    return not stream.in_different_sentences(first, last)


def _studies_of_review(stream: TokenStream) -> Span | None:
    """Return the place of the number of studies of a text that mentions a review."""
    if not mentions_review(stream):
        return None
    studies = extract_studies(stream)
    return studies.spans[0] if studies and studies.value > 1 else None


def _people_of_review(stream: TokenStream, studies: Span) -> list[StatedCount]:
    """Return the counts of the people of the studies of a review, never of one outcome."""
    stages = {number: recruitment_stage(stream, number) for number in stream.numbers}
    scores = {number: participant_score(stream, number) for number in stream.numbers}
    counts = [
        *_staged_counts(stream, stages, scores, ()),
        *joined_group_counts(stream, ()),
        *(
            count
            for number, count in size_counts(stream)
            if _is_beside(stream, count.spans[0], studies) or _is_total(stream, number)
        ),
    ]
    return [
        replace(count, score=min(0.95, count.score + _BESIDE_STUDIES))
        if _is_beside(stream, count.spans[0], studies)
        else count
        for count in counts
    ]


def _is_beside(stream: TokenStream, people: Span, studies: Span) -> bool:
    """Return whether people and studies are counted in one sentence."""
    first, last = sorted((people, studies), key=lambda span: span.start)
    apart = last.start - first.end > _MAX_SENTENCE
    return not apart and ". " not in stream.text[first.end : last.start]


def _is_total(stream: TokenStream, number: WholeNumber) -> bool:
    return not _WHOLE_WORDS.isdisjoint(stream.sentence_words_before(number.first, 3))
