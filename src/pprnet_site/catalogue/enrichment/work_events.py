"""The events and the state of works, computed from all notices about them.

Events are rows, so that each has an address and may carry a person's decision. They are computed
again whenever a notice or a record is added; a row that is right already is not written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from pprnet.watch import WorkEvent as Event
from pprnet.watch import work_history
from pprnet_site.catalogue.enrichment.event_changes import (
    end_decisions,
    end_event,
    is_outdated,
    keep_date,
    reopen,
)
from pprnet_site.catalogue.enrichment.state_changes import save_state_changes
from pprnet_site.catalogue.enrichment.work_identities import (
    IdentifiedWork,
    identified_works,
    notices_about,
)
from pprnet_site.catalogue.enums import UNCOUNTED_VERDICTS, EventVerdict
from pprnet_site.catalogue.models import ImportRun, Work, WorkEvent, WorkNotice
from pprnet_site.catalogue.query_chunks import CHUNK, in_chunks
from pprnet_site.catalogue.write_lock import acquire_write_lock

EVENT_FIELDS = (
    *("kind", "date", "notice_doi", "notice_pmid", "version_doi", "sources", "reasons"),
    *("marks", "is_current", "decides_state", "earlier_dates", "ended_at", "verdict"),
)
"""The fields of a row that are computed, with the decision, which a new notice may end."""
DECISION_FIELDS = ("text", "decided_by", "decided_at", "changed_at")
"""The fields of a row that change with its decision."""


@dataclass(slots=True)
class _Changes:
    """The rows to write after some works were computed."""

    new: list[WorkEvent] = field(default_factory=list)
    changed: list[WorkEvent] = field(default_factory=list)
    works: list[Work] = field(default_factory=list)
    outdated: list[WorkEvent] = field(default_factory=list)
    """Those whose decisions a new notice ended."""
    states: dict[int, str] = field(default_factory=dict)
    """The states of these works before."""

    def save(self) -> None:
        """Write the rows."""
        WorkEvent.objects.bulk_create(self.new, batch_size=CHUNK)
        fields = (*EVENT_FIELDS, *DECISION_FIELDS)
        WorkEvent.objects.bulk_update(self.changed, fields, batch_size=100)
        end_decisions(self.outdated)
        Work.objects.bulk_update(self.works, ["state"], batch_size=100)


@transaction.atomic
def update_events(numbers: Sequence[int], *, run: ImportRun | None = None) -> list[Work]:
    """Compute the events and the state of works again; return the works whose state changed.

    One process does so at a time: two would each add the event of a notice.

    Args:
        numbers: of the works.
        run: the import that new events and changes of state came with.
    """
    acquire_write_lock()
    changed = []
    for some in in_chunks(numbers):
        changes = _Changes()
        stored = stored_events(some)
        for each in identified_works(some):
            found = notices_about(each)
            if found or stored[each.work.pk]:
                reconcile(each, found, stored[each.work.pk], changes, run=run)
        changes.save()
        save_state_changes(changes.works, changes.states, run=run)
        changed += changes.works
    return changed


def stored_events(numbers: Sequence[int]) -> defaultdict[int, list[WorkEvent]]:
    """Return the stored events of some works by the number of the work."""
    found: defaultdict[int, list[WorkEvent]] = defaultdict(list)
    for row in WorkEvent.objects.filter(work__in=numbers).order_by("pk"):
        found[row.work_id].append(row)
    return found


def reconcile(
    each: IdentifiedWork,
    notices: Sequence[WorkNotice],
    stored: Sequence[WorkEvent],
    changes: _Changes,
    *,
    run: ImportRun | None,
) -> None:
    """Compare the computed events and state of a work with the stored ones; note what to write."""
    refused = [row for row in stored if row.verdict == EventVerdict.OTHER_WORK]
    left = [row for row in stored if row.verdict != EventVerdict.OTHER_WORK]
    own = [notice for notice in notices if not any(belongs_to(row, notice) for row in refused)]
    before = {row.pk: computed_values(row) for row in stored}
    now = timezone.now()
    rows = []
    for event in work_history(map(each.notice_of, own)).events:
        values = event_values(event, each)
        row = matching_row(values, left)
        if row is None:
            row = WorkEvent(work=each.work, run=run, reported_at=now)
            changes.new.append(row)
        else:
            left.remove(row)
            keep_date(row, values, now=now)
        set_values(row, values)
        if is_outdated(row, own):
            reopen(row, now=now)
            changes.outdated.append(row)
        rows.append(row)
    for row in left:
        end_event(row, now=now)
    set_state(each, own, rows, changes)
    for row in (*refused, *left):
        row.decides_state = False
    changes.changed += [row for row in stored if computed_values(row) != before[row.pk]]


def set_state(
    each: IdentifiedWork,
    notices: Sequence[WorkNotice],
    rows: Sequence[WorkEvent],
    changes: _Changes,
) -> None:
    """Set the state of a work, and which of its events decides it, without those disputed."""
    uncounted = {mark for row in rows if row.verdict in UNCOUNTED_VERDICTS for mark in row.marks}
    counted = [notice for notice in notices if notice.fingerprint not in uncounted]
    history = work_history(map(each.notice_of, counted))
    deciding = history.deciding.notices if history.deciding else ()
    marks = {mark for notice in deciding for mark in each.marks[notice]} - uncounted
    for row in rows:
        row.decides_state = not marks.isdisjoint(row.marks)
    if each.work.state != history.state.value:
        changes.states[each.work.pk] = each.work.state
        each.work.state = history.state.value
        changes.works.append(each.work)


def computed_values(row: WorkEvent) -> list[Any]:
    """Return the computed fields of a row, for comparison."""
    return [getattr(row, name) for name in EVENT_FIELDS]


def belongs_to(row: WorkEvent, notice: WorkNotice) -> bool:
    """Return whether a notice belongs to an event: it made it, or was published as the same one.

    A notice that took the place of the work has the work's own identifier, which tells nothing.
    """
    return (
        notice.fingerprint in row.marks
        or (notice.notice_doi == row.notice_doi and notice.notice_doi not in ("", notice.doi))
        or (notice.notice_pmid == row.notice_pmid and notice.notice_pmid not in ("", notice.pmid))
    )


def event_values(event: Event, each: IdentifiedWork) -> dict[str, Any]:
    """Return the computed fields of an event."""
    return {
        "kind": event.kind.value,
        "date": str(event.date or "")[:10],
        "notice_doi": event.notice_doi,
        "notice_pmid": event.notice_pmid,
        "version_doi": event.version_doi,
        "sources": list(event.sources),
        "reasons": list(event.reasons),
        "marks": sorted({mark for notice in event.notices for mark in each.marks[notice]}),
        "is_current": True,
        "ended_at": None,
    }


def matching_row(values: dict[str, Any], rows: Iterable[WorkEvent]) -> WorkEvent | None:
    """Return the stored event of the same kind that was made of the same notices or publication.

    Where several have become one, that on which a person has decided is kept. An event whose kind
    changes is another one: what a person decided on a retraction is no word on a replacement.
    """
    rows = [row for row in rows if row.kind == values["kind"]]
    rows.sort(key=lambda row: (row.verdict == EventVerdict.REPORTED, row.pk))
    marks = set(values["marks"])
    same_notices = (row for row in rows if marks & set(row.marks))
    same_source = (
        row
        for row in rows
        if (row.notice_doi and row.notice_doi == values["notice_doi"])
        or (row.notice_pmid and row.notice_pmid == values["notice_pmid"])
    )
    return next(same_notices, None) or next(same_source, None)


def set_values(row: WorkEvent, values: dict[str, Any]) -> None:
    """Set the computed fields of a row."""
    for name, value in values.items():
        setattr(row, name, value)
