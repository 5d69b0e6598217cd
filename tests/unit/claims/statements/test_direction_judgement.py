"""Whether a source says the same as a text, or the opposite; all sentences are invented."""

from __future__ import annotations

import pytest

from pprnet.claims.concepts import find_concepts
from pprnet.claims.statements import (
    DirectionFinding,
    StatementAgreement,
    alignment,
    compare_statements,
    judge_direction,
    normalised,
    read_statements,
)


def read(text: str, language: str = "en"):
    return read_statements(text, language, find_concepts(text, language))


def findings(text: str, source: str, language: str = "en") -> set[DirectionFinding]:
    claims, stated = read(text, language), read(source)
    return {judge_direction(one, text, stated, source, claims).finding for one in claims}


SAME_STATEMENTS = [
    ("CBT lowered depression more than placebo.", "Depression fell further with CBT than placebo."),
    (
        "CBT lowered depression more than placebo.",
        "Placebo led to smaller reductions in depression than CBT.",
    ),
    ("CBT was better than placebo.", "Placebo was outperformed by CBT."),
    ("CBT was better than placebo.", "Placebo was worse than CBT."),
    ("Depression rose with CBT.", "Depression worsened with CBT."),
]


@pytest.mark.parametrize(("one", "other"), SAME_STATEMENTS)
def test_wordings_of_one_statement(one, other):
    first, second = read(one)[0], read(other)[0]
    assert compare_statements(first, second) is StatementAgreement.SAME
    one_normal, other_normal = normalised(first), normalised(second)
    assert (one_normal.sign, one_normal.subjects) == (other_normal.sign, other_normal.subjects)


SOURCE = (
    "In an invented trial, depression decreased significantly more with CBT than with placebo "
    "(d = 0.43, p = .01). Anxiety did not differ between the groups (p = .62). Dropout was less "
    "frequent with CBT (12% versus 31%). Gains were maintained at 12 months. Alliance was "
    "negatively associated with relapse."
)
PAIRS = [
    ("Depression fell further with CBT than with placebo (d = 0.43).", [("fell", "rose")]),
    ("CBT lowered depression more than placebo.", [("more", "less"), ("lowered", "raised")]),
    (
        "Anxiety did not differ between the groups.",
        [("did not differ", "differed"), ("did not differ", "was significantly lower")],
    ),
    ("Dropout was rarer with CBT (12% versus 31%).", [("rarer", "more frequent")]),
    ("Gains held up at 12 months.", [("held up", "faded"), ("held up", "were lost")]),
    ("Better alliance went with less relapse.", [("less", "more")]),
    ("The fall in depression was significant (p = .01).", [("significant", "not significant")]),
]
FRENCH_PAIRS = [
    ("La dépression a davantage diminué avec la TCC que sous placebo.", [("diminué", "augmenté")]),
    ("L'anxiété ne différait pas entre les groupes.", [("ne différait pas", "différait")]),
    ("Les abandons étaient moins fréquents avec la TCC (12 % contre 31 %).", [("moins", "plus")]),
    ("Les acquis se sont maintenus à 12 mois.", [("maintenus", "estompés")]),
]


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", text) for text, _ in PAIRS] + [("fr", text) for text, _ in FRENCH_PAIRS],
)
def test_a_faithful_text_is_not_contradicted(language, text):
    assert DirectionFinding.CONTRADICTED not in findings(text, SOURCE, language)


@pytest.mark.parametrize(
    ("language", "text", "old", "new"),
    [("en", text, *swap) for text, swaps in PAIRS for swap in swaps]
    + [("fr", text, *swap) for text, swaps in FRENCH_PAIRS for swap in swaps],
)
def test_a_reversed_text_is_contradicted(language, text, old, new):
    assert old in text
    assert DirectionFinding.CONTRADICTED in findings(text.replace(old, new), SOURCE, language)


def test_a_source_about_something_else_says_nothing():
    assert findings("Sleep improved.", "Marital quarrels rose in winter.") == {
        DirectionFinding.NOT_FOUND
    }


def test_a_verdict_names_the_statement_that_decides():
    text = "Depression rose further with CBT than with placebo."
    claim, stated = read(text)[0], read(SOURCE)
    verdict = judge_direction(claim, text, stated, SOURCE)
    assert verdict.stated is not None
    assert SOURCE[verdict.stated.start : verdict.stated.end].startswith("decreased")
    assert 0 < verdict.strength <= 1


def test_alignment_grows_with_what_is_shared():
    claim = read("CBT lowered depression.")[0]
    near, far = read("CBT reduced depression.")[0], read("Placebo raised anxiety.")[0]
    assert alignment(claim, near, 0.5) > alignment(claim, far, 0.5)
    assert alignment(claim, far, 0.9) > alignment(claim, far, 0.1)


def test_words_against_their_own_numbers():
    text = "They spent more days in hospital (29 against 105)."
    source = "Days in hospital were 29 in the treated group and 105 in the other."
    source += " Hospital days: 29 versus 105."
    assert DirectionFinding.CONTRADICTED in findings(text, source)
    assert DirectionFinding.CONTRADICTED not in findings(text.replace("more", "fewer"), source)
