"""Learn the weights by which topics and research types are read from the evidence of a text.

    PPRNET_TEST_DATA=FOLDER python scripts/train_label_model.py [--folds-only]

Writes src/pprnet/extraction/classification/label_model/labels-1.npz: names of features and
their weights, no text. Learned from the layers *phrases* and *fit* of `labelled_works.py`,
never from *validation*. Each work stands there twice: as it is and as a title alone. The
probabilities are scaled on works of held-out folds, and the trial decision on which the types
rest is that of weights that were learned without the work.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from label_model_fitting import (
    Floats,
    Penalty,
    Weights,
    evidence_array,
    evidence_names,
    feature_rows,
    fit,
    platt_scaling,
    print_figures,
    softmax,
    temperature,
    text_matrix,
)
from labelled_works import LabelledWork, Layer, Origin, labelled_works
from reliability_picture import calibration_error, reliability_picture
from sklearn.model_selection import GroupKFold
from trial_folds import trial_scores

from pprnet.extraction.classification.label_model.work_evidence import (
    WorkEvidence,
    read_evidence,
)
from pprnet.extraction.classification.topic_classifier import MAX_TOPICS, SUGGESTION_THRESHOLD
from pprnet.extraction.classification.trial_classifier import TrialScore
from pprnet.extraction.text_processing.word_tokenizer import RecordTokens
from pprnet.records import Record
from pprnet.vocab.loader import load_topics, load_types

HERE = Path(__file__).parent
OUT = HERE.parent / "src/pprnet/extraction/classification/label_model/labels-1.npz"
PICTURE = HERE.parent / "docs/pictures/extraction-reliability.svg"
TOPIC_PENALTY = Penalty(text=4.0, evidence=0.2, bias=0.05)
TYPE_PENALTY = Penalty(text=1.0, evidence=0.2, bias=0.05)
ORIGIN_WEIGHTS = {Origin.MEDICAL: 1.0, Origin.FIELD: 1.5, Origin.OWN: 1.0}
TOPIC_TITLE_WEIGHT, TYPE_TITLE_WEIGHT = 0.6, 0.2
NAMING_EVIDENCE = 0.5
"""Evidence of the rules from which a title names a topic."""


@dataclass(frozen=True)
class Example:
    """One variant of a labelled work, with its evidence."""

    work: str
    evidence: WorkEvidence
    topics: frozenset[str]
    research_type: str
    topic_weight: float
    type_weight: float
    is_judged: bool
    """Whether probabilities are scaled and figures are given on it."""


def examples(works: Sequence[LabelledWork], scores: Sequence[float]) -> list[Example]:
    """Return the variants of the works."""
    found = []
    for work, score in zip(works, scores, strict=True):
        trial = TrialScore(score, ())
        weight = ORIGIN_WEIGHTS[work.origin]
        title = Record(title=work.record.title)
        found.append(_example(work, work.record, trial, (weight, weight), is_judged=True))
        title_weights = (weight * TOPIC_TITLE_WEIGHT, weight * TYPE_TITLE_WEIGHT)
        found.append(_example(work, title, None, title_weights))
    return found


def _example(
    work: LabelledWork,
    record: Record,
    trial: TrialScore | None,
    weights: tuple[float, float],
    *,
    is_judged: bool = False,
) -> Example:
    evidence = read_evidence(record, RecordTokens.from_record(record), trial)
    topics = work.topics if record.abstract else work.topics & named_topics(evidence)
    return Example(work.id, evidence, topics, work.research_type, *weights, is_judged)


def named_topics(evidence: WorkEvidence) -> set[str]:
    """Return the topics that a title names; the labels of a work also rest on its abstract."""
    return {key for key, found in evidence.topics.found.items() if found.score >= NAMING_EVIDENCE}


TOPIC_KEYS = [topic.key for topic in load_topics()]
TYPE_KEYS = [kind.key for kind in load_types()]


def truth(kept: Sequence[Example]) -> tuple[Floats, Floats]:
    """Return the labels of examples: topics and types, shape (n_works, n_labels)."""
    topics = np.array([[key in e.topics for key in TOPIC_KEYS] for e in kept], float)
    types = np.array([[key == e.research_type for key in TYPE_KEYS] for e in kept], float)
    return topics, types


def fit_types(train: Sequence[Example]) -> tuple[dict[str, int], list[str], Weights]:
    """Fit the types."""
    rows = feature_rows([e.evidence.text for e in train])
    names = evidence_names([e.evidence.type_features for e in train])
    weights = fit(
        evidence_array([e.evidence.type_features for e in train], TYPE_KEYS, names),
        text_matrix([e.evidence.text for e in train], rows),
        np.zeros((len(train), 0)),
        truth(train)[1],
        np.array([e.type_weight for e in train]),
        penalty=TYPE_PENALTY,
        exclusive=True,
    )
    return rows, names, weights


def type_odds(
    kept: Sequence[Example], rows: dict[str, int], names: list[str], weights: Weights
) -> Floats:
    """Return the log odds of the types of examples."""
    return weights.odds(
        evidence_array([e.evidence.type_features for e in kept], TYPE_KEYS, names),
        text_matrix([e.evidence.text for e in kept], rows),
        np.zeros((len(kept), 0)),
    )


def fit_topics(
    train: Sequence[Example], types: Floats
) -> tuple[dict[str, int], list[str], Weights]:
    """Fit the topics, with the probabilities of the types."""
    rows = feature_rows([e.evidence.text for e in train])
    names = evidence_names([e.evidence.topic_features for e in train])
    weights = fit(
        evidence_array([e.evidence.topic_features for e in train], TOPIC_KEYS, names),
        text_matrix([e.evidence.text for e in train], rows),
        types,
        truth(train)[0],
        np.array([e.topic_weight for e in train]),
        penalty=TOPIC_PENALTY,
        exclusive=False,
    )
    return rows, names, weights


def topic_odds(
    kept: Sequence[Example],
    types: Floats,
    rows: dict[str, int],
    names: list[str],
    weights: Weights,
) -> Floats:
    """Return the log odds of the topics of examples."""
    return weights.odds(
        evidence_array([e.evidence.topic_features for e in kept], TOPIC_KEYS, names),
        text_matrix([e.evidence.text for e in kept], rows),
        types,
    )


def held_out_odds(kept: Sequence[Example]) -> tuple[Floats, Floats, Floats]:
    """Return log odds of topics and types, and type probabilities, by weights of other folds."""
    groups = np.unique([e.work for e in kept], return_inverse=True)[1]
    order = np.random.default_rng(0).permutation(groups.max() + 1)[groups]
    folds = list(GroupKFold(5).split(kept, groups=order))
    types = np.zeros((len(kept), len(TYPE_KEYS)))
    for train, test in folds:
        fitted = fit_types([kept[i] for i in train])
        types[test] = type_odds([kept[i] for i in test], *fitted)
    shares = softmax(types)
    topics = np.zeros((len(kept), len(TOPIC_KEYS)))
    for train, test in folds:
        topic = fit_topics([kept[i] for i in train], shares[train])
        topics[test] = topic_odds([kept[i] for i in test], shares[test], *topic)
    return topics, types, shares


Group = tuple[dict[str, int], list[str], Weights]
Scaling = tuple[float, float]


def model_arrays(
    topics: Group, types: Group, topic_scaling: Scaling, type_scaling: Scaling
) -> dict[str, np.ndarray]:
    """Return the arrays of the model, as the package reads them."""
    names = list(dict.fromkeys([*topics[0], *types[0]]))
    weights = np.zeros((len(names), len(TOPIC_KEYS) + len(TYPE_KEYS)))
    for index, name in enumerate(names):
        if name in topics[0]:
            weights[index, : len(TOPIC_KEYS)] = topics[2].text[topics[0][name]]
        if name in types[0]:
            weights[index, len(TOPIC_KEYS) :] = types[2].text[types[0][name]]
    steps = np.abs(weights).max(axis=0) / 127.0
    described = {
        "features": names,
        "topics": {"keys": TOPIC_KEYS, "evidence": topics[1]},
        "types": {"keys": TYPE_KEYS, "evidence": types[1]},
    }
    return {
        "names": np.frombuffer(json.dumps(described, ensure_ascii=False).encode(), np.uint8),
        "weights": np.round(weights / np.maximum(steps, 1e-9)).astype(np.int8),
        "steps": steps.astype(np.float32),
        "type_weights": topics[2].types.astype(np.float32),
        "topic_bias": topics[2].bias.astype(np.float32),
        "type_bias": types[2].bias.astype(np.float32),
        "topic_evidence": topics[2].evidence.astype(np.float32),
        "type_evidence": types[2].evidence.astype(np.float32),
        "topic_scaling": np.array(topic_scaling),
        "type_scaling": np.array(type_scaling),
    }


def write(arrays: dict[str, np.ndarray]) -> None:
    """Write the model in the form that the package reads."""
    np.savez_compressed(OUT, **arrays)
    print(f"{OUT.name}: {len(arrays['weights'])} features, {OUT.stat().st_size / 1000:.0f} kB")


def reliability_pairs(
    kept: Sequence[Example], topics: Floats, types: Floats
) -> tuple[list[tuple[float, bool]], list[tuple[float, bool]]]:
    """Return probability and truth of the topics that may be suggested, and of the first types."""
    judged = np.array([e.is_judged for e in kept])
    want_topics, want_types = (wanted[judged] > 0 for wanted in truth(kept))
    chances = 1.0 / (1.0 + np.exp(-topics[judged]))
    shown = chances >= SUGGESTION_THRESHOLD
    shares = softmax(types[judged])
    first = np.arange(len(shares)), shares.argmax(axis=1)
    return (
        list(zip(chances[shown].tolist(), want_topics[shown].tolist(), strict=True)),
        list(zip(shares[first].tolist(), want_types[first].tolist(), strict=True)),
    )


def non_trials(kept: Sequence[Example], chosen: Sequence[int]) -> list[int]:
    """Return the examples that are no trials by their label."""
    return [i for i in chosen if "trial" not in kept[i].research_type]


def learn(kept: Sequence[Example]) -> tuple[dict[str, np.ndarray], Floats, Floats]:
    """Return the model, and the log odds of topics and types by weights of other folds."""
    topics, types, shares = held_out_odds(kept)
    judged = np.array([e.is_judged for e in kept])
    want_topics, want_types = truth(kept)
    topic_scaling = platt_scaling(topics[judged].ravel(), want_topics[judged].ravel())
    type_scaling = (temperature(types[judged], want_types[judged]), 0.0)
    arrays = model_arrays(fit_topics(kept, shares), fit_types(kept), topic_scaling, type_scaling)
    return arrays, topics * topic_scaling[0] + topic_scaling[1], types * type_scaling[0]


def main() -> None:
    """Learn, report and write."""
    data = Path(os.environ["PPRNET_TEST_DATA"])
    works = [work for work in labelled_works(data) if work.layer is not Layer.VALIDATION]
    kept = examples(works, trial_scores(data, works))
    arrays, topics, types = learn(kept)
    origin = {work.id: (work.origin, work.layer) for work in works}
    for group in [(o, layer) for o in Origin for layer in (Layer.PHRASES, Layer.FIT)]:
        chosen = [i for i, e in enumerate(kept) if e.is_judged and origin[e.work] == group]
        if chosen:
            print(*group)
            for name, part in (("all", chosen), ("non-trials", non_trials(kept, chosen))):
                print(f" {name}: {len(part)}")
                want = truth([kept[i] for i in part])
                print_figures(want, (topics[part], types[part]), MAX_TOPICS)
    topic_pairs, type_pairs = reliability_pairs(kept, topics, types)
    for name, pairs in (("topics", topic_pairs), ("types", type_pairs)):
        print(f"calibration error of {name}, other folds: {calibration_error(pairs):.3f}")
    if "--folds-only" not in sys.argv:
        write(arrays)
        PICTURE.write_text(reliability_picture(topic_pairs, type_pairs), encoding="utf-8")


if __name__ == "__main__":
    main()
