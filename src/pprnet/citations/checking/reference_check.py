"""References of a text checked: described rightly, wrongly, not existing, or not checked.

The four are kept apart: a service that is down says nothing of whether a work exists.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from pprnet.citations.checking.disagreements import (
    Disagreement,
    DisagreementKind,
    compare_citation,
)
from pprnet.citations.checking.doi_agencies import other_agency
from pprnet.citations.checking.found_histories import notices_about
from pprnet.citations.checking.same_works import NEAR_TITLE, title_agreement
from pprnet.citations.checking.stated_identifiers import other_identifiers
from pprnet.citations.checking.text_entries import TextEntry, text_entries
from pprnet.citations.printed import ParsedReference
from pprnet.errors import SourceError
from pprnet.records import Record
from pprnet.sources.lookup.answer_assembly import identifiers_of
from pprnet.sources.lookup.combined_lookup import CombinedAnswer
from pprnet.sources.lookup.lookup_service import Identifier
from pprnet.sources.notices import Notice
from pprnet.watch import WorkHistory, work_history

FindByIdentifier = Callable[[Sequence[Identifier]], CombinedAnswer]
FindByText = Callable[[str], Sequence[Record]]
"""The works that a printed reference may describe; raises `SourceError` when not answered."""


class CheckOutcome(StrEnum):
    """What came of the check of one reference."""

    RIGHT = "right"
    """It was found and is described rightly."""
    WRONG = "described-wrongly"
    """It exists, and the reference describes it wrongly."""
    MISSING = "does-not-exist"
    """No service knows the identifier, nor a work of nearly this title."""
    UNCHECKED = "could-not-be-checked"
    """A service did not answer, or none may be asked."""


@dataclass(frozen=True, slots=True)
class CheckedReference:
    """One reference of a text, and what came of its check."""

    text: str
    line: int
    """1-based."""
    outcome: CheckOutcome
    found: Record | None = None
    """The work that it describes."""
    disagreements: tuple[Disagreement, ...] = ()
    parsed: ParsedReference | None = None
    """What was read from its print; `None` for an identifier alone."""
    reason: str = ""
    """Why it could not be checked, or what makes the outcome less than certain, in English."""
    notices: tuple[Notice, ...] = ()
    """About the work that was found."""

    @property
    def history(self) -> WorkHistory:
        """What has become of the work that was found."""
        return work_history(self.notices)


OTHER_WORK = DisagreementKind.OTHER_WORK
SELDOM_INDEXED = (
    "no service knows it; books, chapters, reports, theses and pages are often in none, so look "
    "for it by hand"
)

NO_REFERENCE = (
    "expected a DOI, PMID, PMCID, link or printed reference with names, year and title, got "
    "something else"
)


def check(
    text: str,
    *,
    find_by_identifier: FindByIdentifier,
    find_by_text: FindByText,
    every_line: bool = False,
) -> tuple[CheckedReference, ...]:
    """Return each reference of a text with what came of its check, in the order of the text.

    A line without an identifier counts where it has the shape of a printed reference.

    Args:
        text: identifiers, links and printed references between any other lines.
        find_by_identifier: asks the works at hand and the services for identifiers.
        find_by_text: asks them for a printed reference.
        every_line: whether a line that is neither is listed too, as not checked.

    Raises:
        TooLargeError: A line is too long, or there are too many references.
    """
    entries = list(text_entries(text, every_line=every_line))
    asked = [identifier for entry in entries for identifier in entry.identifiers]
    answer = find_by_identifier(asked) if asked else CombinedAnswer()
    find_once = _find_once(find_by_text)
    checked = (_check_entry(entry, answer, find_once) for entry in entries)
    return tuple(map(partial(_with_answer, answer), entries, checked))


def _find_once(find_by_text: FindByText) -> FindByText:
    """Return what finds works and asks for each text once, also where nothing answered."""
    known: dict[str, Sequence[Record] | SourceError] = {}

    def find(text: str) -> Sequence[Record]:
        if text not in known:
            try:
                known[text] = find_by_text(text)
            except SourceError as error:
                known[text] = error
        found = known[text]
        if isinstance(found, SourceError):
            raise found
        return found

    return find


def _with_answer(
    answer: CombinedAnswer, entry: TextEntry, checked: CheckedReference
) -> CheckedReference:
    """Return a reference with what was told of its work and of its identifiers."""
    if checked.found is None:
        return checked
    stated = other_identifiers(entry.identifiers, checked.found, answer)
    named = {each.field for each in checked.disagreements}
    disagreements = (
        *checked.disagreements,
        *(each for each in stated if each.field not in named),
    )
    return replace(
        checked,
        outcome=_outcome_of(disagreements),
        disagreements=disagreements,
        notices=notices_about(checked.found, answer.notices),
    )


def _check_entry(
    entry: TextEntry, answer: CombinedAnswer, find_by_text: FindByText
) -> CheckedReference:
    """Return one reference with what came of its check."""
    found = next((each for each in answer.found if each.identifier in entry.identifiers), None)
    if found is not None:
        return _check_record(entry, found.record, find_by_text)
    if any(identifier in answer.unanswered for identifier in entry.identifiers):
        return _check_unanswered(entry, _failures(entry, answer), find_by_text)
    if agency := other_agency(entry.identifiers):
        return _check_elsewhere(entry, agency, find_by_text)
    if entry.parsed is None and entry.identifiers:
        return _outcome(entry, CheckOutcome.MISSING, reason="no service knows the identifier")
    if entry.parsed is None:
        return _outcome(entry, CheckOutcome.UNCHECKED, reason=NO_REFERENCE)
    return _check_by_text(entry, entry.parsed, find_by_text)


def _check_unanswered(
    entry: TextEntry, failures: str, find_by_text: FindByText
) -> CheckedReference:
    """Return a reference whose identifier no service answered for: its title may be at hand."""
    checked = _check_by_text(entry, entry.parsed, find_by_text) if entry.parsed else None
    if checked is None or checked.found is None:
        return _outcome(entry, CheckOutcome.UNCHECKED, reason=failures)
    if set(entry.identifiers) <= set(identifiers_of(checked.found)):
        return checked
    return replace(checked, reason=f"found by its title; its identifier is not checked: {failures}")


def _check_elsewhere(entry: TextEntry, agency: str, find_by_text: FindByText) -> CheckedReference:
    """Return a reference whose DOI another agency has: right or wrong only by what has no DOI."""
    checked = _check_by_text(entry, entry.parsed, find_by_text) if entry.parsed else None
    if checked and checked.found and not checked.found.doi:
        return checked
    reason = f"its DOI is registered with {agency}, which is not asked"
    return _outcome(entry, CheckOutcome.UNCHECKED, reason=reason)


def _check_record(entry: TextEntry, record: Record, find_by_text: FindByText) -> CheckedReference:
    """Return a reference compared with the work of its identifier, or of its title if that differs.

    An identifier of quite another work does not say that the work of the title does not exist.
    """
    compared = _compared(entry, record)
    if entry.parsed and any(each.kind is OTHER_WORK for each in compared.disagreements):
        by_text = _check_by_text(entry, entry.parsed, find_by_text)
        if by_text.found is not None:
            return by_text
    return compared


def _failures(entry: TextEntry, answer: CombinedAnswer) -> str:
    """Return why an identifier was not answered for."""
    errors = [
        str(failure.error)
        for failure in answer.failures
        if set(failure.identifiers) & set(entry.identifiers)
    ]
    return "; ".join(dict.fromkeys(errors)) or "no service answered for the identifier"


def _check_by_text(
    entry: TextEntry, parsed: ParsedReference, find_by_text: FindByText
) -> CheckedReference:
    """Return a reference compared with the work of nearly its title, if there is one."""
    try:
        candidates = find_by_text(parsed.text)
    except SourceError as error:
        return _outcome(entry, CheckOutcome.UNCHECKED, reason=str(error))
    near = [each for each in candidates if title_agreement(parsed.record, each) >= NEAR_TITLE]
    if near:
        return _compared(entry, max(near, key=lambda each: _closeness(parsed, each)))
    reason = SELDOM_INDEXED if not entry.identifiers and not parsed.record.volume else ""
    return _outcome(
        entry,
        CheckOutcome.MISSING,
        reason=reason or "no service knows it, nor a work of nearly this title",
    )


def _closeness(parsed: ParsedReference, record: Record) -> tuple[float, int]:
    """Return how well a work fits a reference: by title, then by what disagrees."""
    return title_agreement(parsed.record, record), -len(_disagreements(parsed, record))


def _disagreements(parsed: ParsedReference, record: Record) -> tuple[Disagreement, ...]:
    """Return what disagrees between a printed reference and a work."""
    return compare_citation(parsed.item, record, is_shortened=parsed.record.authors_shortened)


def _compared(entry: TextEntry, record: Record) -> CheckedReference:
    """Return a reference compared with the work that was found."""
    disagreements = _disagreements(entry.parsed, record) if entry.parsed else ()
    return _outcome(entry, _outcome_of(disagreements), found=record, disagreements=disagreements)


def _outcome_of(disagreements: Sequence[Disagreement]) -> CheckOutcome:
    """Return whether what disagrees makes a reference wrong."""
    is_wrong = any(not each.is_minor for each in disagreements)
    return CheckOutcome.WRONG if is_wrong else CheckOutcome.RIGHT


def _outcome(
    entry: TextEntry,
    outcome: CheckOutcome,
    *,
    found: Record | None = None,
    disagreements: tuple[Disagreement, ...] = (),
    reason: str = "",
) -> CheckedReference:
    """Return what came of the check of an entry."""
    return CheckedReference(
        entry.text, entry.line, outcome, found, disagreements, entry.parsed, reason
    )
