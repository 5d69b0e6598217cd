"""Word weights and lines beside those of scikit-learn, on a real screening.

Weights are the same formula in another order of the same sums: equal to 12 digits. The lines
are compared at LIBLINEAR's own tolerance of 1e-10, at which its scores are good to about 1e-9.
"""

import random
import subprocess
import sys
from dataclasses import replace
from functools import cache
from statistics import fmean

import numpy as np
import pytest
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer
from sklearn.naive_bayes import MultinomialNB
from sklearn.svm import LinearSVC

from pprnet.triage import (
    ELAS_U4,
    LinearSVM,
    Tfidf,
    TfidfFeatures,
    elas_u3,
    fit_learner,
    screening_metrics,
    simulate,
    vectorise,
)
from pprnet.triage.simulation.labelled_data import LabelledSet, read_labelled
from scipy_matrices import as_csr
from shared_data import SharedData

MADE = (
    "Naïve Bayes naïve BAYES — 'quoted' words, e.g. x y zz_top 42",
    "",
    "ΣΊΣΥΦΟΣ İstanbul straße ﬁne co-operate don't 3.14",
    "a b c",
    *(f"word{row % 7} word{row % 5} common text {row}" for row in range(30)),
)


@cache
def screening(data: SharedData) -> tuple[LabelledSet, TfidfFeatures]:
    labelled = read_labelled(data / "screening/Donners_2021.csv.gz")
    return labelled, vectorise(labelled.texts)


def in_columns_of(vectoriser: TfidfVectorizer, features: TfidfFeatures) -> np.ndarray:
    place = {term: column for column, term in enumerate(features.vocabulary)}
    columns = [place.pop(term) for term in vectoriser.get_feature_names_out()]
    matrix = as_csr(features.matrix)
    assert abs(matrix[:, list(place.values())]).sum() == 0  # too common: left out
    return matrix[:, columns].toarray()


@pytest.mark.parametrize("max_df", [0.95, 0.3])
@pytest.mark.parametrize("bigrams", [True, False])
@pytest.mark.parametrize("stop_words", [frozenset(), ENGLISH_STOP_WORDS])
def test_weights_of_made_texts(max_df: float, bigrams: bool, stop_words: frozenset[str]) -> None:
    reference = TfidfVectorizer(
        ngram_range=(1, 1 + bigrams),
        sublinear_tf=bigrams,
        max_df=max_df,
        stop_words=list(stop_words) or None,
    )
    ours = Tfidf(bigrams=bigrams, sublinear=bigrams, max_share=max_df, stop_words=stop_words)(MADE)
    expected = reference.fit_transform(MADE).toarray()
    assert np.allclose(in_columns_of(reference, ours), expected, rtol=1e-12, atol=1e-15)


def test_weights_of_a_real_screening(shared_data: SharedData) -> None:
    data, features = screening(shared_data)
    reference = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, max_df=0.95)
    expected = reference.fit_transform(data.texts).toarray()
    assert np.allclose(in_columns_of(reference, features), expected, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("size", [2, 10, 60, 258])
def test_the_line_is_that_of_liblinear(shared_data: SharedData, size: int) -> None:
    data, features = screening(shared_data)
    rows = random.Random(size).sample(range(len(data.texts)), size)
    rows = sorted({*rows, data.included.index(True), data.included.index(False)})
    included = np.array([data.included[row] for row in rows])
    reference = LinearSVC(
        loss="squared_hinge", C=0.11, dual=True, tol=1e-10, max_iter=200_000, random_state=0
    ).fit(as_csr(features.matrix)[rows], included, sample_weight=ELAS_U4.balancer(included))
    model = fit_learner(features, {row: data.included[row] for row in rows})
    expected = reference.decision_function(as_csr(features.matrix))
    assert np.allclose(model.score(features.matrix), expected, rtol=0, atol=1e-8)
    assert model.intercept == pytest.approx(reference.intercept_[0], abs=1e-8)


@pytest.mark.parametrize("cost", [0.001, 5.0, 1000.0])
def test_the_line_at_other_costs(shared_data: SharedData, cost: float) -> None:
    """Dear errors leave most records outside the margin: the active set is put to the test."""
    data, features = screening(shared_data)
    rows = [*range(0, 258, 3), data.included.index(True)]
    labels = {row: data.included[row] for row in sorted(set(rows))}
    learner = replace(ELAS_U4, classifier=LinearSVM(cost))
    model = fit_learner(features, labels, learner=learner)
    included = np.array(list(labels.values()))
    reference = LinearSVC(
        loss="squared_hinge", C=cost, dual=True, tol=1e-10, max_iter=1_000_000, random_state=0
    ).fit(as_csr(features.matrix)[list(labels)], included, sample_weight=learner.balancer(included))
    expected = reference.decision_function(as_csr(features.matrix))
    assert np.allclose(model.score(features.matrix), expected, rtol=0, atol=1e-6)


def test_naive_bayes_is_that_of_scikit_learn(shared_data: SharedData) -> None:
    data, _ = screening(shared_data)
    learner = elas_u3()
    features = learner.features(data.texts)
    labels = dict(enumerate(data.included[:100]))
    included = np.array(list(labels.values()))
    reference = MultinomialNB(alpha=3.822).fit(
        as_csr(features.matrix)[:100], included, sample_weight=learner.balancer(included)
    )
    odds = np.diff(reference.predict_log_proba(as_csr(features.matrix)), axis=1).ravel()
    model = fit_learner(features, labels, learner=learner)
    assert np.allclose(model.score(features.matrix), odds, rtol=1e-9, atol=1e-9)


def test_the_stop_words_are_those_of_scikit_learn() -> None:
    assert elas_u3().features.stop_words == ENGLISH_STOP_WORDS


def test_learning_loads_neither_scipy_nor_scikit_learn() -> None:
    code = (
        "import sys; from pprnet.triage import *; "
        "f = vectorise(['aa bb', 'cc dd', 'aa cc']); rank(f, {0: True, 1: False}, waiting=[2]); "
        "assert not {'scipy', 'sklearn'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_rule_of_growth_costs_next_to_nothing(shared_data: SharedData) -> None:
    data, features = screening(shared_data)
    losses = [
        fmean(
            screening_metrics([data.included[row] for row in order]).loss
            for prior in ((147, 171), (6, 201), (81, 158))
            for order in [simulate(features, data.included, prior, growth=growth)]
        )
        for growth in (0.0, 0.05)
    ]
    assert losses[1] <= losses[0] * 1.05
