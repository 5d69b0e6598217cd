"""What is an error, what is advice and what is neither, in invented texts against a source."""

from __future__ import annotations

import pytest

from pprnet.claims import ClaimFinding, SourceText, check_claims

TRIAL = (
    "In this invented trial, 80 women aged 18-45 years with anorexia were randomly assigned to "
    "schema therapy (n = 41) or supportive therapy (n = 39) for 40 weeks. Remission was seen in "
    "52% of the schema therapy group and in 31% of the supportive therapy group. The effect on "
    "weight was of borderline significance (p = .06). Illness duration was 72 (33-104) months."
)
SITES = (
    "In this invented study, care was rated excellent at both intervention and control sites "
    "(78% vs. 71% of patients)."
)
MEDICINES = (
    "In this invented trial, women received nefazodone, an antidepressant, or placebo. "
    "Response rates were 48% for nefazodone and 33% for placebo."
)


def alarms(text: str, source: str) -> dict[str, str]:
    """Return the severity of each finding that has one, by the words of its claim."""
    found: dict[str, str] = {}
    for each in check_claims(text, [SourceText("abstract", source)]):
        if each.severity != "none":
            found[printed(text, each)] = each.severity.value
    return found


def printed(text: str, finding: ClaimFinding) -> str:
    return text[finding.claim.start : finding.claim.end]


FAITHFUL = {
    "une tranche d'âge en français": (
        "Les participantes avaient de 18 à 45 ans et souffraient d'anorexie depuis longtemps.",
        TRIAL,
    ),
    "a duration whose range stands before its unit": (
        "Half of the women had been ill for six years.",
        TRIAL,
    ),
    "significance near the limit": (
        "The effect on weight was of borderline significance (p = .06).",
        TRIAL,
    ),
    "a question": ("Is schema therapy better than a waiting list?", TRIAL),
    "a list of references": ("Remission was seen in 52% with schema therapy (Fig. 7).", TRIAL),
    "two arms beside two shares": (
        "Care was rated excellent by 78% at the intervention sites and 71% at the control sites.",
        SITES,
    ),
    "one name for groups that are told apart": (
        "More women with remission than women without remission had received schema therapy.",
        TRIAL,
    ),
    "what was given alone": (
        "Women were assigned to schema therapy or to supportive therapy only.",
        TRIAL,
    ),
}


@pytest.mark.parametrize("case", FAITHFUL)
def test_a_faithful_text_has_no_error(case):
    text, source = FAITHFUL[case]
    assert "error" not in alarms(text, source).values()


ALARMS = [
    ("Remission was seen in 63% of the schema therapy group.", TRIAL, "63%", "error"),
    ("Women received cognitive analytic therapy.", TRIAL, "cognitive analytic therapy", "error"),
    ("Women with bulimia were randomly assigned.", TRIAL, "bulimia", "error"),
    ("Women with diabetes were randomly assigned.", TRIAL, "diabetes", "error"),
    ("Women in Rwanda were randomly assigned.", TRIAL, "Rwanda", "advice"),
    ("The women were on the mountain pathway group.", TRIAL, "mountain pathway group", "advice"),
    ("Surgery is rarely needed after remission.", TRIAL, "Surgery", "advice"),
    ("Response rates were 48% for fluoxetine.", MEDICINES, "fluoxetine", "error"),
    ("Remission was seen after 26 weeks.", TRIAL, "26 weeks", "error"),
]


@pytest.mark.parametrize(("text", "source", "words", "severity"), ALARMS)
def test_a_wrong_claim_is_reported_as_surely_as_it_is_known(text, source, words, severity):
    assert alarms(text, source).get(words) == severity


@pytest.mark.parametrize(
    "text",
    [
        "Remission was seen in 52% with schema therapy and in 31% with schema therapy.",
        "Schema therapy did better than schema therapy on remission.",
    ],
)
def test_a_repeated_arm_is_an_error_in_a_study_of_two_arms(text):
    assert "error" in alarms(text, TRIAL).values()


def test_a_repeated_arm_is_no_error_in_a_study_of_one_arm():
    source = "In this invented study, schema therapy helped. Short courses were also tried."
    text = "Long schema therapy helped more than brief schema therapy."
    assert "error" not in alarms(text, source).values()
