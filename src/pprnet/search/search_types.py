"""Documents, queries and results of the search index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MAX_PER_PAGE = 200


class ResultOrder(StrEnum):
    """The order of results."""

    BEST = "best"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """A summary, or any other document with texts, as it is indexed."""

    key: str
    """Identifier chosen by the caller, unique in the index."""
    title: str = ""
    bottom_line: str = ""
    summary: str = ""
    implications: str = ""
    citation: str = ""
    authors: str = ""
    topics: tuple[str, ...] = ()
    """Keys of the vocabulary; labels and synonyms of the topics are found too."""
    types: tuple[str, ...] = ()
    """Keys of types of research; their names are found too."""
    group: str = ""
    """Key of the group of its types."""
    year: int = 0
    """0 where there is none; it is then not counted."""
    month_ordinal: int = 0
    """Any number that grows with time, such as year * 12 + month."""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A query: filters of different kinds must all match, within one kind one value is enough."""

    text: str = ""
    topics: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    order: str = ResultOrder.BEST
    """Without text the order is always the newest first."""
    page: int = 1
    """1-based."""
    per_page: int = 20

    @property
    def is_filtered(self) -> bool:
        """Return whether any filter is set."""
        return bool(self.topics or self.types or self.groups or self.years)


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of a field in parts, each with whether it is marked; joined they are the text."""

    field: str
    """Name of the field of `SearchDocument`."""
    parts: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        """Return the passage without marks."""
        return "".join(text for text, _ in self.parts)


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A document that was found: its title with marks, then the best passage."""

    key: str
    score: float
    snippets: tuple[Snippet, ...] = ()


@dataclass(frozen=True, slots=True)
class Facets:
    """The number of results for each value of a filter, with the other filters applied."""

    topics: Mapping[str, int] = field(default_factory=dict)
    types: Mapping[str, int] = field(default_factory=dict)
    groups: Mapping[str, int] = field(default_factory=dict)
    years: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SearchResults:
    """The answer: one page of hits, and the counts."""

    total: int
    hits: tuple[SearchHit, ...]
    counts: Facets
    total_without_filters: int
    """Number of results without any filter."""
    suggestion: str = ""
    """The words that were searched for instead of those typed, which have no result."""
    page: int = 1
    pages: int = 1
    """Number of pages, at least 1; a page beyond has no hits."""
