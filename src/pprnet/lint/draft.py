"""A draft as the checker reads it: its texts, citations, and what is known of its sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pprnet.records import EffectSize, Record
from pprnet.watch.work_states import WorkState

BODY_FIELDS = ("bottom_line", "summary", "implications", "limits", "for_whom")
"""The fields of running text, in the order of a page."""
FIELDS = ("title", *BODY_FIELDS)


@dataclass(frozen=True, slots=True)
class PrintedCitation:
    """A citation: as printed, as a record, or both."""

    text: str = ""
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What is known of one source of a draft. Empty text and `None` mean "not known"."""

    record: Record | None = None
    research_type: str = ""
    """A key of the vocabulary, such as "cohort-study"."""
    certainty: str | None = None
    """"high", "moderate", "low" or "very-low"; empty for not appraised, `None` for not known."""
    state: WorkState = WorkState.CURRENT
    participants: int | None = None
    studies: int | None = None
    effects: tuple[EffectSize, ...] = ()
    has_nonsignificant_result: bool = False
    texts: tuple[str, ...] = ()
    """Abstract, full text or page that the draft must not copy from."""


@dataclass(frozen=True, slots=True)
class DraftBounds:
    """The lengths and readability that a network recommends."""

    words: Mapping[str, tuple[int, int]] = field(
        default_factory=lambda: MappingProxyType({"summary": (220, 340), "implications": (80, 140)})
    )
    """Fewest and most words by field."""
    fewest_words: Mapping[str, int] = field(
        default_factory=lambda: MappingProxyType({"summary": 50, "implications": 20})
    )
    """Below these a field is no text of its kind."""
    title_characters: int = 120
    reading_grade: float = 19.0
    """Highest Flesch-Kincaid grade of the implications, in English."""
    reading_ease: float = 20.0
    """Lowest Kandel-Moles score of the implications, in French."""
    words_a_sentence: float = 30.0
    """Highest mean of the implications."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft. A field that is not in `fields` is no part of its kind of text."""

    fields: Mapping[str, str]
    """Text by the name of its field; a part that is empty is missing."""
    language: str = "en"
    """"en" or "fr"."""
    headings: tuple[str, ...] = ()
    """Headings of the implications as printed."""
    citations: tuple[PrintedCitation, ...] | None = None
    """`None` where citations are no part of this kind of text; empty where they are missing."""
    sources: tuple[SourceFacts, ...] = ()
    month: str = ""
    """As "2023-02"; drafts of one month are compared by their titles."""
