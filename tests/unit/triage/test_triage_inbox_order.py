"""The order of the inbox: diversity, exploration, and the adjustment for a missing abstract."""

import numpy as np
import pytest

from pprnet.triage import (
    INBOX_POLICY,
    Diversity,
    Exploration,
    InboxPolicy,
    MissingAbstractAdjustment,
    explain_score,
    rank,
    suggest,
    vectorise,
)
from pprnet.triage.query.diversity import cosine_similarities

PLAIN = InboxPolicy(
    INBOX_POLICY.learner,
    INBOX_POLICY.warm_start_learner,
    MissingAbstractAdjustment(share=0),
    Diversity(share=0),
    Exploration(interval=0),
)


def rows(*numbers: int) -> np.ndarray:
    return np.array(numbers, dtype=np.intp)


NEAR_DUPLICATES = (
    "alliance ruptures",
    "alliance ruptures",
    "alliance ruptures",
    "alliance in groups",
    "",
)


def test_near_duplicates_of_what_was_just_shown_are_moved_back() -> None:
    table = vectorise(NEAR_DUPLICATES)
    scores = np.array([0.9, 0.89, 0.8, 0.2])
    assert Diversity(share=0.4)(table, rows(1, 2, 3, 4), scores, [0]).tolist() == [3, 1, 2, 4]
    assert Diversity(share=0.0)(table, rows(1, 2, 3, 4), scores, [0]).tolist() == [1, 2, 3, 4]
    # Without anything shown the first is kept, and its near-duplicates move back.
    assert Diversity(share=0.4)(table, rows(1, 2, 3, 4), scores, []).tolist() == [1, 3, 2, 4]


def test_only_the_last_shown_count_and_only_the_head_moves() -> None:
    table = vectorise(NEAR_DUPLICATES)
    scores = np.array([0.9, 0.89, 0.8, 0.2])
    narrow, wide = Diversity(share=0.7, window=1), Diversity(share=0.7, window=2)
    assert narrow(table, rows(1, 2, 3), scores[:3], [0, 4])[0] == 1
    assert wide(table, rows(1, 2, 3), scores[:3], [0, 4])[0] == 3
    assert Diversity(share=0.4, head=2)(table, rows(1, 2, 3, 4), scores, [0]).tolist() == [
        1,
        2,
        3,
        4,
    ]
    assert Diversity()(table, rows(), np.zeros(0), [0]).tolist() == []


def test_cosines_do_not_depend_on_length() -> None:
    matrix = vectorise(NEAR_DUPLICATES).matrix.select_rows([0, 1, 4]).scale_rows(np.full(3, 0.3))
    assert cosine_similarities(matrix) == pytest.approx(np.array([[1, 1, 0], [1, 1, 0], [0, 0, 0]]))


def test_every_nth_work_is_sampled_and_comes_as_announced() -> None:
    explore = Exploration(interval=5, seed=3)
    waiting = rows(*range(40))
    order, sampled = explore(waiting, 0)
    assert len(sampled) == 8
    assert {order[place] for place in range(4, 40, 5)} == sampled
    announced = int(order[4])
    for step in range(4):  # four decisions later the work that was announced is next
        waiting = waiting[waiting != order[0]]
        order, _ = explore(waiting, step + 1)
    assert order[0] == announced


def test_random_places_differ_by_seed_and_not_by_call() -> None:
    waiting = rows(*range(400))
    orders = [Exploration(interval=10, seed=seed)(waiting, 7)[0].tolist() for seed in (1, 1, 2)]
    assert orders[0] == orders[1] != orders[2]
    outsiders = {row for row in orders[0][:100] if row >= 110}
    assert 3 <= len(outsiders) <= 10  # ten of the first hundred places, drawn from all 400


def test_sampling_moves_works_forward_and_never_back() -> None:
    waiting = rows(*range(300))
    order, sampled = Exploration(interval=10, seed=3)(waiting, 0)
    place_of = {row: place for place, row in enumerate(order.tolist())}
    others = [row for row in order.tolist() if row not in sampled]
    assert others == sorted(others)
    assert all(place_of[row] <= row + len(sampled) for row in range(300))
    assert sum(place_of[row] < row for row in sampled) > len(sampled) / 2


def test_sampling_is_uniform() -> None:
    waiting = rows(*range(10))
    sampled = [Exploration(interval=1, seed=seed)(waiting, 0)[0][0] for seed in range(2000)]
    counts = np.bincount(sampled, minlength=10)
    assert ((counts > 150) & (counts < 250)).all()  # 200 each, 13 one standard deviation


WITH_ABSTRACT = [6.0, 2.0, 6.0, 2.0]
"""Scores with mean 4 and standard deviation 2."""
MISSING = np.array([False] * 4 + [True] * 2)
"""The four works above, and two without an abstract."""


def scores_of(without_abstract: list[float]) -> np.ndarray:
    return np.array([*WITH_ABSTRACT, *without_abstract])


def adjusted(share: float, without_abstract: list[float]) -> list[float]:
    """Return the adjusted scores of the two works without an abstract; no other score changes."""
    adjust = MissingAbstractAdjustment(share=share, min_count=2)
    scores = adjust(scores_of(without_abstract), MISSING).tolist()
    assert scores[:4] == WITH_ABSTRACT
    return scores[4:]


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        # One standard deviation below and above the mean of their kind (1.0), as among the others.
        (1.0, [4 - 2, 4 + 2]),
        (0.5, [(0.5 + 2) / 2, (1.5 + 6) / 2]),
        (0.0, [0.5, 1.5]),
    ],
)
def test_a_work_without_abstract_is_placed_as_among_its_kind(
    share: float, expected: list[float]
) -> None:
    assert adjusted(share, [0.5, 1.5]) == expected


def test_a_work_without_abstract_is_never_lowered() -> None:
    assert adjusted(1.0, [9.0, 8.0]) == [9.0, 8.0]


@pytest.mark.parametrize(
    ("min_count", "without_abstract"),
    [(3, [9.0, 8.0]), (2, [1.0, 1.0])],
    ids=["fewer than the minimum", "all scores equal"],
)
def test_works_without_abstract_need_others_to_compare(
    min_count: int, without_abstract: list[float]
) -> None:
    scores = scores_of(without_abstract)
    assert MissingAbstractAdjustment(share=1.0, min_count=min_count)(scores, MISSING) is scores


def test_without_a_share_nothing_is_adjusted() -> None:
    scores = scores_of([0.5, 1.5])
    assert MissingAbstractAdjustment(share=0.0, min_count=2)(scores, MISSING) is scores


TEXTS = (
    "psychotherapy alliance outcome in a trial",
    "copper surfaces in a hospital",
    *(f"psychotherapy alliance study number n{number} of therapists" for number in range(6)),
    *(f"copper bacteria study number n{number} of surfaces" for number in range(6)),
    "hospital",
    "copper",
)
KNOWN = {0: True, 1: False}
WAITING = range(2, len(TEXTS))


def test_without_additions_the_inbox_has_the_learners_order() -> None:
    table = vectorise(TEXTS)
    shown = suggest(table, KNOWN, waiting=WAITING, policy=PLAIN)
    assert shown.ranking.rows == rank(table, KNOWN, waiting=WAITING).rows
    assert (shown.random_rows, shown.adjusted_rows) == (frozenset(), frozenset())


def test_suggestions_name_what_was_moved_and_keep_the_models_scores() -> None:
    table = vectorise(TEXTS)
    missing = len(TEXTS) - 2
    policy = InboxPolicy(
        INBOX_POLICY.learner,
        INBOX_POLICY.warm_start_learner,
        MissingAbstractAdjustment(share=1.0, min_count=2),
        Diversity(),
        Exploration(interval=4),
    )
    shown = suggest(
        table,
        KNOWN,
        waiting=WAITING,
        policy=policy,
        missing_abstract=[missing, missing + 1],
        shown=[0],
    )
    plain = rank(table, KNOWN, waiting=WAITING)
    assert sorted(shown.ranking.rows) == list(WAITING)
    assert shown.adjusted_rows == {missing, missing + 1}
    assert shown.random_rows == {shown.ranking.rows[place] for place in (1, 5, 9, 13)}
    scores = dict(zip(plain.rows, plain.scores, strict=True))
    assert shown.ranking.scores == tuple(scores[row] for row in shown.ranking.rows)
    assert shown.ranking.rows.index(missing) < plain.rows.index(missing)
    assert explain_score(table, shown.ranking, missing)[0].term == "hospital"


def test_before_anything_was_learnt_the_prior_order_holds() -> None:
    table = vectorise(TEXTS)
    prior = [float(row) for row in range(len(TEXTS))]
    shown = suggest(table, {0: True}, waiting=[3, 2, 5], prior=prior)
    assert shown.ranking.rows == (5, 3, 2)
    assert shown.random_rows == frozenset()


def test_earlier_months_of_both_kinds_select_the_warm_start_learner() -> None:
    labels = {0: True, 1: False, 2: False}
    assert INBOX_POLICY.learner_for(labels, []) is INBOX_POLICY.learner
    assert INBOX_POLICY.learner_for(labels, [1, 2, 7]) is INBOX_POLICY.learner
    assert INBOX_POLICY.learner_for(labels, [0, 1]) is INBOX_POLICY.warm_start_learner
    table = vectorise(TEXTS)
    cold, warm = (
        suggest(table, KNOWN, waiting=WAITING, earlier_rows=earlier).ranking.model
        for earlier in ([], [*KNOWN])
    )
    assert cold is not None
    assert warm is not None
    assert np.abs(warm.weights).sum() > np.abs(cold.weights).sum()  # a dearer error, a steeper line
