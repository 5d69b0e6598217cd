"""What keeps an order from getting stuck: variety, lots, and a lift for bare titles."""

import numpy as np
import pytest

from pprnet.triage import (
    DESK,
    Desk,
    Diversity,
    Exploration,
    Lift,
    explain,
    rank,
    suggest,
    vectorise,
)
from pprnet.triage.diversity import cosines

PLAIN = Desk(DESK.learner, DESK.warm, Lift(share=0), Diversity(share=0), Exploration(every=0))


def rows(*numbers: int) -> np.ndarray:
    return np.array(numbers, dtype=np.intp)


TWINS = ("alliance ruptures", "alliance ruptures", "alliance ruptures", "alliance in groups", "")


def test_copies_of_what_was_just_shown_wait_a_little() -> None:
    table = vectorise(TWINS)
    scores = np.array([0.9, 0.89, 0.8, 0.2])
    assert Diversity(share=0.4)(table, rows(1, 2, 3, 4), scores, [0]).tolist() == [3, 1, 2, 4]
    assert Diversity(share=0.0)(table, rows(1, 2, 3, 4), scores, [0]).tolist() == [1, 2, 3, 4]
    # Without anything shown the first stands, and its copies make room.
    assert Diversity(share=0.4)(table, rows(1, 2, 3, 4), scores, []).tolist() == [1, 3, 2, 4]


def test_only_the_last_shown_count_and_only_the_head_moves() -> None:
    table = vectorise(TWINS)
    scores = np.array([0.9, 0.89, 0.8, 0.2])
    near, far = Diversity(share=0.7, window=1), Diversity(share=0.7, window=2)
    assert near(table, rows(1, 2, 3), scores[:3], [0, 4])[0] == 1
    assert far(table, rows(1, 2, 3), scores[:3], [0, 4])[0] == 3
    assert Diversity(share=0.4, head=2)(table, rows(1, 2, 3, 4), scores, [0]).tolist() == [
        1,
        2,
        3,
        4,
    ]
    assert Diversity()(table, rows(), np.zeros(0), [0]).tolist() == []


def test_cosines_do_not_depend_on_length() -> None:
    matrix = vectorise(TWINS).matrix[[0, 1, 4]] * 0.3
    assert cosines(matrix) == pytest.approx(np.array([[1, 1, 0], [1, 1, 0], [0, 0, 0]]))


def test_every_nth_work_is_drawn_and_comes_as_announced() -> None:
    explore = Exploration(every=5, seed=3)
    waiting = rows(*range(40))
    order, drawn = explore(waiting, 0)
    assert len(drawn) == 8
    assert {order[place] for place in range(4, 40, 5)} == drawn
    announced = int(order[4])
    for step in range(4):  # four decisions later the work that was announced is next
        waiting = waiting[waiting != order[0]]
        order, _ = explore(waiting, step + 1)
    assert order[0] == announced


def test_lots_differ_by_seed_and_not_by_call() -> None:
    waiting = rows(*range(400))
    orders = [Exploration(every=10, seed=seed)(waiting, 7)[0].tolist() for seed in (1, 1, 2)]
    assert orders[0] == orders[1] != orders[2]
    strangers = {row for row in orders[0][:100] if row >= 110}
    assert 3 <= len(strangers) <= 10  # ten of the first hundred places, drawn from all 400


def test_a_draw_brings_forward_and_never_holds_back() -> None:
    waiting = rows(*range(300))
    order, drawn = Exploration(every=10, seed=3)(waiting, 0)
    place_of = {row: place for place, row in enumerate(order.tolist())}
    others = [row for row in order.tolist() if row not in drawn]
    assert others == sorted(others)
    assert all(place_of[row] <= row + len(drawn) for row in range(300))
    assert sum(place_of[row] < row for row in drawn) > len(drawn) / 2


def test_lots_are_fair() -> None:
    waiting = rows(*range(10))
    drawn = [Exploration(every=1, seed=seed)(waiting, 0)[0][0] for seed in range(2000)]
    counts = np.bincount(drawn, minlength=10)
    assert ((counts > 150) & (counts < 250)).all()  # 200 each, 13 one standard deviation


def test_a_bare_work_is_placed_as_it_stands_among_bare_ones() -> None:
    scores = np.array([6.0, 2.0, 6.0, 2.0, 0.5, 1.5])
    bare = np.array([False] * 4 + [True] * 2)
    # Others: mean 4, deviation 2. Bare: one deviation below and above their mean.
    assert Lift(share=1.0, fewest=2)(scores, bare).tolist() == [6.0, 2.0, 6.0, 2.0, 2.0, 6.0]
    assert Lift(share=0.5, fewest=2)(scores, bare)[4:].tolist() == [1.25, 3.75]
    assert Lift(share=0.0, fewest=2)(scores, bare) is scores


def test_a_bare_work_is_never_lowered_and_needs_others_to_compare() -> None:
    scores = np.array([6.0, 2.0, 6.0, 2.0, 9.0, 8.0])
    bare = np.array([False] * 4 + [True] * 2)
    assert Lift(share=1.0, fewest=2)(scores, bare).tolist() == scores.tolist()
    assert Lift(share=1.0, fewest=3)(scores, bare) is scores
    alike = np.array([6.0, 2.0, 6.0, 2.0, 1.0, 1.0])
    assert Lift(share=1.0, fewest=2)(alike, bare) is alike


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


def test_without_additions_the_desk_shows_the_learners_order() -> None:
    table = vectorise(TEXTS)
    shown = suggest(table, KNOWN, waiting=WAITING, desk=PLAIN)
    assert shown.ranking.rows == rank(table, KNOWN, waiting=WAITING).rows
    assert (shown.drawn, shown.lifted) == (frozenset(), frozenset())


def test_the_desk_tells_what_was_moved_and_keeps_the_models_scores() -> None:
    table = vectorise(TEXTS)
    bare = len(TEXTS) - 2
    desk = Desk(
        DESK.learner, DESK.warm, Lift(share=1.0, fewest=2), Diversity(), Exploration(every=4)
    )
    shown = suggest(table, KNOWN, waiting=WAITING, desk=desk, bare=[bare, bare + 1], shown=[0])
    plain = rank(table, KNOWN, waiting=WAITING)
    assert sorted(shown.ranking.rows) == list(WAITING)
    assert shown.lifted == {bare, bare + 1}
    assert shown.drawn == {shown.ranking.rows[place] for place in (1, 5, 9, 13)}
    scores = dict(zip(plain.rows, plain.scores, strict=True))
    assert shown.ranking.scores == tuple(scores[row] for row in shown.ranking.rows)
    assert shown.ranking.rows.index(bare) < plain.rows.index(bare)
    assert explain(table, shown.ranking, bare)[0].term == "hospital"


def test_before_anything_was_learnt_the_prior_order_holds() -> None:
    table = vectorise(TEXTS)
    prior = [float(row) for row in range(len(TEXTS))]
    shown = suggest(table, {0: True}, waiting=[3, 2, 5], prior=prior)
    assert shown.ranking.rows == (5, 3, 2)
    assert shown.drawn == frozenset()


def test_earlier_months_of_both_kinds_call_for_the_warm_learner() -> None:
    labels = {0: True, 1: False, 2: False}
    assert DESK.learner_for(labels, []) is DESK.learner
    assert DESK.learner_for(labels, [1, 2, 7]) is DESK.learner
    assert DESK.learner_for(labels, [0, 1]) is DESK.warm
    table = vectorise(TEXTS)
    cold, warm = (
        suggest(table, KNOWN, waiting=WAITING, earlier=earlier).ranking.model
        for earlier in ([], [*KNOWN])
    )
    assert cold is not None
    assert warm is not None
    assert np.abs(warm.weights).sum() > np.abs(cold.weights).sum()  # a dearer error, a steeper line
