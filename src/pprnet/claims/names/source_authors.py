"""The authors and the year that sources state: in a citation, or as capitalised words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pprnet.claims.claim_values import Passage, SourceText
from pprnet.claims.names.printed_names import NAME, YEAR

CITATION = "citation"
_SHORTENED = re.compile(r"\bet\sal\b|\band\s(?:colleagues|others)\b|…|\.\.\.|\bcoll\.|collègues")


@dataclass(frozen=True, slots=True)
class SourceName:
    """A capitalised word of a source and its place."""

    name: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class SourceAuthors:
    """Who wrote the sources, and when, as far as they say so."""

    authors: tuple[SourceName, ...]
    """From citations."""
    years: tuple[SourceName, ...]
    """Of publication, from citations."""
    words: tuple[SourceName, ...]
    """Capitalised words of the other texts."""
    is_shortened: bool
    """Whether a citation leaves authors out, as with "et al."."""

    @property
    def has_citation(self) -> bool:
        """Return whether a citation names authors."""
        return bool(self.authors)


def read_source_authors(sources: Sequence[SourceText]) -> SourceAuthors:
    """Return the names and years of sources.

    Args:
        sources: of any layer; the authors of a citation stand before its year.
    """
    authors: list[SourceName] = []
    years: list[SourceName] = []
    words: list[SourceName] = []
    for number, source in enumerate(sources):
        if source.layer == CITATION:
            year = YEAR.search(source.text)
            end = year.start() if year else len(source.text)
            authors += _names(source.text, number, end)
            if year:
                years.append(SourceName(year[0], Passage(number, year.start(), year.end())))
        else:
            words += _names(source.text, number, len(source.text))
    is_shortened = any(
        _SHORTENED.search(source.text) for source in sources if source.layer == CITATION
    )
    return SourceAuthors(tuple(authors), tuple(years), tuple(words), is_shortened)


def _names(text: str, number: int, end: int) -> list[SourceName]:
    return [
        SourceName(match[1], Passage(number, match.start(1), match.end(1)))
        for match in NAME.finditer(text, 0, end)
    ]
