"""The labels of a work: its topics and its research type."""

from __future__ import annotations

from typing import NamedTuple

from pprnet.extraction.classification.correction_model import (
    CorrectionModel,
)
from pprnet.extraction.classification.cue_lists import TOPIC, TYPE
from pprnet.extraction.classification.cue_matches import CueMatches
from pprnet.extraction.classification.research_type_classifier import (
    TypeScore,
    classify_research_type,
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
from pprnet.records import Record

NO_CORRECTIONS = CorrectionModel()


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
    """Return the research type of a work and its topics from a probability on.

    Args:
        record: the record that is classified.
        tokens: the words of each field of the record.
        correction_model: what corrections have taught; `None` for nothing.
        min_probability: 0-1, the least probability of a topic.
    """
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
