"""What decides whether a source contradicts a direction; all sentences are invented."""

from __future__ import annotations

import pytest

from pprnet.claims.concepts import Abbreviations, find_concepts
from pprnet.claims.reading.read_text import read_text
from pprnet.claims.reading.statement_places import statement_place
from pprnet.claims.statements import DirectionFinding, judge_direction, read_statements
from pprnet.claims.statements.evidence.evidence_table import evidence_table
from pprnet.claims.statements.evidence.pair_features import KIND_FEATURES, PAIR_FEATURES
from pprnet.claims.statements.evidence.pair_relations import PairRelationKind, relation_of


def statements(text: str, language: str = "en"):
    return read_statements(text, language, find_concepts(text, language))


def test_the_table_has_a_weight_for_each_feature():
    table = evidence_table()
    assert len(table.pairs) == len(PAIR_FEATURES)
    assert len(table.kinds) == len(PairRelationKind)
    assert {len(kind) for kind in table.kinds} == {1 + len(KIND_FEATURES)}


OWN_NUMBERS = [
    ("Relapse was more frequent with CBT (12%) than with placebo (31%).", True),
    ("Relapse was less frequent with CBT (12%) than with placebo (31%).", False),
    ("Being male lowered the odds of relapse, with an odds ratio of 2.65.", True),
    ("Being male raised the odds of relapse, with an odds ratio of 2.65.", False),
    ("Being male raised scores, with an odds ratio of 0.65 elsewhere.", False),
]


@pytest.mark.parametrize(("text", "expected"), OWN_NUMBERS)
def test_percentages_and_ratios_near_a_direction(text, expected):
    source = "Relapse: CBT 12% and placebo 31%, p = .01. Being male: odds ratio 2.65, p = .01."
    claims, stated = statements(text), statements(source)
    found = {judge_direction(one, text, stated, source, claims).finding for one in claims}
    assert (DirectionFinding.CONTRADICTED in found) is expected


NO_RESULTS = [
    "The alliance may increase or decrease.",
    "We tested methods for reducing gambling.",
    "Only 15 people, barely more than a fifth, came back.",
]


@pytest.mark.parametrize("text", NO_RESULTS)
def test_texts_without_a_result(text):
    assert not statements(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Between the groups there was a significant difference.", "was a significant difference"),
        ("The groups did not differ significantly.", "did not differ significantly"),
        ("CBT was no better than placebo.", "was no better"),
    ],
)
def test_the_place_of_a_direction_has_its_negation_and_test(text, words):
    read = read_text(text, "en", Abbreviations())
    start, end = statement_place(read, read.sentences[0].statements[0])
    assert text[start:end] == words


def test_one_sign_of_two_outcomes_is_no_contradiction():
    one, other = statements("Depression decreased. Functioning decreased.")
    relation = relation_of(one, other)
    assert relation is None or relation.is_same


def test_a_degree_before_a_comparative_only_grades_it():
    found = statements("Cortisol fell slightly less with zinc than with placebo.")
    assert [one.sign for one in found] == [1]
