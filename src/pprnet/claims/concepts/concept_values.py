"""Concepts: what texts in two languages and many words may mean alike."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ConceptGroup(StrEnum):
    """What kind of thing a concept is."""

    ARM = "arm"
    """A treatment or a comparator."""
    OUTCOME = "outcome"
    POPULATION = "population"
    """Whom a study is about: a diagnosis, an age, a sex, a setting."""
    DESIGN = "design"
    STAGE = "stage"
    """What became of participants: screened, randomised, completed, dropped out, analysed."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept at a place of a text, in characters, end exclusive."""

    key: str
    """Name of the concept, the same in each language: "cbt", "waiting-list", "depression"."""
    group: ConceptGroup
    start: int
    end: int
    valence: int = 0
    """Of an outcome: 1 where more is better, -1 where more is worse, 0 where neither is sure."""
