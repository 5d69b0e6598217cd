"""Which concepts include others."""

from __future__ import annotations

import pytest

from pprnet.claims.concepts import broader_concepts, is_narrower, related
from pprnet.claims.concepts.lexicon import load_lexicon

NARROWER = [
    ("cbt", "psychotherapy"),
    ("cbt", "treatment"),
    ("group-cbt", "cbt"),
    ("group-cbt", "group-therapy"),
    ("waiting-list", "control"),
    ("enhanced-usual-care", "tau"),
    ("fluoxetine", "medication"),
    ("suicide-attempts", "suicidality"),
    ("borderline-personality-disorder", "personality-disorder"),
    ("cluster-trial", "randomized-trial"),
    ("arm:manual assisted cognitive therapy", "cognitive-therapy"),
    ("arm:nurse led clinic", "treatment"),
]


@pytest.mark.parametrize(("narrow", "broad"), NARROWER)
def test_a_narrower_concept_is_related_to_the_broader_one(narrow, broad):
    assert is_narrower(narrow, broad)
    assert not is_narrower(broad, narrow)
    assert related(narrow, broad)
    assert related(broad, narrow)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("dbt", "cbt"),
        ("cbt", "control"),
        ("depression", "anxiety"),
        ("waiting-list", "tau"),
        ("higher-dose", "lower-dose"),
        ("arm:joint candle therapy", "arm:brief lamp therapy"),
        ("arm:nurse led clinic", "control"),
        ("unknown", "cbt"),
    ],
)
def test_other_concepts_are_not_related(first, second):
    assert not related(first, second)
    assert not related(second, first)


def test_a_part_of_the_name_of_an_arm_is_related_to_it():
    assert related("arm:validation", "arm:comprehensive validation therapy")


def test_no_concept_is_broader_than_itself():
    assert [key for key in load_lexicon() if is_narrower(key, key)] == []


def test_all_broader_concepts_are_found():
    assert broader_concepts("group-cbt") == {
        "cbt",
        "group-therapy",
        "psychotherapy",
        "treatment",
    }
