"""The tail probabilities agree with scipy, an outside reference, over all that studies print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from pprnet.coherence.distributions import (
    p_of_chi_square,
    p_of_f,
    p_of_r,
    p_of_t,
    p_of_z,
    regularised_beta,
    upper_gamma,
)

TOLERANCE = 1e-8
"""Largest difference of two probabilities; a p is printed with four decimals at most."""
dfs = st.floats(0.5, 100_000)
statistics = st.floats(0, 50)


@given(statistics, dfs)
def test_t(t, df):
    assert p_of_t(t, df) == pytest.approx(2 * stats.t.sf(t, df), abs=TOLERANCE)


@given(statistics, dfs, dfs)
def test_f(f, df1, df2):
    assert p_of_f(f, df1, df2) == pytest.approx(stats.f.sf(f, df1, df2), abs=TOLERANCE)


@given(st.floats(0, 3), dfs)
def test_chi_square(ratio, df):
    assert p_of_chi_square(ratio * df, df) == pytest.approx(
        stats.chi2.sf(ratio * df, df), abs=TOLERANCE
    )


@given(st.floats(0, 40))
def test_z(z):
    assert p_of_z(z) == pytest.approx(2 * stats.norm.sf(z), abs=TOLERANCE)


@given(st.lists(st.tuples(st.integers(-99, 99), st.integers(-99, 99)), min_size=4, max_size=30))
def test_r_has_the_p_of_the_correlation_of_pairs(pairs):
    one, other = zip(*pairs, strict=True)
    if len(set(one)) == 1 or len(set(other)) == 1:
        return
    found = stats.pearsonr(one, other)
    assert p_of_r(found.statistic, len(pairs) - 2) == pytest.approx(found.pvalue, abs=1e-6)


@pytest.mark.parametrize(
    ("found", "published"),
    [
        (p_of_t(2.228, 10), 0.05),
        (p_of_t(1.96, 1e6), 0.05),
        (p_of_f(4.96, 1, 10), 0.05),
        (p_of_chi_square(3.841, 1), 0.05),
        (p_of_chi_square(18.307, 10), 0.05),
        (p_of_r(0.632, 8), 0.05),
        (p_of_z(2.576), 0.01),
    ],
)
def test_critical_values_of_printed_tables(found, published):
    assert found == pytest.approx(published, abs=0.0001)


def test_the_ends_of_both_functions():
    assert regularised_beta(0.0, 2, 3) == 0.0
    assert regularised_beta(1.0, 2, 3) == 1.0
    assert upper_gamma(2.0, 0.0) == 1.0
    assert p_of_t(0.0, 5) == 1.0
    assert p_of_r(1.0, 5) == p_of_r(-1.0, 5) == 0.0
