"""The weights of the features for each topic and research type.

The log odds of a topic are its bias, a weighted sum over the features of the text, and one over
the evidence of the rules for this topic; the weights of the latter are the same for all topics, so
that a topic with few labelled works is weighed like the others. Types are scored in the same way
and compared by a softmax. `scripts/train_label_model.py` learns the weights.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pprnet.extraction.classification.label_model.text_features import (
    ABSTRACT_WORD,
    TITLE_WORD,
    TextFeatures,
    word_value,
)
from pprnet.extraction.stored_arrays import stored_arrays, stored_names, stored_weights
from pprnet.extraction.text_processing.word_runs import RunTable

FloatArray = NDArray[np.float64]
LABEL_MODEL_NAME = "labels-1"
INDEX_WEIGHTS = {"keyword": 2.0, "mesh major": 1.5, "mesh minor": 0.5}
"""Log odds for a topic by index terms: set, not learned, as the labelled works have none."""
UNSTATED_LOG_ODDS = -3.0
"""Log odds for a type that an index could have stated and did not, or that the rules exclude."""


@dataclass(frozen=True, slots=True)
class LabelGroup:
    """The labels of one kind, with the weights that are not those of the text's features."""

    keys: tuple[str, ...]
    bias: FloatArray
    """Shape (n_labels,), log odds."""
    evidence_weights: Mapping[str, float]
    """Weight of each feature of a label's own evidence and index terms, the same for all labels."""
    scale: float
    shift: float
    """Platt scaling of the log odds, fitted to works that the weights were not learned from."""

    def calibrated(self, sums: FloatArray, evidence: Mapping[str, dict[str, float]]) -> FloatArray:
        """Return the calibrated log odds of the labels, shape (n_labels,).

        Args:
            sums: shape (n_labels,), the weighted sums of the text's features.
            evidence: the features of each label's own evidence.
        """
        odds = self.bias + sums
        weights = self.evidence_weights
        for index, key in enumerate(self.keys):
            if features := evidence.get(key):
                odds[index] += sum(weights.get(name, 0.0) * v for name, v in features.items())
        return self.scale * odds + self.shift


class KnownFeatures(NamedTuple):
    """The features of a text that a model knows, by their rows in its weights."""

    rows: list[int]
    values: list[float]


@dataclass(frozen=True, slots=True)
class LabelModel:
    """Weights of features for topics and types, on the scale of log odds."""

    names: tuple[str, ...]
    """The features of a text, in the order of the rows of `weights`."""
    cue_rows: Mapping[str, int]
    """Row of each feature that is not a run of words."""
    title_rows: RunTable
    abstract_rows: RunTable
    weights: NDArray[np.float32]
    """Shape (n_features, n_topics + n_types)."""
    type_weights: FloatArray
    """Shape (n_types, n_topics): what the probability of a type says of a topic."""
    topics: LabelGroup
    types: LabelGroup

    def known_features(self, features: TextFeatures) -> KnownFeatures:
        """Return the features of a text that the model knows.

        Args:
            features: the features of the text.
        """
        find = self.cue_rows.get
        rows, values = [], []
        for name, value in features.cues.items():
            if (row := find(name)) is not None:
                rows.append(row)
                values.append(value)
        for known in (
            self.title_rows.find(features.title),
            self.abstract_rows.find(features.abstract),
        ):
            rows += known
            values += [word_value(len(known))] * len(known)
        return KnownFeatures(rows, values)

    def text_sums(self, known: KnownFeatures) -> tuple[FloatArray, FloatArray]:
        """Return the weighted sums of a text's features, for the topics and for the types.

        Args:
            known: the features of the text.
        """
        if not known.rows:
            sums = np.zeros(self.weights.shape[1])
        else:
            values = np.array(known.values, np.float32)
            sums = (values @ self.weights[known.rows]).astype(np.float64)
        count = len(self.topics.keys)
        return sums[:count], sums[count:]

    def type_probabilities(
        self,
        sums: FloatArray,
        evidence: Mapping[str, dict[str, float]],
        unlikely: Collection[str] = (),
    ) -> dict[str, float]:
        """Return the probability of each type; they sum to 1.

        Args:
            sums: weighted sums of the text's features.
            evidence: the features of each type's own evidence.
            unlikely: the types against which an index or a rule speaks.
        """
        odds = self.types.calibrated(sums, evidence)
        if unlikely:
            odds[[key in unlikely for key in self.types.keys]] += UNSTATED_LOG_ODDS
        shares = np.exp(odds - odds.max())
        return dict(zip(self.types.keys, (shares / shares.sum()).tolist(), strict=True))

    def topic_probabilities(
        self,
        sums: FloatArray,
        evidence: Mapping[str, dict[str, float]],
        types: Mapping[str, float],
    ) -> dict[str, float]:
        """Return the probability of each topic, 0-1.

        Args:
            sums: weighted sums of the text's features.
            evidence: the features of each topic's own evidence.
            types: the probability of each type.
        """
        by_type = np.array([types.get(key, 0.0) for key in self.types.keys]) @ self.type_weights
        odds = self.topics.calibrated(sums + by_type, evidence)
        probabilities = 1.0 / (1.0 + np.exp(-np.clip(odds, -30.0, 30.0)))
        return dict(zip(self.topics.keys, probabilities.tolist(), strict=True))

    def supporting_features(self, known: KnownFeatures, key: str, limit: int) -> list[str]:
        """Return the names of the text's features that support a label most, strongest first.

        Args:
            known: the features of the text.
            key: key of a topic or type.
            limit: number of names at most.
        """
        column = [*self.topics.keys, *self.types.keys].index(key)
        weights = self.weights[known.rows, column].tolist()
        weighed = [
            (weight, self.names[row])
            for weight, row in zip(weights, known.rows, strict=True)
            if weight > 0.0
        ]
        return [name for _, name in sorted(weighed, reverse=True)[:limit]]


@cache
def label_model() -> LabelModel:
    """Return the model that the package contains."""
    package = "pprnet.extraction.classification.label_model"
    return label_model_from_arrays(stored_arrays(package, LABEL_MODEL_NAME))


def label_model_from_arrays(stored: Mapping[str, NDArray[np.generic]]) -> LabelModel:
    """Return the model of the arrays of its file.

    Args:
        stored: arrays by name, as `scripts/train_label_model.py` writes them.
    """
    names = stored_names(stored)
    return LabelModel(
        names=tuple(names["features"]),
        cue_rows=_cue_rows(names["features"]),
        title_rows=_run_rows(names["features"], TITLE_WORD),
        abstract_rows=_run_rows(names["features"], ABSTRACT_WORD),
        weights=stored_weights(stored),
        type_weights=stored["type_weights"].astype(np.float64),
        topics=_label_group(names["topics"], stored, "topic"),
        types=_label_group(names["types"], stored, "type"),
    )


def _cue_rows(names: list[str]) -> dict[str, int]:
    words = (TITLE_WORD, ABSTRACT_WORD)
    return {name: row for row, name in enumerate(names) if not name.startswith(words)}


def _run_rows(names: list[str], prefix: str) -> RunTable:
    return RunTable.from_rows(
        {
            name.removeprefix(prefix): row
            for row, name in enumerate(names)
            if name.startswith(prefix)
        }
    )


def _label_group(
    names: Mapping[str, list[str]], stored: Mapping[str, NDArray[np.generic]], kind: str
) -> LabelGroup:
    scale, shift = stored[f"{kind}_scaling"].astype(np.float64).tolist()
    weights = stored[f"{kind}_evidence"].astype(np.float64).tolist()
    return LabelGroup(
        tuple(names["keys"]),
        stored[f"{kind}_bias"].astype(np.float64),
        INDEX_WEIGHTS | dict(zip(names["evidence"], weights, strict=True)),
        scale,
        shift,
    )
