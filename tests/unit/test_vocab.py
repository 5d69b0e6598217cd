"""The vocabulary is whole, in order and found by any of its names."""

from __future__ import annotations

import re

import pytest

from pprnet import vocab
from pprnet.errors import VocabularyError
from pprnet.vocab.loader import _term
from shared_data import SharedData

KEY = re.compile(r"[a-z]+(-[a-z]+)*")


def test_topics_are_in_alphabetical_order() -> None:
    labels = [topic.label for topic in vocab.topics()]
    assert labels
    assert len(set(labels)) == len(labels)
    assert labels == sorted(labels, key=str.casefold)


def test_topics_of_the_digest_are_in_the_vocabulary(shared_data: SharedData) -> None:
    printed = (shared_data / "topics/pprnet_topic_list.txt").read_text(encoding="utf-8")
    found = [vocab.topic_by_label(line) for line in printed.splitlines()]
    assert found == [topic for topic in vocab.topics() if topic in found]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Adherance", "adherence"),
        ("ADHERENCE", "adherence"),
        ("preferences du client", "client-preferences"),
        ("Thérapie cognitive (TC) et thérapie cognitivo-comportementale (TCC)", "cbt"),
        ("cost effectiveness", "costs"),
        ("Attendance, Attrition, and Drop-Out", "attrition"),
        ("Alliance et relation thérapeutique", "alliance"),
    ],
)
def test_a_topic_is_found_by_any_name(name: str, key: str) -> None:
    found = vocab.topic_by_label(name)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("RCT", "randomised-trial"),
        ("randomized controlled trial", "randomised-trial"),
        ("Revue systematique", "systematic-review"),
        ("laboratory or other study", "laboratory-or-other"),
    ],
)
def test_a_research_type_is_found_by_any_name(name: str, key: str) -> None:
    found = vocab.research_type_by_label(name)
    assert found is not None
    assert found.key == key


def test_unknown_names_find_nothing_and_unknown_keys_are_errors() -> None:
    assert vocab.topic_by_label("Phrenology") is None
    assert vocab.research_type_by_label("") is None
    with pytest.raises(VocabularyError, match="phrenology"):
        vocab.topic("phrenology")
    with pytest.raises(VocabularyError, match="phrenology"):
        vocab.research_type("phrenology")
    with pytest.raises(VocabularyError, match="phrenology"):
        vocab.types_in_group("phrenology")


def test_every_term_has_both_languages_and_a_fit_key() -> None:
    terms = [*vocab.topics(), *vocab.research_types(), *vocab.type_groups()]
    for term in terms:
        assert KEY.fullmatch(term.key)
        assert term.label.strip()
        assert term.label_fr.strip()
    assert all(
        topic.scope.endswith(".") and topic.scope_fr.endswith(".") for topic in vocab.topics()
    )
    assert all(kind.plural and kind.plural_fr for kind in vocab.research_types())


def test_each_name_belongs_to_one_term() -> None:
    for terms in (vocab.topics(), vocab.research_types()):
        names = [
            name.casefold()
            for term in terms
            for name in {term.label, term.label_fr, *term.synonyms}
        ]
        assert len(names) == len(set(names))


def test_related_topics_exist_and_are_others() -> None:
    for topic in vocab.topics():
        for key in topic.related:
            assert vocab.topic(key) is not topic


def test_each_of_the_21_types_is_in_a_group_and_no_group_is_empty() -> None:
    grouped = [kind for group in vocab.type_groups() for kind in vocab.types_in_group(group.key)]
    assert tuple(grouped) == vocab.research_types()
    assert len(grouped) == 21
    assert all(vocab.types_in_group(group.key) for group in vocab.type_groups())


def test_mesh_descriptors_of_psychology_exist(shared_data: SharedData) -> None:
    lines = (shared_data / "vocab/mesh_psych_subset.tsv").read_text(encoding="utf-8").splitlines()
    known = {line.split("\t")[1] for line in lines}
    named = {descriptor for topic in vocab.topics() for descriptor in topic.mesh}
    # The list at hand holds the trees of psychology only; most of our descriptors are there.
    assert len(named & known) >= 45
    assert {"Therapeutic Alliance", "Psychotherapy, Group", "Mindfulness"} <= known & named


def test_a_misspelt_field_in_the_data_is_explained() -> None:
    with pytest.raises(VocabularyError, match=r"topics.toml, x: expected only .* got lable"):
        _term(vocab.Topic, "topics.toml", {"key": "x", "lable": "X"})
