"""Answers of services: notices and the moments of asking, stored together or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from pprnet.records import Record
from pprnet.sources import Notice
from pprnet.sources.lookup import Identifier, IdKind, LookupAnswer
from pprnet_site.catalogue.enrichment.work_notices import save_notices
from pprnet_site.catalogue.models import SourceCheck, Work
from pprnet_site.catalogue.query_chunks import CHUNK
from pprnet_site.catalogue.watch.due_works import WatchedWork
from pprnet_site.catalogue.watch.service_states import record_answer, record_problem
from pprnet_site.catalogue.watch.watch_lease import WatchLease
from pprnet_site.catalogue.write_lock import acquire_write_lock


@transaction.atomic
def store_answer(
    lease: WatchLease,
    key: str,
    works: Sequence[WatchedWork],
    answer: LookupAnswer,
    *,
    at: datetime,
    problem: str = "",
) -> int:
    """Store what a service said about some works; return the number of new notices.

    Raises:
        ConflictError: Another process has taken over the watch.
    """
    acquire_write_lock()
    lease.renew()
    new, _concerned = save_notices(answer.notices)
    save_checks(checks_of(key, works, answer, at=at))
    record_answer(key, at=at, problem=problem)
    return new


@transaction.atomic
def store_unanswered(
    lease: WatchLease, key: str, works: Sequence[WatchedWork], *, at: datetime, problem: str
) -> None:
    """Store that a service was asked about some works and could not answer for them.

    Raises:
        ConflictError: Another process has taken over the watch.
    """
    acquire_write_lock()
    lease.renew()
    save_checks(checks_of(key, works, LookupAnswer(), at=at))
    record_problem(key, problem)


@transaction.atomic
def store_notices(lease: WatchLease, notices: Iterable[Notice]) -> int:
    """Store notices of a file; return how many are new.

    Raises:
        ConflictError: Another process has taken over the watch.
    """
    acquire_write_lock()
    lease.renew()
    new, _concerned = save_notices(notices)
    return new


def checks_of(
    key: str, works: Sequence[WatchedWork], answer: LookupAnswer, *, at: datetime
) -> list[SourceCheck]:
    """Make the unsaved rows that say when works were asked about, and what came."""
    known = {each for record in answer.records for each in identifiers_of_record(record)}
    missing = set(answer.missing)
    rows = []
    for work in works:
        is_found = not known.isdisjoint(work.identifiers)
        is_answered = is_found or bool(work.identifiers and missing.issuperset(work.identifiers))
        row = SourceCheck(work_id=work.number, service=key, asked_at=at, is_known=is_found)
        row.answered_at = at if is_answered else None
        rows.append(row)
    return rows


def identifiers_of_record(record: Record) -> Iterable[Identifier]:
    """Yield the identifiers that a record states."""
    for kind in IdKind:
        if value := getattr(record, kind.value):
            yield Identifier(kind, value)


def save_checks(rows: Sequence[SourceCheck]) -> None:
    """Save rows of checks; where the service did not answer, what it said before is kept.

    A work that was removed meanwhile is left out.
    """
    numbers = [row.work_id for row in rows]
    left = set(Work.objects.filter(pk__in=numbers).values_list("pk", flat=True))
    for is_answered, fields in (
        (True, ["asked_at", "answered_at", "is_known"]),
        (False, ["asked_at"]),
    ):
        some = [r for r in rows if r.work_id in left and bool(r.answered_at) is is_answered]
        SourceCheck.objects.bulk_create(
            some,
            batch_size=CHUNK,
            update_conflicts=True,
            unique_fields=["work", "service"],
            update_fields=fields,
        )
