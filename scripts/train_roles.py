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
from role_data import Labelled, others, pubmedqa, without
from scipy.optimize import minimize

from pprnet.reading.role_features import SCALE, place_traits, scale, traits
from pprnet.reading.role_model import NAME, ROLES

OUT = Path(__file__).parents[1] / "src/pprnet/reading/models"
SEED = 20
K = len(ROLES)
# Chosen by learning from PubMedQA and looking at the other works (macro F1 .760 there), so
# PubMedQA's own labels have judged none of them.
FEWEST, PENALTY, NEIGHBOUR, PLACE, STEPS = 3, 3.0, 0.5, 0.4, 50
TRANSITION_PENALTY = 0.1
TEMPERATURES = np.arange(0.8, 2.01, 0.1)
KEPT_APART = 5
"""One work in so many sets the temperature."""
PLACE_SCALE = SCALE / 2 * PLACE

Floats = NDArray[np.float64]
Arrays = dict[str, NDArray[np.generic]]


@dataclass(frozen=True)
class Batch:
    """Sentences of many works, one row each, and where the works stand in them."""

    traits: sp.csr_matrix
    allowed: NDArray[np.bool_]
    places: NDArray[np.intp]
    """Row of each sentence (column) of each work (row), 0 where a work has none."""
    filled: NDArray[np.bool_]


@dataclass(frozen=True)
class Weights:
    """What is learnt: weights of roles by trait, and of one role after another."""

    traits: Floats
    transitions: Floats


def vocabulary(works: Sequence[Labelled]) -> tuple[list[str], list[str]]:
    """Give the traits that enough sentences have, and the traits of place, in order."""
    counts = Counter(trait for work in works for text in work.texts for trait in traits(text))
    places = {
        trait
        for work in works
        for place in range(len(work.texts))
        for trait in place_traits(place, len(work.texts))
    }
    return sorted(t for t, count in counts.items() if count >= FEWEST), sorted(places)


def batch(works: Sequence[Labelled], own: list[str], places: list[str]) -> Batch:
    """Bring works into the form of matrices."""
    works = [work for work in works if work.texts]
    found = [traits(text) for work in works for text in work.texts]
    words = _matrix(found, own, [scale(one) for one in found])
    lengths = np.array([len(work.texts) for work in works])
    stood = [set(place_traits(p, n)) for n in lengths for p in range(n)]
    place = _matrix(stood, places, [PLACE_SCALE] * len(stood))
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
    rows = [sorted(column[trait] for trait in one if trait in column) for one in found]
    ends = np.cumsum([0, *map(len, rows)])
    values = np.repeat(np.array(scales), np.diff(ends))
    return sp.csr_matrix((values, np.concatenate(rows), ends), (len(rows), len(names)))


def _shift(lengths: NDArray[np.intp], step: int) -> sp.csr_matrix:
    """Give the matrix that puts a sentence's neighbour of the same work in its place."""
    work = np.repeat(np.arange(len(lengths)), lengths)
    rows = np.arange(len(work))
    near = (rows + step) % len(work)
    same = (work[near] == work) & (near == rows + step)
    return sp.csr_matrix((np.ones(same.sum()), (rows[same], near[same])), (len(work),) * 2)


def sums(
    emissions: Floats, transitions: Floats, works: Batch, allowed: NDArray[np.bool_] | None = None
) -> tuple[float, Floats, Floats]:
    """Give the log of the sum over all chains, and the expected labels and steps."""
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
    swept = np.empty_like(local)
    swept[:, 0] = local[:, 0]
    for place in range(1, local.shape[1]):
        paths = swept[:, place - 1, :, None] + transitions
        value = _log_sum(paths, 1) + local[:, place]
        swept[:, place] = np.where(works.filled[:, place, None], value, swept[:, place - 1])
    return swept


def _backward(local: Floats, transitions: Floats, works: Batch) -> Floats:
    swept = np.zeros_like(local)
    for place in range(local.shape[1] - 2, -1, -1):
        paths = transitions + (local[:, place + 1] + swept[:, place + 1])[:, None, :]
        swept[:, place] = np.where(works.filled[:, place + 1, None], _log_sum(paths, 2), 0.0)
    return swept


def _log_sum(values: Floats, axis: int) -> Floats:
    most = values.max(axis=axis, keepdims=True)
    return np.log(np.exp(values - most).sum(axis=axis)) + most.squeeze(axis)


def fit(works: Batch) -> Weights:
    """Find the weights under which the labels are likeliest, large weights being unlikely."""
    width = works.traits.shape[1]
    turned = works.traits.T.tocsr()

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights, steps = flat[: width * K].reshape(width, K), flat[width * K :].reshape(K, K)
        emissions = works.traits @ weights
        every, nodes, edges = sums(emissions, steps, works)
        right, right_nodes, right_edges = sums(emissions, steps, works, works.allowed)
        value = every - right + PENALTY / 2 * (weights**2).sum()
        value += TRANSITION_PENALTY / 2 * (steps**2).sum()
        slope = turned @ (nodes - right_nodes) + PENALTY * weights
        step_slope = edges - right_edges + TRANSITION_PENALTY * steps
        return value, np.concatenate([slope.ravel(), step_slope.ravel()])

    start = np.zeros(width * K + K * K)
    options = {"maxiter": STEPS, "maxcor": 8}
    flat = minimize(loss, start, jac=True, method="L-BFGS-B", options=options).x
    return Weights(flat[: width * K].reshape(width, K), flat[width * K :].reshape(K, K))


def temperature(works: Sequence[Labelled]) -> float:
    """Give the temperature at which works kept apart from learning are likeliest."""
    order = np.random.default_rng(SEED).permutation(len(works))
    apart = [works[place] for place in order[::KEPT_APART]]
    learnt = [works[p] for i, p in enumerate(order) if i % KEPT_APART]
    names = vocabulary(learnt)
    weights = fit(batch(learnt, *names))
    held = batch(apart, *names)
    emissions = held.traits @ weights.traits

    def surprise(heat: float) -> float:
        local, steps = emissions / heat, weights.transitions / heat
        right = sums(local, steps, held, held.allowed)[0]
        return sums(local, steps, held)[0] - right

    return round(float(min(TEMPERATURES, key=surprise)), 1)


def learn(works: Sequence[Labelled]) -> tuple[Arrays, float]:
    """Learn a model; give the arrays of its file and its temperature."""
    heat = temperature(works)
    own, places = vocabulary(works)
    weights = fit(batch(works, own, places))
    return arrays(own, places, Weights(weights.traits / heat, weights.transitions / heat)), heat


def arrays(own: list[str], places: list[str], weights: Weights) -> Arrays:
    """Give the arrays that the package reads: weights of traits in 256 steps a column."""
    count = len(own)
    named = weights.traits[: 3 * count].reshape(3, count, K) * 1.0
    named[1:] *= NEIGHBOUR
    # Weights of "the sentence before" are read off that sentence, for the next one.
    table = np.hstack(list(named))
    steps = np.abs(table).max(axis=0) / 127
    return {
        "names": np.frombuffer(json.dumps({"own": own, "places": places}).encode(), np.uint8),
        "weights": np.round(table / steps).astype(np.int8),
        "steps": steps.astype(np.float32),
        "places": (weights.traits[3 * count :] * PLACE_SCALE).astype(np.float32),
        "transitions": weights.transitions.astype(np.float32),
    }


def main() -> None:
    """Learn from every work that may be learnt from."""
    data = Path(os.environ["PPRNET_TEST_DATA"])
    main_set = pubmedqa(data)
    works = [*main_set, *without(others(data), main_set)]
    stored, heat = learn(works)
    OUT.mkdir(exist_ok=True)
    np.savez_compressed(OUT / f"{NAME}.npz", **stored)
    papers = {
        "model": NAME,
        "made_by": "scripts/train_roles.py",
        "works": dict(sorted(Counter(work.source for work in works).items())),
        "sentences": sum(len(work.texts) for work in works),
        "seed": SEED,
        "fewest_sentences_of_a_trait": FEWEST,
        "penalty": PENALTY,
        "steps": STEPS,
        "neighbour": NEIGHBOUR,
        "place": PLACE,
        "temperature": heat,
        "traits": len(stored["weights"]),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "figures": "benchmarks/README.md, section Sentence roles",
    }
    (OUT / f"{NAME}.json").write_text(json.dumps(papers, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
