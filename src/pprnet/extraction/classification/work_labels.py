"""The labels of a work: its topics and its research type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pprnet.extraction.classification.correction_model import (
    CorrectionModel,
    LabelAdjustment,
)
from pprnet.extraction.classification.cue_lists import TOPIC, TYPE
from pprnet.extraction.classification.cue_matches import CueMatches
from pprnet.extraction.classification.label_model.text_features import (
    feature_place,
    word_run_spans,
)
from pprnet.extraction.classification.label_model.work_evidence import (
    WorkScores,
    likely_type,
    read_evidence,
    score_work,
)
from pprnet.extraction.classification.research_type_classifier import TypeScore
from pprnet.extraction.classification.topic_classifier import (
    DISPLAY_THRESHOLD,
    MAX_TOPICS,
    SUGGESTION_THRESHOLD,
    TopicScore,
)
from pprnet.extraction.classification.trial_classifier import TrialScore
from pprnet.extraction.text_processing.word_tokenizer import RecordTokens
from pprnet.records import Record, Span

NO_CORRECTIONS = CorrectionModel()
MIN_TITLE_PROBABILITY = 0.4
"""Probability from which the type of a title alone is given; an abstract always has a type."""
MAX_EXPLAINING_SPANS = 3


class WorkLabels(NamedTuple):
    """The topics, most probable first, and the type of a work."""

    topics: tuple[TopicScore, ...]
    type: TypeScore | None


def classify_work(
    record: Record,
    tokens: RecordTokens,
    correction_model: CorrectionModel | None = None,
    min_probability: float = DISPLAY_THRESHOLD,
    trial: TrialScore | None = None,
) -> WorkLabels:
    """Return the research type of a work and its topics from a probability on.

    Args:
        record: the record that is classified.
        tokens: the words of each field of the record.
        correction_model: what corrections have taught; `None` for nothing.
        min_probability: 0-1, the least probability of a topic.
        trial: the probability of a randomised trial; `None` to read it from the text.
    """
    if not any(tokens):
        return WorkLabels((), None)
    model = correction_model or NO_CORRECTIONS
    scores = score_work(read_evidence(record, tokens, trial))
    cue_matches = scores.evidence.cue_matches
    type_adjustment = model.adjustment(TYPE, cue_matches)
    types = adjusted_probabilities(scores.types, type_adjustment)
    key = max(types, key=lambda label: types[label])
    topic_adjustment = model.adjustment(TOPIC, cue_matches, likely_type(types))
    topics = adjusted_probabilities(scores.topics(types), topic_adjustment)
    return WorkLabels(
        tuple(_ranked_topics(scores, topics, topic_adjustment, min_probability)),
        _type_score(scores, key, types[key], type_adjustment),
    )


def adjusted_probabilities(
    probabilities: Mapping[str, float], adjustment: LabelAdjustment
) -> dict[str, float]:
    """Return the probabilities of labels after corrections, 0-1.

    Args:
        probabilities: those that the model gives.
        adjustment: what corrections have taught about the labels of this text.
    """
    return dict(probabilities) | {
        key: adjustment.adjusted_probability(key, probabilities[key])
        for key in adjustment.keys
        if key in probabilities
    }


def suggest_topics(
    record: Record,
    correction_model: CorrectionModel | None = None,
    min_probability: float = SUGGESTION_THRESHOLD,
) -> tuple[TopicScore, ...]:
    """Return every topic that may be right, most probable first.

    Args:
        record: the record that is classified.
        correction_model: what corrections have taught; `None` for nothing.
        min_probability: 0-1, the least probability of a topic.
    """
    return classify_work(
        record, RecordTokens.from_record(record), correction_model, min_probability
    ).topics


def displayed_topics(labels: WorkLabels) -> tuple[TopicScore, ...]:
    """Return the topics that are shown without a request, five at most.

    Args:
        labels: the labels of the work.
    """
    return tuple(topic for topic in labels.topics if topic.score >= DISPLAY_THRESHOLD)[:MAX_TOPICS]


def _ranked_topics(
    scores: WorkScores,
    probabilities: Mapping[str, float],
    adjustment: LabelAdjustment,
    min_probability: float,
) -> list[TopicScore]:
    found = scores.evidence.topics.found
    topics = [
        TopicScore(
            key,
            round(probability, 3),
            (tuple(found[key].spans) if key in found else ())
            or adjustment.spans(key)
            or _explaining_spans(scores, key),
        )
        for key, probability in probabilities.items()
        if probability >= min_probability
    ]
    topics.sort(key=lambda topic: (-topic.score, topic.key))
    return topics


def _type_score(
    scores: WorkScores, key: str, probability: float, adjustment: LabelAdjustment
) -> TypeScore | None:
    evidence = scores.evidence
    if not evidence.cue_matches.abstract.tokens and probability < MIN_TITLE_PROBABILITY:
        return None
    found = evidence.types.by_type.get(key)
    spans = tuple(found.spans) if found else ()
    return TypeScore(
        key,
        round(probability, 3),
        spans or adjustment.spans(key) or _explaining_spans(scores, key),
    )


def _explaining_spans(scores: WorkScores, key: str) -> tuple[Span, ...]:
    """Return the places of the features that support a label most, three at most."""
    evidence = scores.evidence
    names = scores.model.supporting_features(scores.known, key, MAX_EXPLAINING_SPANS)
    spans = dict.fromkeys(
        span for name in names for span in _feature_spans(evidence.cue_matches, name)
    )
    return tuple(spans)[:MAX_EXPLAINING_SPANS]


def _feature_spans(cue_matches: CueMatches, name: str) -> tuple[Span, ...]:
    """Return the first place of a feature, or nothing where it has none."""
    place = feature_place(name)
    if place is None:
        return ()
    field = cue_matches.title if place.in_title else cue_matches.abstract
    if place.words:
        return word_run_spans(field, place.words)
    matches = field.matches(place.classifier).get(place.subject, ())
    return tuple(field.span(match) for match in matches[:1])
