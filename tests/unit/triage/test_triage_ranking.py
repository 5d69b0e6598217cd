"""Orders, their reasons and refusals, on texts that a person can rank."""

import pytest

from pprnet.errors import TriageError
from pprnet.triage import explain_score, fit_learner, rank, simulate, vectorise

TEXTS = (
    "psychotherapy alliance outcome",
    "psychotherapy alliance ruptures",
    "copper surfaces hospital",
    "copper ions bacteria",
    "alliance in group psychotherapy",
    "bacteria on copper",
    "",
)


def test_works_similar_to_included_ones_come_first() -> None:
    features = vectorise(TEXTS)
    ranking = rank(features, {0: True, 2: False}, waiting=[1, 3, 4, 5, 6])
    assert set(ranking.rows[:2]) == {1, 4}
    assert set(ranking.rows[-2:]) == {3, 5}


def test_reasons_name_the_words_for_and_against() -> None:
    features = vectorise(TEXTS)
    ranking = rank(features, {0: True, 2: False}, waiting=[4, 5])
    best = explain_score(features, ranking, 4, top=2)
    assert {reason.term for reason in best} == {"psychotherapy", "alliance"}
    assert all(reason.weight > 0 for reason in best)
    (worst,) = explain_score(features, ranking, 5)
    assert worst.term == "copper"
    assert worst.weight < 0
    assert explain_score(features, ranking, 6) == ()


@pytest.mark.parametrize("labels", [{}, {0: True}, {2: False, 3: False}])
def test_without_both_kinds_the_prior_order_holds(labels: dict[int, bool]) -> None:
    features = vectorise(TEXTS)
    prior = [0.0, 0.1, 0.0, 0.0, 0.9, 0.1, 0.9]
    ranking = rank(features, labels, waiting=[6, 5, 4, 1], prior=prior)
    assert ranking.rows == (4, 6, 1, 5)
    assert ranking.scores == (0.9, 0.9, 0.1, 0.1)
    assert ranking.model is None
    assert explain_score(features, ranking, 4) == ()
    assert rank(features, labels, waiting=[6, 5]).rows == (5, 6)


def test_nothing_waiting_is_an_empty_order() -> None:
    assert rank(vectorise(TEXTS), {0: True, 2: False}, waiting=[]).rows == ()


def test_texts_without_a_word_can_be_ranked() -> None:
    features = vectorise(["", "", ""])
    assert features.vocabulary == ()
    assert rank(features, {}, waiting=[2, 0, 1]).rows == (0, 1, 2)
    assert rank(features, {0: True, 1: False}, waiting=[2]).rows == (2,)
    assert vectorise([]).rows == 0


def test_refusals_say_what_to_do() -> None:
    features = vectorise(TEXTS)
    with pytest.raises(TriageError, match="expected 0 to 6"):
        rank(features, {}, waiting=[7])
    with pytest.raises(TriageError, match="name each work once"):
        rank(features, {}, waiting=[1, 1])
    with pytest.raises(TriageError, match="prior for each of 7 works, got 1"):
        rank(features, {}, waiting=[1], prior=[0.5])
    with pytest.raises(TriageError, match="an included and an excluded"):
        fit_learner(features, {0: True})
    with pytest.raises(TriageError, match="label for each of 7 texts, got 1"):
        simulate(features, [True], [])


def test_a_simulation_finds_works_similar_to_its_prior_first() -> None:
    included = [True, True, False, False, True, False, False]
    order = simulate(vectorise(TEXTS), included, [0, 2])
    assert set(order[:2]) == {1, 4}
    assert sorted(order) == [1, 3, 4, 5, 6]
