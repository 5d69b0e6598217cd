"""The phrases of the vocabulary's data files, compiled for matching."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from pprnet.extraction.text_processing.phrase_matcher import Cue, PhraseMatcher
from pprnet.text import fold
from pprnet.vocab.loader import load_topics, read_data

STRENGTHS = ("once", "sure", "likely", "hint", "title", "unless")
CONTEXT_PREFIX = "context:"
DEFAULT_OVERRIDE_EVIDENCE = 0.7
TOPIC, TYPE, TRIAL, STUDY = "topic", "type", "trial", "study"


@dataclass(frozen=True, slots=True)
class TopicRule:
    """The condition of a topic besides its phrases."""

    key: str
    required_context: str


@dataclass(frozen=True, slots=True)
class TypeRule:
    """The place of a research type in the order of precedence, and the types it overrides."""

    key: str
    publication_types: frozenset[str]
    overrides: frozenset[str]
    override_evidence: float
    """The evidence from which the type silences others, 0 to 1."""


@dataclass(frozen=True, slots=True)
class TopicLookup:
    """The tables by which topics are found, besides the phrases."""

    rules: dict[str, TopicRule] = field(default_factory=dict)
    mesh: dict[str, list[str]] = field(default_factory=dict)

    def topics_for_mesh(self, descriptor: str) -> list[str]:
        """Return the keys of the topics of a MeSH descriptor.

        Args:
            descriptor: name of the descriptor, in any case.
        """
        return self.mesh.get(fold(descriptor), [])


@cache
def topic_lookup() -> TopicLookup:
    """Return the rules of the topics and their MeSH descriptors."""
    lookup = TopicLookup()
    for key, entry in read_data("topic_cues.toml")["topic"].items():
        lookup.rules[key] = TopicRule(key, entry["needs"])
    for topic in load_topics():
        for descriptor in topic.mesh:
            lookup.mesh.setdefault(fold(descriptor), []).append(topic.key)
    return lookup


@cache
def cue_matcher() -> PhraseMatcher:
    """Return one matcher with the phrases of all classifiers, so that a text is read once."""
    matcher = PhraseMatcher()
    topics = read_data("topic_cues.toml")
    for key, entry in topics["context"].items():
        _add_phrases(matcher, TOPIC, CONTEXT_PREFIX + key, entry)
    for key, entry in topics["topic"].items():
        _add_phrases(matcher, TOPIC, key, entry)
    for entry in read_data("type_cues.toml")["type"]:
        _add_phrases(matcher, TYPE, entry["key"], entry)
    for key, entry in read_data("trial_cues.toml")["cue"].items():
        _add_phrases(matcher, TRIAL, key, entry)
    for key, entry in read_data("study_cues.toml")["cue"].items():
        _add_phrases(matcher, STUDY, key, entry)
    return matcher


@cache
def type_rules() -> tuple[TypeRule, ...]:
    """Return the research types in their order of precedence."""
    return tuple(
        TypeRule(
            entry["key"],
            frozenset(map(fold, entry.get("publication_types", ()))),
            frozenset(entry.get("over", ())),
            entry.get("enough", DEFAULT_OVERRIDE_EVIDENCE),
        )
        for entry in read_data("type_cues.toml")["type"]
    )


def _add_phrases(
    matcher: PhraseMatcher, classifier: str, subject: str, entry: dict[str, list[str]]
) -> None:
    for strength in STRENGTHS:
        cue = Cue(classifier, subject, strength)
        for phrase in entry.get(strength, ()):
            matcher.add(phrase, cue)
