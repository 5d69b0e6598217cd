"""What corrections teach; all texts are invented for these tests."""

from __future__ import annotations

import json

import pytest

from pprnet.extraction import (
    CorrectionModel,
    LabelCorrection,
    extract_signals,
    learn_corrections,
    suggest_topics,
)
from pprnet.extraction.signal_registry import SignalKind
from pprnet.records import Record
from shared_data import SharedData

TOPIC, TYPE = SignalKind.TOPIC, SignalKind.RESEARCH_TYPE
SIMILAR = [
    Record(
        title=f"Equine assisted psychodynamic therapy {where}: an invented study",
        abstract="Clients met horses in a paddock with their therapist.",
    )
    for where in ("in the valley", "by the sea", "in the hills", "in winter", "at school")
]
OTHER = Record(
    title="Cognitive behaviour therapy for panic disorder: a randomised trial",
    abstract="We randomised 44 adults to cognitive behaviour therapy or waiting.",
)


def score(record: Record, key: str, correction_model: CorrectionModel | None = None) -> float:
    found = suggest_topics(record, correction_model, min_probability=0.0)
    return next((topic.score for topic in found if topic.key == key), 0.0)


def model_after_corrections(count: int, key: str, *, accepted: bool) -> CorrectionModel:
    return learn_corrections([LabelCorrection(r, TOPIC, key, accepted) for r in SIMILAR[:count]])


def test_a_model_without_corrections_changes_nothing() -> None:
    assert learn_corrections([]) == CorrectionModel()
    assert extract_signals(OTHER, learn_corrections([])) == extract_signals(OTHER)


def test_accepted_corrections_raise_a_topic_in_similar_texts() -> None:
    scores = [
        score(SIMILAR[4], "neuroscience", model_after_corrections(n, "neuroscience", accepted=True))
        for n in (0, 1, 2, 4)
    ]
    assert scores == sorted(scores)
    assert scores[0] < 0.02
    assert scores[1] < 0.5, "one correction is not enough to show a topic elsewhere"
    assert scores[3] > 3 * scores[1]


def test_one_correction_hardly_changes_a_dissimilar_text() -> None:
    before = score(OTHER, "cbt")
    assert before > 0.9
    assert score(OTHER, "cbt", model_after_corrections(1, "cbt", accepted=False)) > before - 0.02
    assert (
        score(OTHER, "neuroscience", model_after_corrections(3, "neuroscience", accepted=True))
        < 0.1
    )


def test_rejections_lower_a_topic() -> None:
    key = "psychodynamic"
    before = score(SIMILAR[4], key)
    after = [
        score(SIMILAR[4], key, model_after_corrections(n, key, accepted=False)) for n in (1, 2, 4)
    ]
    assert before > after[0] > after[1] > after[2]


def test_a_topic_known_only_from_corrections_has_spans() -> None:
    correction_model = model_after_corrections(4, "neuroscience", accepted=True)
    found = suggest_topics(SIMILAR[4], correction_model, min_probability=0.0)
    (topic,) = (topic for topic in found if topic.key == "neuroscience")
    text = SIMILAR[4].title
    assert {text[span.start : span.end] for span in topic.spans} & {"Equine", "assisted"}


def test_a_corrected_type_replaces_the_predicted_type() -> None:
    def kind(record: Record, correction_model: CorrectionModel | None = None) -> str:
        return next(
            (s.value for s in extract_signals(record, correction_model) if s.kind is TYPE), ""
        )

    wrong = {kind(record) for record in SIMILAR[:4]}
    assert "qualitative-study" not in wrong | {kind(SIMILAR[4])}
    correction_model = learn_corrections(
        [LabelCorrection(r, TYPE, "qualitative-study", True) for r in SIMILAR[:4]]
    )
    corrected = {f"type:{key}" for key in wrong | {"qualitative-study"}}
    assert corrected <= correction_model.weights.keys()
    assert kind(SIMILAR[4], correction_model) == "qualitative-study"
    assert kind(OTHER, correction_model) == kind(OTHER) == "randomised-trial"


def test_a_correction_model_survives_json() -> None:
    correction_model = model_after_corrections(3, "attachment", accepted=True)
    again = CorrectionModel.from_dict(json.loads(json.dumps(correction_model.as_dict())))
    assert again == correction_model
    assert extract_signals(SIMILAR[4], again) == extract_signals(SIMILAR[4], correction_model)


def test_the_same_corrections_give_the_same_model() -> None:
    corrections = [LabelCorrection(r, TOPIC, "group", n % 2 == 0) for n, r in enumerate(SIMILAR)]
    assert learn_corrections(corrections) == learn_corrections(iter(corrections))


@pytest.mark.slow
def test_corrections_turn_the_reading_towards_the_use_of_an_editor(
    shared_data: SharedData,
) -> None:
    """An editor who never gives *Efficacy* sees it less on other works; other topics stay."""
    lines = (shared_data / "gold/reading_dev.jsonl").read_text(encoding="utf-8").splitlines()
    works = [Record(title=w["title"], abstract=w["abstract"]) for w in map(json.loads, lines)]
    corrected, others = works[:100], works[100:]
    model = learn_corrections(LabelCorrection(r, TOPIC, "efficacy", False) for r in corrected)
    before = [displayed_topic_keys(record) for record in others]
    after = [displayed_topic_keys(record, model) for record in others]
    shown = sum("efficacy" in keys for keys in before)
    assert shown >= 10
    assert sum("efficacy" in keys for keys in after) <= shown / 2
    assert [keys - {"efficacy"} for keys in after] == [keys - {"efficacy"} for keys in before]


def displayed_topic_keys(
    record: Record, correction_model: CorrectionModel | None = None
) -> set[str]:
    return {s.value for s in extract_signals(record, correction_model) if s.kind is TOPIC}


def test_one_correction_gives_no_type_to_an_uninformative_title():
    other = Record(title="Example of the alliance")
    model = learn_corrections([LabelCorrection(other, TYPE, "case-study", True)])
    plain = Record(title="Zorblat sessions for example grumbles, told plainly")
    assert TYPE not in [signal.kind for signal in extract_signals(plain, model)]
