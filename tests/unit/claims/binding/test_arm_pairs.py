"""Arms of invented summaries: a faithful one has no error, one of the wrong arm has."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pprnet.claims import ClaimSeverity, SourceText, check_claims

TRIAL = (
    "In this invented trial, adults with panic disorder were randomly assigned to schema "
    "therapy (n = 41) or supportive therapy (n = 39). Remission was seen in 52% of the schema"
    " therapy group and in 31% of the supportive therapy group. Dropout was higher in "
    "supportive therapy than in schema therapy. Schema therapy patients spent fewer days in "
    "hospital (12 versus 27). Both groups improved on depression."
)
DRUG = (
    "In this invented trial, outpatients with bulimia nervosa received fluoxetine or placebo "
    "for 8 weeks. Vomiting stopped in 44% and 19% with fluoxetine and placebo, respectively. "
    "Nausea was reported significantly more often in the fluoxetine group. Mean costs were "
    "900 pounds for fluoxetine and 650 pounds for placebo."
)
DOSES = (
    "In this invented trial, patients received sertraline 50 mg/d (n = 61), sertraline 150 "
    "mg/d (n = 64) or placebo (n = 60). Response rates were 47% for sertraline 50 mg/d, 63% "
    "for sertraline 150 mg/d and 38% for placebo."
)
ADDED = (
    "In this invented trial, women with borderline personality disorder were allocated to DBT"
    " plus treatment as usual (n = 33) or to treatment as usual alone (n = 35). Self-harm was"
    " repeated by 18% of the DBT group and by 36% of the control group. The attrition rate "
    "for DBT was 22%."
)
COHORTS = (
    "In this invented study we compared older and younger patients with cancer. Mean quality "
    "of life was 71 and 64 for older and younger patients, respectively. Fatigue was reported"
    " by 58% of younger patients and 33% of older patients. In bipolar II disorder 27% "
    "relapsed, in bipolar I disorder 41%."
)
WAITING = (
    "In this invented trial, 60 adolescents were randomized to a 10-week group CBT programme "
    "or a waiting list. Anxiety fell significantly more with CBT than on the waiting list. "
    "Recovery occurred in 17 of 30 adolescents in CBT and in 6 of 30 on the waiting list."
)

CASES = [
    (
        TRIAL,
        "Remission reached {} with schema therapy and 31% with supportive therapy.",
        "52%",
        "25%",
    ),
    (TRIAL, "Of those in {}, 52% remitted.", "schema therapy", "supportive therapy"),
    (
        TRIAL,
        "In all, 52% remitted with {} and 31% with supportive therapy.",
        "schema therapy",
        "supportive therapy",
    ),
    (
        TRIAL,
        "In all, 52% remitted with schema therapy and 31% with {}.",
        "supportive therapy",
        "schema therapy",
    ),
    (
        TRIAL,
        "Dropout was higher in {} than in schema therapy.",
        "supportive therapy",
        "schema therapy",
    ),
    (
        TRIAL,
        "Dropout was higher in supportive therapy than in {}.",
        "schema therapy",
        "supportive therapy",
    ),
    (
        TRIAL,
        "Adults were randomized to schema therapy or to {}.",
        "supportive therapy",
        "interpersonal therapy",
    ),
    (TRIAL, "Adults were randomized to {} or to supportive therapy.", "schema therapy", "DBT"),
    (TRIAL, "There were 41 people in {}.", "schema therapy", "supportive therapy"),
    (TRIAL, "There were 39 people in {}.", "supportive therapy", "schema therapy"),
    (TRIAL, "{} had panic disorder.", "The adults", "The adolescents"),
    (TRIAL, "Depression improved in {}.", "both groups", "the schema therapy group only"),
    (
        TRIAL,
        "La rémission était de 52 % avec {} et de 31 % avec la thérapie de soutien.",
        "la thérapie des schémas",
        "la thérapie de soutien",
    ),
    (
        TRIAL,
        "La rémission était de 52 % avec la thérapie des schémas et de 31 % avec {}.",
        "la thérapie de soutien",
        "la thérapie des schémas",
    ),
    (
        TRIAL,
        "L'abandon était plus élevé dans {} que dans la thérapie des schémas.",
        "la thérapie de soutien",
        "la thérapie des schémas",
    ),
    (TRIAL, "Le hasard leur a attribué une thérapie {}.", "de soutien", "comportementale"),
    (DRUG, "Vomiting stopped in 44% on {} and in 19% on placebo.", "fluoxetine", "placebo"),
    (DRUG, "Vomiting stopped in 44% on fluoxetine and in 19% on {}.", "placebo", "fluoxetine"),
    (DRUG, "Of those on {}, 44% stopped vomiting.", "fluoxetine", "placebo"),
    (DRUG, "Costs were 900 pounds with {} and 650 pounds with placebo.", "fluoxetine", "placebo"),
    (
        DRUG,
        "Costs were 900 pounds with fluoxetine, against 650 pounds with {}.",
        "placebo",
        "fluoxetine",
    ),
    (DRUG, "The {} had bulimia nervosa.", "outpatients", "inpatients"),
    (DRUG, "Patients were given fluoxetine or {}.", "placebo", "olanzapine"),
    (
        DRUG,
        "Les vomissements ont cessé chez 44 % sous {} et 19 % sous placebo.",
        "fluoxétine",
        "placebo",
    ),
    (DRUG, "Les patients ont reçu {} ou un placebo.", "de la fluoxétine", "de la quétiapine"),
    (DRUG, "Elles souffraient de {}.", "boulimie", "anorexie mentale"),
    (DOSES, "Response was 63% at {} and 38% on placebo.", "150 mg", "50 mg"),
    (DOSES, "Response was 47% at {} and 38% on placebo.", "50 mg", "150 mg"),
    (DOSES, "Response was 63% with {} and 38% with placebo.", "the higher dose", "the lower dose"),
    (ADDED, "Self-harm recurred in 18% with {} and in 36% of controls.", "DBT", "usual treatment"),
    (
        ADDED,
        "Self-harm recurred in 18% of the DBT group and in 36% of the {} group.",
        "control",
        "DBT",
    ),
    (
        ADDED,
        "Women were allocated to DBT on top of treatment as usual or to {} alone.",
        "treatment as usual",
        "supportive counselling",
    ),
    (ADDED, "The attrition rate for {} was 22%.", "DBT", "treatment as usual"),
    (
        ADDED,
        "L'automutilation est revenue chez 18 % du groupe {} et 36 % du groupe témoin.",
        "TCD",
        "témoin",
    ),
    (
        COHORTS,
        "Mean quality of life was 71 in the {} and 64 in the younger group.",
        "older",
        "younger",
    ),
    (
        COHORTS,
        "Fatigue troubled 58% of younger patients and 33% of {} patients.",
        "older",
        "younger",
    ),
    (COHORTS, "Older patients with cancer were compared with {} ones.", "younger", "older"),
    (WAITING, "Anxiety fell further with CBT than on {}.", "the waiting list", "CBT"),
    (
        WAITING,
        "Recovery occurred in 17 of 30 in {} and in 6 of 30 on the waiting list.",
        "CBT",
        "the waiting list",
    ),
    (WAITING, "{} were randomized to CBT or a waiting list.", "Adolescents", "Older adults"),
    (
        WAITING,
        "L'anxiété a baissé davantage avec la TCC que sur {}.",
        "la liste d'attente",
        "la TCC",
    ),
    (
        WAITING,
        "Anxiety fell further with CBT than with {}.",
        "the waiting list",
        "individual therapy",
    ),
]


def errors(text: str, source: str) -> list[str]:
    """Return the reasons of the errors of a text."""
    found = check_claims(text, [SourceText("abstract", source)])
    return [each.reason for each in found if each.severity is ClaimSeverity.ERROR]


@pytest.mark.parametrize(("source", "form", "right", "wrong"), CASES)
def test_faithful_arm_has_no_error(source: str, form: str, right: str, wrong: str) -> None:
    assert errors(form.format(right), source) == []


@pytest.mark.parametrize(("source", "form", "right", "wrong"), CASES)
def test_wrong_arm_is_an_error(source: str, form: str, right: str, wrong: str) -> None:
    assert errors(form.format(wrong), source)


@pytest.mark.parametrize(
    "text",
    [
        "Ask your patients whether individual therapy suits them better than group therapy.",
        "In practice, offer schema therapy before schema therapy is asked for.",
        "Proposons une thérapie comportementale quand la première ne suffit pas.",
    ],
)
def test_advice_has_no_error(text: str) -> None:
    assert errors(text, TRIAL) == []


ARMS = ("CBT", "schema therapy", "placebo", "DBT", "fluoxetine", "a waiting list", "olanzapine")
FORMS = (
    "Recovery was seen in {n}% of {a} and {m}% of {b}.",
    "Recovery was seen in {n}% with {a} and in {m}% with {b}.",
    "Recovery was seen in {n}% with {a}, against {m}% with {b}.",
    "With {a} {n}% recovered, with {b} {m}%.",
)


@settings(deadline=None, max_examples=60)
@given(
    arms=st.lists(st.sampled_from(ARMS), min_size=2, max_size=2, unique=True),
    shares=st.lists(st.integers(11, 97), min_size=2, max_size=2, unique=True),
    forms=st.tuples(st.sampled_from(FORMS), st.sampled_from(FORMS)),
)
def test_exchanged_arms_are_errors(
    arms: list[str], shares: list[int], forms: tuple[str, str]
) -> None:
    (a, b), (n, m) = arms, shares
    source = f"In this invented trial, {a} was compared with {b}. " + forms[0].format(
        a=a, b=b, n=n, m=m
    )
    assert errors(forms[1].format(a=a, b=b, n=n, m=m), source) == []
    assert errors(forms[1].format(a=b, b=a, n=n, m=m), source)
