"""What is worked out from other rows, table by table, and how each is worked out again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.core.management import call_command
from django.db.models import Count, Q, QuerySet

from pprnet import extraction
from pprnet_site.catalogue import data_mapper
from pprnet_site.catalogue.actions.reextraction import reextract_batch
from pprnet_site.catalogue.enrichment.signal_extraction import current_extractor
from pprnet_site.catalogue.enrichment.work_links import merged_records, update_links
from pprnet_site.catalogue.enrichment.work_notices import notices_in, save_notices
from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.ingest.matching import Candidate, load_works, save_keys
from pprnet_site.catalogue.ingest.possible_duplicates import ask_missing
from pprnet_site.catalogue.models import Record, Work

SEARCH_INDEX = "search-index"


@dataclass(frozen=True, slots=True)
class Derived:
    """One kind of row that can be worked out again from the rows that hold it."""

    key: str
    label: str
    version: str
    """Raise it when the rows are worked out in another way: the next upgrade rebuilds them."""
    rebuild: Callable[[Sequence[int]], None]
    """Work out the rows of some works or records, by number; rows that are right stay."""
    rows: Callable[[], QuerySet[Work] | QuerySet[Record]] | None = None
    """Where the rows come from; none where a table is rebuilt as a whole, by one call."""


def whole_works() -> QuerySet[Work]:
    """Return the works that are not part of another: a part says nothing of its own."""
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
    """Read those works again from which nothing was read, or by another version."""
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
    """Keep the notices that records hold."""
    rows = Record.objects.filter(pk__in=numbers)
    save_notices(notices_in(map(data_mapper.record_from_row, rows)))


def rebuild_links(numbers: Sequence[int]) -> None:
    """Work out the link keys of works and the links between them."""
    update_links(merged_records(numbers))


def rebuild_pairs(numbers: Sequence[int]) -> None:
    """List the pairs of works that may be one; what a person decided stays."""
    ask_missing(load_works(numbers))


def rebuild_search_index(_numbers: Sequence[int]) -> None:
    """Fill the index by which the administration finds pages."""
    call_command("update_index", verbosity=0)


def rebuild_references(_numbers: Sequence[int]) -> None:
    """Fill the index of which page uses what."""
    call_command("rebuild_references_index", verbosity=0)


EXTRACTION = f"{extraction.EXTRACTION_METHOD} {extraction.EXTRACTION_VERSION}"

DERIVED = (
    Derived("fingerprints", "fingerprints of records", "1", rebuild_fingerprints,
            Record.objects.all),
    Derived("work-keys", "keys of works", "1", rebuild_keys, whole_works),
    Derived("signals", "signals", EXTRACTION, rebuild_signals, whole_works),
    Derived("notices", "notices in records", "1", rebuild_notices, Record.objects.all),
    Derived("links", "links between works", "1", rebuild_links, whole_works),
    Derived("pairs", "possible duplicates", "1", rebuild_pairs, whole_works),
    Derived(SEARCH_INDEX, "search index", "1", rebuild_search_index),
    Derived("references", "index of references", "1", rebuild_references),
)  # fmt: skip
"""In the order of rebuilding: links and possible duplicates are found by the keys of works.

The vocabulary, the shipped searches and the groups are written at every setup. A citation is made
when it is first asked for, and the order of the inbox is kept in no table.
"""
