"""Cohen's kappa, against scikit-learn's and his own table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from pprnet.triage.agreement import agreement

VOTES = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40)


@given(VOTES)
def test_kappa_is_that_of_scikit_learn_or_none_where_it_divides_by_zero(votes):
    ours = agreement(votes).kappa
    one, other = zip(*votes, strict=True)
    if len(set(one) | set(other)) == 1:
        assert ours is None
    else:
        assert ours == pytest.approx(cohen_kappa_score(one, other))


def test_nobody_agrees_on_nothing():
    assert (agreement([]).observed, agreement([]).kappa) == (None, None)


@given(VOTES)
def test_agreement_is_the_same_from_either_side(votes):
    turned = agreement([(other, one) for one, other in votes])
    assert agreement(votes).kappa == pytest.approx(turned.kappa)
