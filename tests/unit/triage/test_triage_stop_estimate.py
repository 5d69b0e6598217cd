"""What a stopping rule says at the desk, in situations that a person can judge."""

import pytest

from pprnet.errors import TriageError
from pprnet.triage import Fading, Hypergeometric, Stopper

RULES = [Hypergeometric(), Fading(), Fading(alone=True)]
EARLY = [True] * 40 + [True, False] * 10 + [False] * 40
"""50 finds in the first 60 records, then 40 without one."""


@pytest.mark.parametrize("rule", RULES)
def test_when_all_is_read_nothing_is_left(rule: Stopper) -> None:
    for order in ([], [False] * 5, [True], EARLY):
        estimate = rule(order, len(order))
        assert estimate.met
        assert estimate.promised
        assert (estimate.expected_left, estimate.left_upper, estimate.to_read) == (0, 0, 0)


@pytest.mark.parametrize("rule", RULES)
def test_before_anything_is_found_nothing_is_promised(rule: Stopper) -> None:
    estimate = rule([False] * 10, 200)
    assert not estimate.met
    assert not estimate.promised
    assert 0 < estimate.to_read <= 190
    assert 0 < estimate.left_upper <= 190


def test_where_few_are_relevant_the_number_left_to_read_is_given() -> None:
    """With 5 found a single missed record breaks the claim: 95 % of the rest must be read."""
    order = [True] * 5 + [False] * 95
    estimate = Fading()(order, 1000)
    assert not estimate.promised
    assert estimate.to_read == Hypergeometric()(order, 1000).to_read
    assert 5 + 0.95 * 995 - 100 <= estimate.to_read < 900


@pytest.mark.parametrize("rule", RULES)
def test_the_number_to_read_is_the_fewest(rule: Stopper) -> None:
    estimate = rule(EARLY, 2000)
    assert not estimate.met
    after = [*EARLY, *[False] * estimate.to_read]
    assert rule.is_met(after, 2000)
    assert not rule.is_met(after[:-1], 2000)
    assert rule(after, 2000).to_read == 0


def test_finds_that_have_faded_end_the_reading_sooner() -> None:
    waits = [rule(EARLY, 2000).to_read for rule in (Fading(), Hypergeometric())]
    assert waits[0] < 0.8 * waits[1]


def test_a_random_order_does_not_look_faded() -> None:
    """One find in twenty all along: as many are left as one would think, and no claim is made."""
    estimate = Fading()([place % 20 == 0 for place in range(1000)], 2000)
    assert not estimate.met
    assert 30 < estimate.expected_left < 75
    assert estimate.left_upper > 45


def test_alone_it_doubts_where_strangers_turn_up() -> None:
    """150 found early, then one more in every 60 records to the end: the reference rule claims."""
    order = [True] * 150 + [place % 60 == 0 for place in range(1, 901)]
    order += [False] * next(
        more for more in range(2000) if Hypergeometric().is_met([*order, *[False] * more], 2000)
    )
    assert Fading().is_met(order, 2000)
    assert not Fading(alone=True).is_met(order, 2000)


@pytest.mark.parametrize("rule", RULES)
def test_more_seen_than_there_are_is_refused(rule: Stopper) -> None:
    with pytest.raises(TriageError, match="no more than all 2"):
        rule([True] * 3, 2)
