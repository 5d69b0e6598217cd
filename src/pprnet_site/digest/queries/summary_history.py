"""The history of a summary: every change after its publication, as dated entries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils import timezone
from wagtail.models import PageLogEntry

from pprnet_site.catalogue.enums import EventVerdict
from pprnet_site.catalogue.models import EventDecision
from pprnet_site.digest.queries.reader_notices import ReaderNotice, is_removed, standing

if TYPE_CHECKING:
    from pprnet_site.digest.models import SummaryPage

PUBLISHING_ACTIONS = ("wagtail.publish", "wagtail.publish.scheduled")
AT_ONCE = dt.timedelta(minutes=1)
"""Entries of one publication are written within this time."""


class HistoryKind(TextChoices):
    """What an entry of a history says."""

    NOTE = "note"
    REPORTED = "reported"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    REMOVED = "removed"
    UNDONE = "undone"
    REOPENED = "reopened"
    REDATED = "redated"
    REPLACED = "replaced"
    REPUBLISHED = "reworded"


KIND_OF_VERDICT = {
    EventVerdict.CONFIRMED: HistoryKind.CONFIRMED,
    EventVerdict.DISPUTED: HistoryKind.DISPUTED,
    EventVerdict.OTHER_WORK: HistoryKind.REMOVED,
}


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One dated entry of a history."""

    day: dt.date
    what: HistoryKind
    text: str = ""
    notice: ReaderNotice | None = None


def history_entries(page: SummaryPage, notices: Sequence[ReaderNotice]) -> list[HistoryEntry]:
    """Return the changes of a summary and of its sources since its publication, newest first."""
    found = [*notice_entries(notices), *decision_entries(notices), *change_entries(notices)]
    # The gate passes a change of the meaning with a note of the editor only.
    days = {entry.day for entry in found if entry.what == HistoryKind.NOTE}
    found += (entry for entry in republications(page) if entry.day not in days)
    return newest_first(found)


def notice_history(notice: ReaderNotice) -> list[HistoryEntry]:
    """Return what became of one notice, newest first."""
    own = [notice]
    return newest_first([*notice_entries(own), *decision_entries(own), *change_entries(own)])


def newest_first(entries: Sequence[HistoryEntry]) -> list[HistoryEntry]:
    """Return entries by day; those of one day are given in their order and turned round."""
    return sorted(entries, key=lambda entry: entry.day)[::-1]


def notice_entries(notices: Sequence[ReaderNotice]) -> Iterator[HistoryEntry]:
    """Yield the day on which readers could see each notice first, of those given newest first."""
    for notice in reversed(notices):
        if not notice.verdict:
            yield HistoryEntry(notice.told_on, HistoryKind.NOTE, notice.text, notice)
        elif notice.was_shown and not notice.is_about_another:
            yield HistoryEntry(notice.told_on, HistoryKind.REPORTED, "", notice)


def change_entries(notices: Sequence[ReaderNotice]) -> Iterator[HistoryEntry]:
    """Yield what became of the events that readers saw: another date, another notice, or none."""
    for notice in notices:
        if notice.seen_at is None:
            continue
        for stated, until in notice.earlier_dates:
            if until > notice.seen_at:
                day = timezone.localdate(until)
                yield HistoryEntry(day, HistoryKind.REDATED, stated, notice)
        if notice.ended_at is not None:
            day = timezone.localdate(notice.ended_at)
            kind = HistoryKind.REPLACED if notice.successor else HistoryKind.REMOVED
            yield HistoryEntry(day, kind, "", notice)


def decision_entries(notices: Sequence[ReaderNotice]) -> Iterator[HistoryEntry]:
    """Yield the editors' decisions on the events of the sources that readers saw."""
    by_event = {notice.event: notice for notice in notices if notice.seen_at is not None}
    if not by_event:
        return
    rows = EventDecision.objects.filter(event__in=by_event).order_by("event", "pk")
    for number, decisions in groupby(rows, lambda row: row.event_id):
        yield from told_decisions(by_event[number], list(decisions))


def told_decisions(
    notice: ReaderNotice, decisions: Sequence[EventDecision]
) -> Iterator[HistoryEntry]:
    """Yield what readers saw of the decisions on one event, the oldest first.

    A decision from before they could see the event counts from that day on, if it still stands;
    what was removed already is not removed again.
    """
    seen_at = notice.seen_at or notice.changed_at
    first = standing(decisions, seen_at)
    for at, row in enumerate(decisions):
        is_early = row.at <= seen_at and row is not first
        is_repeated = is_removed(row) and is_removed(standing(decisions[:at], row.at))
        if is_early or is_repeated:
            continue
        day = timezone.localdate(max(row.at, seen_at))
        kind = KIND_OF_VERDICT[EventVerdict(row.verdict)]
        yield HistoryEntry(day, kind, row.text, notice)
        if row.undone_at is not None:
            undone = HistoryKind.REOPENED if row.is_outdated else HistoryKind.UNDONE
            yield HistoryEntry(timezone.localdate(row.undone_at), undone, "", notice)


def republications(page: SummaryPage) -> Iterator[HistoryEntry]:
    """Yield the later publications of a page, which the gate passes if the meaning is the same."""
    first = page.first_published_at
    if not page.pk or first is None:
        return
    log = PageLogEntry.objects.filter(
        page=page, action__in=PUBLISHING_ACTIONS, timestamp__gt=first + AT_ONCE
    )
    for at in log.order_by("timestamp").values_list("timestamp", flat=True):
        yield HistoryEntry(timezone.localdate(at), HistoryKind.REPUBLISHED)
