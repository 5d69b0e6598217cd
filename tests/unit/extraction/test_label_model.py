"""The learned weights of topics and types."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pprnet.extraction.classification.label_model.label_model import LabelModel, label_model
from pprnet.extraction.classification.label_model.untrained_labels import with_untrained_labels
from pprnet.extraction.classification.label_model.work_evidence import read_evidence, score_work
from pprnet.extraction.text_processing.word_tokenizer import RecordTokens
from pprnet.records import Record
from pprnet.vocab import research_types, topics

TOPICS = [topic.key for topic in topics()]
TYPES = [kind.key for kind in research_types()]
PANIC = Record(
    title="Cognitive behaviour therapy of panic disorder: an invented randomised trial",
    abstract="Fifty invented patients were randomised to cognitive behaviour therapy or none.",
)


def without(model: LabelModel, topic: str) -> LabelModel:
    """Return the model as it was before a topic was learned."""
    place = model.topics.keys.index(topic)
    keys = tuple(key for key in model.topics.keys if key != topic)
    return replace(
        model,
        weights=np.delete(model.weights, place, axis=1),
        type_weights=np.delete(model.type_weights, place, axis=1),
        topics=replace(model.topics, keys=keys, bias=np.delete(model.topics.bias, place)),
    )


def topic_probability(record: Record, model: LabelModel, topic: str) -> float:
    scores = score_work(read_evidence(record, RecordTokens.from_record(record)), model)
    return scores.topics(scores.types)[topic]


def test_the_shipped_model_knows_the_vocabulary() -> None:
    model = label_model()
    assert list(model.topics.keys) == TOPICS
    assert list(model.types.keys) == TYPES
    assert model.weights.shape == (len(model.names), len(TOPICS) + len(TYPES))
    assert model.weights.dtype == np.float32
    assert np.isfinite(model.weights).all()


@pytest.mark.parametrize("topic", ["anxiety", "cbt"])
def test_a_topic_that_was_not_learned_is_read_by_its_evidence(topic: str) -> None:
    model = with_untrained_labels(without(label_model(), topic), TOPICS, TYPES)
    assert set(model.topics.keys) == set(TOPICS)
    assert topic_probability(PANIC, model, topic) > 0.4
    elsewhere = Record(title="Example of grief counselling", abstract="Grief was invented.")
    assert topic_probability(elsewhere, model, topic) < 0.1


def test_a_topic_that_was_not_learned_leaves_the_others_as_they_are() -> None:
    model = label_model()
    again = with_untrained_labels(without(model, "anxiety"), TOPICS, TYPES)
    for topic in TOPICS:
        if topic != "anxiety":
            wanted = pytest.approx(topic_probability(PANIC, model, topic))
            assert topic_probability(PANIC, again, topic) == wanted


WORDS = st.lists(
    st.sampled_from(
        ["therapy", "panic", "randomised", "clients", "alliance", "review", "42", "of", ".", "we"]
    ),
    max_size=60,
).map(" ".join)


@given(title=WORDS, abstract=WORDS)
def test_probabilities_are_between_0_and_1_and_types_sum_to_1(title: str, abstract: str) -> None:
    record = Record(title=title, abstract=abstract)
    scores = score_work(read_evidence(record, RecordTokens.from_record(record)))
    assert sum(scores.types.values()) == pytest.approx(1.0)
    found = [*scores.types.values(), *scores.topics(scores.types).values()]
    assert all(0.0 <= probability <= 1.0 for probability in found)
