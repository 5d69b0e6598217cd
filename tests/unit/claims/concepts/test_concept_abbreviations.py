"""Abbreviations that a text defines, found again in it and in a text about it (all invented)."""

from __future__ import annotations

import pytest

from pprnet.claims.concepts import Abbreviations, find_concepts, read_abbreviations

DEFINED = [
    ("schema-focused therapy (SFT)", "SFT", "schema-therapy"),
    ("treatment as usual (TAU)", "TAU", "tau"),
    ("enhanced usual care (EUC)", "EUC", "enhanced-usual-care"),
    ("Systems Training for Emotional Predictability and Problem Solving (STEPPS)",
     "STEPPS", "stepps"),
    ("a joint candle therapy (JCT; 12 sessions)", "JCT", "arm:joint candle therapy"),
    ("the Blue Door Programme [BDP]", "BDP", "arm:blue door program"),
    ("brief candle training for couples (BCT-C)", "BCT-C",
     "arm:brief candle training for couples"),
    ("the Northern Depression Inventory (NDI)", "NDI", "depression"),
    ("Northern Kindness Scale (NKS)", "NKS", "outcome:northern kindness scale"),
    ("borderline personality disorder (BPD)", "BPD", "borderline-personality-disorder"),
    ("northern sleep syndrome (NSS)", "NSS", "population:northern sleep syndrome"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "short", "key"), DEFINED)
def test_an_abbreviation_has_the_concept_of_its_phrase(text, short, key):
    abbreviations = read_abbreviations(f"We studied {text} in Sweden.")
    assert [(entry.short, entry.key) for entry in abbreviations.entries] == [(short, key)]
    later = f"In short, {short} did well."
    found = [
        later[m.start : m.end] for m in find_concepts(later, "en", abbreviations) if m.key == key
    ]
    assert found == [short]


@pytest.mark.parametrize(
    "text",
    ["see above (n = 12)", "it rose (CI, 1 to 2)", "in the end (EN)", "(ABC)", "Smith (UK)", "a (",
     "cognitive therapy (London)"],
)  # fmt: skip
def test_what_is_no_abbreviation_of_a_concept(text):
    assert read_abbreviations(text).entries == ()


def test_a_summary_may_use_the_phrase_or_part_of_it():
    abbreviations = read_abbreviations("Comprehensive candle therapy (CCT) was new.")
    text = "Comprehensive candle lovers had CCT; comprehensive candle therapy helped."
    found = [text[m.start : m.end] for m in find_concepts(text, "en", abbreviations)]
    assert found == ["Comprehensive candle", "CCT", "comprehensive candle therapy"]


def test_a_french_summary_finds_the_abbreviation_of_its_english_source():
    abbreviations = read_abbreviations("joint candle therapy (JCT) or usual care")
    text = "La JCT fait mieux que les soins habituels."
    keys = [m.key for m in find_concepts(text, "fr", abbreviations)]
    assert keys == ["arm:joint candle therapy", "tau"]


def test_a_text_gives_an_abbreviation_another_sense():
    text = "Pulmonary embolism (PE) was rare."
    assert "exposure" in {m.key for m in find_concepts(text, "en")}
    assert "exposure" not in {m.key for m in find_concepts(text, "en", read_abbreviations(text))}


def test_the_first_text_decides_about_an_abbreviation():
    first = read_abbreviations("schema-focused therapy (SFT)")
    second = read_abbreviations("solution-focused therapy (SFT) or joint candle therapy (JCT)")
    joined = first + second
    assert [(entry.short, entry.key) for entry in joined.entries] == [
        ("SFT", "schema-therapy"),
        ("JCT", "arm:joint candle therapy"),
    ]


def test_no_abbreviations_change_nothing():
    text = "CBT was better than usual care."
    assert find_concepts(text, "en", Abbreviations()) == find_concepts(text, "en")
