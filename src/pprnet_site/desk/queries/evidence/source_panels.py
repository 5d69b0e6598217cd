"""The sources of a draft by work: title, citation, abstract with roles, full texts by page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from django.utils.functional import Promise

from pprnet_site.catalogue.models import Work
from pprnet_site.desk.queries.evidence.passage_search import find_passage
from pprnet_site.desk.queries.evidence.source_places import passage_span, segment_starts
from pprnet_site.desk.queries.evidence.text_claims import TextRun
from pprnet_site.desk.queries.work_details.highlights import ROLES, role_sections, split_at_marks
from pprnet_site.evidence.checking.source_texts import (
    BoundPassage,
    SummarySources,
    TextSegment,
)
from pprnet_site.evidence.enums import ClaimVerdict
from pprnet_site.evidence.models import ClaimDecision, FullTextRow
from pprnet_site.evidence.queries.draft_checks import CheckedClaim, DraftCheck, SourceContradiction

Spans = Mapping[int, Sequence[tuple[int, int, str]]]
"""By the number of a source text: start, end and the name of the claim bound to them."""


@dataclass(frozen=True, slots=True)
class BoundWords:
    """Some characters of a source, and the claims that are bound to them."""

    text: str
    marks: tuple[str, ...] = ()
    """The names of the claims."""
    first: str = ""
    """Of these the one whose passage begins here, if any."""
    more: tuple[str, ...] = ()
    """Further claims whose passage begins here."""

    @property
    def classes(self) -> str:
        """The CSS classes of the mark."""
        return "hit hit--bound"


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """A paragraph of a source."""

    source: int
    """The number of the source text."""
    start: int
    """Of its first character in the source text."""
    pieces: tuple[BoundWords, ...]
    role: str | Promise = ""
    section: str = ""
    is_row: bool = False
    """Whether it is a row of a table."""


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page of a full text; the number is 0 where it has no pages."""

    number: int
    blocks: tuple[SourceBlock, ...]

    @property
    def bound(self) -> int:
        """How many passages of the page claims are bound to."""
        return sum(bool(piece.marks) for block in self.blocks for piece in block.pieces)


@dataclass(frozen=True, slots=True)
class FullTextPanel:
    """A full text of a work."""

    row: FullTextRow
    pages: tuple[SourcePage, ...]


@dataclass(slots=True)
class SourcePanel:
    """A work with all that is known of its text."""

    work: Work
    title: tuple[SourceBlock, ...] = ()
    citation: tuple[SourceBlock, ...] = ()
    abstract: tuple[SourceBlock, ...] = ()
    full_texts: tuple[FullTextPanel, ...] = ()
    contradictions: tuple[SourceContradiction, ...] = ()
    unconfirmed: list[FullTextRow] = field(default_factory=list)
    """Full texts with another title, which nothing is compared with."""


def source_panels(
    check: DraftCheck, runs: Iterable[TextRun], works: Sequence[Work], rows: Sequence[FullTextRow]
) -> tuple[SourcePanel, ...]:
    """Return the sources of a draft, with the passages marked that its claims are bound to."""
    spans = bound_spans(check, (run.claim for run in runs if run.claim is not None))
    return tuple(source_panel(work, check, spans, rows) for work in works)


def source_panel(
    work: Work, check: DraftCheck, spans: Spans, rows: Sequence[FullTextRow]
) -> SourcePanel:
    """Return one work with its texts."""
    own = [row for row in rows if work.pk in {row.work_id, row.work.merged_into_id}]
    return SourcePanel(
        work=work,
        title=tuple(part_blocks(check, spans, work.pk, "title")),
        citation=tuple(part_blocks(check, spans, work.pk, "citation")),
        abstract=tuple(part_blocks(check, spans, work.pk, "abstract")),
        full_texts=tuple(
            FullTextPanel(row, tuple(text_pages(check, spans, row.pk)))
            for row in own
            if not row.needs_confirmation
        ),
        contradictions=tuple(
            each
            for each in check.contradictions
            if any(passage.work == work.pk for passage in each.passages)
        ),
        unconfirmed=[row for row in own if row.needs_confirmation],
    )


def bound_spans(check: DraftCheck, claims: Iterable[CheckedClaim]) -> Spans:
    """Return the passages that claims are bound to, by source text."""
    found: dict[int, list[tuple[int, int, str]]] = {}
    starts = segment_starts(check.sources)
    for claim in claims:
        if span := passage_span(bound_passage(claim, check), starts):
            found.setdefault(span[0], []).append((*span[1:], claim.anchor))
    return found


def bound_passage(claim: CheckedClaim, check: DraftCheck) -> BoundPassage | None:
    """Return the passage that a person bound a claim to, otherwise the one that was found."""
    made = claim.decision
    if made is None:
        return claim.passage
    if made.verdict != ClaimVerdict.PASSAGE:
        return None
    return quoted_where_selected(made, check.sources) or find_passage(
        check.sources, made.quote, None, work=made.work_id, layer=made.layer
    )


def quoted_where_selected(made: ClaimDecision, sources: SummarySources) -> BoundPassage | None:
    """Return the passage of a decision where it was selected, if the source still reads so."""
    for source, place in enumerate(sources.places):
        if (place.work, place.layer) != (made.work_id, made.layer):
            continue
        for segment in place.segments:
            start = segment.start + made.quote_start
            end = start + len(made.quote)
            if sources.texts[source].text[start:end] == made.quote:
                return sources.passage_at(source, start, end)
    return None


def part_blocks(check: DraftCheck, spans: Spans, work: int, part: str) -> Iterator[SourceBlock]:
    """Yield the title, citation or abstract of a work; an abstract by the roles of sentences."""
    for source, place in enumerate(check.sources.places):
        if place.work != work or place.full_text is not None:
            continue
        for segment in place.segments:
            if segment.part == part:
                whole = block_of(check, spans, source, segment)
                yield from by_role(check, spans, whole) if part == "abstract" else [whole]


def by_role(check: DraftCheck, spans: Spans, whole: SourceBlock) -> Iterator[SourceBlock]:
    """Yield a block by the roles of its sentences."""
    text = check.sources.texts[whole.source].text
    for role, start, end in role_sections(text):
        pieces = bound_words(text, spans.get(whole.source, ()), start, end)
        yield replace(whole, start=start, pieces=pieces, role=ROLES.get(role, ""))


def text_pages(check: DraftCheck, spans: Spans, full_text: int) -> Iterator[SourcePage]:
    """Yield a full text page by page."""
    found = sorted(
        (
            (segment.page, segment.passage or 0, source, segment)
            for source, place in enumerate(check.sources.places)
            if place.full_text == full_text
            for segment in place.segments
        ),
        key=lambda each: each[:2],
    )
    for number, each in groupby(found, key=lambda each: each[0]):
        blocks = tuple(block_of(check, spans, source, segment) for *_key, source, segment in each)
        yield SourcePage(number, blocks)


def block_of(check: DraftCheck, spans: Spans, source: int, segment: TextSegment) -> SourceBlock:
    """Return a segment of a source text as a paragraph."""
    text, end = check.sources.texts[source].text, segment.start + segment.length
    return SourceBlock(
        source,
        segment.start,
        bound_words(text, spans.get(source, ()), segment.start, end),
        is_row=check.sources.places[source].layer == "table",
    )


def bound_words(
    text: str, spans: Sequence[tuple[int, int, str]], start: int, end: int
) -> tuple[BoundWords, ...]:
    """Return a part of a source split wherever a bound passage begins or ends."""
    found: list[BoundWords] = []
    seen: set[str] = set()
    order = {name: at for at, (_start, _end, name) in enumerate(spans)}
    for piece in split_at_marks(text, spans, start, end):
        names = sorted(piece.marks, key=order.__getitem__)
        fresh = [name for name in names if name not in seen and begins_in(spans, name, start)]
        seen.update(names)
        first = fresh[0] if fresh else ""
        found.append(BoundWords(piece.text, tuple(names), first, tuple(fresh[1:])))
    return tuple(found)


def begins_in(spans: Sequence[tuple[int, int, str]], name: str, start: int) -> bool:
    """Return whether a passage begins in the part that begins here, not in one before it."""
    return any(first >= start for first, _end, each in spans if each == name)
