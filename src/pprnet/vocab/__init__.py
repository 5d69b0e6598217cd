"""The controlled terms of the digest: its topics and types of research, in two languages.

The terms are data (`topics.toml`, `research_types.toml`), read once and checked.
"""

from __future__ import annotations

from pprnet.vocab.loader import load_groups, load_topics, load_types
from pprnet.vocab.lookup import (
    research_type,
    research_type_by_label,
    topic,
    topic_by_label,
    type_group,
    types_in_group,
)
from pprnet.vocab.vocabulary_terms import ResearchType, Topic, TypeGroup

__all__ = [
    "ResearchType",
    "Topic",
    "TypeGroup",
    "research_type",
    "research_type_by_label",
    "research_types",
    "topic",
    "topic_by_label",
    "topics",
    "type_group",
    "type_groups",
    "types_in_group",
]


def topics() -> tuple[Topic, ...]:
    """Return the topics in alphabetical order of their English labels."""
    return load_topics()


def research_types() -> tuple[ResearchType, ...]:
    """Return the types of research, group by group."""
    return load_types()


def type_groups() -> tuple[TypeGroup, ...]:
    """Return the groups of types of research in their order."""
    return load_groups()
