"""Intervals against their estimate and p. All sentences are invented."""

from __future__ import annotations

from math import exp, log

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from pprnet.coherence import IncoherenceKind, IncoherenceSeverity, check_coherence

OUTSIDE = IncoherenceKind.ESTIMATE_AND_INTERVAL
ASYMMETRIC = IncoherenceKind.ASYMMETRIC_INTERVAL
P = IncoherenceKind.INTERVAL_AND_P
REVERSED = IncoherenceKind.REVERSED_RANGE


def kinds(text: str) -> list[IncoherenceKind]:
    return [one.kind for one in check_coherence(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("OR = 2.3 (95% CI 2.5 to 4.5)", OUTSIDE),
        ("odds ratio 2.3; 95% confidence interval, 2.5–4.5", OUTSIDE),
        ("OR (95% CI): 2.3 (2.5-4.5)", OUTSIDE),
        ("d = 0.51 [95% CI −0.40, 0.20]", OUTSIDE),
        ("mean difference in worry was 3.2 points (95% CI 4.1 to 7.3)", OUTSIDE),
        ("hazard ratio for relapse 0.65, 95% CI: 0.70 to 0.95", OUTSIDE),
        ("RR = 2.4, p = .008, 95% CI 2.6 to 4.5", OUTSIDE),
        ("MD 3.2 (95% CI 5.1 to 1.3)", REVERSED),
        ("OR = 1.20 (95% CI 1.10 to 2.40)", ASYMMETRIC),
        ("g = 0.15 (95% CI 0.10 to 0.90)", ASYMMETRIC),
        ("OR = 2.32 (95% CI 1.2 to 4.5, p = .30)", P),
        ("OR = 2.32 (95% CI 1.2 to 4.5), p > .05", P),
        ("d = 0.30 (95% CI −0.10 to 0.70), p = .002", P),
        ("d = 0.30 (95% CI −0.10 to 0.70; p < .05)", P),
        ("d = 0.30, p = .002 (95% CI −0.10 to 0.70)", P),
        ("HR 0.70 (95% CI, 0.45 to 1.09; P = .001)", P),
    ],
)
def test_a_contradiction_is_found(text, kind):
    assert kinds(f"The invented treatment was compared: {text}.") == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "AUC = 0.70 (95% CI 0.70 to 0.80)",
        "OR = 2.32 (95% CI 1.2 to 4.5), p = .01",
        "d = 0.50 (95% CI −0.90 to −0.10), p = .014",  # the sign depends on the order of groups
        "MD −0.3 (95% CI −0.5-0.1)",  # a lost minus sign
        "MD −3.2 (95% CI −1.3 to −5.1)",  # by size
        "OR = 1.5 (95% CI 1.0 to 2.3), p = .049",  # 1.0 may be 1.04
        "OR = 1.5 (95% CI 1.0 to 2.3), p = .06",
        "67.0% and 61.1% (95% CI −0.9 to 12.7)",  # the interval of their difference
        "retention 83% (95% CI 0.76 to 0.92)",
        "NNT = 12 (95% CI 8 to −40)",
        "β = −.281 (95% CI −.046 to −.003)",  # of the unstandardised coefficient
        "relative risk reduction of 18% (95% CI 0.3 to 32.6; P = 0.05)",
        "OR = 1.6 (95% CI 1.2 to 2.1), p for interaction = .40",
        "OR = 1.6 (95% CI 1.2 to 2.1), p = .40 for trend",
        "d = 0.3 (95% CI −0.06-0.0.55)",  # a damaged number
        "OR = 2.3 (2.5 to 4.5)",  # perhaps a range
    ],
)
def test_what_may_be_right_is_not_reported(text):
    assert kinds(f"The invented treatment was compared: {text}.") == []


@pytest.mark.parametrize(
    "note",
    ["bias-corrected bootstrap", "a Bayesian model", "a one-sided test", "non-inferiority"],
)
def test_symmetry_and_p_are_not_judged_under_another_method(note):
    assert kinds(f"By {note}, d = 0.15 (95% CI −0.10 to 0.90), p = .002.") == []


def test_a_name_that_the_text_defines_otherwise_is_no_ratio():
    text = "Heart rate (HR) was read. HR was 72 (95% CI 70 to 74), p = .40, in the invented sample."
    assert kinds(text) == []


def test_asymmetry_is_advice_and_the_rest_a_contradiction():
    [advice] = check_coherence("OR = 1.20 (95% CI 1.10 to 2.40).")
    assert advice.severity is IncoherenceSeverity.ADVICE
    [contradiction] = check_coherence("OR = 2.3 (95% CI 2.5 to 4.5).")
    assert contradiction.severity is IncoherenceSeverity.CONTRADICTION


estimates = st.floats(-2, 2)
errors = st.floats(0.05, 1)
places = st.integers(1, 3)


@given(estimates, errors, st.sampled_from([90, 95, 99]), places)
def test_an_honest_difference_is_never_reported(d, error, level, decimals):
    half = stats.norm.ppf(0.5 + level / 200) * error
    p = 2 * stats.norm.sf(abs(d) / error)
    ends = f"{d - half:.{decimals}f} to {d + half:.{decimals}f}"
    text = f"The invented effect was d = {d:.{decimals}f} ({level}% CI {ends}), p = {p:.3f}."
    assert kinds(text) == []


@given(estimates, errors, st.integers(2, 3))
def test_an_honest_ratio_is_never_reported(log_ratio, error, decimals):
    low, high = (exp(log_ratio + sign * 1.96 * error) for sign in (-1, 1))
    p = 2 * stats.norm.sf(abs(log_ratio) / error)
    ends = f"{low:.{decimals}f} to {high:.{decimals}f}"
    text = f"The invented OR = {exp(log_ratio):.{decimals}f} (95% CI {ends}), p = {p:.3f}."
    assert kinds(text) == []


@given(estimates, errors, st.floats(0.1, 2))
def test_an_estimate_outside_is_found(d, error, beyond):
    altered = abs(d) + 1.96 * error + beyond
    ends = f"{abs(d) - 1.96 * error:.2f} to {abs(d) + 1.96 * error:.2f}"
    assert kinds(f"The invented effect was d = {altered:.2f} (95% CI {ends}).") == [OUTSIDE]


@given(st.floats(1.1, 6), errors)
def test_a_p_on_the_other_side_is_found(ratio, error):
    low, high = (exp(log(ratio) + sign * 1.96 * error) for sign in (-1, 1))
    z = log(ratio) / error
    assume(z < 1.7 or z > 2.3)
    assume(low > 0.02 and error > 0.1)
    altered = ".002" if z < 1.96 else ".400"
    text = f"The invented OR = {ratio:.2f} (95% CI {low:.2f} to {high:.2f}), p = {altered}."
    assert kinds(text) == [P]
