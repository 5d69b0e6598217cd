"""The sources of a summary as texts, and the way back from a text to the work and page."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from pprnet.claims import SourceText
from pprnet_site.catalogue.models import Work
from pprnet_site.catalogue.queries import citation_of
from pprnet_site.evidence.draft_content import FactText
from pprnet_site.evidence.enums import Layer
from pprnet_site.evidence.models import FullTextRow, PassageRow

MAX_SHOWN_QUOTE = 600
SEPARATOR = "\n\n"
"""Between two segments of a source text."""
READABLE = frozenset({"abstract", "passage"})
"""Parts that state what a study found."""


@dataclass(frozen=True, slots=True)
class TextSegment:
    """A part of a source text: where it begins, and what it is."""

    start: int
    length: int
    part: str
    """"title", "abstract", "citation", "fact" or "passage"."""
    passage: int | None = None
    """Number of the row of a passage."""
    page: int = 0
    page_starts: tuple[int, ...] = ()

    def page_at(self, offset: int) -> int:
        """Return the page on which a character of the segment is printed; 0 without pages."""
        return self.page + bisect_right(self.page_starts, offset) if self.page else 0


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """What one source text is made of."""

    work: int | None
    layer: str
    segments: tuple[TextSegment, ...]
    full_text: int | None = None


@dataclass(frozen=True, slots=True)
class BoundPassage:
    """The part of a source that decides about a claim; for signed-in people only."""

    work: int | None
    layer: str
    part: str
    passage: int | None
    full_text: int | None
    page: int
    """From 1; 0 without pages."""
    start: int
    end: int
    """Characters of the title, abstract, citation or passage."""
    quote: str


@dataclass(frozen=True, slots=True)
class SummarySources:
    """The source texts of a summary in the order in which they are compared."""

    texts: tuple[SourceText, ...]
    places: tuple[SourcePlace, ...]
    fingerprint: str
    """SHA-256 of all texts."""

    @property
    def is_readable(self) -> bool:
        """Whether there is more of any work than its title and citation."""
        return any(segment.part in READABLE for place in self.places for segment in place.segments)

    def passage_at(self, source: int, start: int, end: int) -> BoundPassage:
        """Return the work, page and passage of some characters of a source text.

        Args:
            source: place of the text in `texts`.
            start: first character.
            end: end of the characters, exclusive.
        """
        place = self.places[source]
        starts = [segment.start for segment in place.segments]
        segment = place.segments[max(0, bisect_right(starts, start) - 1)]
        first = start - segment.start
        last = min(end - segment.start, segment.length)
        return BoundPassage(
            work=place.work,
            layer=place.layer,
            part=segment.part,
            passage=segment.passage,
            full_text=place.full_text,
            page=segment.page_at(first),
            start=first,
            end=last,
            quote=self.texts[source].text[start:end][:MAX_SHOWN_QUOTE],
        )


@dataclass(slots=True)
class _TextBuilder:
    """A source text that grows segment by segment."""

    work: int | None
    layer: str
    full_text: int | None = None
    parts: list[str] = field(default_factory=list)
    segments: list[TextSegment] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, part: str, row: PassageRow | None = None) -> None:
        """Add a segment."""
        page, starts = (row.page, tuple(row.page_starts)) if row else (0, ())
        number = row.pk if row else None
        self.segments.append(TextSegment(self.length, len(text), part, number, page, starts))
        self.parts.append(text)
        self.length += len(text) + len(SEPARATOR)

    @property
    def place(self) -> SourcePlace:
        """What the text is made of."""
        return SourcePlace(self.work, self.layer, tuple(self.segments), self.full_text)


def full_texts_of(works: Iterable[int]) -> list[FullTextRow]:
    """Return the full texts of works, and of the duplicates that were merged into them."""
    numbers = list(works)
    rows = FullTextRow.objects.filter(Q(work__in=numbers) | Q(work__merged_into__in=numbers))
    return list(rows.select_related("work", "added_by").order_by("pk"))


def sources_of_works(works: Sequence[Work], facts: Sequence[FactText] = ()) -> SummarySources:
    """Return the texts of works: title and abstract, citation, full texts.

    Args:
        works: the sources of a summary, with their citations.
        facts: its key facts; where no work has an abstract or a full text, those whose origin a
            person states are sources too.
    """
    built = [text for work in works for text in work_texts(work)]
    by_text: dict[int, list[PassageRow]] = {}
    rows = [row for row in full_texts_of(work.pk for work in works) if not row.needs_confirmation]
    for passage in PassageRow.objects.filter(full_text__in=rows).order_by("full_text", "order"):
        by_text.setdefault(passage.full_text_id, []).append(passage)
    kept = {work.pk for work in works}
    for row in rows:
        work = row.work_id if row.work_id in kept else row.work.merged_into_id
        built += full_text_layers(row, work, by_text.get(row.pk, []))
    if not any(s.part in READABLE for b in built for s in b.segments):
        built += fact_texts(facts)
    return joined_sources(built)


def joined_sources(built: Sequence[_TextBuilder]) -> SummarySources:
    """Return source texts with their fingerprint."""
    texts = tuple(SourceText(each.layer, SEPARATOR.join(each.parts)) for each in built)
    mark = hashlib.sha256()
    for text in texts:
        mark.update(f"{text.layer}\x00{text.text}\x00".encode("utf-8", "surrogatepass"))
    return SummarySources(texts, tuple(each.place for each in built), mark.hexdigest())


def work_texts(work: Work) -> Iterator[_TextBuilder]:
    """Yield the title, the abstract and the citation of a work."""
    citation = citation_of(work)
    cited = citation.text if citation else ""
    parts = (
        (Layer.ABSTRACT, work.title, "title"),
        (Layer.ABSTRACT, work.abstract, "abstract"),
        (Layer.CITATION, cited or stated_citation(work), "citation"),
    )
    for layer, text, part in parts:
        if text.strip():
            builder = _TextBuilder(work.pk, layer.value)
            builder.add(text, part)
            yield builder


def stated_citation(work: Work) -> str:
    """Return authors, year and title of a work whose citation is not formatted yet."""
    if not work.authors:
        return ""
    names = work.authors.replace("; ", ", ")
    return f"{names} ({work.year}). {work.title}" if work.year else f"{names}. {work.title}"


def full_text_layers(
    row: FullTextRow, work: int | None, passages: Sequence[PassageRow]
) -> Iterator[_TextBuilder]:
    """Yield a text for each layer of a full text."""
    builders: dict[str, _TextBuilder] = {}
    for passage in passages:
        builder = builders.setdefault(passage.layer, _TextBuilder(work, passage.layer, row.pk))
        builder.add(passage.text, "passage", passage)
    yield from builders.values()


def fact_texts(facts: Sequence[FactText]) -> Iterator[_TextBuilder]:
    """Yield the key facts whose origin a person states, as one text."""
    builder = _TextBuilder(None, Layer.TABLE.value)
    for fact in facts:
        if fact.is_bound:
            builder.add(f"{fact.text}.", "fact")
    if builder.parts:
        yield builder
