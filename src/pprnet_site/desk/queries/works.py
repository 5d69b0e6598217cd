"""Works on the shortlist, works found by a search, and one work with all its details."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from pprnet.citations import MissingField
from pprnet_site.catalogue.enums import ALLOWED_MOVES, SHORTLIST_STATUSES, WorkStatus
from pprnet_site.catalogue.models import Citation, Move, Record, Work, WorkPair
from pprnet_site.catalogue.queries import (
    is_resolved,
    missing_fields,
    pasted_fields,
    typed_fields,
)
from pprnet_site.catalogue.queries.signal_review import (
    SignalReview,
    signal_reviews,
    signal_reviews_by_work,
)
from pprnet_site.desk.queries.pairs import pairs_of
from pprnet_site.desk.queries.work_details.citation_advice import (
    NO_ADVICE,
    CitationAdvice,
    citation_advice,
)
from pprnet_site.desk.queries.work_details.highlights import Block, CriteriaTerms, abstract_blocks
from pprnet_site.desk.queries.work_details.linked_works import LinkedWork, linked_works
from pprnet_site.desk.queries.work_details.signal_table import SignalLine, signal_lines, term_names
from pprnet_site.digest.models import SummaryPage

LISTED_TERM_KINDS = ("research_type", "topic")
MANUAL_STATUSES = (
    WorkStatus.FOUND,
    WorkStatus.SCREENED_IN,
    WorkStatus.SCREENED_OUT,
    WorkStatus.SHORTLISTED,
)

DOI_PREFIX = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)(?=10\.)", re.IGNORECASE)
"""What people paste before a DOI."""


@dataclass(frozen=True, slots=True)
class ListedWork:
    """A work in a list, with the names of its type and topics."""

    work: Work
    types: tuple[str, ...]
    topics: tuple[str, ...]

    @property
    def shortlisted(self) -> bool:
        """Whether it was shortlisted, not only included."""
        return bool(self.work.status == WorkStatus.SHORTLISTED)


@dataclass(frozen=True, slots=True)
class CitationState:
    """A citation with its missing fields and whether a person typed any."""

    citation: Citation | None
    missing: tuple[MissingField, ...]
    resolved: bool
    stated: bool
    """Whether a person typed or pasted some of it."""
    advice: CitationAdvice = NO_ADVICE


@dataclass(frozen=True, slots=True)
class WorkView:
    """Everything about one work."""

    work: Work
    abstract: tuple[Block, ...]
    records: tuple[Record, ...]
    lines: tuple[SignalLine, ...]
    moves: tuple[Move, ...]
    cited: CitationState
    draft: SummaryPage | None
    manual_moves: tuple[WorkStatus, ...]
    """The statuses that a person may set by hand."""
    pairs: tuple[WorkPair, ...]
    """Its pairs of possible duplicates, open and decided."""
    linked: tuple[LinkedWork, ...]
    """Its linked works."""

    @property
    def open_lines(self) -> bool:
        """Whether there is a signal that is not reviewed yet."""
        return any(line.is_open for line in self.lines)

    @property
    def can_be_written(self) -> bool:
        """Whether a draft can be made from it."""
        return self.draft is None and self.work.status in SHORTLIST_STATUSES


def shortlist() -> list[ListedWork]:
    """Return the works that a summary can be written about, those shortlisted first."""
    works = Work.objects.filter(status__in=SHORTLIST_STATUSES).defer("abstract", "merged")
    found = list(works.prefetch_related("events").order_by("-status", "pk"))
    readings = signal_reviews_by_work([work.pk for work in found])
    names = term_names(reading for known in readings.values() for reading in known)
    return [listed_work(work, readings[work.pk], names) for work in found]


def listed_work(
    work: Work, readings: list[SignalReview], names: dict[tuple[str, str], str]
) -> ListedWork:
    """Return a work with the names of its type and topics."""
    said = {
        kind: [
            names[kind, reading.value]
            for reading in readings
            if reading.kind == kind and not reading.is_rejected and (kind, reading.value) in names
        ]
        for kind in LISTED_TERM_KINDS
    }
    return ListedWork(work, tuple(said["research_type"][:1]), tuple(said["topic"][:4]))


def find_works(words: str = "", status: str = "") -> QuerySet[Work]:
    """Return the works whose title, authors or DOI contain each word, in any status or in one.

    Works that were merged into another are found only under that status.
    """
    works = Work.objects.defer("abstract", "merged").prefetch_related("events")
    for word in words.split()[:12]:
        doi = DOI_PREFIX.sub("", word)
        held = Q(title__icontains=word) | Q(authors__icontains=word) | Q(doi__icontains=doi)
        works = works.filter(held)
    works = works.filter(status=status) if status else works.exclude(status=WorkStatus.MERGED)
    return works.order_by("-year", "pk")


def citation_state(work: Work) -> CitationState:
    """Return the citation of a work with its missing fields; there may be none yet."""
    citation = Citation.objects.filter(work=work).first()
    if citation is None:
        return CitationState(None, (), resolved=False, stated=False)
    return CitationState(
        citation,
        missing_fields(citation),
        resolved=is_resolved(citation),
        stated=bool(typed_fields(citation) or pasted_fields(citation)),
        advice=citation_advice(work, citation),
    )


def citation_values(citation: Citation | None) -> dict[str, str]:
    """Return the fields of a citation as a person would type them."""
    csl = citation.csl if citation else {}
    values = {name: str(value) for name, value in csl.items() if isinstance(value, str | int)}
    for name in ("author", "editor"):
        if csl.get(name):
            values[name] = "; ".join(person_line(person) for person in csl[name])
    parts = (csl.get("issued") or {}).get("date-parts") or [[]]
    values["issued"] = "-".join(f"{int(part):02d}" for part in parts[0] if part)
    return values


def person_line(person: dict[str, str]) -> str:
    """Return a name of CSL-JSON as "Family, Given, Suffix"."""
    family = " ".join(
        filter(None, (person.get("non-dropping-particle", ""), person.get("family", "")))
    )
    parts = (family, person.get("given", ""), person.get("suffix", ""))
    return person.get("literal") or ", ".join(part for part in parts if part)


def read_work(work_id: int) -> WorkView:
    """Return everything about a work.

    Raises:
        Http404: There is no work with this number.
    """
    work = Work.objects.defer("merged").filter(pk=work_id).first()
    if work is None:
        raise Http404
    readings = signal_reviews(work)
    allowed = ALLOWED_MOVES[WorkStatus(work.status)]
    return WorkView(
        work=work,
        abstract=abstract_blocks(work, readings, CriteriaTerms()),
        records=tuple(Record.objects.filter(work=work).select_related("run").defer("data")),
        lines=tuple(signal_lines(work, readings)),
        moves=tuple(Move.objects.filter(work=work).select_related("by", "undone_by")),
        cited=citation_state(work),
        draft=SummaryPage.objects.filter(sources__work=work).order_by("-pk").first(),
        manual_moves=tuple(status for status in MANUAL_STATUSES if status in allowed),
        pairs=tuple(pairs_of(work)),
        linked=linked_works(work),
    )
