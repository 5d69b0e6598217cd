"""Find a term of the vocabulary by its key or by any of its names."""

from __future__ import annotations

from functools import cache

from pprnet.errors import VocabularyError
from pprnet.text import fold
from pprnet.vocab.loader import load_groups, load_topics, load_types
from pprnet.vocab.vocabulary_terms import ResearchType, Topic, TypeGroup


def topic(key: str) -> Topic:
    """Return the topic of a key.

    Args:
        key: such as the last part of its address.

    Raises:
        VocabularyError: There is no such topic.
    """
    found = _topics_by_key().get(key)
    if found is None:
        raise VocabularyError(f"no topic has the key {key!r}; see pprnet.vocab.topics()")
    return found


def research_type(key: str) -> ResearchType:
    """Return the type of research of a key.

    Args:
        key: such as the last part of its address.

    Raises:
        VocabularyError: There is no such type.
    """
    found = _types_by_key().get(key)
    if found is None:
        raise VocabularyError(
            f"no type of research has the key {key!r}; see pprnet.vocab.research_types()"
        )
    return found


def type_group(key: str) -> TypeGroup:
    """Return the group of a key.

    Args:
        key: of a group of types of research.

    Raises:
        VocabularyError: There is no such group.
    """
    for group in load_groups():
        if group.key == key:
            return group
    raise VocabularyError(f"no group of types has the key {key!r}; see pprnet.vocab.type_groups()")


def types_in_group(key: str) -> tuple[ResearchType, ...]:
    """Return the types of research of one group, in their order.

    Args:
        key: of a group of types of research.

    Raises:
        VocabularyError: There is no such group.
    """
    group = type_group(key)
    return tuple(kind for kind in load_types() if kind.group == group.key)


def topic_by_label(name: str) -> Topic | None:
    """Return the topic with a label or synonym, or `None`.

    Args:
        name: in English or French, whatever its case and accents.
    """
    return _topics_by_name().get(fold(name))


def research_type_by_label(name: str) -> ResearchType | None:
    """Return the type of research with a name, or `None`.

    Args:
        name: label, plural or synonym in English or French, whatever its case and accents.
    """
    return _types_by_name().get(fold(name))


@cache
def _topics_by_key() -> dict[str, Topic]:
    """Return the topics by key."""
    return {term.key: term for term in load_topics()}


@cache
def _types_by_key() -> dict[str, ResearchType]:
    """Return the types of research by key."""
    return {term.key: term for term in load_types()}


@cache
def _topics_by_name() -> dict[str, Topic]:
    """Return the topics by each folded name."""
    return {
        fold(name): term
        for term in load_topics()
        for name in (term.key, *term.synonyms, term.label_fr, term.label)
    }


@cache
def _types_by_name() -> dict[str, ResearchType]:
    """Return the types of research by each folded name."""
    return {
        fold(name): term
        for term in load_types()
        for name in (
            *(term.key, *term.synonyms, term.plural, term.plural_fr),
            *(term.label_fr, term.label),
        )
    }
