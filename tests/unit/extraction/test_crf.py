"""Probabilities of a chain against the sum over every chain, written out."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from pprnet.extraction.sentence_roles.crf import marginals


def marginals_by_enumeration(emissions: np.ndarray, transitions: np.ndarray) -> np.ndarray:
    places, labels = emissions.shape
    found = np.zeros_like(emissions)
    for chain in product(range(labels), repeat=places):
        weight = sum(emissions[place, label] for place, label in enumerate(chain))
        weight += sum(transitions[one, other] for one, other in pairwise(chain))
        for place, label in enumerate(chain):
            found[place, label] += np.exp(weight)
    return found / found.sum(axis=1, keepdims=True)


@pytest.mark.parametrize("places", [1, 2, 5])
def test_marginals_equal_the_sum_over_all_label_sequences(places: int) -> None:
    random = np.random.default_rng(places)
    emissions, transitions = random.normal(size=(places, 3)), random.normal(size=(3, 3))
    assert marginals(emissions, transitions) == pytest.approx(
        marginals_by_enumeration(emissions, transitions)
    )


def test_an_excluded_label_has_no_probability_and_affects_its_neighbours() -> None:
    emissions, transitions = np.zeros((3, 2)), np.array([[2.0, 0.0], [0.0, 2.0]])
    emissions[1, 0] = -np.inf
    found = marginals(emissions, transitions)
    assert found == pytest.approx(marginals_by_enumeration(emissions, transitions))
    assert found[1].tolist() == [0, 1]
    assert found[0, 1] > 0.8


def test_an_empty_sequence_has_no_probabilities() -> None:
    assert marginals(np.zeros((0, 5)), np.zeros((5, 5))).shape == (0, 5)


def test_extreme_weights_and_long_sequences_give_probabilities() -> None:
    emissions = np.tile([[1000.0, -1000.0], [-1000.0, 1000.0]], (5000, 1))
    found = marginals(emissions, np.array([[5.0, -5.0], [-5.0, 5.0]]))
    assert np.isfinite(found).all()
    assert found.sum(axis=1) == pytest.approx(np.ones(10000))
    assert found.argmax(axis=1).tolist() == [0, 1] * 5000
