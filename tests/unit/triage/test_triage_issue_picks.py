"""The month's picks: what a set is weighed by, and laws that hold for every shortlist."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pprnet.errors import TriageError
from pprnet.triage.issue_picks import (
    DESIGN_STRENGTH,
    PICK_WEIGHTS,
    Candidate,
    RecentCoverage,
    propose_picks,
    score_picks,
)
from pprnet.vocab import research_types

NOTHING = RecentCoverage({}, {})
SHARES = st.floats(0, 1, allow_nan=False)


def candidate(key, **fields):
    given = {
        "relevance": 0.5,
        "novelty": 0.5,
        "topics": frozenset({"alliance"}),
        "research_type": "randomised-trial",
    } | fields
    return Candidate(key=key, **given)


shortlists = st.lists(
    st.builds(
        Candidate,
        key=st.integers(1, 500),
        relevance=SHARES,
        novelty=SHARES,
        topics=st.frozensets(st.sampled_from(["alliance", "empathy", "depression"]), max_size=3),
        research_type=st.sampled_from([*DESIGN_STRENGTH, "", "unheard-of"]),
        participants=st.none() | st.integers(1, 5000),
        ineligible_reason=st.sampled_from(["", "", "", "by one of ours"]),
    ),
    unique_by=lambda work: work.key,
    max_size=9,
)
recents = st.builds(
    RecentCoverage,
    st.dictionaries(st.sampled_from(["alliance", "empathy"]), st.integers(0, 9)),
    st.dictionaries(st.sampled_from(["case-study", "randomised-trial"]), st.integers(0, 9)),
)


def test_every_research_type_has_a_strength():
    assert set(DESIGN_STRENGTH) == {kind.key for kind in research_types()}


def test_the_weights_are_shares_of_one():
    assert sum(PICK_WEIGHTS.values()) == pytest.approx(1)


@given(shortlists, recents)
def test_sets_are_of_two_or_three_eligible_works_best_first(works, recent):
    found = propose_picks(works, recent)
    eligible = {work.key for work in works if not work.ineligible_reason}
    assert (found == ()) == (len(eligible) < 2)
    for picks in found:
        assert len(picks.keys) in {2, 3}
        assert set(picks.keys) <= eligible
        assert all(0 <= value <= 1 for value in picks.reasons.values())
        assert 0 <= picks.score <= 1 + 1e-9
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)
    for one, other in combinations(found, 2):
        if len(one.keys) == len(other.keys):
            assert len(set(one.keys) & set(other.keys)) <= 1
    if len(eligible) > 2:
        assert {len(picks.keys) for picks in found} == {2, 3}


@given(shortlists, recents, st.randoms())
def test_the_order_of_the_shortlist_changes_nothing(works, recent, chance):
    mixed = list(works)
    chance.shuffle(mixed)
    assert propose_picks(mixed, recent) == propose_picks(works, recent)


@given(shortlists, recents)
def test_more_relevance_never_lowers_the_score_of_a_set(works, recent):
    if len(works) < 2:
        return
    first, second = works[:2]
    better = Candidate(
        **{name: getattr(first, name) for name in first.__slots__} | {"relevance": 1.0}
    )
    assert score_picks([better, second], recent).score >= score_picks([first, second], recent).score


def test_a_stronger_design_is_preferred_where_all_else_is_equal():
    works = [candidate(1), candidate(2, research_type="case-study"), candidate(3)]
    assert propose_picks(works, NOTHING, limit=1)[0].keys != (1, 2)


def test_a_small_trial_is_weaker_than_a_large_one():
    assert candidate(1, participants=10).strength < candidate(2, participants=200).strength
    assert candidate(1, participants=200).strength == candidate(2).strength


def test_a_topic_published_often_this_year_ranks_lower():
    told = RecentCoverage({"alliance": 9, "empathy": 1}, {})
    tired, seldom = candidate(1), candidate(2, topics=frozenset({"empathy"}))
    other = candidate(3, topics=frozenset({"depression"}))
    assert propose_picks([tired, seldom, other], told, limit=1)[0].keys == (2, 3)


def test_a_work_named_twice_is_refused():
    with pytest.raises(TriageError, match="twice"):
        propose_picks([candidate(1), candidate(1)], NOTHING)
