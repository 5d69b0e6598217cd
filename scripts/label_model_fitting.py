"""Fits the weights of the label model: logistic for topics, softmax for types, by L-BFGS.

The features that labels share have weights of their own for each label, drawn to zero; the evidence
of the rules for a label has one set of weights for all labels, drawn to zero much less. Thus a
label with few works is weighed like the others, and one with many by its own words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from pprnet.extraction.classification.label_model.text_features import TextFeatures, word_value

Floats = NDArray[np.float64]
MIN_CUE_WORKS, MIN_TITLE_WORKS, MIN_ABSTRACT_WORKS = 3, 3, 5
"""Works in which a feature must occur to be learned."""
ITERATIONS = 150
START_BIAS = -3.0


@dataclass(frozen=True)
class Penalty:
    """Ridge penalties, as in 0.5 * penalty * weight squared."""

    text: float
    evidence: float
    bias: float
    types: float = 1.0
    """For the weights of type probabilities in the topics."""


@dataclass(frozen=True)
class Weights:
    """What was learned of one group of labels."""

    evidence: Floats
    bias: Floats
    text: Floats
    types: Floats

    def odds(self, evidence: Floats, text: csr_matrix, types: Floats) -> Floats:
        """Return the log odds of each label of each work."""
        return evidence @ self.evidence + text @ self.text + types @ self.types + self.bias


def feature_rows(features: Sequence[TextFeatures]) -> dict[str, int]:
    """Return a row for each feature that occurs in enough texts."""
    names: list[str] = []
    for field, least in (
        ("cues", MIN_CUE_WORKS),
        ("title_words", MIN_TITLE_WORKS),
        ("abstract_words", MIN_ABSTRACT_WORKS),
    ):
        count = Counter(name for found in features for name in getattr(found, field))
        names += sorted(name for name, number in count.items() if number >= least)
    return {name: row for row, name in enumerate(names)}


def text_matrix(features: Sequence[TextFeatures], rows: Mapping[str, int]) -> csr_matrix:
    """Return the features of texts, one row for each text."""
    at, columns, values = [], [], []
    for index, found in enumerate(features):
        pairs = [(rows[name], value) for name, value in found.cues.items() if name in rows]
        for words in (found.title_words, found.abstract_words):
            known = [rows[name] for name in words if name in rows]
            pairs += [(row, word_value(len(known))) for row in known]
        at += [index] * len(pairs)
        columns += [column for column, _ in pairs]
        values += [value for _, value in pairs]
    return csr_matrix((values, (at, columns)), shape=(len(features), len(rows)))


def evidence_array(
    features: Sequence[Mapping[str, Mapping[str, float]]],
    keys: Sequence[str],
    names: Sequence[str],
) -> Floats:
    """Return the features of each label's evidence, shape (n_works, n_labels, n_features)."""
    places = {name: index for index, name in enumerate(names)}
    labels = {key: index for index, key in enumerate(keys)}
    array = np.zeros((len(features), len(keys), len(names)))
    for work, by_label in enumerate(features):
        for key, found in by_label.items():
            for name, value in found.items():
                if name in places:
                    array[work, labels[key], places[name]] = value
    return array


def evidence_names(features: Sequence[Mapping[str, Mapping[str, float]]]) -> list[str]:
    """Return the names of the features of the labels' evidence."""
    return sorted({name for work in features for found in work.values() for name in found})


def fit(
    evidence: Floats,
    text: csr_matrix,
    types: Floats,
    truth: Floats,
    sample_weights: Floats,
    *,
    penalty: Penalty,
    exclusive: bool,
) -> Weights:
    """Fit a group of labels; `exclusive` where a work has exactly one."""
    works, labels, width = evidence.shape
    flat = evidence.reshape(works * labels, width)
    turned = text.T.tocsr()
    sizes = (width, labels, text.shape[1] * labels, types.shape[1] * labels)
    ends = np.cumsum(sizes)

    def parts(packed: Floats) -> Weights:
        return Weights(
            packed[: ends[0]],
            packed[ends[0] : ends[1]],
            packed[ends[1] : ends[2]].reshape(-1, labels),
            packed[ends[2] :].reshape(-1, labels),
        )

    def loss(packed: Floats) -> tuple[float, Floats]:
        weights = parts(packed)
        odds = weights.odds(evidence, text, types)
        if exclusive:
            odds = odds - odds.max(axis=1, keepdims=True)
            shares = np.exp(odds)
            total = shares.sum(axis=1, keepdims=True)
            predicted = shares / total
            value = float((sample_weights * (np.log(total[:, 0]) - (odds * truth).sum(1))).sum())
        else:
            predicted = 1.0 / (1.0 + np.exp(-odds))
            value = float((sample_weights[:, None] * (np.logaddexp(0, odds) - truth * odds)).sum())
        error = (predicted - truth) * sample_weights[:, None]
        value += 0.5 * (
            penalty.evidence * weights.evidence @ weights.evidence
            + penalty.bias * weights.bias @ weights.bias
            + penalty.text * (weights.text**2).sum()
            + penalty.types * (weights.types**2).sum()
        )
        gradient = np.concatenate(
            [
                flat.T @ error.ravel() + penalty.evidence * weights.evidence,
                error.sum(axis=0) + penalty.bias * weights.bias,
                (turned @ error + penalty.text * weights.text).ravel(),
                (types.T @ error + penalty.types * weights.types).ravel(),
            ]
        )
        return value, gradient

    start = np.zeros(int(ends[-1]))
    if not exclusive:
        start[ends[0] : ends[1]] = START_BIAS
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS})
    return parts(found.x)


def softmax(odds: Floats) -> Floats:
    """Return probabilities of exclusive labels, rows sum to 1."""
    shares = np.exp(odds - odds.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


def platt_scaling(odds: Floats, truth: Floats) -> tuple[float, float]:
    """Return scale and shift of held-out log odds, by Platt (1999)."""
    model = LogisticRegression(C=1e6).fit(odds.reshape(-1, 1), truth)
    return float(model.coef_[0][0]), float(model.intercept_[0])


def temperature(odds: Floats, truth: Floats) -> float:
    """Return the factor of held-out log odds that makes the truth most probable."""
    factors = np.linspace(0.3, 2.0, 171)
    losses = [-np.log(softmax(odds * f)[truth > 0] + 1e-12).mean() for f in factors]
    return float(factors[int(np.argmin(losses))])


def print_figures(want: tuple[Floats, Floats], odds: tuple[Floats, Floats], most: int) -> None:
    """Print how well topics and types are read.

    Args:
        want: the labels of topics and types, 0 or 1.
        odds: their log odds.
        most: number of topics shown at most.
    """
    topics, types = odds
    shown = np.argsort(np.argsort(-topics, axis=1), axis=1) < most
    for probability in (0.35, 0.4, 0.45, 0.5):
        got = (topics >= np.log(probability / (1 - probability))) & shown
        hits = (got * want[0]).sum(axis=0)
        total = got.sum(axis=0) + want[0].sum(axis=0)
        used = want[0].sum(axis=0) > 0
        print(
            f"  from {probability}: micro F1 {2 * hits.sum() / total.sum():.3f} "
            f"P {hits.sum() / got.sum():.3f} R {hits.sum() / want[0].sum():.3f} "
            f"macro {(2 * hits[used] / total[used]).mean():.3f}"
        )
    right = types.argmax(axis=1) == want[1].argmax(axis=1)
    print(f"  type {right.mean():.3f}")
