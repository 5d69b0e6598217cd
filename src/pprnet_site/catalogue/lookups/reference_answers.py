"""Pasted identifiers and references, each with what the catalogue and the services know of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pprnet.citations import format_references
from pprnet.citations.checking import (
    CheckedReference,
    CheckOutcome,
    Disagreement,
    DisagreementKind,
    check,
)
from pprnet.citations.checking.reference_check import NO_REFERENCE
from pprnet.citations.printed import UncertainField
from pprnet.errors import CitationError, SourceRefusedError
from pprnet.records import Record
from pprnet.sources import Notice
from pprnet.sources.lookup import CombinedAnswer, FoundRecord, Identifier, look_up_all
from pprnet_site.catalogue.data_mapper import PASTED, citation_item
from pprnet_site.catalogue.enums import AnswerKind, HarvestSource
from pprnet_site.catalogue.lookups.lookup_services import Lookups
from pprnet_site.catalogue.lookups.works_at_hand import WorksAtHand
from pprnet_site.catalogue.models import Work

ADDABLE = frozenset({AnswerKind.AT_HAND, AnswerKind.FOUND, AnswerKind.PASTED})
"""What is added when all that was found is added; the rest is added one by one, or not at all."""
PRINTED_SOURCE = f"{PASTED} reference"
LONGEST_SHOWN = 300


@dataclass(frozen=True, slots=True)
class ReferenceAnswer:
    """One identifier, printed reference or pasted record, and what is known of it."""

    kind: AnswerKind
    text: str
    """What was pasted, shortened."""
    line: int
    record: Record | None = None
    work: Work | None = None
    """The work of the catalogue, where it is at hand."""
    service: str = ""
    """Who has the record."""
    differences: tuple[Disagreement, ...] = ()
    """In what the pasted text differs from the record."""
    uncertain: tuple[UncertainField, ...] = ()
    """What a person should compare with the print."""
    reason: str = ""
    """Why it was not answered or not understood, in English."""
    reference: str = ""
    """The reference in APA 7."""

    @property
    def is_complete(self) -> bool:
        """Whether it is added when all that was found is added."""
        return self.kind in ADDABLE

    @property
    def can_be_added(self) -> bool:
        """Whether there is anything to add."""
        return self.record is not None


@dataclass(slots=True)
class ReferenceFinder:
    """Works at hand first, then the services; what else the services told is kept."""

    lookups: Lookups
    skips_library: bool = False
    """Whether the services are asked for works at hand, too."""
    at_hand: WorksAtHand = field(default_factory=WorksAtHand)
    services: dict[Record, str] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)

    def by_identifier(self, identifiers: Sequence[Identifier]) -> CombinedAnswer:
        """Return what is known about identifiers; services are asked for what is not at hand."""
        known = {} if self.skips_library else self.at_hand.by_identifier(identifiers)
        others = [each for each in identifiers if each not in known]
        answer = look_up_all(others, self.lookups.services)
        self.notices += answer.notices
        self.services |= {each.record: service_label(each.service) for each in answer.found}
        return replace(answer, found=(*_found_at_hand(known), *answer.found))

    def by_text(self, text: str) -> tuple[Record, ...]:
        """Return the works that a printed reference may describe, the most likely first."""
        if not self.skips_library and (found := self.at_hand.by_text(text)):
            return found
        if self.lookups.search is None:
            raise SourceRefusedError("no service was asked")
        found = self.lookups.search.find(text)
        self.services |= dict.fromkeys(found, service_label("crossref"))
        return found

    def answers(self, text: str) -> Iterator[ReferenceAnswer]:
        """Yield the answer to each entry of a text, in its order."""
        for checked in check(
            text,
            find_by_identifier=self.by_identifier,
            find_by_text=self.by_text,
            every_line=True,
        ):
            yield self._answer(checked)

    def _answer(self, checked: CheckedReference) -> ReferenceAnswer:
        """Return the answer that a check leads to."""
        work = self.at_hand.work_of(checked.found)
        return ReferenceAnswer(
            kind=_kind(checked, is_at_hand=work is not None),
            text=checked.text[:LONGEST_SHOWN],
            line=checked.line,
            record=checked.found or _printed_record(checked),
            work=work,
            service=self.services.get(checked.found, "") if checked.found else "",
            differences=checked.disagreements,
            uncertain=checked.parsed.uncertain if checked.parsed and not checked.found else (),
            reason=checked.reason,
        )


def _found_at_hand(known: dict[Identifier, Record]) -> Iterable[FoundRecord]:
    """Return works at hand as what a service found."""
    return (FoundRecord(each, record, "library") for each, record in known.items())


def service_label(key: str) -> str:
    """Return the name of a service for people."""
    return str(HarvestSource(key).label) if key in HarvestSource else key


def _kind(checked: CheckedReference, *, is_at_hand: bool) -> AnswerKind:
    """Return what came of an entry."""
    if any(each.kind is DisagreementKind.OTHER_WORK for each in checked.disagreements):
        return AnswerKind.OTHER
    if checked.found is not None:
        return AnswerKind.AT_HAND if is_at_hand else AnswerKind.FOUND
    if checked.outcome is CheckOutcome.MISSING:
        return AnswerKind.MISSING
    is_entry = checked.parsed is not None or checked.reason != NO_REFERENCE
    return AnswerKind.UNANSWERED if is_entry else AnswerKind.UNREADABLE


def _printed_record(checked: CheckedReference) -> Record | None:
    """Return what was read from print, as a record that a person has to confirm."""
    if checked.parsed is None or not checked.parsed.record.title:
        return None
    return replace(checked.parsed.record, source=PRINTED_SOURCE, source_id="", position=0, line=0)


def with_references(answers: Sequence[ReferenceAnswer]) -> list[ReferenceAnswer]:
    """Return answers with their references in APA 7, by one call of pandoc; none without it."""
    records = [answer.record or Record() for answer in answers]
    try:
        forms = format_references([citation_item(record) for record in records])
    except CitationError:
        return list(answers)
    return [replace(a, reference=f.text) for a, f in zip(answers, forms, strict=True)]
