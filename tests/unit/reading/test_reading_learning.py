"""What corrections teach; all texts are invented for these tests."""

from __future__ import annotations

import json

import pytest

from pprnet.reading import Correction, Learnt, learn, read, suggest_topics
from pprnet.records import Record, SignalKind
from shared_data import SharedData

TOPIC, TYPE = SignalKind.TOPIC, SignalKind.RESEARCH_TYPE
ALIKE = [
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


def score(record: Record, key: str, learnt: Learnt | None = None) -> float:
    found = suggest_topics(record, learnt, least=0.0)
    return next((topic.score for topic in found if topic.key == key), 0.0)


def teach(count: int, key: str, *, accepted: bool) -> Learnt:
    return learn([Correction(r, TOPIC, key, accepted) for r in ALIKE[:count]])


def test_nothing_learnt_changes_nothing() -> None:
    assert learn([]) == Learnt()
    assert read(OTHER, learn([])) == read(OTHER)


def test_accepted_corrections_bring_a_topic_to_texts_of_the_same_kind() -> None:
    scores = [score(ALIKE[4], "neuroscience", teach(n, "neuroscience", accepted=True))
              for n in (0, 1, 2, 4)]  # fmt: skip
    assert scores == sorted(scores)
    assert scores[0] == 0.0
    assert scores[1] < 0.5, "one correction is not enough to show a topic elsewhere"
    assert scores[3] > 3 * scores[1]


def test_one_correction_hardly_moves_a_text_of_another_kind() -> None:
    before = score(OTHER, "cbt")
    assert before > 0.9
    assert score(OTHER, "cbt", teach(1, "cbt", accepted=False)) > before - 0.02
    assert score(OTHER, "neuroscience", teach(3, "neuroscience", accepted=True)) < 0.1


def test_rejections_take_a_topic_away() -> None:
    key = "psychodynamic"
    before = score(ALIKE[4], key)
    after = [score(ALIKE[4], key, teach(n, key, accepted=False)) for n in (1, 2, 4)]
    assert before > after[0] > after[1] > after[2]


def test_a_topic_that_was_only_learnt_shows_its_words() -> None:
    learnt = teach(4, "neuroscience", accepted=True)
    found = suggest_topics(ALIKE[4], learnt, least=0.0)
    (topic,) = (topic for topic in found if topic.key == "neuroscience")
    text = ALIKE[4].title
    assert {text[span.start : span.end] for span in topic.spans} & {"Equine", "assisted"}


def test_a_type_is_learnt_and_the_one_read_is_unlearnt() -> None:
    def kind(record: Record, learnt: Learnt | None = None) -> str:
        return next((s.value for s in read(record, learnt) if s.kind is TYPE), "")

    wrong = kind(ALIKE[4])
    assert wrong != "qualitative-study"
    learnt = learn([Correction(r, TYPE, "qualitative-study", True) for r in ALIKE[:4]])
    assert {"type:qualitative-study", f"type:{wrong}"} <= learnt.weights.keys()
    assert kind(ALIKE[4], learnt) == "qualitative-study"
    assert kind(OTHER, learnt) == kind(OTHER) == "randomised-trial"


def test_what_was_learnt_is_kept_as_json() -> None:
    learnt = teach(3, "attachment", accepted=True)
    again = Learnt.from_dict(json.loads(json.dumps(learnt.as_dict())))
    assert again == learnt
    assert read(ALIKE[4], again) == read(ALIKE[4], learnt)


def test_the_same_corrections_teach_the_same() -> None:
    corrections = [Correction(r, TOPIC, "group", n % 2 == 0) for n, r in enumerate(ALIKE)]
    assert learn(corrections) == learn(iter(corrections))


@pytest.mark.slow
def test_corrections_raise_the_figures_on_works_that_were_not_corrected(
    shared_data: SharedData,
) -> None:
    """On titles alone, where the rules have most to learn: F1 .769 without, .790 with 300."""
    lines = (shared_data / "gold/reading_dev.jsonl").read_text(encoding="utf-8").splitlines()
    from pprnet.vocab import topic_by_label

    works = [
        (Record(title=work["title"]), {topic_by_label(name).key for name in work["topics"]})
        for work in map(json.loads, lines)
    ]
    assert held_out_f1(works, 0) + 0.01 < held_out_f1(works, 10_000)


def held_out_f1(works: list[tuple[Record, set[str]]], count: int) -> float:
    right = total = 0
    for place in range(5):
        rest = [work for n, work in enumerate(works) if n % 5 != place]
        said = [
            Correction(record, TOPIC, key, key in want)
            for record, want in rest
            for key in sorted(shown(record) | want)
        ]
        learnt = learn(said[:count])
        for record, want in works[place::5]:
            got = shown(record, learnt)
            right, total = right + 2 * len(got & want), total + len(got) + len(want)
    return right / total


def shown(record: Record, learnt: Learnt | None = None) -> set[str]:
    return {s.value for s in read(record, learnt) if s.kind is TOPIC}


def test_one_correction_gives_no_type_to_a_title_that_tells_none():
    other = Record(title="Example of the alliance")
    taught = learn([Correction(other, TYPE, "case-study", True)])
    plain = Record(title="Zorblat sessions for example grumbles, told plainly")
    assert TYPE not in [signal.kind for signal in read(plain, taught)]
