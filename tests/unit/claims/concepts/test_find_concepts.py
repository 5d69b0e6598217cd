"""Concepts found in sentences of the field, in English and French (all invented)."""

from __future__ import annotations

import time

import pytest

from pprnet.claims.concepts import ConceptGroup, find_concepts

MAX_SECONDS = 0.008
"""For 2,000 characters."""

ARMS = [
    ("en", "CBT was compared with a waiting list.", "cbt waiting-list"),
    ("en", "cognitive-behavioural therapy or treatment as usual (TAU)", "cbt tau tau"),
    ("en", "Dialectical behavior therapy beat community treatment by experts.",
     "dbt community-experts"),
    ("en", "general psychiatric management or psychodynamic psychotherapy",
     "general-psychiatric-management psychodynamic"),
    ("en", "Olanzapine was given at a higher dose than fluoxetine.",
     "olanzapine higher-dose fluoxetine"),
    ("en", "anger management training or a sham treatment", "skills-training sham"),
    ("en", "The experimental group received guided self-help.", "treatment guided-self-help"),
    ("en", "the nurse-led clinic and the Bellwether programme", "arm:nurse led clinic treatment"),
    ("en", "metacognitive interpersonal chair-work therapy",
     "arm:metacognitive interpersonal chair work therapy"),
    ("en", "She gave them 5-10 mg, then 2.5 mg.", "arm:5-10 mg arm:2.5 mg"),
    ("en", "imaginazepam against placebo", "arm:imaginazepam placebo"),
    ("en", "after the intervention, scores of both groups rose", ""),
    ("en", "at post-treatment, Smith's group wrote", ""),
    ("en", "patients received treatment for two years", ""),
    ("fr", "La TCC a été comparée à une liste d'attente.", "cbt waiting-list"),
    ("fr", "la thérapie cognitivo-comportementale ou le traitement habituel", "cbt tau"),
    ("fr", "une thérapie comportementale dialectique", "dbt"),
    ("fr", "le groupe témoin et le groupe expérimental", "control treatment"),
    ("fr", "thérapie centrée sur les schémas et psychothérapie focalisée sur le transfert",
     "schema-therapy tfp"),
    ("fr", "Le groupe ASSIP avait moins de rechutes.", "arm:assip"),
    ("fr", "La thérapie durait trois ans.", ""),
    ("fr", "les deux groupes à la fin du traitement", ""),
    ("fr", "soins habituels renforcés ou placebo", "enhanced-usual-care placebo"),
]  # fmt: skip

OUTCOMES = [
    ("en", "Depression (BDI-II) and anxiety fell.", "depression- depression- anxiety-"),
    ("en", "fewer suicide attempts, less self-harm", "suicide-attempts- self-harm-"),
    ("en", "quality of life and global functioning", "quality-of-life+ functioning+"),
    ("en", "higher remission, lower dropout and relapse", "remission+ dropout- relapse-"),
    ("en", "weight, and attachment", "weight0 attachment0"),
    ("en", "hospital admissions and emergency visits", "hospital-admissions- emergency-visits-"),
    ("en", "the Northern Kindness Scale", "outcome:northern kindness scale0"),
    ("en", "adults with panic disorder in anger management training", ""),
    ("en", "a mean fall of 8 points, with 95% confidence", ""),
    ("fr", "les tentatives de suicide et les automutilations", "suicide-attempts- self-harm-"),
    ("fr", "la qualité de vie, l'alliance et le fonctionnement social",
     "quality-of-life+ alliance+ functioning+"),
    ("fr", "taux de rémission, abandons et rechutes", "remission+ dropout- relapse-"),
    ("fr", "des adultes ayant un trouble dépressif majeur", ""),
]  # fmt: skip

OTHERS = [
    ("en", "women with borderline personality disorder",
     "women borderline-personality-disorder"),
    ("en", "a cluster randomised trial in Canada", "cluster-trial canada randomized"),
    ("en", "a systematic review and meta-analysis", "systematic-review"),
    ("en", "adolescents were screened, and 40 were randomised",
     "adolescents screened randomized"),
    ("en", "12 women were lost to follow-up, 3 withdrew", "women lost dropped-out"),
    ("fr", "femmes ayant un trouble de la personnalité borderline",
     "women borderline-personality-disorder"),
    ("fr", "un essai contrôlé randomisé aux Pays-Bas", "randomized-trial randomized netherlands"),
    ("fr", "une revue systématique", "systematic-review"),
    ("fr", "trois adolescents perdus de vue", "adolescents lost"),
    ("fr", "88 adultes répartis au hasard", "adults randomized"),
]  # fmt: skip


def keys(text: str, language: str, *groups: ConceptGroup) -> list[str]:
    return [m.key for m in find_concepts(text, language) if m.group in groups]


@pytest.mark.parametrize(("language", "text", "expected"), ARMS)
def test_arms(language, text, expected):
    assert " ".join(keys(text, language, ConceptGroup.ARM)) == expected


@pytest.mark.parametrize(("language", "text", "expected"), OUTCOMES)
def test_outcomes_and_whether_more_is_better(language, text, expected):
    signs = {1: "+", -1: "-", 0: "0"}
    found = [m for m in find_concepts(text, language) if m.group is ConceptGroup.OUTCOME]
    assert " ".join(m.key + signs[m.valence] for m in found) == expected


@pytest.mark.parametrize(("language", "text", "expected"), OTHERS)
def test_people_designs_and_stages(language, text, expected):
    groups = (ConceptGroup.POPULATION, ConceptGroup.DESIGN, ConceptGroup.STAGE)
    assert sorted(keys(text, language, *groups)) == sorted(expected.split())


def test_the_longest_phrase_of_a_group_counts():
    text = "internet-based cognitive behavioural therapy"
    (mention,) = (m for m in find_concepts(text, "en") if m.group is ConceptGroup.ARM)
    assert (mention.key, mention.start, mention.end) == ("internet-cbt", 0, len(text))


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("waiting list", "liste d'attente"),
        ("self-harm", "automutilation"),
        ("dropout", "abandon"),
        ("randomised controlled trial", "essai contrôlé randomisé"),
        ("older adults", "personnes âgées"),
        ("working alliance", "alliance de travail"),
    ],
)
def test_both_languages_have_one_key(english, french):
    in_english = {(m.key, m.group) for m in find_concepts(english, "en")}
    assert in_english & {(m.key, m.group) for m in find_concepts(french, "fr")}


def seconds(text: str) -> float:
    """Return the best of three times, so that another program's work does not count."""
    times = []
    for _ in range(3):
        start = time.process_time()
        find_concepts(text, "en")
        times.append(time.process_time() - start)
    return min(times)


def test_a_text_of_two_thousand_characters_is_read_in_time():
    text = " ".join(text for language, text, _ in ARMS + OUTCOMES if language == "en") * 3
    assert seconds(text[:2000]) <= MAX_SECONDS


@pytest.mark.parametrize(
    "part",
    ["cognitive behavioral ", "group ", "general-", "a (", "therapy of ", "5 mg - ", "CBT "],
)
def test_time_grows_with_the_length(part):
    short, long = seconds(part * 500), seconds(part * 4_000)
    assert long <= 16 * short + 0.05
