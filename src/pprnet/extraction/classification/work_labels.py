"""The labels of a work, topics and type of research, and what corrections of them teach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pprnet.extraction.classification.correction_model import (
    UNSUPPORTED_PROBABILITY,
    CorrectionExample,
    CorrectionModel,
    fit_corrections,
    text_features,
)
from pprnet.extraction.classification.cue_lists import TOPIC, TYPE
from pprnet.extraction.classification.cue_matches import CueMatches
from pprnet.extraction.classification.research_type_classifier import (
    TypeScore,
    classify_research_type,
    type_evidence,
    type_probabilities,
    type_probability,
)
from pprnet.extraction.classification.topic_classifier import (
    DISPLAY_THRESHOLD,
    MAX_TOPICS,
    SUGGESTION_THRESHOLD,
    TopicScore,
    ranked_topics,
    topic_probabilities,
)
from pprnet.extraction.classification.trial_classifier import score_trial
from pprnet.extraction.text_processing.word_tokenizer import RecordTokens
from pprnet.records import Record, SignalKind

NO_CORRECTIONS = CorrectionModel()


@dataclass(frozen=True, slots=True)
class LabelCorrection:
    """A person's word on a label of a work: it is so, or it is not."""

    record: Record
    kind: SignalKind
    """`TOPIC` or `RESEARCH_TYPE`."""
    key: str
    accepted: bool


class WorkLabels(NamedTuple):
    """The topics, most probable first, and the type of a work."""

    topics: tuple[TopicScore, ...]
    type: TypeScore | None


def classify_work(
    record: Record,
    tokens: RecordTokens,
    correction_model: CorrectionModel | None = None,
    min_probability: float = DISPLAY_THRESHOLD,
) -> WorkLabels:
    """Read the type of a work and its topics from a probability on."""
    model = correction_model or NO_CORRECTIONS
    cue_matches = CueMatches.from_tokens(tokens)
    research_type = classify_research_type(
        record, cue_matches, score_trial(tokens, cue_matches), model.adjustment(TYPE, cue_matches)
    )
    key = research_type.key if research_type else ""
    probabilities = topic_probabilities(record, cue_matches, key)
    return WorkLabels(
        tuple(
            ranked_topics(probabilities, model.adjustment(TOPIC, cue_matches, key), min_probability)
        ),
        research_type,
    )


def suggest_topics(
    record: Record,
    correction_model: CorrectionModel | None = None,
    min_probability: float = SUGGESTION_THRESHOLD,
) -> tuple[TopicScore, ...]:
    """Give every topic that may be right, most probable first; `min_probability` is 0 to 1."""
    return classify_work(
        record, RecordTokens.from_record(record), correction_model, min_probability
    ).topics


def displayed_topics(labels: WorkLabels) -> tuple[TopicScore, ...]:
    """Give the topics that are shown without being asked for."""
    return tuple(topic for topic in labels.topics if topic.score >= DISPLAY_THRESHOLD)[:MAX_TOPICS]


def learn_corrections(corrections: Iterable[LabelCorrection]) -> CorrectionModel:
    """Learn from all corrections made so far; the same ones always teach the same."""
    return fit_corrections(
        example for correction in corrections for example in _correction_examples(correction)
    )


def _correction_examples(correction: LabelCorrection) -> Iterator[CorrectionExample]:
    record = correction.record
    tokens = RecordTokens.from_record(record)
    cue_matches = CueMatches.from_tokens(tokens)
    evidence = type_evidence(record, cue_matches, score_trial(tokens, cue_matches))
    predicted_type = evidence.best()[0]
    if correction.kind is SignalKind.RESEARCH_TYPE:
        rule_probabilities = type_probabilities(
            evidence, predicted_type, type_probability(evidence)
        )
        features = text_features(cue_matches)
        yield _correction_example(
            TYPE, correction.key, rule_probabilities, features, accepted=correction.accepted
        )
        if correction.accepted and predicted_type and predicted_type != correction.key:
            yield _correction_example(
                TYPE, predicted_type, rule_probabilities, features, accepted=False
            )
    elif correction.kind is SignalKind.TOPIC:
        probabilities = {
            k: score
            for k, (score, _) in topic_probabilities(record, cue_matches, predicted_type).items()
        }
        features = text_features(cue_matches, predicted_type)
        yield _correction_example(
            TOPIC, correction.key, probabilities, features, accepted=correction.accepted
        )


def _correction_example(
    kind: str,
    key: str,
    rule_probabilities: dict[str, float],
    features: dict[str, float],
    *,
    accepted: bool,
) -> CorrectionExample:
    return CorrectionExample(
        f"{kind}:{key}", rule_probabilities.get(key, UNSUPPORTED_PROBABILITY), features, accepted
    )
