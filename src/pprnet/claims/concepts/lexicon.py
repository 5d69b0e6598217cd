"""The concepts that are known, with their phrases in English and French, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pprnet.claims.concepts.concept_values import ConceptGroup
from pprnet.extraction.text_processing.phrase_matcher import Cue, PhraseMatcher

_FILES = {group: f"{group}s.toml" for group in ConceptGroup}


@dataclass(frozen=True, slots=True)
class Concept:
    """An entry of the lexicon."""

    key: str
    group: ConceptGroup
    valence: int = 0
    """Of an outcome: 1 where more is better, -1 where more is worse, 0 where neither is sure."""
    broader: tuple[str, ...] = ()
    """Keys of the concepts that include this one."""
    en: tuple[str, ...] = ()
    fr: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    """Phrases of both languages."""

    def phrases(self, language: str) -> tuple[str, ...]:
        """Return the phrases that are looked for in a language.

        Args:
            language: "en" or "fr".
        """
        return (self.fr if language == "fr" else self.en) + self.both


@cache
def load_lexicon() -> dict[str, Concept]:
    """Return the concepts by key."""
    return {concept.key: concept for group in ConceptGroup for concept in _concepts(group)}


@cache
def concept_matcher(language: str) -> PhraseMatcher:
    """Return the phrases of all concepts in a language, to be found in one pass.

    Args:
        language: "en" or "fr".
    """
    matcher = PhraseMatcher()
    for concept in load_lexicon().values():
        cue = Cue(concept.group, concept.key, "sure")
        for phrase in concept.phrases(language):
            matcher.add(phrase, cue)
    return matcher


def _concepts(group: ConceptGroup) -> Iterator[Concept]:
    text = files(__package__).joinpath(_FILES[group]).read_text(encoding="utf-8")
    for key, entry in tomllib.loads(text).items():
        yield _concept(key, group, entry)


def _concept(key: str, group: ConceptGroup, entry: dict[str, Any]) -> Concept:
    """Return the concept of a table; its lists are strings with commas, which are read faster."""
    return Concept(
        key,
        group,
        valence=entry.get("valence", 0),
        broader=_listed(entry, "broader"),
        en=_listed(entry, "en"),
        fr=_listed(entry, "fr"),
        both=_listed(entry, "both"),
    )


def _listed(entry: dict[str, Any], name: str) -> tuple[str, ...]:
    return tuple(entry[name].split(", ")) if name in entry else ()
