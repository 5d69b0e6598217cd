"""Learn the model of sentence roles and write it with its papers.

    PPRNET_TEST_DATA=FOLDER python scripts/train_roles.py

A linear-chain conditional random field (Lafferty, McCallum and Pereira, ICML 2001) with the
words of a sentence and of its two neighbours, learnt by L-BFGS; its temperature (Guo and others,
ICML 2017) is set on works kept apart. No text is kept: only words and pairs of words that three
sentences at least have, with their weights.
"""

from __future__ import annotations

import json
import os
import platform
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy
import scipy.sparse as sp
from numpy.typing import NDArray
from role_data import LabelledAbstract, excluding, other_abstracts, pubmedqa
from scipy.optimize import minimize

from pprnet.extraction.sentence_roles.role_features import (
    FEATURE_SCALE,
    feature_scale,
    position_features,
    sentence_features,
)
from pprnet.extraction.sentence_roles.role_model import ROLE_MODEL_NAME, ROLES

OUT = Path(__file__).parents[1] / "src/pprnet/extraction/sentence_roles"
SEED = 20
K = len(ROLES)
# Chosen by learning from PubMedQA and looking at the other works (macro F1 .760 there), so
# PubMedQA's own labels have judged none of them.
MIN_SENTENCES, PENALTY, NEIGHBOUR, PLACE, STEPS = 3, 3.0, 0.5, 0.4, 50
TRANSITION_PENALTY = 0.1
TEMPERATURES = np.arange(0.8, 2.01, 0.1)
VALIDATION_STEP = 5
"""One work in so many sets the temperature."""
PLACE_SCALE = FEATURE_SCALE / 2 * PLACE

Floats = NDArray[np.float64]
Arrays = dict[str, NDArray[np.generic]]


@dataclass(frozen=True)
class Batch:
    """Sentences of many works, one row each, and where the works stand in them."""

    features: sp.csr_matrix
    allowed: NDArray[np.bool_]
    places: NDArray[np.intp]
    """Row of each sentence (column) of each work (row), 0 where a work has none."""
    filled: NDArray[np.bool_]


@dataclass(frozen=True)
class Weights:
    """What is learnt: weights of roles by trait, and of one role after another."""

    features: Floats
    transitions: Floats


def vocabulary(works: Sequence[LabelledAbstract]) -> tuple[list[str], list[str]]:
    """Return the traits that enough sentences have, and the traits of place, in order."""
    counts = Counter(
        feature for work in works for text in work.texts for feature in sentence_features(text)
    )
    places = {
        feature
        for work in works
        for place in range(len(work.texts))
        for feature in position_features(place, len(work.texts))
    }
    return sorted(t for t, count in counts.items() if count >= MIN_SENTENCES), sorted(places)


def batch(works: Sequence[LabelledAbstract], feature_names: list[str], places: list[str]) -> Batch:
    """Bring works into the form of matrices."""
    works = [work for work in works if work.texts]
    found = [sentence_features(text) for work in works for text in work.texts]
    words = _matrix(found, feature_names, [feature_scale(one) for one in found])
    lengths = np.array([len(work.texts) for work in works])
    position_sets = [set(position_features(p, n)) for n in lengths for p in range(n)]
    place = _matrix(position_sets, places, [PLACE_SCALE] * len(position_sets))
    before, after = (_shift(lengths, step) @ words * NEIGHBOUR for step in (-1, 1))
    allowed = [[role in open_ for role in ROLES] for work in works for open_ in work.roles]
    starts = np.cumsum(lengths) - lengths
    column = np.arange(lengths.max())
    filled = column < lengths[:, None]
    rows = np.where(filled, starts[:, None] + column, 0)
    joined = sp.hstack([words, before, after, place]).tocsr()
    return Batch(joined, np.array(allowed), rows, filled)


def _matrix(found: Sequence[set[str]], names: list[str], scales: Sequence[float]) -> sp.csr_matrix:
    column = {name: place for place, name in enumerate(names)}
    rows = [sorted(column[feature] for feature in one if feature in column) for one in found]
    ends = np.cumsum([0, *map(len, rows)])
    values = np.repeat(np.array(scales), np.diff(ends))
    return sp.csr_matrix((values, np.concatenate(rows), ends), (len(rows), len(names)))


def _shift(lengths: NDArray[np.intp], step: int) -> sp.csr_matrix:
    """Return the matrix that puts a sentence's neighbour of the same work in its place."""
    work = np.repeat(np.arange(len(lengths)), lengths)
    rows = np.arange(len(work))
    neighbour = (rows + step) % len(work)
    same = (work[neighbour] == work) & (neighbour == rows + step)
    return sp.csr_matrix((np.ones(same.sum()), (rows[same], neighbour[same])), (len(work),) * 2)


def sums(
    emissions: Floats, transitions: Floats, works: Batch, allowed: NDArray[np.bool_] | None = None
) -> tuple[float, Floats, Floats]:
    """Return the log of the sum over all chains, and the expected labels and steps."""
    local = emissions[works.places]
    if allowed is not None:
        local = np.where(allowed[works.places], local, -1e9)
    local = np.where(works.filled[:, :, None], local, 0.0)
    forward, backward = _forward(local, transitions, works), _backward(local, transitions, works)
    total = np.logaddexp.reduce(forward[:, -1], axis=1)
    nodes = np.zeros_like(emissions)
    places = works.places[works.filled]
    nodes[places] = np.exp(forward + backward - total[:, None, None])[works.filled]
    into = (local + backward)[:, 1:, None, :] - total[:, None, None, None]
    steps = np.exp(forward[:, :-1, :, None] + transitions + into)
    return total.sum(), nodes, (steps * works.filled[:, 1:, None, None]).sum((0, 1))


def _forward(local: Floats, transitions: Floats, works: Batch) -> Floats:
    totals = np.empty_like(local)
    totals[:, 0] = local[:, 0]
    for place in range(1, local.shape[1]):
        paths = totals[:, place - 1, :, None] + transitions
        value = _log_sum(paths, 1) + local[:, place]
        totals[:, place] = np.where(works.filled[:, place, None], value, totals[:, place - 1])
    return totals


def _backward(local: Floats, transitions: Floats, works: Batch) -> Floats:
    totals = np.zeros_like(local)
    for place in range(local.shape[1] - 2, -1, -1):
        paths = transitions + (local[:, place + 1] + totals[:, place + 1])[:, None, :]
        totals[:, place] = np.where(works.filled[:, place + 1, None], _log_sum(paths, 2), 0.0)
    return totals


def _log_sum(values: Floats, axis: int) -> Floats:
    most = values.max(axis=axis, keepdims=True)
    return np.log(np.exp(values - most).sum(axis=axis)) + most.squeeze(axis)


def fit(works: Batch) -> Weights:
    """Find the weights under which the labels are likeliest, large weights being unlikely."""
    width = works.features.shape[1]
    transposed = works.features.T.tocsr()

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights, steps = flat[: width * K].reshape(width, K), flat[width * K :].reshape(K, K)
        emissions = works.features @ weights
        every, nodes, edges = sums(emissions, steps, works)
        right, right_nodes, right_edges = sums(emissions, steps, works, works.allowed)
        value = every - right + PENALTY / 2 * (weights**2).sum()
        value += TRANSITION_PENALTY / 2 * (steps**2).sum()
        slope = transposed @ (nodes - right_nodes) + PENALTY * weights
        step_slope = edges - right_edges + TRANSITION_PENALTY * steps
        return value, np.concatenate([slope.ravel(), step_slope.ravel()])

    start = np.zeros(width * K + K * K)
    options = {"maxiter": STEPS, "maxcor": 8}
    flat = minimize(loss, start, jac=True, method="L-BFGS-B", options=options).x
    return Weights(flat[: width * K].reshape(width, K), flat[width * K :].reshape(K, K))


def temperature(works: Sequence[LabelledAbstract]) -> float:
    """Return the temperature at which works kept apart from learning are likeliest."""
    order = np.random.default_rng(SEED).permutation(len(works))
    validation = [works[place] for place in order[::VALIDATION_STEP]]
    training = [works[p] for i, p in enumerate(order) if i % VALIDATION_STEP]
    names = vocabulary(training)
    weights = fit(batch(training, *names))
    validation_batch = batch(validation, *names)
    emissions = validation_batch.features @ weights.features

    def negative_log_likelihood(chosen_temperature: float) -> float:
        local, steps = emissions / chosen_temperature, weights.transitions / chosen_temperature
        right = sums(local, steps, validation_batch, validation_batch.allowed)[0]
        return sums(local, steps, validation_batch)[0] - right

    return round(float(min(TEMPERATURES, key=negative_log_likelihood)), 1)


def train_role_model(works: Sequence[LabelledAbstract]) -> tuple[Arrays, float]:
    """Learn a model; give the arrays of its file and its temperature."""
    chosen_temperature = temperature(works)
    feature_names, places = vocabulary(works)
    weights = fit(batch(works, feature_names, places))
    return arrays(
        feature_names,
        places,
        Weights(weights.features / chosen_temperature, weights.transitions / chosen_temperature),
    ), chosen_temperature


def arrays(feature_names: list[str], places: list[str], weights: Weights) -> Arrays:
    """Return the arrays that the package reads: weights of traits in 256 steps a column."""
    count = len(feature_names)
    named = weights.features[: 3 * count].reshape(3, count, K) * 1.0
    named[1:] *= NEIGHBOUR
    # Weights of "the sentence before" are read off that sentence, for the next one.
    table = np.hstack(list(named))
    steps = np.abs(table).max(axis=0) / 127
    return {
        "names": np.frombuffer(
            json.dumps({"own": feature_names, "places": places}).encode(), np.uint8
        ),
        "weights": np.round(table / steps).astype(np.int8),
        "steps": steps.astype(np.float32),
        "places": (weights.features[3 * count :] * PLACE_SCALE).astype(np.float32),
        "transitions": weights.transitions.astype(np.float32),
    }


def main() -> None:
    """Learn from every work that may be learnt from."""
    data = Path(os.environ["PPRNET_TEST_DATA"])
    main_set = pubmedqa(data)
    works = [*main_set, *excluding(other_abstracts(data), main_set)]
    stored, chosen_temperature = train_role_model(works)
    OUT.mkdir(exist_ok=True)
    np.savez_compressed(OUT / f"{ROLE_MODEL_NAME}.npz", **stored)
    metadata = {
        "model": ROLE_MODEL_NAME,
        "made_by": "scripts/train_roles.py",
        "works": dict(sorted(Counter(work.source for work in works).items())),
        "sentences": sum(len(work.texts) for work in works),
        "seed": SEED,
        "fewest_sentences_of_a_trait": MIN_SENTENCES,
        "penalty": PENALTY,
        "steps": STEPS,
        "neighbour": NEIGHBOUR,
        "place": PLACE,
        "temperature": chosen_temperature,
        "traits": len(stored["weights"]),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "figures": "benchmarks/README.md, section Sentence roles",
    }
    (OUT / f"{ROLE_MODEL_NAME}.json").write_text(
        json.dumps(metadata, indent=1) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
