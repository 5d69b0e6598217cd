"""How well topics, types, counts and effects are read, on each layer of the labelled works.

    PPRNET_TEST_DATA=FOLDER python benchmarks/reading_layers.py [--validation]

Prints each figure for the works that weights were learned from (layers *phrases* and *fit*), with
95 % bootstrap intervals. With `--validation` also for *validation*, with the gap: every such look
is to be entered in `benchmarks/README.md`. Topics and types of the first group are read by weights
that were learned from these works; `scripts/train_label_model.py` prints held-out folds. The trial
decision on which they rest is that of weights that were learned without the work.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

from labelled_works import LABELS, LabelledWork, Layer, Origin, labelled_works
from reliability_picture import calibration_error
from trial_folds import trial_scores

from pprnet.extraction import extract_signals
from pprnet.extraction.classification.trial_classifier import TrialScore
from pprnet.extraction.classification.work_labels import classify_work, displayed_topics
from pprnet.extraction.signal_registry import SignalKind
from pprnet.extraction.text_processing.word_tokenizer import RecordTokens

RESAMPLES = 200


@dataclass(frozen=True)
class Reading:
    """What was read of a work, beside its labels."""

    work: LabelledWork
    topics: frozenset[str]
    topic_scores: dict[str, float]
    research_type: str
    type_score: float
    participants: frozenset[str]
    studies: frozenset[str]
    effects: frozenset[tuple[str, float]]

    @property
    def is_trial(self) -> bool:
        """Whether the work is a trial by its label."""
        return "trial" in self.work.research_type


def read_work(work: LabelledWork, trial: float) -> Reading:
    """Read one work.

    Args:
        work: the work.
        trial: the trial decision of weights that were learned without it, for topics and type.
    """
    found = extract_signals(work.record)

    def values(kind: SignalKind) -> frozenset[str]:
        return frozenset(signal.value for signal in found if signal.kind is kind)

    tokens = RecordTokens.from_record(work.record)
    labels = classify_work(work.record, tokens, trial=TrialScore(trial, ()))
    topics = displayed_topics(labels)
    return Reading(
        work,
        frozenset(topic.key for topic in topics),
        {topic.key: topic.score for topic in topics},
        labels.type.key if labels.type else "",
        labels.type.score if labels.type else 0.0,
        values(SignalKind.PARTICIPANTS),
        values(SignalKind.STUDIES),
        frozenset(
            (s.effect.measure, round(float(s.effect.value), 4))
            for s in found
            if s.effect is not None
        ),
    )


Sets = tuple[frozenset[object], frozenset[object]]


def pairs(readings: Sequence[Reading], name: str) -> list[Sets]:
    """Return what was read and what is right, by work, for one kind of value."""
    return [(frozenset(getattr(r, name)), frozenset(_wanted(r.work, name))) for r in readings]


def _wanted(work: LabelledWork, name: str) -> Iterator[object]:
    if name == "topics":
        yield from work.topics
    elif name == "effects":
        yield from ((e["measure"], round(float(e["value"]), 4)) for e in work.effects)
    else:
        value = getattr(work, name)
        if value is not None:
            yield str(value)


def precision(found: Sequence[Sets]) -> float:
    """Return the share of what was read that is right."""
    return sum(len(got & want) for got, want in found) / max(1, sum(len(got) for got, _ in found))


def recall(found: Sequence[Sets]) -> float:
    """Return the share of what is right that was read."""
    return sum(len(got & want) for got, want in found) / max(1, sum(len(w) for _, w in found))


def micro_f1(found: Sequence[Sets]) -> float:
    """Return F1 over all labels together."""
    total = sum(len(got) + len(want) for got, want in found)
    return 2 * sum(len(got & want) for got, want in found) / max(1, total)


def macro_f1(found: Sequence[Sets]) -> float:
    """Return the mean F1 of the labels that occur."""
    labels = {label for _, want in found for label in want}
    return float(np.mean([_label_f1(found, label) for label in labels])) if labels else 0.0


def _label_f1(found: Sequence[Sets], label: object) -> float:
    hits = sum(label in got and label in want for got, want in found)
    return 2 * hits / sum((label in got) + (label in want) for got, want in found)


def accuracy(readings: Sequence[Reading]) -> float:
    """Return the share of types that are right."""
    return float(np.mean([r.research_type == r.work.research_type for r in readings] or [0]))


def non_trial_accuracy(readings: Sequence[Reading]) -> float:
    """Return the share of types that are right among works that are no trials."""
    return accuracy([r for r in readings if not r.is_trial])


def topic_calibration(readings: Sequence[Reading]) -> float:
    """Return the calibration error of the topics that are shown."""
    return calibration_error(
        [(score, key in r.work.topics) for r in readings for key, score in r.topic_scores.items()]
        or [(0.0, False)]
    )


def type_calibration(readings: Sequence[Reading]) -> float:
    """Return the calibration error of the types."""
    return calibration_error(
        [(r.type_score, r.research_type == r.work.research_type) for r in readings]
    )


Figure = Callable[[Sequence[Reading]], float]


def _of(name: str, measure: Callable[[Sequence[Sets]], float]) -> Figure:
    return lambda readings: measure(pairs(readings, name))


FIGURES: dict[str, Figure] = {
    "topics micro F1": _of("topics", micro_f1),
    "topics macro F1": _of("topics", macro_f1),
    "topics precision": _of("topics", precision),
    "topics recall": _of("topics", recall),
    "type": accuracy,
    "type, non-trials": non_trial_accuracy,
    "participants precision": _of("participants", precision),
    "participants recall": _of("participants", recall),
    "studies precision": _of("studies", precision),
    "studies recall": _of("studies", recall),
    "effects F1": _of("effects", micro_f1),
    "calibration error, topics": topic_calibration,
    "calibration error, type": type_calibration,
}


def interval(readings: Sequence[Reading], figure: Figure) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of a figure, by resampling works."""
    random = np.random.default_rng(0)
    drawn = [
        figure([readings[i] for i in random.integers(0, len(readings), len(readings))])
        for _ in range(RESAMPLES)
    ]
    low, high = np.percentile(drawn, [2.5, 97.5])
    return float(low), float(high)


def print_figures(title: str, groups: dict[str, list[Reading]]) -> None:
    """Print every figure for each group of works, and the gap between the groups."""
    print(f"{title}: " + ", ".join(f"{name} {len(found)}" for name, found in groups.items()))
    for name, figure in FIGURES.items():
        values = {group: figure(found) for group, found in groups.items()}
        parts = []
        for group, found in groups.items():
            low, high = interval(found, figure)
            parts.append(f"{group} {values[group]:.3f} ({low:.2f} to {high:.2f})")
        if len(values) > 1:
            first, second = list(values.values())[:2]
            parts.append(f"gap {first - second:+.3f}")
        print(f"  {name:26} {'  '.join(parts)}")


def print_agreement() -> None:
    """Print how far two independent readings of the same works agree."""
    readings = []
    for name in ("field", "field_second_reading"):
        lines = (LABELS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        readings.append({(w["source"], w["id"]): w for w in map(json.loads, lines)})
    first, second = readings
    both = [(first[key], second[key]) for key in second]
    topics = micro_f1([(frozenset(a["topics"]), frozenset(b["topics"])) for a, b in both])
    same = {name: sum(a[name] == b[name] for a, b in both) for name in ("type", "n", "k")}
    print(f"two readings of {len(both)} works: topics micro F1 {topics:.3f}, same {same}")


def main() -> None:
    """Print the figures."""
    print_agreement()
    data = Path(os.environ["PPRNET_TEST_DATA"])
    works = labelled_works(data)
    if "--validation" not in sys.argv:
        works = [work for work in works if work.layer is not Layer.VALIDATION]
    scores = trial_scores(data, works)
    readings = [read_work(work, trial) for work, trial in zip(works, scores, strict=True)]
    for origin in Origin:
        chosen = [r for r in readings if r.work.origin is origin]
        groups = {
            "fit": [r for r in chosen if r.work.layer is not Layer.VALIDATION],
            "validation": [r for r in chosen if r.work.layer is Layer.VALIDATION],
        }
        print_figures(origin.value, {name: found for name, found in groups.items() if found})


if __name__ == "__main__":
    main()
