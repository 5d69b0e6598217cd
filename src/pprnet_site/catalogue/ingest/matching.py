"""Records into works: which work a record belongs to, and what the work then says."""

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
from pprnet_site.catalogue.enrichment.work_notices import apply_notices, notices_in, save_notices
from pprnet_site.catalogue.query_chunks import CHUNK, common_key_counts, in_chunks
from pprnet_site.core.errors import ActionRefusedError

"""Values in one query: below the parameters that any database takes."""

FIRST_NEW_NUMBER = 1 << 63
"""From here on new works are numbered; no database has such a number."""


class Candidate:
    """A work in memory while a batch is sorted in; it is laid out as far as it is looked at."""

    def __init__(self, work: models.Work) -> None:
        self.work = work
        self.keys: set[str] = set()
        self.new_rows: list[models.Record] = []

    @cached_property
    def records(self) -> list[Record]:
        """What each source says about the work."""
        rows = self.work.records.all() if self.work.pk else ()
        return [data_mapper.record_from_row(row) for row in rows]

    @property
    def new_records(self) -> list[Record]:
        """The records that it took in."""
        return self.records[-len(self.new_rows) :] if self.new_rows else []

    @cached_property
    def record_traits(self) -> list[ComparisonFields]:
        """The records, prepared for comparison."""
        return [comparison_fields_of(record) for record in self.records]

    @cached_property
    def merged(self) -> Record:
        """What the records say together."""
        return (
            merge_records(self.records) if self.new_rows else data_mapper.merged_record(self.work)
        )

    @cached_property
    def traits(self) -> ComparisonFields:
        """The merged record, prepared for comparison."""
        return comparison_fields_of(self.merged)

    def match_reason(self, traits: ComparisonFields) -> MergeReason | None:
        """Compare a record with the work as a whole, then make sure that no member denies it."""
        reason = matching_reason(self.traits, traits)
        if reason is None or any(records_conflict(member, traits) for member in self.record_traits):
            return None
        return reason

    def rebuild(self) -> None:
        """Work out anew what the work says and under which keys it is found."""
        self.__dict__["merged"] = merge_records(self.records)
        self.keys = stored_keys(self.merged).union(*map(stored_keys, self.records))

    def add(
        self, record: Record, *, run: models.ImportRun | None, reason: MergeReason | None
    ) -> None:
        """Take a record in; what the work says changes with it."""
        self.records.append(record)
        for stale in ("record_traits", "merged", "traits"):
            self.__dict__.pop(stale, None)
        self.new_rows.append(data_mapper.record_row(record, work=self.work, run=run, reason=reason))
        self.keys |= stored_keys(record) | stored_keys(self.merged)


class CandidateSet:
    """The works that some records may belong to, found by their keys.

    A stored work goes by its number there, a new one by a number beyond all of those. Only works
    that are worth comparing are fetched: thousands may share the DOI of a supplement.
    """

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self.by_number: dict[int, Candidate] = {}
        self.by_key: defaultdict[str, set[int]] = defaultdict(set)
        self.loaded_keys: set[str] = set()
        self.number_of: dict[int, int] = {}
        """Works that were new when they came here, once they are stored."""
        self.load([stored_keys(record) for record in records])

    def load(self, keys_of: Sequence[Collection[str]]) -> None:
        """Find the stored works that have some keys, and fetch those near to each set of keys."""
        wanted = selective_keys(keys_of) - self.loaded_keys
        self.loaded_keys |= wanted
        for key, stored in stored_work_keys(sorted(wanted)):
            self.by_key[key].add(self.number_of.get(stored, stored))
        numbers = {number for keys in keys_of for number in self.works_to_compare(keys)}
        for work in load_works(sorted(numbers - self.by_number.keys())):
            self.by_number[work.pk] = Candidate(work)

    def register_stored(self) -> None:
        """Know the new works by their numbers in the database too, now that they are stored."""
        self.number_of = {
            candidate.work.pk: n for n, candidate in self.by_number.items() if n >= FIRST_NEW_NUMBER
        }

    def works_to_compare(self, keys: Iterable[str]) -> list[int]:
        """Give the works that are worth comparing with one of some keys."""
        return sorted(comparison_candidates({key: self.by_key.get(key, ()) for key in keys}))

    def candidate(self, number: int) -> Candidate:
        """Give a work, fetched unless it is here."""
        if number not in self.by_number:
            self.by_number[number] = Candidate(load_works([number])[0])
        return self.by_number[number]

    def assign(self, record: Record, *, run: models.ImportRun | None) -> bool:
        """Put a record to its work; tell whether that work was there before."""
        number, reason = self.match(record) or (FIRST_NEW_NUMBER + len(self.by_number), None)
        candidate = self.by_number.setdefault(number, Candidate(models.Work()))
        candidate.add(record, run=run, reason=reason)
        for key in candidate.keys:
            self.by_key[key].add(number)
        return reason is not None

    def match(self, record: Record) -> tuple[int, MergeReason] | None:
        """Give the work that agrees most strongly, the earlier one among equals."""
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
    """Give the keys of a record as they are stored."""
    return {data_mapper.stored_key(key) for key in blocking_keys(record)}


def selective_keys(keys_of: Sequence[Collection[str]]) -> set[str]:
    """Give the keys that can lead anywhere: a common one says nothing without a second.

    So the thousands that share one are not even listed for a record that has no other such key.
    """
    wanted = set[str]().union(*keys_of)
    common = common_key_counts(wanted).keys()
    pairs = [of_one for keys in keys_of if len(of_one := common & set(keys)) > 1]
    return (wanted - common).union(*pairs)


def stored_work_keys(wanted: Sequence[str]) -> list[tuple[str, int]]:
    """Give each stored work that has one of some keys, with the key."""
    rows = models.WorkKey.objects.order_by("key", "work_id")
    return [
        pair
        for some in in_chunks(wanted)
        for pair in rows.filter(key__in=some).values_list("key", "work_id")
    ]


def load_works(numbers: Sequence[int]) -> list[models.Work]:
    """Give some works in the order in which they were stored."""
    return [
        work
        for some in in_chunks(numbers)
        for work in models.Work.objects.filter(pk__in=some).order_by("pk").defer("abstract")
    ]


def save_candidates(candidates: Iterable[Candidate], *, extract: Extractor) -> list[models.Work]:
    """Store the works that took in a record, with all that follows; give the changed ones."""
    touched = [candidate for candidate in candidates if candidate.new_rows]
    for candidate in touched:
        data_mapper.fill_work(candidate.work, candidate.merged)
    apply_notices([candidate.work for candidate in touched])
    new = [candidate.work for candidate in touched if candidate.work.pk is None]
    old = [candidate.work for candidate in touched if candidate.work.pk is not None]
    models.Work.objects.bulk_create(new, batch_size=CHUNK)
    models.Work.objects.bulk_update(old, data_mapper.WORK_FIELDS, batch_size=100)
    models.Record.objects.bulk_create(
        [row for candidate in touched for row in candidate.new_rows], batch_size=CHUNK
    )
    save_keys(touched)
    save_signals(touched, old, extract=extract)
    save_notices(notices_in(record for candidate in touched for record in candidate.new_records))
    update_links({candidate.work.pk: candidate.merged for candidate in touched})
    return old


def save_keys(candidates: Iterable[Candidate]) -> None:
    """Store the keys that works have gained."""
    rows = [
        models.WorkKey(work=candidate.work, key=key)
        for candidate in candidates
        for key in sorted(candidate.keys)
    ]
    models.WorkKey.objects.bulk_create(rows, batch_size=CHUNK, ignore_conflicts=True)


def save_signals(
    candidates: Iterable[Candidate], old: list[models.Work], *, extract: Extractor
) -> None:
    """Throw away what was read from changed works, and store what is read now."""
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
    """Add one record to a work by a person's word; the same record twice changes nothing."""
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
