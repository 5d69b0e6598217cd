"""Read the packaged data files of the vocabulary, once."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from pprnet.errors import VocabularyError
from pprnet.vocab.vocabulary_terms import ResearchType, Topic, TypeGroup

Term = TypeVar("Term", Topic, TypeGroup, ResearchType)


@cache
def load_topics() -> tuple[Topic, ...]:
    """Return the topics."""
    return _terms(Topic, "topics.toml", "topic")


@cache
def load_types() -> tuple[ResearchType, ...]:
    """Return the types of research."""
    return _terms(ResearchType, "research_types.toml", "type")


@cache
def load_groups() -> tuple[TypeGroup, ...]:
    """Return the groups of types of research."""
    return _terms(TypeGroup, "research_types.toml", "group")


def read_data(name: str) -> dict[str, Any]:
    """Return the content of a packaged TOML file of the vocabulary.

    Args:
        name: of the file, such as "topics.toml".
    """
    text = files("pprnet.vocab").joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text)


def _terms(kind: type[Term], name: str, table: str) -> tuple[Term, ...]:
    """Return the terms of one table of a file."""
    return tuple(_term(kind, name, entry) for entry in read_data(name)[table])


def _term(kind: type[Term], name: str, entry: dict[str, Any]) -> Term:
    """Return the term of one entry, whose fields must be known."""
    known = {field.name for field in fields(kind)}
    if strange := set(entry) - known:
        raise VocabularyError(
            f"{name}, {entry.get('key', 'an entry without key')}: expected only "
            f"{', '.join(sorted(known))}, got {', '.join(sorted(strange))}; correct the name"
        )
    frozen: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()
    }
    return kind(**frozen)
