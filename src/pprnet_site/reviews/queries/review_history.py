"""The history of the reading of a draft, for the desk; readers of the digest never see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from wagtail.models import Page

from pprnet_site.reviews.enums import PastStep
from pprnet_site.reviews.models import (
    GateOverride,
    GuestLink,
    HandIn,
    ReaderAssignment,
    SameMeaningMark,
    TickedChecks,
    VersionReading,
)


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One dated step: what, by whom, and the note or reason that was given."""

    at: datetime
    step: PastStep
    by: User | None
    text: str = ""
    reader: User | None = None
    link: GuestLink | None = None


def review_history(page: Page) -> list[HistoryLine]:
    """Return all steps of a draft, the newest first."""
    found = [*hand_in_lines(page), *assignment_lines(page), *reading_lines(page)]
    found += decision_lines(page)
    return sorted(found, key=lambda line: line.at, reverse=True)


def hand_in_lines(page: Page) -> Iterator[HistoryLine]:
    """Yield each hand-in."""
    for row in HandIn.objects.filter(page=page).select_related("by"):
        yield HistoryLine(row.at, PastStep.HANDED_IN, row.by, row.note)


def assignment_lines(page: Page) -> Iterator[HistoryLine]:
    """Yield each request to a reader."""
    for row in ReaderAssignment.objects.filter(page=page).select_related("by", "reader"):
        yield HistoryLine(row.at, PastStep.ASSIGNED, row.by, row.note, reader=row.reader)


def reading_lines(page: Page) -> Iterator[HistoryLine]:
    """Yield each verdict."""
    for row in VersionReading.objects.filter(page=page).select_related("reader", "link"):
        yield HistoryLine(row.at, PastStep(row.verdict), row.reader, row.note, link=row.link)


def decision_lines(page: Page) -> Iterator[HistoryLine]:
    """Yield each decision: spelling, check list, override with its reason."""
    for mark in SameMeaningMark.objects.filter(page=page).select_related("by"):
        yield HistoryLine(mark.at, PastStep.SAME_MEANING, mark.by)
    for ticked in TickedChecks.objects.filter(page=page).select_related("by"):
        yield HistoryLine(ticked.at, PastStep.CHECKED, ticked.by)
    for row in GateOverride.objects.filter(page=page).select_related("by"):
        yield HistoryLine(row.at, PastStep.OVERRIDDEN, row.by, row.reason)
