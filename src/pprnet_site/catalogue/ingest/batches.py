"""Batches of records: each is stored completely or not at all."""

from __future__ import annotations

from collections.abc import Callable

from django.db import OperationalError, connection, transaction

from pprnet.extraction.signal_registry import Signal
from pprnet.records import Problem, Record
from pprnet.sources import Notice
from pprnet_site.catalogue import data_mapper, models
from pprnet_site.catalogue.enrichment.signal_extraction import current_extractor
from pprnet_site.catalogue.enrichment.work_citations import refresh_citations
from pprnet_site.catalogue.enrichment.work_notices import save_notices
from pprnet_site.catalogue.ingest.leases import renew_lease
from pprnet_site.catalogue.ingest.matching import CandidateSet, save_candidates
from pprnet_site.catalogue.ingest.possible_duplicates import merge_and_list_pairs
from pprnet_site.catalogue.models import ImportRun
from pprnet_site.catalogue.write_lock import acquire_write_lock

MAX_ATTEMPTS = 3

Item = Record | Notice | Problem


def store_batch_with_retry(run: ImportRun, token: str, batch: list[Item]) -> None:
    """Store a batch, repeated with the counts reset while the database is busy."""
    counts = (run.read, run.known, run.merged, run.added)
    signals = extract_new_signals(batch)

    def store() -> None:
        try:
            store_batch(run, token, batch, signals)
        except OperationalError:
            run.read, run.known, run.merged, run.added = counts
            raise

    retry_while_busy(store)


def retry_while_busy(store: Callable[[], None]) -> None:
    """Call a function that writes in one transaction, up to `MAX_ATTEMPTS` times.

    Raises:
        OperationalError: The database was busy each time, or a transaction was open already.
    """
    for attempt in range(1, MAX_ATTEMPTS + 1):
        try:
            store()
            return
        except OperationalError:
            if attempt == MAX_ATTEMPTS or connection.in_atomic_block:
                raise


def extract_new_signals(batch: list[Item]) -> dict[Record, tuple[Signal, ...]]:
    """Extract signals before the transaction begins, so that its locks are held for less time."""
    extract = current_extractor()
    records = {data_mapper.fingerprint(item): item for item in batch if isinstance(item, Record)}
    known = stored_record_fingerprints(list(records))
    return {record: extract(record) for mark, record in records.items() if mark not in known}


def stored_record_fingerprints(marks: list[str]) -> set[str]:
    """Return those of some fingerprints that are stored."""
    rows = models.Record.objects.filter(fingerprint__in=marks)
    return set(rows.values_list("fingerprint", flat=True))


@transaction.atomic
def store_batch(
    run: ImportRun, token: str, batch: list[Item], signals: dict[Record, tuple[Signal, ...]]
) -> None:
    """Store the records and problems of one batch, and the progress of the run.

    Raises:
        ConflictError: Another process has taken over the run.
    """
    acquire_write_lock()
    renew_lease(run, token)
    records = [item for item in batch if isinstance(item, Record)]
    problems = [item for item in batch if isinstance(item, Problem)]
    models.ImportProblem.objects.bulk_create([problem_row(run, item) for item in problems])
    assign_records(run, records, signals)
    store_batch_notices(run, [item for item in batch if isinstance(item, Notice)])
    run.save(update_fields=["read", "known", "merged", "added", "expected", "beat_at"])


def problem_row(run: ImportRun, problem: Problem) -> models.ImportProblem:
    """Make the unsaved row of a problem."""
    return models.ImportProblem(
        run=run,
        line=problem.line,
        position=problem.position,
        message=data_mapper.strip_unstorable(problem.message),
        lost=problem.lost,
    )


def assign_records(
    run: ImportRun, records: list[Record], signals: dict[Record, tuple[Signal, ...]]
) -> None:
    """Assign each new record to its work and save the changed works."""
    extract = current_extractor()
    marks = [data_mapper.fingerprint(record) for record in records]
    known = stored_record_fingerprints(marks)
    new: dict[str, Record] = {}
    for mark, record in zip(marks, records, strict=True):
        if mark not in known:
            new.setdefault(mark, record)
    candidate_set = CandidateSet(new.values())
    merged = sum(candidate_set.assign(record, run=run) for record in new.values())
    changed = save_candidates(
        candidate_set.by_number.values(),
        extract=lambda record: signals[record] if record in signals else extract(record),
        run=run,
    )
    refresh_citations(changed, run=run)
    merged += merge_and_list_pairs(candidate_set, run=run)
    run.read += len(records)
    run.known += len(records) - len(new)
    run.merged += merged
    run.added += len(new) - merged


def store_batch_notices(run: ImportRun, notices: list[Notice]) -> None:
    """Save the notices of a batch; those already stored are counted as known."""
    new, reached = save_notices(notices, run=run)
    run.read += len(notices)
    run.known += len(notices) - new
    run.merged += reached
