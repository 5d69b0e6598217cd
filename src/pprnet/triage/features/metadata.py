"""Metadata of a work: authors, journal, topics, MeSH headings, type of research."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pprnet.records import Author, MeshHeading, Record
from pprnet.text import fold


@dataclass(frozen=True, slots=True)
class WorkMetadata:
    """The metadata of one work."""

    topics: tuple[tuple[str, float], ...] = ()
    """Labels, each with its score, 0-1."""
    research_types: tuple[str, ...] = ()
    mesh: tuple[MeshHeading, ...] = ()
    journal: str = ""
    authors: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    """The editor's terms that occur in the work (`matched_criteria`)."""
    published: bool = False
    """Whether the digest published it: then it counts as included (`past_decisions`)."""
    rating: float | None = None
    """Mean rating by readers, 0 (not useful) to 1 (most useful)."""


@dataclass(frozen=True, slots=True)
class MetadataFeature:
    """One column of metadata with its value for a work."""

    kind: str
    name: str
    count: float = 1.0

    @property
    def label(self) -> str:
        """Return the name of the column for a reader."""
        return f"{self.kind}: {self.name}"


def metadata_features(metadata: WorkMetadata) -> Iterator[MetadataFeature]:
    """Yield the columns of a work; those of one kind are weighted together.

    Args:
        metadata: the work's metadata.
    """
    yield from (
        MetadataFeature("topic", name, score) for name, score in metadata.topics if score > 0
    )
    yield from (MetadataFeature("research type", name) for name in metadata.research_types)
    for heading in metadata.mesh:
        yield from _mesh_features(heading)
    if metadata.journal:
        yield MetadataFeature("journal", metadata.journal)
    yield from (MetadataFeature("author", name) for name in metadata.authors)
    yield from (MetadataFeature("criterion", term) for term in metadata.criteria)


def _mesh_features(heading: MeshHeading) -> Iterator[MetadataFeature]:
    """Yield a descriptor, again where it is a major topic, and with each qualifier."""
    yield MetadataFeature("MeSH", heading.descriptor)
    if heading.major:
        yield MetadataFeature("MeSH", f"{heading.descriptor} (major)")
    yield from (
        MetadataFeature("MeSH", f"{heading.descriptor}/{each}") for each in heading.qualifiers
    )


def record_metadata(
    record: Record,
    *,
    topics: Iterable[tuple[str, float]] = (),
    research_types: Iterable[str] = (),
    criteria: Sequence[str] = (),
) -> WorkMetadata:
    """Return the metadata of a record; topics and types come from signals.

    Args:
        record: the record.
        topics: labels with their scores, 0-1.
        research_types: labels.
        criteria: the editor's inclusion and exclusion terms.
    """
    return WorkMetadata(
        topics=tuple(topics),
        research_types=tuple(research_types),
        mesh=record.mesh,
        journal=record.journal,
        authors=tuple(name for each in record.authors if (name := _author_label(each))),
        criteria=matched_criteria(f"{record.title} {record.abstract}", criteria),
    )


def _author_label(author: Author) -> str:
    """Return the same name for "Example, Anna" and "Example A.": Example A."""
    return f"{author.family} {author.given[:1]}".strip() if author.family else author.literal


def matched_criteria(text: str, words: Iterable[str]) -> tuple[str, ...]:
    """Return the terms of the editor that occur in a text as complete words.

    Args:
        text: title and abstract.
        words: terms of one or more words.
    """
    inside = f" {fold(text)} "
    return tuple(word for word in words if (plain := fold(word)) and f" {plain} " in inside)
