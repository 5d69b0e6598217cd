"""Properties of triage: an order is a permutation, the same every time, and explains itself."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pprnet.triage import (
    INBOX_POLICY,
    Diversity,
    Exploration,
    FeatureMatrix,
    HypergeometricStopper,
    InboxPolicy,
    MetadataWeighting,
    MissingAbstractAdjustment,
    TfidfFeatures,
    WeibullStopper,
    WorkMetadata,
    explain_score,
    precedents,
    rank,
    screening_metrics,
    simulate,
    suggest,
    vectorise,
)
from pprnet.triage.stopping.stopper import allowed_misses
from scipy_matrices import as_csr

WORDS = ("therapy", "distress", "trial", "mouse", "copper", "alliance", "sleep", "cohort")
TEXTS = (
    *(" ".join(WORDS[row * step % len(WORDS)] for step in range(1, 6)) for row in range(24)),
    "",
)


@cache
def features() -> TfidfFeatures:
    return vectorise(TEXTS)


@cache
def described() -> FeatureMatrix:
    """Append topics and journals to the words; one work in five has neither."""
    metadata = [
        WorkMetadata(
            topics=((WORDS[row % 3], 0.5 + row % 2 / 2),), journal=f"Example Journal {row % 4}"
        )
        if row % 5
        else WorkMetadata()
        for row in range(len(TEXTS))
    ]
    return MetadataWeighting()(features(), metadata)


labels = st.dictionaries(st.integers(0, len(TEXTS) - 1), st.booleans(), max_size=12)
priors = st.none() | st.lists(
    st.sampled_from([0.0, 0.5, 1.0]), min_size=len(TEXTS), max_size=len(TEXTS)
)


@settings(max_examples=60, deadline=None)
@given(labels, priors, st.randoms(use_true_random=False))
def test_an_order_is_a_permutation_and_repeats(
    known: dict[int, bool], prior: list[float] | None, chance: object
) -> None:
    waiting = [row for row in range(len(TEXTS)) if row not in known]
    ranking = rank(features(), known, waiting=waiting, prior=prior)
    assert sorted(ranking.rows) == waiting
    assert list(ranking.scores) == sorted(ranking.scores, reverse=True)
    chance.shuffle(waiting)  # type: ignore[attr-defined]
    again = rank(features(), dict(reversed(known.items())), waiting=waiting, prior=prior)
    assert (again.rows, again.scores) == (ranking.rows, ranking.scores)


@settings(max_examples=40, deadline=None)
@given(labels.filter(lambda known: len(set(known.values())) == 2), st.integers(0, len(TEXTS) - 1))
def test_reasons_and_intercept_add_up_to_the_score(known: dict[int, bool], row: int) -> None:
    ranking = rank(features(), known, waiting=[row])
    assert ranking.model is not None
    reasons = explain_score(features(), ranking, row, top=1000)
    total = sum(reason.weight for reason in reasons) + ranking.model.intercept
    assert total == pytest.approx(ranking.scores[0], abs=1e-12)


both_kinds = labels.filter(lambda known: len(set(known.values())) == 2)
some_rows = st.lists(st.integers(0, len(TEXTS) - 1), max_size=8, unique=True)
policies = st.builds(
    InboxPolicy,
    st.just(INBOX_POLICY.learner),
    st.just(INBOX_POLICY.warm_start_learner),
    st.builds(
        MissingAbstractAdjustment,
        share=st.sampled_from([0.0, 0.5, 1.0]),
        min_count=st.integers(1, 4),
    ),
    st.builds(Diversity, share=st.sampled_from([0.0, 0.1, 1.0]), window=st.integers(1, 4)),
    st.builds(Exploration, interval=st.integers(0, 6), seed=st.integers(0, 9)),
)


@settings(max_examples=80, deadline=None)
@given(labels, policies, some_rows, some_rows, st.randoms(use_true_random=False))
def test_suggestions_are_a_permutation_and_repeat(
    known: dict[int, bool],
    policy: InboxPolicy,
    missing: list[int],
    shown: list[int],
    chance: object,
) -> None:
    waiting = [row for row in range(len(TEXTS)) if row not in known]
    first = suggest(
        described(), known, waiting=waiting, policy=policy, missing_abstract=missing, shown=shown
    )
    assert sorted(first.ranking.rows) == waiting
    assert first.random_rows <= set(waiting)
    assert first.adjusted_rows <= set(missing) & set(waiting)
    chance.shuffle(waiting)  # type: ignore[attr-defined]
    known = dict(reversed(known.items()))
    again = suggest(
        described(),
        known,
        waiting=waiting,
        policy=policy,
        missing_abstract=missing[::-1],
        shown=shown,
    )
    assert (again.ranking.rows, again.ranking.scores) == (first.ranking.rows, first.ranking.scores)
    assert (again.random_rows, again.adjusted_rows) == (first.random_rows, first.adjusted_rows)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 500), min_size=1, unique=True), st.integers(1, 9), st.integers(0, 99)
)
def test_works_announced_as_sampled_come(waiting: list[int], every: int, step: int) -> None:
    explore, left = Exploration(interval=every, horizon=30), np.array(waiting, dtype=np.intp)
    announced, sampled = explore(left, step)
    assert sorted(announced) == sorted(waiting)
    assert len(sampled) == len(explore.random_places(len(waiting), step))
    for taken, row in enumerate(announced[:30]):
        order, _ = explore(left, step + taken)
        assert order[0] == row
        left = left[left != row]


@settings(max_examples=40, deadline=None)
@given(both_kinds, st.integers(0, len(TEXTS) - 1), st.floats(1, 4))
def test_columns_and_past_decisions_each_add_up_to_the_score(
    known: dict[int, bool], row: int, weight: float
) -> None:
    table = described()
    importance = dict.fromkeys(list(known)[:2], weight)
    ranking = rank(table, known, waiting=[row], importance=importance)
    assert ranking.model is not None
    reasons = explain_score(table, ranking, row, top=1000)
    total = sum(reason.weight for reason in reasons) + ranking.model.intercept
    assert total == pytest.approx(ranking.scores[0], abs=1e-12)
    past = precedents(table, ranking, row)
    assert sum(each.weight for each in past) == pytest.approx(ranking.scores[0], abs=1e-12)
    assert {each.row for each in past} <= set(known)
    for each in past:
        assert each.similarity >= 0
        assert (each.weight > 0) == known[each.row]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.booleans(), min_size=len(TEXTS), max_size=len(TEXTS)), st.data())
def test_a_simulation_screens_everything_once(included: list[bool], data: st.DataObject) -> None:
    prior = data.draw(st.lists(st.integers(0, len(TEXTS) - 1), max_size=4, unique=True))
    order = simulate(features(), included, prior)
    assert sorted([*order, *prior]) == list(range(len(TEXTS)))


@settings(max_examples=100)
@given(st.lists(st.booleans(), min_size=1, max_size=60).filter(any))
def test_metrics_stay_in_their_bounds(found: list[bool]) -> None:
    figures = screening_metrics(found)
    assert 0 <= figures.loss <= 1
    assert 0 <= figures.recall_5 <= figures.recall_10 <= 1
    assert -0.05 <= figures.wss_95 <= 0.95
    best = screening_metrics(sorted(found, reverse=True))
    assert best.loss == 0
    assert best.mean_time_to_discovery == pytest.approx((sum(found) + 1) / 2)
    assert screening_metrics(sorted(found)).loss == (0 if all(found) else 1)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(TEXTS), max_size=30), st.lists(st.integers(0, 30), unique=True))
def test_texts_added_or_selected_weigh_as_if_weighed_again(
    texts: list[str], some: list[int]
) -> None:
    rows = [row for row in some if row < len(texts)]
    anew = vectorise([texts[row] for row in rows])
    for grown in (
        vectorise(texts[:9]).extend(texts[9:11]).extend(texts[11:]).select_rows(rows),
        vectorise([texts[row] for row in rows[:5]]).extend([texts[row] for row in rows[5:]]),
    ):
        assert grown.rows == len(rows)
        assert table_of(grown) == table_of(anew)


def table_of(features: TfidfFeatures) -> list[dict[str, float]]:
    terms = features.vocabulary
    cells = as_csr(features.matrix).tocoo()
    table: list[dict[str, float]] = [{} for _ in range(features.rows)]
    for row, column, weight in zip(*cells.coords, cells.data, strict=True):
        if weight:
            table[row][terms[column]] = pytest.approx(weight, abs=1e-14)
    return table


def test_every_text_has_unit_length_or_none() -> None:
    lengths = np.linalg.norm(features().matrix.toarray(), axis=1)
    assert np.allclose(np.asarray(lengths).ravel(), [1.0] * 24 + [0.0])


orders = st.lists(st.booleans(), max_size=120)


@settings(max_examples=60, deadline=None)
@given(orders, st.integers(0, 400))
def test_a_stopping_estimate_is_consistent(found: list[bool], unread: int) -> None:
    total = len(found) + unread
    for rule in (HypergeometricStopper(), WeibullStopper()):
        estimate = rule(found, total)
        assert estimate.met is rule.is_met(found, total) is (estimate.to_read == 0)
        assert estimate.expected_left >= 0
        assert not estimate.met or estimate.left_upper <= allowed_misses(sum(found), 0.95)
        assert 0 <= estimate.left_upper <= unread
        assert 0 <= estimate.to_read <= unread
        assert estimate.supported or not estimate.met


@settings(max_examples=60, deadline=None)
@given(orders, st.integers(0, 400))
def test_nobody_reads_more_than_by_the_reference_rule(found: list[bool], unread: int) -> None:
    total = len(found) + unread
    assert WeibullStopper().is_met(found, total) or not HypergeometricStopper().is_met(found, total)
