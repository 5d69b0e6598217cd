"""The texts of a draft with every claim marked, and what is still to be settled below each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pprnet_site.desk.queries.evidence.source_places import (
    SegmentStarts,
    segment_starts,
    stated_place,
)
from pprnet_site.evidence.checking.source_texts import BoundPassage
from pprnet_site.evidence.draft_content import TextPiece
from pprnet_site.evidence.enums import FIGURES, CheckedField, ClaimState, ClaimVerdict, Layer
from pprnet_site.evidence.queries.draft_checks import (
    CheckedClaim,
    CheckedFinding,
    DraftCheck,
    once_each,
)

ClaimMark = Literal["open", "advice", "computed", "settled", "traced", "unfound"]
WEIGHT: tuple[ClaimMark, ...] = ("open", "advice", "computed", "settled", "traced", "unfound")
"""The marks, the one first that is shown where claims overlap."""

MARK_LABELS: dict[str, str | Promise] = {
    "open": pgettext_lazy("claim", "open"),
    "advice": pgettext_lazy("claim", "look at it"),
    "computed": pgettext_lazy("claim", "computed"),
    "settled": pgettext_lazy("claim", "settled by a person"),
    "traced": pgettext_lazy("claim", "found in a source"),
    "unfound": pgettext_lazy("claim", "not found, which stops nothing"),
}
MOST_WITH_FORM = 80
"""Claims and findings of a page that have a form; those after them are listed without one."""


@dataclass(frozen=True, slots=True)
class TextRun:
    """Some characters of a text; those of a claim have a mark."""

    text: str
    mark: str = ""
    claim: CheckedClaim | None = None
    """The claim that is marked; None for text without a claim."""
    others: tuple[str, ...] = ()
    """The names of claims that overlap with it."""
    place: str = ""
    """Where its passage is among the sources; empty where it has none."""

    @property
    def label(self) -> str | Promise:
        """What the mark says in words."""
        if self.claim is None:
            return ""
        if self.mark == "settled":
            return self.claim.state.label
        label, passage = MARK_LABELS[self.mark], self.claim.passage
        return format_lazy("{}, {}", label, place_label(passage)) if passage else label

    @property
    def target(self) -> str:
        """The element that the mark leads to; empty where there is none."""
        claim = self.claim
        if claim is None:
            return ""
        if claim.decision is not None:
            bound = claim.decision.verdict == ClaimVerdict.PASSAGE
            return f"p-{claim.anchor}" if bound else f"s-{claim.decision.pk}"
        if claim.passage is not None and claim.passage.work is not None:
            return f"p-{claim.anchor}"
        return f"o-{claim.anchor}" if self.mark in {"open", "advice"} else ""


@dataclass(frozen=True, slots=True)
class ListedClaim:
    """A claim that a person has to look at."""

    claim: CheckedClaim
    has_form: bool
    place: str
    """Where its passage is among the sources; empty where it has none."""

    @property
    def may_be_own_words(self) -> bool:
        """Whether it may be the editor's wording: no figure, and nothing a source contradicts."""
        is_figure = self.claim.key.claim_kind in FIGURES
        return self.claim.verdict != "contradicted" and not is_figure


@dataclass(frozen=True, slots=True)
class ListedFinding:
    """What a rule found."""

    finding: CheckedFinding
    anchor: str
    """Unlike the name of the finding, no two on the page have the same."""
    has_form: bool


@dataclass(frozen=True, slots=True)
class SheetText:
    """One text of a draft, or one key fact."""

    field: str
    item: int
    label: str | Promise
    text: str
    runs: tuple[TextRun, ...]
    claims: tuple[ListedClaim, ...]
    findings: tuple[ListedFinding, ...]

    @property
    def is_fact(self) -> bool:
        """Whether it is a key fact, which is changed in the draft."""
        return self.field == CheckedField.KEY_FACTS


def sheet_texts(check: DraftCheck) -> tuple[SheetText, ...]:
    """Return the texts of a draft in the order of its page; empty key facts are left out."""
    starts = segment_starts(check.sources)
    claims = listed_claims(check.claims, starts)
    findings = listed_findings(check.findings, left=max(0, MOST_WITH_FORM - len(claims)))
    return tuple(
        SheetText(
            field=piece.field,
            item=piece.item,
            label=CheckedField(piece.field).label,
            text=piece.text,
            runs=tuple(marked_runs(piece, check.claims, starts)),
            claims=tuple(each for each in claims if is_in(each.claim, piece.field, piece.item)),
            findings=tuple(
                each
                for each in findings
                if (each.finding.field, each.finding.item) == (piece.field, piece.item)
            ),
        )
        for piece in check.content.pieces
    )


def is_in(claim: CheckedClaim, field: str, item: int) -> bool:
    """Return whether a claim is in this text."""
    return (claim.key.field, claim.item) == (field, item)


def listed_claims(claims: Iterable[CheckedClaim], starts: SegmentStarts) -> list[ListedClaim]:
    """Return the claims that need attention, those first that stop publication."""
    needed = [each for each in claims if each.needs_attention]
    return [
        ListedClaim(each, at < MOST_WITH_FORM, stated_place(each.passage, starts))
        for at, each in enumerate(sorted(needed, key=lambda each: not each.is_blocking))
    ]


def listed_findings(findings: Sequence[CheckedFinding], *, left: int) -> list[ListedFinding]:
    """Return the findings without an override, errors first; `left` of them have a form."""
    stands = sorted(
        once_each(each for each in findings if each.override is None),
        key=lambda each: not each.is_blocking,
    )
    return [
        ListedFinding(each, f"{each.anchor}-{place}" if place else each.anchor, at < left)
        for at, (place, each) in enumerate(numbered_names(stands))
    ]


def numbered_names(findings: Iterable[CheckedFinding]) -> Iterator[tuple[int, CheckedFinding]]:
    """Yield findings, each with how many of its name there were before."""
    seen: dict[str, int] = {}
    for each in findings:
        place = seen.get(each.anchor, 0)
        seen[each.anchor] = place + 1
        yield place, each


def claim_mark(claim: CheckedClaim) -> ClaimMark:
    """Return how a claim is marked."""
    if claim.needs_attention:
        return "open" if claim.is_blocking else "advice"
    if claim.state == ClaimState.OPEN:
        return "unfound"
    if claim.state == ClaimState.COMPUTED:
        return "computed"
    return "traced" if claim.state == ClaimState.BOUND_BY_MACHINE else "settled"


def marked_runs(
    piece: TextPiece, claims: Iterable[CheckedClaim], starts: SegmentStarts
) -> Iterator[TextRun]:
    """Yield a text with its claims; those that overlap have one mark, the one that matters most."""
    place, text = 0, piece.text
    for start, end, group in overlapping([c for c in claims if is_in(c, piece.field, piece.item)]):
        if place < start:
            yield TextRun(text[place:start])
        first = min(group, key=lambda each: (WEIGHT.index(claim_mark(each)), each.start - each.end))
        others = tuple(each.anchor for each in group if each is not first)
        at = stated_place(first.passage, starts)
        yield TextRun(text[start:end], claim_mark(first), first, others, at)
        place = end
    if place < len(text):
        yield TextRun(text[place:])


def overlapping(claims: Sequence[CheckedClaim]) -> Iterator[tuple[int, int, list[CheckedClaim]]]:
    """Yield the claims that overlap, with the characters that they cover together."""
    numbered = []
    group, end = 0, 0
    for each in sorted(claims, key=lambda each: each.start):
        if each.start >= end:
            group += 1
        end = max(end, each.end)
        numbered.append((group, each))
    for _number, found in groupby(numbered, key=lambda pair: pair[0]):
        members = [each for _group, each in found]
        yield members[0].start, max(each.end for each in members), members


def place_label(passage: BoundPassage) -> str | Promise:
    """Return where a passage is, in words."""
    layer = _("title") if passage.part == "title" else LAYER_WORDS[passage.layer]
    if not passage.page:
        return layer
    return format_lazy(_("{layer}, page {page}"), layer=layer, page=passage.page)


LAYER_WORDS: dict[str, str | Promise] = {
    Layer.ABSTRACT: pgettext_lazy("in the text", "abstract"),
    Layer.BODY: pgettext_lazy("in the text", "full text"),
    Layer.TABLE: pgettext_lazy("in the text", "table"),
    Layer.CITATION: pgettext_lazy("in the text", "citation"),
}
