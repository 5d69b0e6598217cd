"""Statements of results in English and French, by family of wording; all sentences are invented."""

from __future__ import annotations

import pytest

from pprnet.claims.concepts import find_concepts
from pprnet.claims.statements import Aspect, Statement, StatementKind, read_statements

UP, DOWN, SAME = 1, -1, 0


def only(text: str, language: str = "en") -> Statement:
    """Return the first statement in words."""
    return read_statements(text, language, find_concepts(text, language))[0]


BETTER_OR_WORSE = [
    ("en", "CBT outperformed usual care.", UP),
    ("en", "CBT fared better than usual care.", UP),
    ("en", "CBT beat placebo.", UP),
    ("en", "CBT came out ahead.", UP),
    ("en", "CBT was superior to placebo.", UP),
    ("en", "CBT was more effective than placebo.", UP),
    ("en", "CBT did worse than placebo.", DOWN),
    ("en", "CBT was less effective than placebo.", DOWN),
    ("en", "CBT was inferior to placebo.", DOWN),
    ("en", "CBT trailed placebo.", DOWN),
    ("en", "CBT lagged behind placebo.", DOWN),
    ("en", "CBT was outperformed by placebo.", DOWN),
    ("en", "CBT was no more effective than placebo.", SAME),
    ("en", "CBT did no better than placebo.", SAME),
    ("en", "CBT was not superior to placebo.", SAME),
    ("en", "Neither CBT nor placebo was superior.", SAME),
    ("fr", "La TCC a fait mieux que le placebo.", UP),
    ("fr", "La TCC était plus efficace que le placebo.", UP),
    ("fr", "La TCC est supérieure au placebo.", UP),
    ("fr", "La TCC a fait moins bien que le placebo.", DOWN),
    ("fr", "La TCC était moins efficace que le placebo.", DOWN),
    ("fr", "La TCC n'était pas plus efficace que le placebo.", SAME),
    ("fr", "La TCC n'était pas supérieure au placebo.", SAME),
]


@pytest.mark.parametrize(("language", "text", "sign"), BETTER_OR_WORSE)
def test_better_and_worse(language, text, sign):
    statement = only(text, language)
    assert (statement.kind, statement.sign) == (StatementKind.COMPARISON, sign)


CHANGES = [
    ("en", "Depression fell.", DOWN, Aspect.AMOUNT),
    ("en", "Depression dropped with CBT.", DOWN, Aspect.AMOUNT),
    ("en", "Anxiety halved over the year.", DOWN, Aspect.AMOUNT),
    ("en", "Anxiety rose.", UP, Aspect.AMOUNT),
    ("en", "Anxiety doubled.", UP, Aspect.AMOUNT),
    ("en", "Depression did not decrease.", SAME, Aspect.AMOUNT),
    ("en", "Both groups improved.", UP, Aspect.BENEFIT),
    ("en", "CBT eased depression.", UP, Aspect.BENEFIT),
    ("en", "Sleep deteriorated.", DOWN, Aspect.BENEFIT),
    ("en", "No group improved.", SAME, Aspect.BENEFIT),
    ("en", "The gains held up at follow-up.", UP, Aspect.LASTING),
    ("en", "The gains were maintained.", UP, Aspect.LASTING),
    ("en", "The gains faded.", DOWN, Aspect.LASTING),
    ("en", "The gains had not faded.", UP, Aspect.LASTING),
    ("fr", "La dépression a diminué.", DOWN, Aspect.AMOUNT),
    ("fr", "L'anxiété a chuté.", DOWN, Aspect.AMOUNT),
    ("fr", "L'anxiété a augmenté.", UP, Aspect.AMOUNT),
    ("fr", "La dépression n'a pas diminué.", SAME, Aspect.AMOUNT),
    ("fr", "Les patients se sont améliorés.", UP, Aspect.BENEFIT),
    ("fr", "Le sommeil s'est aggravé.", DOWN, Aspect.BENEFIT),
    ("fr", "Les progrès se sont maintenus.", UP, Aspect.LASTING),
    ("fr", "Les effets ont disparu.", DOWN, Aspect.LASTING),
]


@pytest.mark.parametrize(("language", "text", "sign", "aspect"), CHANGES)
def test_changes(language, text, sign, aspect):
    statements = read_statements(text, language, find_concepts(text, language))
    assert (sign, aspect) in {(one.sign, one.aspect) for one in statements}
    assert {one.kind for one in statements} == {StatementKind.CHANGE}


AMOUNTS = [
    ("en", "Women given CBT were less likely to drop out.", DOWN),
    ("en", "Women given CBT were half as likely to drop out.", DOWN),
    ("en", "Women given CBT were twice as likely to drop out.", UP),
    ("en", "Dropout was more frequent with CBT.", UP),
    ("en", "They had fewer admissions with CBT.", DOWN),
    ("en", "Depression fell further with CBT.", DOWN),
    ("en", "Depression fell less with CBT.", UP),
    ("en", "CBT led to greater reductions in depression.", DOWN),
    ("en", "CBT led to smaller reductions in depression.", UP),
    ("fr", "Le risque était plus élevé avec la TCC.", UP),
    ("fr", "Le risque était moins élevé avec la TCC.", DOWN),
    ("fr", "La dépression a moins diminué avec la TCC que sous placebo.", UP),
    ("fr", "Les femmes étaient moins susceptibles d'abandonner.", DOWN),
]


@pytest.mark.parametrize(("language", "text", "sign"), AMOUNTS)
def test_more_and_less(language, text, sign):
    statement = only(text, language)
    assert (statement.aspect, statement.sign) == (Aspect.AMOUNT, sign)


LINKS = [
    ("en", "Alliance was associated with lower depression.", DOWN),
    ("en", "Alliance was negatively related to depression.", DOWN),
    ("en", "Alliance predicted greater anxiety.", UP),
    ("en", "Lower alliance went with higher anxiety.", DOWN),
    ("en", "Lower alliance went with lower anxiety.", UP),
    ("en", "Alliance did not predict anxiety.", SAME),
    ("en", "Alliance was unrelated to anxiety.", SAME),
    ("fr", "L'alliance était associée à moins de dépression.", DOWN),
    ("fr", "L'alliance ne prédisait pas l'anxiété.", SAME),
    ("fr", "L'alliance était négativement liée à l'anxiété.", DOWN),
]


@pytest.mark.parametrize(("language", "text", "sign"), LINKS)
def test_links(language, text, sign):
    statement = only(text, language)
    assert (statement.kind, statement.sign) == (StatementKind.ASSOCIATION, sign)


DIFFERENCES = [
    ("en", "There was no difference between CBT and placebo.", SAME),
    ("en", "The groups did not differ.", SAME),
    ("en", "CBT and placebo were equally effective.", SAME),
    ("en", "On no outcome did the groups differ.", SAME),
    ("en", "The groups differed.", UP),
    ("en", "There was a significant difference.", UP),
    ("fr", "Il n'y avait aucune différence entre la TCC et le placebo.", SAME),
    ("fr", "Les groupes ne différaient pas.", SAME),
    ("fr", "Les groupes différaient.", UP),
]


@pytest.mark.parametrize(("language", "text", "sign"), DIFFERENCES)
def test_differences(language, text, sign):
    statements = read_statements(text, language, find_concepts(text, language))
    found = [one.sign for one in statements if one.aspect is Aspect.DIFFERENCE]
    assert found == [sign]


SIGNIFICANCE = [
    ("en", "Depression fell significantly.", True),
    ("en", "Depression fell, but not significantly.", False),
    ("en", "Depression fell non-significantly.", False),
    ("en", "Depression fell (p = .01).", True),
    ("en", "Depression fell (p = .40).", False),
    ("en", "Depression fell.", None),
    ("en", "Depression was lower with CBT, but this difference was not significant.", False),
    ("fr", "La dépression a diminué significativement.", True),
    ("fr", "La dépression a diminué de façon non significative.", False),
    ("fr", "La dépression a diminué (p = 0,01).", True),
]


@pytest.mark.parametrize(("language", "text", "expected"), SIGNIFICANCE)
def test_significance(language, text, expected):
    assert only(text, language).is_significant is expected


NO_RESULTS = [
    "The aim was to reduce depression.",
    "Clinicians should monitor worsening.",
    "Is CBT better than placebo?",
    "We examined differences between groups.",
    "We hypothesized that CBT would be superior.",
    "Self-harm was recorded.",
    "More than 50 patients took part.",
    "Patients could drop out.",
    "Treatment lasted 8 weeks.",
    "They took a higher dose.",
    "Strategies to improve sleep exist.",
]


@pytest.mark.parametrize("text", NO_RESULTS)
def test_sentences_without_a_result(text):
    assert read_statements(text, "en", find_concepts(text, "en")) == ()


ROLES = [
    ("en", "CBT was better than placebo for depression.", "cbt", "placebo"),
    ("en", "Compared with placebo, CBT lowered depression.", "cbt", "placebo"),
    ("en", "Depression fell further with CBT than with placebo.", "cbt", "placebo"),
    ("en", "Unlike placebo, CBT lowered depression.", "cbt", "placebo"),
    ("en", "Placebo was outperformed by CBT on depression.", "placebo", "cbt"),
    ("fr", "Par rapport au placebo, la TCC a diminué la dépression.", "cbt", "placebo"),
    ("fr", "La dépression a plus diminué avec la TCC qu'avec le placebo.", "cbt", "placebo"),
]


@pytest.mark.parametrize(("language", "text", "subject", "compared"), ROLES)
def test_who_is_compared_with_whom(language, text, subject, compared):
    statement = only(text, language)
    assert (statement.subjects, statement.compared) == ((subject,), (compared,))
    assert statement.outcomes == ("depression",)


def test_numbers_give_a_direction():
    statements = read_statements("Relapse was seen in 38% versus 22%.", "en", ())
    assert [(one.kind, one.sign) for one in statements] == [(StatementKind.COMPARISON, UP)]
    statements = read_statements("Scores went from 24 to 12.", "en", ())
    assert [(one.kind, one.sign) for one in statements] == [(StatementKind.CHANGE, DOWN)]


def test_a_clause_may_deny_the_one_before():
    text = "CBT improved sleep, whereas placebo did not."
    first, second = read_statements(text, "en", find_concepts(text, "en"))
    assert (first.subjects, first.sign) == (("cbt",), UP)
    assert (second.subjects, second.sign) == (("placebo",), SAME)


def test_a_difference_without_significance_leaves_changes_as_they_are():
    text = "Both groups improved, but the difference was not significant."
    assert only(text).is_significant is None
