"""Pasted identifiers and references with their answers, as the desk lists them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pprnet.citations.checking import Disagreement, DisagreementKind, compare_citation
from pprnet_site.catalogue.enums import AnswerKind
from pprnet_site.catalogue.ingest.harvest_sources import has_contact
from pprnet_site.catalogue.lookups.found_references import signed_answer
from pprnet_site.catalogue.lookups.reference_answers import ReferenceAnswer
from pprnet_site.catalogue.lookups.reference_requests import (
    answer_references,
    holds_one_record,
    needs_background,
)
from pprnet_site.catalogue.models import Citation

__all__ = [
    "ListedReference",
    "ReferenceSheet",
    "holds_one_record",
    "is_long_list",
    "read_sheet",
    "read_sheet_for",
]

FIELD_LABELS: dict[str, str | Promise] = {
    "title": gettext_lazy("Title"),
    "author": gettext_lazy("Authors"),
    "editor": gettext_lazy("Editors of the book"),
    "issued": gettext_lazy("Date"),
    "container-title": gettext_lazy("Journal, or title of the book"),
    "volume": gettext_lazy("Volume"),
    "issue": gettext_lazy("Number in the volume"),
    "page": gettext_lazy("Pages"),
    "publisher": gettext_lazy("Publisher"),
}
"""The names of CSL variables; identifiers have the same in every language."""

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field in which what was pasted differs from the record."""

    label: str
    stated: str
    found: str
    is_minor: bool


@dataclass(frozen=True, slots=True)
class ListedReference:
    """One answer with its differences, and the text by which it is added."""

    answer: ReferenceAnswer
    token: str
    differences: tuple[FieldDifference, ...]
    uncertain: tuple[tuple[str, str], ...]
    """The label of a field, and why a person should compare it, in English."""

    @property
    def is_problem(self) -> bool:
        """Whether a person has to do something about it."""
        return not self.answer.is_complete


@dataclass(frozen=True, slots=True)
class ReferenceSheet:
    """The answers to a pasted text."""

    listed: tuple[ListedReference, ...]
    lacks_contact: bool

    @property
    def tokens(self) -> list[str]:
        """The texts by which everything that was found is added."""
        return [each.token for each in self.listed if each.token and each.answer.is_complete]

    @property
    def unanswered(self) -> int:
        """How many were not answered for."""
        return sum(each.answer.kind == AnswerKind.UNANSWERED for each in self.listed)


def read_sheet(text: str, *, adds_known: bool) -> ReferenceSheet:
    """Return what is known of everything in a pasted text.

    Args:
        text: identifiers, links, printed references or records.
        adds_known: whether works that are at hand can be added, too, as to a draft.

    Raises:
        ActionRefusedError: The text contains nothing that can be read, or too much.
    """
    report = answer_references(text)
    listed = [_listed(answer, answer.differences) for answer in report.answers]
    if not adds_known:
        listed = [replace(each, token="") if each.answer.work else each for each in listed]
    return ReferenceSheet(tuple(listed), report.lacks_contact)


def read_sheet_for(citation: Citation | None, text: str) -> ReferenceSheet:
    """Return what services know of a pasted text, compared with the citation of a work.

    Raises:
        ActionRefusedError: As `read_sheet`.
    """
    item = citation.csl if citation else {}
    report = answer_references(text, skips_library=True)
    listed = [
        _listed(answer, compare_citation(item, answer.record) if answer.record else ())
        for answer in report.answers
    ]
    return ReferenceSheet(tuple(listed), report.lacks_contact)


def _listed(answer: ReferenceAnswer, differences: Sequence[Disagreement]) -> ListedReference:
    """Return an answer as it is listed."""
    is_other = any(each.kind is DisagreementKind.OTHER_WORK for each in differences)
    return ListedReference(
        replace(answer, kind=AnswerKind.OTHER) if is_other else answer,
        signed_answer(answer),
        field_differences(differences),
        tuple((field_label(each.field), each.reason) for each in answer.uncertain),
    )


def is_long_list(text: str) -> bool:
    """Return whether a text is looked up in the background.

    Raises:
        ActionRefusedError: The text has too many identifiers.
    """
    return has_contact() and needs_background(text)


def field_differences(differences: Iterable[Disagreement]) -> tuple[FieldDifference, ...]:
    """Return differences with the names of their fields."""
    return tuple(
        FieldDifference(
            label=field_label(each.field),
            stated=each.stated or _missing(each),
            found=each.found or NOTHING,
            is_minor=each.is_minor,
        )
        for each in differences
    )


def _missing(difference: Disagreement) -> str:
    """Return what is shown for a field that the citation lacks."""
    return _("left out") if difference.kind is DisagreementKind.MISSING else NOTHING


def field_label(name: str) -> str:
    """Return the name of a CSL variable for people."""
    return str(FIELD_LABELS.get(name, name))
