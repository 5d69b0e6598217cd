"""The phrases of the vocabulary's data files, ready for the reader."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from pprnet.reading.phrases import Cue, PhraseBook
from pprnet.text import fold
from pprnet.vocab.load import load_topics, read_data

STRENGTHS = ("once", "sure", "likely", "hint", "title", "unless")
CONTEXT = "context:"
ENOUGH = 0.7
TOPIC, TYPE, TRIAL = "topic", "type", "trial"


@dataclass(frozen=True, slots=True)
class TopicRule:
    """What a topic needs besides its phrases."""

    key: str
    needs: str
    types: frozenset[str] = frozenset()
    not_types: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TypeRule:
    """The place of a research type in the order of precedence, and what it silences."""

    key: str
    publication_types: frozenset[str]
    over: frozenset[str]
    enough: float
    """The evidence from which the type silences others, 0 to 1."""


@dataclass(frozen=True, slots=True)
class TopicBook:
    """What the reading of topics looks things up in, besides the phrases."""

    rules: dict[str, TopicRule] = field(default_factory=dict)
    mesh: dict[str, list[str]] = field(default_factory=dict)

    def by_mesh(self, descriptor: str) -> list[str]:
        """Give the keys of the topics to which a MeSH descriptor points."""
        return self.mesh.get(fold(descriptor), [])


@cache
def topic_book() -> TopicBook:
    """Give the rules of the topics and their MeSH descriptors."""
    book = TopicBook()
    for key, entry in read_data("topic_cues.toml")["topic"].items():
        types = frozenset(entry.get("types", ()))
        not_types = frozenset(entry.get("not_types", ()))
        book.rules[key] = TopicRule(key, entry["needs"], types, not_types)
    for topic in load_topics():
        for descriptor in topic.mesh:
            book.mesh.setdefault(fold(descriptor), []).append(topic.key)
    return book


@cache
def cue_book() -> PhraseBook:
    """Give the phrases of all readers in one book, so that a text is walked through once."""
    book = PhraseBook()
    topics = read_data("topic_cues.toml")
    for key, entry in topics["context"].items():
        _add(book, TOPIC, CONTEXT + key, entry)
    for key, entry in topics["topic"].items():
        _add(book, TOPIC, key, entry)
    for entry in read_data("type_cues.toml")["type"]:
        _add(book, TYPE, entry["key"], entry)
    for key, entry in read_data("trial_cues.toml")["cue"].items():
        _add(book, TRIAL, key, entry)
    return book


@cache
def type_rules() -> tuple[TypeRule, ...]:
    """Give the research types in their order of precedence."""
    return tuple(
        TypeRule(
            entry["key"],
            frozenset(map(fold, entry.get("publication_types", ()))),
            frozenset(entry.get("over", ())),
            entry.get("enough", ENOUGH),
        )
        for entry in read_data("type_cues.toml")["type"]
    )


def _add(book: PhraseBook, reader: str, subject: str, entry: dict[str, list[str]]) -> None:
    for strength in STRENGTHS:
        cue = Cue(reader, subject, strength)
        for phrase in entry.get(strength, ()):
            book.add(phrase, cue)
