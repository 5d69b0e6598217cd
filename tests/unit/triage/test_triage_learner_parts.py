"""The parts of a learner, and learners put together from other parts."""

from dataclasses import replace

import numpy as np
import pytest

from pprnet.triage import (
    ELAS_U4,
    BalancedWeighting,
    HybridQuerier,
    HypergeometricStopper,
    LinearModel,
    MaxQuerier,
    Querier,
    RandomQuerier,
    Tfidf,
    TopDownQuerier,
    UncertaintyQuerier,
    UniformWeighting,
    elas_u3,
    fit_learner,
    rank,
    simulate,
    vectorise,
)
from pprnet.triage.learner import IncrementalLearner
from pprnet.triage.models.gram_matrix import IncrementalGram, sparse_gram

TEXTS = (
    "psychotherapy alliance outcome",
    "psychotherapy alliance ruptures",
    "copper surfaces hospital",
    "copper ions bacteria",
    "alliance in group psychotherapy",
    "bacteria on copper",
    "the alliance of states",
)
SCORES = np.array([0.2, -0.1, 0.9, 0.2, -3.0])


def test_excluded_records_together_weigh_a_fraction_of_the_included() -> None:
    included = np.array([True, False, False, True, False])
    weights = BalancedWeighting(9.8)(included)
    assert weights.mean() == pytest.approx(1)
    assert weights[included].sum() == pytest.approx(9.8 * weights[~included].sum())
    assert UniformWeighting()(included).tolist() == [1.0] * 5


@pytest.mark.parametrize(
    ("querier", "order"),
    [
        (MaxQuerier(), [2, 0, 3, 1, 4]),
        (UncertaintyQuerier(), [1, 0, 3, 2, 4]),
        (TopDownQuerier(), [0, 1, 2, 3, 4]),
        (HybridQuerier(MaxQuerier(), TopDownQuerier(), share=0.0), [2, 0, 3, 1, 4]),
        (HybridQuerier(MaxQuerier(), TopDownQuerier(), share=1.0), [0, 1, 2, 3, 4]),
    ],
)
def test_queriers_order_by_score(querier: Querier, order: list[int]) -> None:
    assert querier(SCORES, 7).tolist() == order
    assert querier(SCORES[:0], 7).tolist() == []


def test_random_orders_differ_between_steps_and_repeat_within_one() -> None:
    many = np.linspace(1, 0, 400)
    for querier in (
        RandomQuerier(seed=3),
        HybridQuerier(MaxQuerier(), RandomQuerier(seed=3), share=0.2, seed=3),
    ):
        orders = [querier(many, step).tolist() for step in (5, 5, 6)]
        assert orders[0] == orders[1] != orders[2]
        assert sorted(orders[0]) == list(range(400))


def test_a_share_of_places_goes_to_the_second_querier() -> None:
    order = HybridQuerier(MaxQuerier(), RandomQuerier(), share=0.1)(np.linspace(1, 0, 4000), 1)
    outsiders = int((np.diff(order[:1000]) < 0).sum())
    assert 60 < outsiders < 140  # one place in ten, of a thousand


def test_the_older_default_model_of_asreview_can_be_rebuilt() -> None:
    learner = elas_u3()
    features = learner.features(TEXTS)
    assert "the" not in features.vocabulary
    assert not any(" " in term for term in features.vocabulary)
    order = simulate(
        features, [True, True, False, False, True, False, False], [0, 2], learner=learner
    )
    assert set(order[:2]) == {1, 4}


def test_a_prior_model_decides_before_labels_and_counts_with_them() -> None:
    features = vectorise(TEXTS)
    like_copper = np.zeros(features.matrix.shape[1])
    like_copper[features.vocabulary.index("copper")] = 5.0
    prior_model = LinearModel(like_copper, 0.0)
    waiting = [1, 3, 4, 5]
    assert set(rank(features, {}, waiting=waiting, prior_model=prior_model).rows[:2]) == {3, 5}
    first = {0: True, 6: False}
    assert set(rank(features, first, waiting=waiting).rows[:2]) == {1, 4}
    assert set(rank(features, first, waiting=waiting, prior_model=prior_model).rows[:2]) == {3, 5}
    more = first | {2: False, 3: False, 1: True}
    with_prior = fit_learner(features, more, prior_model=prior_model)
    without_prior = fit_learner(features, more)
    copper = features.vocabulary.index("copper")
    assert without_prior.weights[copper] < with_prior.weights[copper] < 5.0


def test_the_gram_cache_changes_no_result() -> None:
    features = vectorise(TEXTS)
    incremental = IncrementalLearner(replace(ELAS_U4, growth=0.0), features)
    labels: dict[int, bool] = {}
    for row in (4, 2, 0, 5, 6, 1):
        labels[row] = row in {0, 1, 4}
        learnt = incremental.learn(labels, last_relevant=False)
        assert learnt is (len(labels) > 1)
        if learnt and incremental.model:
            anew = fit_learner(features, labels)
            assert np.allclose(incremental.model.weights, anew.weights, atol=1e-8)
            assert incremental.model.intercept == pytest.approx(anew.intercept, abs=1e-8)


def test_an_earlier_model_saves_time_and_changes_no_order() -> None:
    features, labels = vectorise(TEXTS), {0: True, 2: False, 6: False}
    before = fit_learner(features, {0: True, 2: False})
    cold, warm = (
        rank(features, labels, waiting=[1, 3, 4, 5], previous_model=last) for last in (None, before)
    )
    assert warm.rows == cold.rows
    assert warm.scores == pytest.approx(cold.scores, abs=1e-8)


def test_a_learner_has_a_stopper_of_its_own() -> None:
    assert ELAS_U4.stopper([True], 1).met
    other = replace(ELAS_U4, stopper=HypergeometricStopper(recall=0.8))
    assert other.stopper([True], 1).recall == 0.8


def test_learning_is_due_after_a_relevant_record_and_after_growth() -> None:
    assert ELAS_U4.is_due(101, 100, last_relevant=True)
    assert not ELAS_U4.is_due(104, 100, last_relevant=False)
    assert ELAS_U4.is_due(105, 100, last_relevant=False)


def test_both_ways_to_multiply_agree_with_the_written_matrix(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    matrix = vectorise(TEXTS).matrix
    grown, vector = IncrementalGram(matrix), np.arange(1.0, 8.0)
    for size in (2, 3, 7):
        rows = np.array([6, 0, 3, 2, 5, 1, 4])[:size]
        dense = matrix.toarray()[rows]
        written = dense @ dense.T + 1
        expected = written @ vector[:size]
        assert np.allclose(sparse_gram(matrix.select_rows(rows)).multiply(vector[:size]), expected)
        assert np.allclose(grown.gram_of(rows).multiply(vector[:size]), expected)
    monkeypatch.setattr("pprnet.triage.models.gram_matrix.MAX_STORED_ROWS", 6)
    assert np.allclose(grown.gram_of(rows).multiply(vector), expected)


def test_words_are_weighed_without_bigrams_or_sublinear_counts() -> None:
    plain = Tfidf(bigrams=False, sublinear=False)(["aa aa bb", "bb cc"])
    assert plain.vocabulary == ("aa", "bb", "cc")
    first = plain.matrix.toarray()[0]
    # aa: 2 * (ln(3/2) + 1), bb: 1 * (ln(3/3) + 1), before the row is made 1 long.
    assert first[0] / first[1] == pytest.approx(2 * (np.log(1.5) + 1))
