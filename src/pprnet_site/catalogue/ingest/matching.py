"""Assignment of records to works, and the rows of a work that follow from its records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

from django.utils.translation import gettext as _

from pprnet.dedupe import blocking_keys, merge_records
from pprnet.dedupe.blocking.blocks import comparison_candidates
from pprnet.dedupe.comparison.comparison_fields import ComparisonFields, comparison_fields_of
from pprnet.dedupe.comparison.conflicts import records_conflict
from pprnet.dedupe.comparison.match_rules import RULE_STRENGTH, matching_reason
from pprnet.records import MergeReason, Record
from pprnet_site.catalogue import data_mapper, models
from pprnet_site.catalogue.enrichment.signal_extraction import Extractor, current_extractor
from pprnet_site.catalogue.enrichment.work_links import update_links
from pprnet_site.catalogue.enrichment.work_notices import record_notices, save_notice_rows
from pprnet_site.catalogue.query_chunks import CHUNK, common_key_counts, in_chunks
from pprnet_site.core.errors import ActionRefusedError

FIRST_NEW_NUMBER = 1 << 63
"""New works are numbered from here; no stored work has such a number."""


class Candidate:
    """A work in memory while a batch is assigned; its parts are computed on first use."""

    def __init__(self, work: models.Work) -> None:
        self.work = work
        self.keys: set[str] = set()
        self.new_rows: list[models.Record] = []

    @cached_property
    def records(self) -> list[Record]:
        """The records of the work."""
        rows = self.work.records.all() if self.work.pk else ()
        return [data_mapper.record_from_row(row) for row in rows]

    @property
    def new_records(self) -> list[Record]:
        """The records added in this batch."""
        return self.records[-len(self.new_rows) :] if self.new_rows else []

    @cached_property
    def record_traits(self) -> list[ComparisonFields]:
        """The comparison fields of each record."""
        return [comparison_fields_of(record) for record in self.records]

    @cached_property
    def merged(self) -> Record:
        """The merged record."""
        return (
            merge_records(self.records) if self.new_rows else data_mapper.merged_record(self.work)
        )

    @cached_property
    def traits(self) -> ComparisonFields:
        """The comparison fields of the merged record."""
        return comparison_fields_of(self.merged)

    def match_reason(self, traits: ComparisonFields) -> MergeReason | None:
        """Return why a record matches the work, unless it conflicts with one of its records."""
        reason = matching_reason(self.traits, traits)
        if reason is None or any(records_conflict(member, traits) for member in self.record_traits):
            return None
        return reason

    def rebuild(self) -> None:
        """Compute the merged record and the keys again."""
        self.__dict__["merged"] = merge_records(self.records)
        self.keys = stored_keys(self.merged).union(*map(stored_keys, self.records))

    def add(
        self, record: Record, *, run: models.ImportRun | None, reason: MergeReason | None
    ) -> None:
        """Add a record, and update what is derived from the records."""
        self.records.append(record)
        for stale in ("record_traits", "merged", "traits"):
            self.__dict__.pop(stale, None)
        self.new_rows.append(data_mapper.record_row(record, work=self.work, run=run, reason=reason))
        self.keys |= stored_keys(record) | stored_keys(self.merged)


class CandidateSet:
    """The works that some records may belong to, found by their keys.

    Stored works are identified by their primary key, new ones by higher numbers. Only works worth
    comparing are fetched, as thousands may share the DOI of a supplement.
    """

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self.by_number: dict[int, Candidate] = {}
        self.by_key: defaultdict[str, set[int]] = defaultdict(set)
        self.loaded_keys: set[str] = set()
        self.number_of: dict[int, int] = {}
        """Number here of each new work, by its primary key once it is stored."""
        self.load([stored_keys(record) for record in records])

    def load(self, keys_of: Sequence[Collection[str]]) -> None:
        """Find the stored works that have some keys, and fetch those worth comparing."""
        wanted = selective_keys(keys_of) - self.loaded_keys
        self.loaded_keys |= wanted
        for key, stored in stored_work_keys(sorted(wanted)):
            self.by_key[key].add(self.number_of.get(stored, stored))
        numbers = {number for keys in keys_of for number in self.works_to_compare(keys)}
        for work in load_works(sorted(numbers - self.by_number.keys())):
            self.by_number[work.pk] = Candidate(work)

    def register_stored(self) -> None:
        """Register the new works under their primary keys, after they were stored."""
        self.number_of = {
            candidate.work.pk: n for n, candidate in self.by_number.items() if n >= FIRST_NEW_NUMBER
        }

    def works_to_compare(self, keys: Iterable[str]) -> list[int]:
        """Return the numbers of the works worth comparing with a record with these keys."""
        return sorted(comparison_candidates({key: self.by_key.get(key, ()) for key in keys}))

    def candidate(self, number: int) -> Candidate:
        """Return a work by its number, fetched if necessary."""
        if number not in self.by_number:
            self.by_number[number] = Candidate(load_works([number])[0])
        return self.by_number[number]

    def assign(self, record: Record, *, run: models.ImportRun | None) -> bool:
        """Assign a record to its work; return whether that work existed before."""
        number, reason = self.match(record) or (FIRST_NEW_NUMBER + len(self.by_number), None)
        candidate = self.by_number.setdefault(number, Candidate(models.Work()))
        candidate.add(record, run=run, reason=reason)
        for key in candidate.keys:
            self.by_key[key].add(number)
        return reason is not None

    def match(self, record: Record) -> tuple[int, MergeReason] | None:
        """Return the work that matches most strongly and why, the earliest among equals."""
        traits = comparison_fields_of(record)
        found = [
            (RULE_STRENGTH[reason.rule], number, reason)
            for number in self.works_to_compare(stored_keys(record))
            if (reason := self.candidate(number).match_reason(traits))
        ]
        if not found:
            return None
        _strength, number, reason = min(found, key=lambda match: match[:2])
        return number, reason


def stored_keys(record: Record) -> set[str]:
    """Return the keys of a record as they are stored."""
    return {data_mapper.stored_key(key) for key in blocking_keys(record)}


def selective_keys(keys_of: Sequence[Collection[str]]) -> set[str]:
    """Return the keys to look up, without common keys that no set combines with another.

    The thousands of works that share a common key are not fetched for a record without a second
    common key.
    """
    wanted = set[str]().union(*keys_of)
    common = common_key_counts(wanted).keys()
    pairs = [of_one for keys in keys_of if len(of_one := common & set(keys)) > 1]
    return (wanted - common).union(*pairs)


def stored_work_keys(wanted: Sequence[str]) -> list[tuple[str, int]]:
    """Return the stored works that have some of these keys, as pairs of key and number."""
    rows = models.WorkKey.objects.order_by("key", "work_id")
    return [
        pair
        for some in in_chunks(wanted)
        for pair in rows.filter(key__in=some).values_list("key", "work_id")
    ]


def load_works(numbers: Sequence[int]) -> list[models.Work]:
    """Return works by number, in the order in which they were stored."""
    return [
        work
        for some in in_chunks(numbers)
        for work in models.Work.objects.filter(pk__in=some).order_by("pk").defer("abstract")
    ]


def save_candidates(
    candidates: Iterable[Candidate], *, extract: Extractor, run: models.ImportRun | None = None
) -> list[models.Work]:
    """Save works with new records and what derives from them; return those stored before."""
    touched = [candidate for candidate in candidates if candidate.new_rows]
    for candidate in touched:
        data_mapper.fill_work(candidate.work, candidate.merged)
    new = [candidate.work for candidate in touched if candidate.work.pk is None]
    old = [candidate.work for candidate in touched if candidate.work.pk is not None]
    models.Work.objects.bulk_create(new, batch_size=CHUNK)
    models.Work.objects.bulk_update(old, data_mapper.WORK_FIELDS, batch_size=100)
    models.Record.objects.bulk_create(
        [row for candidate in touched for row in candidate.new_rows], batch_size=CHUNK
    )
    save_keys(touched)
    save_signals(touched, old, extract=extract)
    save_notice_rows(
        record_notices(record for candidate in touched for record in candidate.new_records),
        run=run,
        works=[candidate.work.pk for candidate in touched],
    )
    update_links({candidate.work.pk: candidate.merged for candidate in touched})
    return old


def save_keys(candidates: Iterable[Candidate]) -> None:
    """Save the new keys of works."""
    rows = [
        models.WorkKey(work=candidate.work, key=key)
        for candidate in candidates
        for key in sorted(candidate.keys)
    ]
    models.WorkKey.objects.bulk_create(rows, batch_size=CHUNK, ignore_conflicts=True)


def save_signals(
    candidates: Iterable[Candidate], old: list[models.Work], *, extract: Extractor
) -> None:
    """Replace the extracted signals of changed works."""
    models.Signal.objects.filter(work__in=old).delete()
    models.Signal.objects.bulk_create(
        [
            row
            for candidate in candidates
            for row in data_mapper.signal_rows(candidate.work, extract(candidate.merged))
        ],
        batch_size=CHUNK,
    )


def add_record(work: models.Work, record: Record, *, reason: MergeReason) -> None:
    """Add one record to a work on a person's decision; repeating it changes nothing.

    Raises:
        ActionRefusedError: The record belongs to another work.
    """
    known = models.Record.objects.filter(fingerprint=data_mapper.fingerprint(record)).first()
    if known is not None:
        if known.work_id != work.pk:
            raise ActionRefusedError(
                _("This record already belongs to another work: “%(title)s”.")
                % {"title": known.work}
            )
        return
    candidate = Candidate(work)
    candidate.add(record, run=None, reason=reason)
    save_candidates([candidate], extract=current_extractor())
