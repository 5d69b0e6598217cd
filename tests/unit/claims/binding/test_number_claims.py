"""Numbers of a text against invented sources: value, arm, and which number was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pprnet.claims import ClaimSeverity, SourceText, Verdict, check_claims

TRIAL = (
    "Invented Trial of Example Therapy. We randomised 106 outpatients to cognitive behavioural "
    "therapy (CBT; n = 54) or to treatment as usual (TAU; n = 52). At 12 months, 38% of the CBT "
    "group and 22% of the TAU group were in remission (odds ratio 2.17, 95% CI 1.02 to 4.61, "
    "p = .04). The mean number of sessions was 16. Costs were 1,250 euros for CBT and 980 euros "
    "for TAU. The study took place in 9 countries, and 23.6% of participants dropped out."
)
META = (
    "Invented Review. We included 24 trials with 1,053 patients. The pooled effect was moderate "
    "(g = 0.41), and 5% of patients were harmed."
)

FAITHFUL = [
    (TRIAL, "The trial followed 106 outpatients: 54 had CBT and 52 usual treatment."),
    (TRIAL, "After a year 38% of those given CBT were in remission, against 22% with usual care."),
    (TRIAL, "Nearly a quarter (23.6%) dropped out."),
    (TRIAL, "The odds ratio was 2.17 (95% CI 1.02 to 4.61)."),
    (TRIAL, "L'essai a suivi 106 patients : 54 ont reçu la TCC, 52 le traitement habituel."),
    (TRIAL, "Nine countries took part, and two questions remain."),
    (META, "Two dozen trials, 24 in all, told of 1,053 people; the effect was 0.41."),
    (META, "La revue réunit 24 essais et 1 053 patients (g = 0,41)."),
]
WRONG = [
    (TRIAL, "The trial followed 160 outpatients.", "160"),
    (TRIAL, "After a year 83% of those given CBT were in remission.", "83%"),
    (TRIAL, "The odds ratio was 2.71.", "2.71"),
    (TRIAL, "Seven countries took part.", "Seven"),
    (TRIAL, "Almost a third (23.6%) dropped out.", "a third"),
    (TRIAL, "L'essai a suivi 116 patients.", "116"),
    (META, "The review found 42 trials.", "42"),
    (META, "L'effet moyen était de 0,14.", "0,14"),
]


def errors(text, source):
    found = check_claims(text, [SourceText("abstract", source)])
    return [each for each in found if each.severity is ClaimSeverity.ERROR]


@pytest.mark.parametrize(("source", "text"), FAITHFUL)
def test_what_the_source_states_is_no_error(source, text):
    assert not [text[e.claim.start : e.claim.end] for e in errors(text, source)]


@pytest.mark.parametrize(("source", "text", "wrong"), WRONG)
def test_a_wrong_number_is_an_error_at_its_place(source, text, wrong):
    assert wrong in [text[e.claim.start : e.claim.end] for e in errors(text, source)]


@pytest.mark.parametrize(
    "text",
    [
        "After a year 22% of those given CBT were in remission, against 38% with usual care.",
        "In remission: 22% with CBT and 38% with treatment as usual.",
        "Remission was seen in 38% of the TAU group.",
    ],
)
def test_a_right_number_of_the_wrong_arm_is_an_error(text):
    assert {error.reason for error in errors(text, TRIAL)} & {"other-arm", "other-value"}


def test_a_computed_number_shows_its_formula():
    text = "In a million people, 5% would be 50,000."
    findings = check_claims(text, [SourceText("abstract", "Of 1,000,000 people, 5% are harmed.")])
    [computed] = [f for f in findings if f.verdict is Verdict.COMPUTED]
    assert text[computed.claim.start : computed.claim.end] == "50,000"
    assert computed.formula


def test_a_supported_number_has_its_passage():
    [finding] = [
        f
        for f in check_claims("It took 16 sessions.", [SourceText("abstract", TRIAL)])
        if f.verdict is Verdict.SUPPORTED
    ]
    passage = finding.passage
    assert passage is not None
    assert TRIAL[passage.start : passage.end] == "16"


@given(st.integers(5, 95), st.integers(5, 95))
def test_exchanged_percentages_are_found_and_right_ones_pass(first, second):
    if abs(first - second) < 3:
        return
    source = f"Remission was seen in {first}% of the CBT group and {second}% of the control group."
    right = f"With CBT {first}% were in remission, against {second}% in the control group."
    wrong = f"With CBT {second}% were in remission, against {first}% in the control group."
    assert not errors(right, source)
    assert errors(wrong, source)


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_texts_give_findings_within_them(text, source):
    for finding in check_claims(text, [SourceText("abstract", source)]):
        assert 0 <= finding.claim.start < finding.claim.end <= len(text)
        if finding.passage:
            assert 0 <= finding.passage.start <= finding.passage.end <= len(source)
