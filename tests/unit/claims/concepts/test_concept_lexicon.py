"""The lexicon of concepts: each phrase means one thing, in two languages, and is found."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
from collections import defaultdict

import pytest

from pprnet.claims.concepts import ConceptGroup, find_concepts
from pprnet.claims.concepts.lexicon import load_lexicon
from pprnet.claims.concepts.lexicon_search import OTHER_SENSES
from pprnet.extraction.text_processing.word_tokenizer import normalise_spelling, tokenize_words

LANGUAGES = ("en", "fr")
BRITISH = ("isation", "ising", "ised", "ise", "behaviour", "colour", "programme")
MAX_LOADING_SECONDS = 0.06


def written_forms(phrase: str) -> list[str]:
    """Return a phrase with each choice of its alternatives, the marks of stems kept."""
    return [" ".join(words) for words in itertools.product(*(p.split("|") for p in phrase.split()))]


def forms_by_concept(language: str) -> dict[tuple[ConceptGroup, str], set[str]]:
    """Return the keys of each written form of a group."""
    owners = defaultdict(set)
    for concept in load_lexicon().values():
        for phrase in concept.phrases(language):
            for form in written_forms(phrase):
                owners[concept.group, form].add(concept.key)
    return owners


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phrase_means_one_concept_of_a_group(language):
    shared = {form: keys for form, keys in forms_by_concept(language).items() if len(keys) > 1}
    assert shared == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_phrase_finds_its_concept(language):
    missed = []
    for (group, form), keys in forms_by_concept(language).items():
        if keys & OTHER_SENSES:
            continue
        text = form.replace("*", "")
        found = [m for m in find_concepts(text, language) if m.group is group]
        if [(m.key in keys, m.start, m.end) for m in found] != [(True, 0, len(text))]:
            missed.append((form, keys, found))
    assert missed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phrase_of_another_sense_is_no_concept_of_its_group(language):
    found = []
    for (group, form), keys in forms_by_concept(language).items():
        if keys & OTHER_SENSES:
            text = form.replace("*", "")
            found += [m for m in find_concepts(text, language) if m.group is group]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_concept_has_phrases_in_both_languages(language):
    assert [key for key, c in load_lexicon().items() if not c.phrases(language)] == []


def test_each_broader_concept_exists_in_the_same_group():
    lexicon = load_lexicon()
    wrong = [
        (key, broader)
        for key, concept in lexicon.items()
        for broader in concept.broader
        if broader not in lexicon or lexicon[broader].group is not concept.group
    ]
    assert wrong == []


def test_only_outcomes_have_a_valence():
    concepts = load_lexicon().values()
    assert {c.valence for c in concepts if c.group is ConceptGroup.OUTCOME} == {-1, 0, 1}
    assert {c.valence for c in concepts if c.group is not ConceptGroup.OUTCOME} == {0}


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrases_are_words_as_they_are_folded(language):
    wrong = []
    for _, form in forms_by_concept(language):
        words = form.replace("*", "")
        folded = [token.word for token in tokenize_words(words)]
        printed = [token.printed for token in tokenize_words(words)]
        if re.search(r"[^a-z0-9A-Z *]", form) or printed != words.split() or not folded:
            wrong.append(form)
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_stem_ends_within_a_spelling_that_is_normalised(language):
    """A stem "hospitalis" never meets "hospitalisation", which is read as "hospitalization"."""
    stems = {
        word[:-1]
        for _, form in forms_by_concept(language)
        for word in form.split()
        if word.endswith("*")
    }
    missed = [
        stem
        for stem in sorted(stems)
        for british in BRITISH
        for end in range(2, len(british))
        if stem.endswith(british[:end])
        and not normalise_spelling(stem + british[end:]).startswith(normalise_spelling(stem))
    ]
    assert missed == []


def test_the_lexicon_is_read_quickly():
    """The best of three new processes, so that another program's work does not count."""
    program = (
        "import time; from pprnet.claims.concepts import find_concepts as f; "
        "t = time.process_time(); f('CBT', 'en'); print(time.process_time() - t)"
    )
    seconds = [float(subprocess.check_output([sys.executable, "-c", program])) for _ in range(3)]
    assert min(seconds) <= MAX_LOADING_SECONDS
