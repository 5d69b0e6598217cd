"""How well trials are recognised, how fast labels are read, and what corrections teach.

    PPRNET_TEST_DATA=FOLDER python benchmarks/extraction_labels.py [--undecided]

`benchmarks/extraction.py` prints these figures too. Nothing is fitted on nbib/study_design_1.nbib.
With --undecided, the works of that file are listed of which title and abstract do not settle
whether they report a randomised trial. Calibration is measured by scripts/fit_calibration.py,
on held-out folds.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from sklearn.metrics import f1_score, roc_auc_score
from sklearn.model_selection import KFold

from pprnet.extraction import (
    CorrectionModel,
    LabelCorrection,
    learn_corrections,
    suggest_topics,
    trial_probability,
)
from pprnet.extraction.classification.work_labels import classify_work, displayed_topics
from pprnet.extraction.signal_registry import SignalKind
from pprnet.extraction.text_processing.word_tokenizer import RecordTokens
from pprnet.formats import read_file
from pprnet.records import Record
from pprnet.vocab import topic_by_label

REPEATS = 3
POINTS = (0, 20, 50, 100, 300)
UNSURE = (0.25, 0.75)
TRIAL = "Randomized Controlled Trial"


def title_and_abstract(record: Record) -> Record:
    """Return title and abstract alone."""
    return Record(title=record.title, abstract=record.abstract)


def measure_trial_decision(data: Path, *, undecided: bool) -> None:
    """Print how well randomised trials are recognised, compared with the indexers' verdict."""
    found = read_file(data / "nbib/study_design_1.nbib")
    works = [work for work in found if isinstance(work, Record)]
    truth = [TRIAL in work.publication_types for work in works]
    scores = [trial_probability(title_and_abstract(work)) for work in works]
    f1 = f1_score(truth, [score >= 0.5 for score in scores])
    print(f"trial or not     F1 {f1:.4f}  AUROC {roc_auc_score(truth, scores):.4f} of {len(works)}")
    unsure = [UNSURE[0] < score < UNSURE[1] for score in scores]
    print(f"undecided        {sum(unsure)} works between {UNSURE[0]} and {UNSURE[1]}")
    if undecided:
        for work, score, is_trial, open_ in zip(works, scores, truth, unsure, strict=True):
            if open_:
                print(f"  PMID {work.pmid}  {score:.2f}  indexed as trial: {is_trial}")


def measure_label_speed(data: Path) -> None:
    """Print what it takes to split a text and to read its topics, type and trial decision."""
    found = read_file(data / "nbib/study_design_1.nbib")
    works = [
        title_and_abstract(work) for work in found if isinstance(work, Record) and work.abstract
    ]
    for work in works:
        classify_work(work, RecordTokens.from_record(work))
    started = time.process_time()
    for work in works:
        classify_work(work, RecordTokens.from_record(work))
    each = (time.process_time() - started) / len(works)
    print(f"labels           {each * 1000:.2f} ms of processor time an abstract")


def gold(data: Path, *, abstracts: bool) -> list[tuple[Record, set[str]]]:
    """Return the labelled works, with or without their abstracts, and their topics."""
    lines = (data / "gold/reading_dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        (
            Record(title=work["title"], abstract=work["abstract"] if abstracts else ""),
            {topic_by_label(name).key for name in work["topics"]},
        )
        for work in map(json.loads, lines)
    ]


def topics_of(record: Record, correction_model: CorrectionModel) -> set[str]:
    """Return the topics that are shown."""
    return {
        topic.key
        for topic in displayed_topics(
            classify_work(record, RecordTokens.from_record(record), correction_model)
        )
    }


def editor_corrections(record: Record, want: set[str], *, hidden: str) -> list[LabelCorrection]:
    """Return what an editor says of a work: right, wrong and missing topics, one by one.

    With a hidden topic, only of that topic, and only that it is missing where it is.
    """
    topic = SignalKind.TOPIC
    if hidden:
        return [LabelCorrection(record, topic, hidden, accepted=hidden in want)]
    got = topics_of(record, CorrectionModel())
    return [LabelCorrection(record, topic, key, accepted=key in want) for key in sorted(got | want)]


def splits(count: int, repeats: int) -> Iterator[tuple[list[int], list[int]]]:
    """Split works into five folds, several times over; those to learn from in random order."""
    for repeat in range(repeats):
        folds = KFold(5, shuffle=True, random_state=repeat)
        for train, test in folds.split(np.arange(count)):
            yield list(np.random.default_rng(repeat).permutation(train)), list(test)


def curve(works: list[tuple[Record, set[str]]]) -> list[float]:
    """Return F1 of the topics on held-out works after so many corrections."""
    tally = {count: [0, 0] for count in POINTS}
    for train, test in splits(len(works), REPEATS):
        corrections = [word for i in train for word in editor_corrections(*works[i], hidden="")]
        for count in POINTS:
            correction_model = learn_corrections(corrections[:count])
            for record, want in (works[i] for i in test):
                got = topics_of(record, correction_model)
                tally[count][0] += 2 * len(got & want)
                tally[count][1] += len(got) + len(want)
    return [right / total for right, total in tally.values()]


def topic_lists(works: list[tuple[Record, set[str]]], topic: str) -> list[float]:
    """Return F1 of a topic that the rules are made blind to, after so many works were judged."""
    tally = {count: [0, 0] for count in POINTS}
    masked = [(mask_topic_words(record, topic), want) for record, want in works]
    for train, test in splits(len(works), 1):
        corrections = [word for i in train for word in editor_corrections(*masked[i], hidden=topic)]
        for count in POINTS:
            correction_model = learn_corrections(corrections[:count])
            for record, want in (masked[i] for i in test):
                got = topic in topics_of(record, correction_model)
                tally[count][0] += 2 * (got and topic in want)
                tally[count][1] += got + (topic in want)
    return [right / max(1, total) for right, total in tally.values()]


def mask_topic_words(record: Record, topic: str) -> Record:
    """Strike out the words on which a topic rests, so that the rules cannot tell it."""
    texts = {"title": record.title, "abstract": record.abstract}
    for _ in range(8):
        spans = [s for t in suggest_topics(Record(**texts), min_probability=0.0) if t.key == topic
                 for s in t.spans]  # fmt: skip
        if not spans:
            break
        for span in sorted(spans, key=lambda span: -span.start):
            text = texts[span.field]
            texts[span.field] = text[: span.start] + "…" + text[span.end :]
    return Record(**texts)


def measure_learning(data: Path) -> None:
    """Print what corrections do to works that were not corrected."""
    print(f"corrections      {'  '.join(map(str, POINTS))}")
    for name, made in (
        ("title, abstract", lambda: curve(gold(data, abstracts=True))),
        ("title alone", lambda: curve(gold(data, abstracts=False))),
        ("words of anxiety struck out", lambda: topic_lists(gold(data, abstracts=True), "anxiety")),
        ("words of CBT struck out", lambda: topic_lists(gold(data, abstracts=True), "cbt")),
    ):
        print_curve(name, made)


def print_curve(name: str, made: Callable[[], list[float]]) -> None:
    """Print one curve."""
    print(f"  {name:27} F1 {'  '.join(f'{value:.3f}' for value in made())}")


if __name__ == "__main__":
    folder = Path(os.environ.get("PPRNET_TEST_DATA", "."))
    measure_trial_decision(folder, undecided="--undecided" in sys.argv)
    measure_label_speed(folder)
    measure_learning(folder)
