"""Records into works: which work a record belongs to, and what the work then says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from django.utils.translation import gettext as _

from pprnet.dedupe import keys, merge
from pprnet.dedupe.blocks import worth_comparing
from pprnet.dedupe.clashes import clash
from pprnet.dedupe.compare import STRENGTH, compare_traits
from pprnet.dedupe.traits import Traits, read_traits
from pprnet.records import MergeReason, Record, Signal
from pprnet_site.catalogue import bridge, models
from pprnet_site.catalogue.actions.notices import heed_notices, keep_notices, notices_in
from pprnet_site.core.errors import Refused

CHUNK = 500
"""Values in one query: below the parameters that any database takes."""

Reader = Callable[[Record], tuple[Signal, ...]]


class Slot:
    """A work in memory while a batch is sorted in; it is laid out as far as it is looked at."""

    def __init__(self, work: models.Work) -> None:
        self.work = work
        self.keys: set[str] = set()
        self.fresh: list[models.Record] = []

    @cached_property
    def records(self) -> list[Record]:
        """What each source says about the work."""
        rows = self.work.records.all() if self.work.pk else ()
        return [bridge.record_of_row(row) for row in rows]

    @property
    def fresh_records(self) -> list[Record]:
        """The records that it took in."""
        return self.records[-len(self.fresh) :] if self.fresh else []

    @cached_property
    def members(self) -> list[Traits]:
        """The records, prepared for comparison."""
        return [read_traits(record) for record in self.records]

    @cached_property
    def merged(self) -> Record:
        """What the records say together."""
        return merge(self.records) if self.fresh else bridge.record_of(self.work)

    @cached_property
    def traits(self) -> Traits:
        """The merged record, prepared for comparison."""
        return read_traits(self.merged)

    def agree(self, traits: Traits) -> MergeReason | None:
        """Compare a record with the work as a whole, then make sure that no member denies it."""
        reason = compare_traits(self.traits, traits)
        if reason is None or any(clash(member, traits) for member in self.members):
            return None
        return reason

    def add(
        self, record: Record, *, run: models.ImportRun | None, reason: MergeReason | None
    ) -> None:
        """Take a record in; what the work says changes with it."""
        self.records.append(record)
        for stale in ("members", "merged", "traits"):
            self.__dict__.pop(stale, None)
        self.fresh.append(bridge.record_row(record, work=self.work, run=run, reason=reason))
        self.keys |= stored_keys(record) | stored_keys(self.merged)


class Shelf:
    """The works that the records of a batch may belong to, found by their keys."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self.slots: list[Slot] = []
        self.by_key: defaultdict[str, dict[int, Slot]] = defaultdict(dict)
        pairs = stored_pairs(sorted(set().union(*map(stored_keys, records))))
        places = {}
        for work in stored_works(sorted({number for _key, number in pairs})):
            places[work.pk] = len(self.slots)
            self.slots.append(Slot(work))
        for key, number in pairs:
            self.by_key[key][places[number]] = self.slots[places[number]]

    def sort_in(self, record: Record, *, run: models.ImportRun | None) -> bool:
        """Put a record to its work; tell whether that work was there before."""
        match = self.match(record)
        if match is None:
            self.slots.append(Slot(models.Work()))
        place, reason = match or (len(self.slots) - 1, None)
        slot = self.slots[place]
        slot.add(record, run=run, reason=reason)
        for key in slot.keys:
            self.by_key[key][place] = slot
        return match is not None

    def match(self, record: Record) -> tuple[int, MergeReason] | None:
        """Give the place of the work that agrees most strongly, the earlier one among equals."""
        traits = read_traits(record)
        near = worth_comparing({key: self.by_key.get(key, {}) for key in stored_keys(record)})
        found = [
            (STRENGTH[reason.rule], place, reason)
            for place in sorted(near)
            if (reason := self.slots[place].agree(traits))
        ]
        if not found:
            return None
        _strength, place, reason = min(found, key=lambda match: match[:2])
        return place, reason


def stored_keys(record: Record) -> set[str]:
    """Give the keys of a record as they are stored."""
    return {bridge.stored_key(key) for key in keys(record)}


def stored_pairs(wanted: Sequence[str]) -> list[tuple[str, int]]:
    """Give each stored work that has one of some keys, with the key."""
    rows = models.WorkKey.objects.order_by("key", "work_id")
    return [
        pair
        for start in range(0, len(wanted), CHUNK)
        for pair in rows.filter(key__in=wanted[start : start + CHUNK]).values_list("key", "work_id")
    ]


def stored_works(numbers: Sequence[int]) -> list[models.Work]:
    """Give some works in the order in which they were stored."""
    return [
        work
        for start in range(0, len(numbers), CHUNK)
        for work in models.Work.objects.filter(pk__in=numbers[start : start + CHUNK])
        .order_by("pk")
        .defer("abstract")
    ]


def save_slots(slots: Iterable[Slot], *, read: Reader) -> list[models.Work]:
    """Store the works that took in a record, with their keys and signals; give the changed ones."""
    touched = [slot for slot in slots if slot.fresh]
    for slot in touched:
        bridge.fill_work(slot.work, slot.merged)
    heed_notices([slot.work for slot in touched])
    new = [slot.work for slot in touched if slot.work.pk is None]
    old = [slot.work for slot in touched if slot.work.pk is not None]
    models.Work.objects.bulk_create(new, batch_size=CHUNK)
    models.Work.objects.bulk_update(old, bridge.WORK_FIELDS, batch_size=100)
    models.Record.objects.bulk_create(
        [row for slot in touched for row in slot.fresh], batch_size=CHUNK
    )
    save_keys(touched)
    save_signals(touched, old, read=read)
    keep_notices(notices_in(record for slot in touched for record in slot.fresh_records))
    return old


def save_keys(slots: Iterable[Slot]) -> None:
    """Store the keys that works have gained."""
    rows = [models.WorkKey(work=slot.work, key=key) for slot in slots for key in sorted(slot.keys)]
    models.WorkKey.objects.bulk_create(rows, batch_size=CHUNK, ignore_conflicts=True)


def save_signals(slots: Iterable[Slot], old: list[models.Work], *, read: Reader) -> None:
    """Throw away what was read from changed works, and store what is read now."""
    models.Signal.objects.filter(work__in=old).delete()
    models.Signal.objects.bulk_create(
        [row for slot in slots for row in bridge.signal_rows(slot.work, read(slot.merged))],
        batch_size=CHUNK,
    )


def add_record(work: models.Work, record: Record, *, reason: MergeReason) -> None:
    """Add one record to a work by a person's word; the same record twice changes nothing."""
    from pprnet.reading import read

    known = models.Record.objects.filter(fingerprint=bridge.fingerprint(record)).first()
    if known is not None:
        if known.work_id != work.pk:
            raise Refused(
                _("This record already belongs to another work: “%(title)s”.")
                % {"title": known.work}
            )
        return
    slot = Slot(work)
    slot.add(record, run=None, reason=reason)
    save_slots([slot], read=read)
