"""The state of a work in plain words, with the event that it follows from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.db.models import prefetch_related_objects
from django.utils import translation
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pprnet_site.catalogue.enums import (
    EventVerdict,
    WorkState,
)
from pprnet_site.catalogue.queries import deciding_event

if TYPE_CHECKING:
    from pprnet_site.catalogue.models import Work, WorkEvent

EXPLANATIONS: dict[str, str | Promise] = {
    WorkState.RETRACTED: _("The publication was withdrawn."),
    WorkState.REPLACED: _("The publication was withdrawn, and another version took its place."),
    WorkState.CONCERN: _("Read the notice before you write about it."),
    WorkState.CORRECTED: _("Compare what you write with the correction."),
    WorkState.REINSTATED: _("Its retraction no longer holds."),
    WorkState.VERSION_OF_RECORD: _("It was a preprint; use the published version."),
}


@dataclass(frozen=True, slots=True)
class StateNote:
    """The state of a work that has one: its name, date and link."""

    label: str
    explanation: str | Promise
    is_warning: bool
    event: WorkEvent | None
    """The newest event that the state follows from; None where none is stored."""

    @property
    def date(self) -> str:
        """The date of the event in words, as precise as known, else empty."""
        return date_in_words(self.event.date) if self.event else ""

    @property
    def address(self) -> str:
        """The address of the notice, or of the version to use, else empty."""
        return notice_address(self.event) if self.event else ""

    @property
    def is_open(self) -> bool:
        """Whether no editor has decided on the event yet."""
        return self.event is not None and self.event.verdict == EventVerdict.REPORTED


def state_note(work: Work) -> StateNote | None:
    """Return the state of a work, or None while it has none.

    Lists fetch `events` with their works, so that this asks nothing.
    """
    if work.state == WorkState.CURRENT:
        return None
    return StateNote(
        label=str(WorkState(work.state).label),
        explanation=EXPLANATIONS[work.state],
        is_warning=work.has_warning,
        event=deciding_event(work),
    )


def fetch_state_events(works: Iterable[Work]) -> None:
    """Fetch the events of those of some works that have a state, in at most one query."""
    prefetch_related_objects([w for w in works if w.state != WorkState.CURRENT], "events")


def notice_address(event: WorkEvent) -> str:
    """Return the address of the published notice, or of the version to use, else empty."""
    doi = event.notice_doi or ("" if event.notice_pmid else event.version_doi)
    if doi:
        return doi_address(doi)
    return pubmed_address(event.notice_pmid) if event.notice_pmid else ""


def doi_address(doi: str) -> str:
    """Return the address that a DOI leads to."""
    return f"https://doi.org/{quote(doi, safe='/')}"


def pubmed_address(pmid: str) -> str:
    """Return the address of a PMID at PubMed."""
    return f"https://pubmed.ncbi.nlm.nih.gov/{quote(pmid, safe='')}/"


def date_in_words(stated: str) -> str:
    """Return a date as precise as it is stated: "2023", "August 2023", "30 August 2023"."""
    day = parse_partial_date(stated)
    if day is None or len(stated) == len("2023"):
        return stated
    if len(stated) == len("2023-08"):
        return date_format(day, "F Y")
    is_first = day.day == 1 and translation.get_language() == "fr"
    return date_format(day, r"j\e\r F Y" if is_first else "j F Y")


def parse_partial_date(stated: str) -> dt.date | None:
    """Return the first day of a stated year, month or day, or None where it is no date."""
    try:
        return parse_date(f"{stated}-01-01"[: len("2023-08-30")])
    except ValueError:
        return None
