"""Abstracts split by the roles of their sentences, with evidence and criteria terms marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from pprnet.extraction.sentence_roles.role_classifier import classify_sentences
from pprnet_site.catalogue.models import Work
from pprnet_site.catalogue.queries.signal_review import SignalReview
from pprnet_site.catalogue.signal_kinds import SignalKind
from pprnet_site.desk.queries.criteria_terms import AVOIDED, SOUGHT, term_spans

MARKED_FIELDS = ("title", "abstract")
MAX_ROLE_CHARACTERS = 20_000
"""Characters of an abstract whose sentences are classified on a page."""

ROLES: dict[str, str | Promise] = {
    "background": pgettext_lazy("part of an abstract", "Background"),
    "objective": pgettext_lazy("part of an abstract", "Objective"),
    "method": pgettext_lazy("part of an abstract", "Method"),
    "result": pgettext_lazy("part of an abstract", "Result"),
    "conclusion": pgettext_lazy("part of an abstract", "Conclusion"),
}


EVIDENCE = "evidence"

Mark = tuple[int, int, str]
"""Start and end in characters, end exclusive, and the kind of mark."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text with its marks: evidence of a signal, inclusion or exclusion term."""

    text: str
    marks: frozenset[str] = frozenset()

    @property
    def classes(self) -> str:
        """The CSS classes of its marks."""
        named = sorted(self.marks - {EVIDENCE})
        both = ("hit--evidence",) if named and EVIDENCE in self.marks else ()
        return " ".join(("hit", *(f"hit--{mark}" for mark in named), *both))


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive sentences with the same role; no role where none was recognised."""

    role: str | Promise
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class CriteriaTerms:
    """The inclusion and exclusion terms, one per line."""

    sought: str = ""
    avoided: str = ""

    def marks(self, text: str) -> list[Mark]:
        """Return the marks of the terms in a text."""
        return [
            (start, end, mark)
            for mark, words in ((SOUGHT, self.sought), (AVOIDED, self.avoided))
            for start, end in term_spans(words, text)
        ]


def evidence_marks(readings: Iterable[SignalReview], field: str, length: int) -> list[Mark]:
    """Return the marks of the evidence of signals in a field, without rejected signals."""
    return [
        (max(0, start), min(end, length), EVIDENCE)
        for reading in readings
        if not reading.is_rejected
        for name, start, end in marked_spans(reading)
        if name == field and max(0, start) < min(end, length)
    ]


def marked_spans(reading: SignalReview) -> Sequence[tuple[str, int, int]]:
    """Return what is marked of a signal: of a finding the words that decide, not its sentence."""
    words = reading.detail.get("words") if reading.kind == SignalKind.FINDING else None
    return ((words["field"], words["start"], words["end"]),) if words else reading.spans


def split_at_marks(
    text: str, marks: Sequence[Mark], start: int = 0, end: int | None = None
) -> list[Piece]:
    """Return a part of a text split wherever a mark begins or ends."""
    end = len(text) if end is None else end
    inside = [mark for mark in marks if mark[0] < end and mark[1] > start]
    cuts = sorted({start, end, *(cut for mark in inside for cut in mark[:2] if start < cut < end)})
    marked = [
        (text[a:b], frozenset(kind for first, last, kind in inside if first <= a and b <= last))
        for a, b in pairwise(cuts)
    ]
    return [
        Piece("".join(words for words, _marks in run), marks)
        for marks, run in groupby(marked, key=lambda piece: piece[1])
    ]


def highlighted_title(work: Work, own: CriteriaTerms) -> tuple[Piece, ...]:
    """Return the title of a work with the criteria terms marked."""
    return tuple(split_at_marks(str(work), own.marks(str(work))))


def abstract_blocks(
    work: Work, readings: Sequence[SignalReview], own: CriteriaTerms
) -> tuple[Block, ...]:
    """Return the abstract of a work as blocks by sentence role, with all marks."""
    text = work.abstract
    marks = [*evidence_marks(readings, "abstract", len(text)), *own.marks(text)]
    return tuple(
        Block(ROLES.get(role, ""), tuple(split_at_marks(text, marks, start, end)))
        for role, start, end in role_sections(text)
    )


def role_sections(text: str) -> list[tuple[str, int, int]]:
    """Return the sections of a text by sentence role, as role, start and end, in order."""
    found = classify_sentences(text[:MAX_ROLE_CHARACTERS])
    groups = [
        (role, [sentence.span for sentence in group])
        for role, group in groupby(found, key=lambda sentence: sentence.role)
    ]
    starts = [0, *(spans[0].start for _role, spans in groups[1:]), len(text)]
    if not groups:
        return [("", 0, len(text))] if text.strip() else []
    ends = pairwise(starts)
    return [(role, *end) for (role, _spans), end in zip(groups, ends, strict=True)]


def quotes(work: Work, reading: SignalReview, most: int = 3) -> list[tuple[str, int]]:
    """Return the quotations that are the evidence of a signal, each with its frequency."""
    words = Counter(
        " ".join(getattr(work, name)[start:end].split()).casefold()
        for name, start, end in reading.spans
        if name in MARKED_FIELDS
    )
    return [(word, count) for word, count in words.most_common(most) if word]
