"""What happens to a stored event, and to the decision on it, when its notices change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from pprnet_site.catalogue.enums import EventVerdict
from pprnet_site.catalogue.models import EventDecision, WorkEvent, WorkNotice


def keep_date(row: WorkEvent, values: dict[str, Any], *, now: dt.datetime) -> None:
    """Keep the date that a person confirmed, and note one that is stated no more.

    Args:
        row: the stored event.
        values: its new ones; the date is changed in them.
        now: until when the date before was stated.
    """
    if not row.date or values["date"] == row.date:
        return
    if row.verdict == EventVerdict.CONFIRMED and not values["date"].startswith(row.date):
        values["date"] = row.date
        return
    row.earlier_dates = [*row.earlier_dates, [row.date, now.isoformat()]]
    row.changed_at = now


def is_outdated(row: WorkEvent, notices: Sequence[WorkNotice]) -> bool:
    """Return whether a notice has arrived that a person who disputes the event has not seen.

    A notice that repeats one of those known is none: it names the same publication, or the same
    source states it again. What a person confirmed is not in doubt where another source agrees.

    Args:
        row: the event with its new notices.
        notices: all about the work.
    """
    if row.verdict != EventVerdict.DISPUTED:
        return False
    seen = decided_marks(row)
    own = [notice for notice in notices if notice.fingerprint in row.marks]
    known = [notice for notice in own if notice.fingerprint in seen]
    new = (notice for notice in own if notice.fingerprint not in seen)
    return bool(known) and not all(any(repeats(each, one) for one in known) for each in new)


def decided_marks(row: WorkEvent) -> set[str]:
    """Return the fingerprints of the notices that the standing decision is on."""
    decisions = EventDecision.objects.filter(event=row.pk, undone_at=None).order_by("-pk")
    return set(decisions.values_list("marks", flat=True).first() or ())


def repeats(new: WorkNotice, known: WorkNotice) -> bool:
    """Return whether a notice states what is known: of one publication, or one source again.

    A notice that took the place of the work has the work's own identifier, which tells nothing.
    """
    doi = new.notice_doi if new.notice_doi != new.doi else ""
    pmid = new.notice_pmid if new.notice_pmid != new.pmid else ""
    if doi or pmid:
        return bool((doi and doi == known.notice_doi) or (pmid and pmid == known.notice_pmid))
    return new.source == known.source


def reopen(row: WorkEvent, *, now: dt.datetime) -> None:
    """Return an event to the open ones, so that an editor decides again.

    Args:
        row: the event.
        now: the time.
    """
    row.verdict, row.text = EventVerdict.REPORTED, ""
    row.decided_by, row.decided_at, row.changed_at = None, None, now


def end_decisions(rows: Iterable[WorkEvent]) -> None:
    """Store that a new notice ended the decisions on some events, at the time of their change.

    Args:
        rows: the events.
    """
    for row in rows:
        standing = EventDecision.objects.filter(event=row.pk, undone_at=None)
        standing.update(undone_at=row.changed_at, is_outdated=True)


def end_event(row: WorkEvent, *, now: dt.datetime) -> None:
    """Mark an event whose notices became another one, or are no longer about the work.

    Args:
        row: the event.
        now: the time.
    """
    if row.is_current:
        row.is_current, row.ended_at, row.changed_at = False, now, now
