"""The phrases of the vocabulary as they stand in the fields of a record, found once for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pprnet.reading.cues import cue_book
from pprnet.reading.phrases import Hit
from pprnet.reading.tokens import Token, Words
from pprnet.records import Span

Found = dict[str, list[Hit]]


@dataclass(slots=True)
class Field:
    """A field of a record: its words, and the hits in it by reader and subject."""

    name: str
    words: Sequence[Token]
    by_reader: dict[str, Found] = field(default_factory=dict)

    def found(self, reader: str) -> Found:
        """Give what a reader finds here, by subject."""
        return self.by_reader.get(reader, {})

    def span(self, hit: Hit) -> Span:
        """Give the characters at which a phrase stands."""
        return Span(self.name, self.words[hit.first].start, self.words[hit.last].end)


class Marks(NamedTuple):
    """The fields of a record that are read."""

    title: Field
    abstract: Field
    keywords: Field

    @classmethod
    def of(cls, words: Words) -> Marks:
        """Find every phrase in the words of a record."""
        return cls(
            _field("title", words.title),
            _field("abstract", words.abstract),
            _field("keywords", words.keywords),
        )


def _field(name: str, words: Sequence[Token]) -> Field:
    grouped: dict[tuple[str, str], list[Hit]] = defaultdict(list)
    for hit in cue_book().find(words):
        cue = hit.cue
        if cue.strength != "title" or name == "title":
            grouped[cue.reader, cue.subject].append(hit)
    by_reader: dict[str, Found] = {}
    for (reader, subject), hits in grouped.items():
        if meant := _distinct(_meant(hits)):
            by_reader.setdefault(reader, {})[subject] = meant
    return Field(name, words, by_reader)


def _meant(hits: list[Hit]) -> list[Hit]:
    """Leave out the hits inside a phrase that takes their sense away."""
    unless = [hit for hit in hits if hit.cue.strength == "unless"]
    if not unless:
        return hits
    masked = {index for hit in unless for index in range(hit.first, hit.last + 1)}
    return [hit for hit in hits if hit.cue.strength != "unless" and not _inside(hit, masked)]


def _inside(hit: Hit, masked: set[int]) -> bool:
    return any(index in masked for index in range(hit.first, hit.last + 1))


def _distinct(hits: list[Hit]) -> list[Hit]:
    """Drop a hit that overlaps the one kept before it, so that one phrase counts once."""
    if len(hits) == 1:
        return hits
    return list(_apart(sorted(hits, key=lambda hit: (hit.first, -hit.last))))


def _apart(longest_first: Iterable[Hit]) -> Iterable[Hit]:
    free_from = 0
    for hit in longest_first:
        if hit.first >= free_from:
            yield hit
            free_from = hit.last + 1
