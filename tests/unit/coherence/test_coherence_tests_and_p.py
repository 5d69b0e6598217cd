"""p against its test statistic: rounded honestly it is never reported, altered it is.

All sentences are invented.
"""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from pprnet.coherence import IncoherenceKind, IncoherenceSeverity, check_coherence

KIND = IncoherenceKind.TEST_AND_P


def kinds(text: str) -> list[IncoherenceKind]:
    return [one.kind for one in check_coherence(text)]


@pytest.mark.parametrize(
    "text",
    [
        "t(58) = 2.20, p = .32",
        "t(58) = 2.20, p < .001",
        "t(58) = 2.20, p > .05",
        "t (58) = -2.20 (p = 0.32)",
        "t[58] = −2.20; P = 0·32",
        "t = 2.20, df = 58, p = .32",
        "t58 = 2.20, p = .32",
        "F(1, 58) = 4.50, MSE = 12.3, p = .30",
        "F1,58 = 4.50, p = .30",
        "F(2, 90) = 1.20, ηp² = .03, p < .01",
        "χ²(1, N = 90) = 4.10, p = .40",
        "χ2 (1) = 4.10, P<0.01",
        "chi-square(1) = 4.10, p = .40",
        "χ² = 4.10, df = 1, p = .40",
        "r(58) = .34, p = .20",
        "r = .34, n = 60, p = .20",
        "z = 2.58, p = .10",
    ],
)
def test_a_wrong_p_is_found_in_every_notation(text):
    assert kinds(f"Groups of the invented trial differed ({text}).") == [KIND]


@pytest.mark.parametrize(
    "text",
    [
        "t(58) = 2.20, p = .032",
        "t(58) = 2.20, p = .03",
        "t(58) = 2.20, p < .05",
        "t(58) = 1.80, p < .05",  # one-tailed
        "t(58) = 2.20, p = .016",  # one-tailed
        "t(58) = 2.2, p = .036",  # 2.2 may be 2.15
        "t(58) = 4.50, p = .000",
        "t(58) = 4.50, p = .001",  # printed for "at most"
        "t(58) = 2.20, p = .030",  # .03 with an added zero
        "t(58) = 2.20, ps > .32",
        "t(58) = 2.20 and 1.10, p = .28",
        "t(58) > 2.20, p = .60",
        "F(2, 58) = 3.40, p = .06",  # corrected for sphericity
        "r(2) = .36, p < .001",  # r squared
        "r(60) = .25, p = .05",  # the number of pairs
        "t = 2.20, p = .32",  # no degrees of freedom
        "p = .32 for t(58) = 2.20",
        "t(58) = 2.20, p = 3.2 × 10^-2",
        "t(0) = 2.20, p = .32",
    ],
)
def test_what_may_be_right_is_not_reported(text):
    assert kinds(f"Groups of the invented trial differed ({text}).") == []


@pytest.mark.parametrize(
    "note", ["with Bonferroni correction", "by permutation", "p adjusted by Holm", "exact test"]
)
def test_a_corrected_p_is_not_compared(note):
    assert kinds(f"Invented groups differed {note} (t(58) = 2.20, p = .32).") == []


t_values = st.floats(0.1, 8)
integer_dfs = st.integers(2, 900)
decimals = st.integers(1, 3)


def t_statement(t: float, df: int, places: int, p: float, p_places: int) -> str:
    return f"Invented groups differed, t({df}) = {t:.{places}f}, p = {p:.{p_places}f}."


@given(t_values, integer_dfs, decimals, decimals, st.sampled_from([1, 2]))
def test_an_honest_t_is_never_reported(t, df, places, p_places, tails):
    p = tails * stats.t.sf(t, df)
    assert kinds(t_statement(t, df, places, p, p_places)) == []


@given(st.floats(0.1, 20), st.integers(1, 9), st.integers(2, 900), decimals, decimals)
def test_an_honest_f_is_never_reported(f, df1, df2, places, p_places):
    p = stats.f.sf(f, df1, df2)
    text = f"F({df1}, {df2}) = {f:.{places}f}, p = {p:.{p_places}f}"
    assert kinds(f"Invented groups differed, {text}.") == []


@given(st.floats(0.1, 40), st.integers(1, 20), decimals, decimals)
def test_an_honest_chi_square_is_never_reported(x, df, places, p_places):
    p = stats.chi2.sf(x, df)
    text = f"χ²({df}) = {x:.{places}f}, p = {p:.{p_places}f}"
    assert kinds(f"Invented groups differed, {text}.") == []


@given(st.floats(-0.9, 0.9), st.integers(3, 900), decimals)
def test_an_honest_r_is_never_reported(r, df, p_places):
    t = abs(r) * (df / (1 - r * r)) ** 0.5
    p = 2 * stats.t.sf(t, df)
    assert kinds(f"Invented scores correlated, r({df}) = {r:.2f}, p = {p:.{p_places}f}.") == []


@given(t_values, integer_dfs, st.floats(0.001, 0.999))
def test_an_altered_p_is_reported_beyond_rounding(t, df, stated):
    low, high = (2 * stats.t.sf(end, df) for end in (t + 0.02, max(0, t - 0.02)))
    far = 0.002
    assume(stated > high + far or stated < low / 2 - far)
    assume(round(stated, 3) not in {0.05, 0.01, 0.001})
    assume(not f"{stated:.3f}".endswith("0"))
    assume(not low / 2 - far < stated < high / 2 + far)
    assert kinds(t_statement(t, df, 2, stated, 3)) == [KIND]


def test_the_incoherence_says_what_was_stated_and_computed():
    text = "Invented groups differed, t(58) = −2.20, p = .32, at the end."
    [found] = check_coherence(text, name="abstract")
    assert found.severity is IncoherenceSeverity.CONTRADICTION
    assert [text[place.start : place.end] for place in found.places] == ["t(58) = −2.20", "p = .32"]
    assert {place.field for place in found.places} == {"abstract"}
    assert found.stated == "p = .32"
    assert found.computed.low < 2 * stats.t.sf(2.2, 58) < found.computed.high
    assert "statcheck" in found.formula.source
    assert found.english == (
        "The text states “p = .32” for “t(58) = −2.20”, from which p is 0.0311 to 0.0322."
    )
    assert found.french == (
        "Le texte indique «\u202fp = .32\u202f» pour «\u202ft(58) = −2.20\u202f», "
        "d’où un p de 0,0311 à 0,0322."
    )
