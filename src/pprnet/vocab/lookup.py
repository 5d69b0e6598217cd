"""Find a term of the vocabulary by its key or by any of its names."""

from __future__ import annotations

from functools import cache

from pprnet.errors import VocabularyError
from pprnet.text import fold
from pprnet.vocab.loader import load_groups, load_topics, load_types
from pprnet.vocab.vocabulary_terms import ResearchType, Topic, TypeGroup


def topic(key: str) -> Topic:
    """Return the topic of this key; an unknown key is a `VocabularyError`."""
    found = _topics_by_key().get(key)
    if found is None:
        raise VocabularyError(f"no topic has the key {key!r}; see pprnet.vocab.topics()")
    return found


def research_type(key: str) -> ResearchType:
    """Return the type of research of this key; an unknown key is a `VocabularyError`."""
    found = _types_by_key().get(key)
    if found is None:
        raise VocabularyError(
            f"no type of research has the key {key!r}; see pprnet.vocab.research_types()"
        )
    return found


def type_group(key: str) -> TypeGroup:
    """Return the group of this key; an unknown key is a `VocabularyError`."""
    for group in load_groups():
        if group.key == key:
            return group
    raise VocabularyError(f"no group of types has the key {key!r}; see pprnet.vocab.type_groups()")


def types_in_group(key: str) -> tuple[ResearchType, ...]:
    """Return the types of research of one group, in their order."""
    group = type_group(key)
    return tuple(kind for kind in load_types() if kind.group == group.key)


def topic_by_label(name: str) -> Topic | None:
    """Find a topic by its label or a synonym in either language, case and accents aside."""
    return _topics_by_name().get(fold(name))


def research_type_by_label(name: str) -> ResearchType | None:
    """Find a type of research by any of its names in either language, case and accents aside."""
    return _types_by_name().get(fold(name))


@cache
def _topics_by_key() -> dict[str, Topic]:
    return {term.key: term for term in load_topics()}


@cache
def _types_by_key() -> dict[str, ResearchType]:
    return {term.key: term for term in load_types()}


@cache
def _topics_by_name() -> dict[str, Topic]:
    return {
        fold(name): term
        for term in load_topics()
        for name in (term.key, *term.synonyms, term.label_fr, term.label)
    }


@cache
def _types_by_name() -> dict[str, ResearchType]:
    return {
        fold(name): term
        for term in load_types()
        for name in (
            *(term.key, *term.synonyms, term.plural, term.plural_fr),
            *(term.label_fr, term.label),
        )
    }
