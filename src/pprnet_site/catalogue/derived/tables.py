"""Derived tables: rows computed from other rows, and the function that rebuilds each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.core.management import call_command
from django.db.models import Count, Q, QuerySet

from pprnet import extraction
from pprnet_site.catalogue import data_mapper
from pprnet_site.catalogue.actions.reextraction import reextract_batch
from pprnet_site.catalogue.enrichment.citation_formatting import format_long_lists_again
from pprnet_site.catalogue.enrichment.reference_styles import request_all_again
from pprnet_site.catalogue.enrichment.signal_extraction import current_extractor
from pprnet_site.catalogue.enrichment.work_citations import refresh_origins
from pprnet_site.catalogue.enrichment.work_events import update_events
from pprnet_site.catalogue.enrichment.work_links import merged_records, update_links
from pprnet_site.catalogue.enrichment.work_notices import record_notices, save_notice_rows
from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.ingest.matching import Candidate, load_works, save_keys
from pprnet_site.catalogue.ingest.possible_duplicates import ask_missing
from pprnet_site.catalogue.models import Record, Work

SEARCH_INDEX = "search-index"


@dataclass(frozen=True, slots=True)
class Derived:
    """One kind of row that can be computed from other rows."""

    key: str
    label: str
    version: str
    """Raised when the computation changes, so that the next upgrade rebuilds the rows."""
    rebuild: Callable[[Sequence[int]], None]
    """Rebuilds the rows of some works or records, by number; correct rows are kept."""
    rows: Callable[[], QuerySet[Work] | QuerySet[Record]] | None = None
    """The rows that it is computed from; None where one call rebuilds the entire table."""


def whole_works() -> QuerySet[Work]:
    """Return the works that have not been merged into another; a merged work has no records."""
    return Work.objects.exclude(status=WorkStatus.MERGED)


def rebuild_fingerprints(numbers: Sequence[int]) -> None:
    """Set the fingerprints of records to what an import computes now."""
    changed = []
    for row in Record.objects.filter(pk__in=numbers):
        mark = data_mapper.fingerprint(data_mapper.record_from_row(row))
        if mark != row.fingerprint and not Record.objects.filter(fingerprint=mark).exists():
            row.fingerprint = mark
            changed.append(row)
    Record.objects.bulk_update(changed, ["fingerprint"])


def rebuild_keys(numbers: Sequence[int]) -> None:
    """Add the blocking keys that works lack."""
    works = Work.objects.filter(pk__in=numbers).prefetch_related("records")
    candidates = [candidate for candidate in map(Candidate, works) if candidate.records]
    for candidate in candidates:
        candidate.rebuild()
    save_keys(candidates)


def rebuild_signals(numbers: Sequence[int]) -> None:
    """Extract signals again where none are stored, or those of another version."""
    current = Q(
        signals__method=extraction.EXTRACTION_METHOD, signals__version=extraction.EXTRACTION_VERSION
    )
    counted = Work.objects.filter(pk__in=numbers).annotate(
        stored=Count("signals"), current=Count("signals", filter=current)
    )
    stale = [work.pk for work in counted if not 0 < work.stored == work.current]
    if stale:
        reextract_batch(stale, current_extractor())


def rebuild_notices(numbers: Sequence[int]) -> None:
    """Save the notices that records contain."""
    rows = Record.objects.filter(pk__in=numbers)
    save_notice_rows(record_notices(map(data_mapper.record_from_row, rows)))


def rebuild_events(numbers: Sequence[int]) -> None:
    """Compute the events and the state of works from the stored notices."""
    update_events(numbers)


def rebuild_citation_origins(numbers: Sequence[int]) -> None:
    """Mark the fields of citations that only a pasted or typed record states."""
    refresh_origins(numbers)


def rebuild_links(numbers: Sequence[int]) -> None:
    """Rebuild the link keys of works and the links between them."""
    update_links(merged_records(numbers))


def rebuild_pairs(numbers: Sequence[int]) -> None:
    """List the possible duplicates of works; decisions by people are kept."""
    ask_missing(load_works(numbers))


def rebuild_search_index(_numbers: Sequence[int]) -> None:
    """Rebuild the search index of the administration."""
    call_command("update_index", verbosity=0)


def rebuild_references(_numbers: Sequence[int]) -> None:
    """Rebuild the index of references between pages and other objects."""
    call_command("rebuild_references_index", verbosity=0)


def rebuild_reference_forms(_numbers: Sequence[int]) -> None:
    """Format stored references again, those in every style by the next runs of their job."""
    format_long_lists_again()
    request_all_again()


EXTRACTION = f"{extraction.EXTRACTION_METHOD} {extraction.EXTRACTION_VERSION}"

DERIVED = (
    Derived("fingerprints", "fingerprints of records", "1", rebuild_fingerprints,
            Record.objects.all),
    Derived("work-keys", "keys of works", "1", rebuild_keys, whole_works),
    Derived("signals", "signals", EXTRACTION, rebuild_signals, whole_works),
    Derived("notices", "notices in records", "2", rebuild_notices, Record.objects.all),
    Derived("events", "events of works", "3", rebuild_events, whole_works),
    Derived("citation-origins", "origins of citations", "1", rebuild_citation_origins, whole_works),
    Derived("reference-forms", "formatted references", "1", rebuild_reference_forms),
    Derived("links", "links between works", "1", rebuild_links, whole_works),
    Derived("pairs", "possible duplicates", "1", rebuild_pairs, whole_works),
    Derived(SEARCH_INDEX, "search index", "1", rebuild_search_index),
    Derived("references", "index of references", "1", rebuild_references),
)  # fmt: skip
"""In the order of rebuilding: links and possible duplicates are found by the keys of works.

The vocabulary, the shipped searches and the groups are written at every setup. A citation is
created when it is first requested, and the order of the inbox is not stored.
"""
