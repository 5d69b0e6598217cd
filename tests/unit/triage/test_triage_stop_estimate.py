"""Stopping estimates in situations that a person can judge."""

import pytest

from pprnet.errors import TriageError
from pprnet.triage import HypergeometricStopper, Stopper, WeibullStopper

RULES = [HypergeometricStopper(), WeibullStopper(), WeibullStopper(conservative=True)]
EARLY = [True] * 40 + [True, False] * 10 + [False] * 40
"""50 finds in the first 60 records, then 40 without one."""


@pytest.mark.parametrize("rule", RULES)
def test_when_all_is_read_nothing_is_left(rule: Stopper) -> None:
    for order in ([], [False] * 5, [True], EARLY):
        estimate = rule(order, len(order))
        assert estimate.met
        assert estimate.supported
        assert (estimate.expected_left, estimate.left_upper, estimate.to_read) == (0, 0, 0)


@pytest.mark.parametrize("rule", RULES)
def test_before_anything_is_found_no_estimate_is_supported(rule: Stopper) -> None:
    estimate = rule([False] * 10, 200)
    assert not estimate.met
    assert not estimate.supported
    assert 0 < estimate.to_read <= 190
    assert 0 < estimate.left_upper <= 190


def test_where_few_are_relevant_the_number_left_to_read_is_given() -> None:
    """With 5 found a single missed record breaks the claim: 95 % of the rest must be read."""
    order = [True] * 5 + [False] * 95
    estimate = WeibullStopper()(order, 1000)
    assert not estimate.supported
    assert estimate.to_read == HypergeometricStopper()(order, 1000).to_read
    assert 5 + 0.95 * 995 - 100 <= estimate.to_read < 900


@pytest.mark.parametrize("rule", RULES)
def test_the_number_to_read_is_the_fewest(rule: Stopper) -> None:
    estimate = rule(EARLY, 2000)
    assert not estimate.met
    after = [*EARLY, *[False] * estimate.to_read]
    assert rule.is_met(after, 2000)
    assert not rule.is_met(after[:-1], 2000)
    assert rule(after, 2000).to_read == 0


def test_a_decline_of_discoveries_ends_the_reading_sooner() -> None:
    waits = [rule(EARLY, 2000).to_read for rule in (WeibullStopper(), HypergeometricStopper())]
    assert waits[0] < 0.8 * waits[1]


def test_a_random_order_shows_no_decline() -> None:
    """One find in twenty all along: as many are left as one would think, and no claim is made."""
    estimate = WeibullStopper()([place % 20 == 0 for place in range(1000)], 2000)
    assert not estimate.met
    assert 30 < estimate.expected_left < 75
    assert estimate.left_upper > 45


def test_the_conservative_rule_waits_where_unrecognised_records_appear() -> None:
    """150 found early, then one more in every 60 records to the end: the reference rule claims."""
    order = [True] * 150 + [place % 60 == 0 for place in range(1, 901)]
    order += [False] * next(
        more
        for more in range(2000)
        if HypergeometricStopper().is_met([*order, *[False] * more], 2000)
    )
    assert WeibullStopper().is_met(order, 2000)
    assert not WeibullStopper(conservative=True).is_met(order, 2000)


@pytest.mark.parametrize("rule", RULES)
def test_more_seen_than_there_are_is_refused(rule: Stopper) -> None:
    with pytest.raises(TriageError, match="no more than all 2"):
        rule([True] * 3, 2)
