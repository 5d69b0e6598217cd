"""What is known of a work beside its words: who, where, about what, of which design."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pprnet.records import Author, MeshHeading, Record
from pprnet.text import fold


@dataclass(frozen=True, slots=True)
class Traits:
    """The evidence about one work that is not in its words."""

    topics: tuple[tuple[str, float], ...] = ()
    """Labels, each with its score from 0 to 1."""
    research_types: tuple[str, ...] = ()
    mesh: tuple[MeshHeading, ...] = ()
    journal: str = ""
    authors: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    """The editor's own words that the work uses (`criteria_met`)."""
    published: bool = False
    """Whether the network wrote about it: then it counts as included (`history`)."""
    rating: float | None = None
    """Mean rating by readers, from 0 (of no use) to 1 (of the most use)."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One column that a trait gives a work."""

    kind: str
    name: str
    count: float = 1.0

    @property
    def label(self) -> str:
        """Name the column for a reader."""
        return f"{self.kind}: {self.name}"


def marks(traits: Traits) -> Iterator[Mark]:
    """Give the columns of a work; those of one kind are weighed together."""
    yield from (Mark("topic", name, score) for name, score in traits.topics if score > 0)
    yield from (Mark("research type", name) for name in traits.research_types)
    for heading in traits.mesh:
        yield from mesh_marks(heading)
    if traits.journal:
        yield Mark("journal", traits.journal)
    yield from (Mark("author", name) for name in traits.authors)
    yield from (Mark("criterion", term) for term in traits.criteria)


def mesh_marks(heading: MeshHeading) -> Iterator[Mark]:
    """Give a descriptor, once more where it is a main point, and with each qualifier."""
    yield Mark("MeSH", heading.descriptor)
    if heading.major:
        yield Mark("MeSH", f"{heading.descriptor} (major)")
    yield from (Mark("MeSH", f"{heading.descriptor}/{each}") for each in heading.qualifiers)


def traits_of(
    record: Record,
    *,
    topics: Iterable[tuple[str, float]] = (),
    research_types: Iterable[str] = (),
    criteria: Sequence[str] = (),
) -> Traits:
    """Read the traits that a record states; topics and types come from signals."""
    return Traits(
        topics=tuple(topics),
        research_types=tuple(research_types),
        mesh=record.mesh,
        journal=record.journal,
        authors=tuple(name for each in record.authors if (name := name_of(each))),
        criteria=criteria_met(f"{record.title} {record.abstract}", criteria),
    )


def name_of(author: Author) -> str:
    """Name an author so that "Example, Anna" and "Example A." are the same: Example A."""
    return f"{author.family} {author.given[:1]}".strip() if author.family else author.literal


def criteria_met(text: str, words: Iterable[str]) -> tuple[str, ...]:
    """Give those of the editor's words or phrases that stand in a text, as whole words."""
    inside = f" {fold(text)} "
    return tuple(word for word in words if (plain := fold(word)) and f" {plain} " in inside)
