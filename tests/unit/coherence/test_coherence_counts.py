"""Percentages, totals, ranges and differences of groups. All sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pprnet.coherence import IncoherenceKind, IncoherenceSeverity, check_coherence

SHARE = IncoherenceKind.COUNT_AND_PERCENTAGE
PART = IncoherenceKind.PART_ABOVE_TOTAL
HUNDRED = IncoherenceKind.PERCENTAGE_ABOVE_HUNDRED
GROUPS = IncoherenceKind.GROUPS_AND_TOTAL
RANGE = IncoherenceKind.REVERSED_RANGE
DIFFERENCE = IncoherenceKind.TEST_AND_DIFFERENCE


def kinds(text: str) -> list[IncoherenceKind]:
    return [one.kind for one in check_coherence(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Recovery was seen in 38 of 100 patients (48%).", SHARE),
        ("Recovery was seen in 38/100 (48%; 95% CI 38 to 58).", SHARE),
        ("Recovery was seen in 38 out of the 100 patients (48 percent).", SHARE),
        ("Recovery was seen in 48% (38/100).", SHARE),
        ("Recovery was seen in 48.0% (n = 38 of 100).", SHARE),
        ("Recovery was seen in 38 (48%) of 100 patients.", SHARE),
        ("Of 100 patients, 38 (48%) recovered.", SHARE),
        ("We saw 100 participants, of whom 38 (48%) recovered.", SHARE),
        ("We saw 100 participants (38 women, 48%).", SHARE),
        ("We saw 1,200 patients, of whom 380 (41.7%) recovered.", SHARE),
        ("Le rétablissement a été vu chez 38 sur 100 (48 %).", SHARE),
        ("Recovery was seen in 120 of 100 patients (48%).", PART),
        ("In all, 120% of patients recovered.", HUNDRED),
        ("We randomised 1 site. Then 120 patients were randomised to CBT (n = 60) or a waiting "
         "list (n = 58).", GROUPS),
        ("A total of 90 adults with worry were randomly assigned to CBT (n=30), IPT (n=30), or "
         "usual care (n=20).", GROUPS),
        ("They were adults (aged 65-18 years).", RANGE),
        ("Their mean age was 44 (range 65 to 18).", RANGE),
        ("CBT (n = 30) and a waiting list (n = 30) differed, t(58) = 2.20, p = .032, d = 0.87.",
         DIFFERENCE),
        ("CBT (n = 30) and a waiting list (n = 30) differed, t(58) = 2.20, Hedges' g = 0.27.",
         DIFFERENCE),
    ],
)  # fmt: skip
def test_a_contradiction_is_found(text, kind):
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Recovery was seen in 38 of 100 patients (38%).",
        "Recovery was seen in 7/16 (43%).",  # cut off
        "Recovery was seen in about 38 of 100 patients (40%).",
        "Recovery was seen in 60% (7/9 men, 5/11 women).",
        "Recovery was seen in 10 of 20 patients compared with controls (25%).",
        "Among 173 patients, 72 (82%) of the 88 assigned to CBT recovered.",
        "At week 22, 13 (81%) patients recovered.",
        "As of October 2018, 56 (89%) patients continued.",
        "It was 30 (9%) of 349 with CBT, 11 (6%) of 171 with IPT.",
        "The cost was 120% of the patients' income.",
        "In all, 100% of patients recovered.",
        "We saw 120 patients. Completers of CBT (n = 60) or a waiting list (n = 58) were analysed.",
        "Of 120 patients, 110 were randomised to CBT (n = 60) or a waiting list (n = 50).",
        "120 patients were randomised to CBT (n = 60), and 58 to a waiting list (n = 58).",
        "120 patients were randomised to CBT (n = 60) or IPT (n = 60).",
        "Recovery was 98. 0% (49/50).",  # a broken decimal
        "After induction, 100 patients were randomised to CBT (n = 52) or IPT (n = 48) and drug "
        "(n = 51) or placebo (n = 49).",  # two factors
        "469 patients were randomised to a one-hour (n = 156) or two-hour (n = 153) dose of CBT "
        "or to usual care.",
        "Scores range from 10 to 0.",
        "Studies were from 1998-9 (range 1998-9).",
        "The mean change was small (range -2 to -7).",
        "CBT (n = 30) and a waiting list (n = 30) differed, t(58) = 2.20, d = 0.57.",
        "CBT (n = 30) and a waiting list (n = 30) differed, t(58) = 2.20, g = 0.56.",
        "Scores of CBT (n = 30) fell, t(29) = 2.20, d = 0.87.",  # pairs
    ],
)
def test_what_may_be_right_is_not_reported(text):
    assert kinds(text) == []


def test_no_text_has_no_incoherence():
    assert check_coherence("") == ()


@given(st.integers(1, 5000), st.data(), st.integers(0, 2), st.booleans())
def test_an_honest_percentage_is_never_reported(total, data, decimals, cut):
    part = data.draw(st.integers(0, total))
    share = 100 * part / total
    if cut:
        share = int(share * 10**decimals + 1e-9) / 10**decimals
    text = f"Recovery was seen in {part} of {total} patients ({share:.{decimals}f}%)."
    assert kinds(text) == []


@given(st.integers(10, 5000), st.data(), st.integers(0, 2))
def test_an_altered_percentage_is_found(total, data, decimals):
    part = data.draw(st.integers(0, total))
    stated = round(data.draw(st.floats(0, 100)), decimals)
    assume(abs(stated - 100 * part / total) > 1.001 * 10**-decimals)
    text = f"Recovery was seen in {part} of {total} patients ({stated:.{decimals}f}%)."
    assert kinds(text) == [SHARE]


@given(st.lists(st.integers(5, 900), min_size=2, max_size=5), st.integers(-4, 4))
def test_groups_are_added_up(sizes, error):
    *first, last = [f"treatment {'ABCDE'[at]} (n = {size})" for at, size in enumerate(sizes)]
    total = sum(sizes) + error
    text = f"{total} patients were randomly assigned to {', '.join(first)} or {last}."
    assert kinds(text) == ([GROUPS] if error else [])


@given(st.integers(5, 300), st.integers(5, 300), st.floats(0.2, 8), st.floats(0.5, 2))
def test_d_follows_from_t_and_two_groups(n1, n2, t, factor):
    d = t * (1 / n1 + 1 / n2) ** 0.5
    text = (
        f"Invented treatment A (n = {n1}) and B (n = {n2}) differed, "
        f"t({n1 + n2 - 2}) = {t:.2f}, d = "
    )
    assert kinds(f"{text}{d:.2f}.") == []
    altered = 2.5 * d * max(factor, 1) * ((n1 + n2) / (2 * min(n1, n2))) + 0.1
    assert kinds(f"{text}{altered:.2f}.") == [DIFFERENCE]


EXAMPLES = (
    "t(58) = 2.20, p = .32.",
    "CBT (n = 30) and IPT (n = 30): t(58) = 2.20, d = 0.87.",
    "OR = 2.3 (95% CI 2.5 to 4.5).",
    "OR = 1.20 (95% CI 1.10 to 2.40).",
    "d = 0.30 (95% CI −0.10 to 0.70), p = .002.",
    "They were adults (aged 65-18 years).",
    "38 of 100 patients (48%).",
    "120 of 100 patients (48%).",
    "120% of patients.",
    "120 patients were randomised to CBT (n = 60) or IPT (n = 58).",
)


def test_every_kind_has_a_sentence_in_both_languages():
    found = [one for text in EXAMPLES for one in check_coherence(f"Invented. {text}")]
    assert {one.kind for one in found} == set(IncoherenceKind)
    for one in found:
        assert all(text.endswith(".") for text in (one.english, one.french))
        assert all((one.formula.text, one.formula.source))
        assert "{" not in one.english + one.french
        assert not any(f" {mark}" in one.french for mark in ":;!?»%")


@given(st.text(alphabet="0123456789.,%()-=ptdnORCI <ofa/", max_size=300))
def test_any_text_is_read(text):
    for one in check_coherence(text):
        assert all(0 <= place.start < place.end <= len(text) for place in one.places)


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("38 of 100 patients (38.4%)", IncoherenceSeverity.ADVICE),
        ("38 of 100 patients (48%)", IncoherenceSeverity.CONTRADICTION),
        ("t(36) = 1.754, p = .097", IncoherenceSeverity.ADVICE),
        ("t(58) = 2.05, p = .052", IncoherenceSeverity.CONTRADICTION),
        ("t(58) = 2.20, p = .32", IncoherenceSeverity.CONTRADICTION),
    ],
)
def test_a_slip_of_rounding_is_advice(text, severity):
    [found] = check_coherence(f"Invented: {text}.")
    assert found.severity is severity
