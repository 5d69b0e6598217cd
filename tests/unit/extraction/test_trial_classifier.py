"""The trial decision, and scores that are probabilities; texts are invented for these tests."""

from __future__ import annotations

import json
import math
from importlib.resources import files

import pytest

from pprnet.extraction import extract_signals, suggest_topics, trial_probability
from pprnet.extraction.classification.log_odds import (
    logit,
    sigmoid,
)
from pprnet.extraction.signal_registry import SignalKind
from pprnet.extraction.text_processing.word_tokenizer import RecordTokens
from pprnet.formats import read_file
from pprnet.records import Record
from pprnet.vocab import research_types, topics
from shared_data import SharedData

FILL = "Symptoms were measured before and after. " * 6
TRIALS = [
    "Sixty adults were randomly assigned to cognitive therapy or a waiting list.",
    "In this double-blind, placebo-controlled study patients received a drug or placebo.",
    "We randomised clinics to training or usual care in a cluster randomised trial.",
    "A prospective randomised study compared two groups; 40 women were allocated at random.",
]
NO_TRIALS = [
    "We searched MEDLINE for randomised controlled trials; twelve trials were included.",
    "A random sample of residents was surveyed by post about their worries.",
    "Records of 900 patients were reviewed retrospectively; large randomised trials are needed.",
    "Forty rats were randomised to receive saline or a drug and their cells were cultured.",
    "Patients were not randomised: each chose a therapy, and the groups were compared.",
]


@pytest.mark.parametrize("text", TRIALS)
def test_reports_of_a_trial_are_recognised(text: str) -> None:
    assert trial_probability(Record(title="An example", abstract=text + FILL)) > 0.5


@pytest.mark.parametrize("text", NO_TRIALS)
def test_mentions_of_chance_or_other_trials_are_not_trials(text: str) -> None:
    assert trial_probability(Record(title="An example", abstract=text + FILL)) < 0.5


def test_tokens_give_the_same_probability_as_a_record() -> None:
    record = Record(title="A randomised controlled trial of counselling")
    assert trial_probability(RecordTokens.from_record(record)) == trial_probability(record) > 0.5
    assert trial_probability(Record()) < 0.5


def test_medline_trials_are_recognised(shared_data: SharedData) -> None:
    """These works were not learned from; the publication type is the truth, and is not read."""
    found = read_file(shared_data / "nbib/study_design_1.nbib")
    works = [work for work in found if isinstance(work, Record)]
    scores = [trial_probability(Record(title=w.title, abstract=w.abstract)) for w in works]
    truth = ["Randomized Controlled Trial" in work.publication_types for work in works]
    hit = sum(score >= 0.5 and is_trial for score, is_trial in zip(scores, truth, strict=True))
    f1 = 2 * hit / (sum(truth) + sum(score >= 0.5 for score in scores))
    pairs = [
        (a > b) + (a == b) / 2
        for a, is_trial in zip(scores, truth, strict=True) if is_trial
        for b, other in zip(scores, truth, strict=True) if not other
    ]  # fmt: skip
    assert f1 >= 0.945  # measured .9457
    assert sum(pairs) / len(pairs) >= 0.975  # measured .9807


def test_the_weights_hold_words_and_pairs_of_words_only() -> None:
    found = json.loads(
        files("pprnet.extraction.classification").joinpath("trial_weights.json").read_text("utf-8")
    )
    for name in found["words"]:
        words = name.removeprefix("title ").replace("mu g", "µg").split()  # as µ is folded
        assert 1 <= len(words) <= 2
    assert len(json.dumps(found)) < 1_000_000


def test_logit_and_sigmoid_are_inverse() -> None:
    for probability in (0.01, 0.3, 0.5, 0.99):
        assert math.isclose(sigmoid(logit(probability)), probability)
    assert 0.0 < sigmoid(-1e9) < sigmoid(1e9) <= 1.0


def test_suggestions_include_less_probable_topics() -> None:
    record = Record(
        title="Counselling after an invented flood",
        abstract="Clients who had an attachment to their homes dropped out. Some were depressed.",
    )
    shown = {s.value for s in extract_signals(record) if s.kind is SignalKind.TOPIC}
    low = suggest_topics(record, min_probability=0.02)
    assert shown < {topic.key for topic in low}
    assert [topic.score for topic in low] == sorted((t.score for t in low), reverse=True)
    assert all(topic.score >= 0.02 for topic in low)
    assert {topic.key for topic in low} <= {topic.key for topic in topics()}


def test_an_abstract_has_exactly_one_type() -> None:
    keys = {kind.key for kind in research_types()}
    for text in (*TRIALS, *NO_TRIALS, "Words.", "7 " * 40, "Ideas about care. " * 30):
        found = [
            s for s in extract_signals(Record(abstract=text)) if s.kind is SignalKind.RESEARCH_TYPE
        ]
        assert [signal.value in keys for signal in found] == [True]
        assert 0.0 < found[0].score < 1.0
