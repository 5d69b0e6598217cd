"""Records into works: which work a record belongs to, and what the work then says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from pprnet.dedupe import keys, merge
from pprnet.dedupe.clashes import clash
from pprnet.dedupe.cluster import STRENGTH
from pprnet.dedupe.compare import compare_traits
from pprnet.dedupe.traits import Traits, read_traits
from pprnet.records import MergeReason, Record, Signal
from pprnet_site.catalogue import bridge, models
from pprnet_site.core.errors import Refused

CHUNK = 500
"""Values in one query: below the parameters that any database takes."""

Reader = Callable[[Record], tuple[Signal, ...]]


@dataclass(slots=True, eq=False)
class Slot:
    """A work with its records, in memory while a batch is sorted in."""

    work: models.Work
    records: list[Record] = field(default_factory=list)
    traits: list[Traits] = field(default_factory=list)
    merged: Record = field(default_factory=Record)
    merged_traits: Traits | None = None
    keys: set[str] = field(default_factory=set)
    stored_keys: set[str] = field(default_factory=set)
    fresh: list[models.Record] = field(default_factory=list)

    def hold(self, record: Record) -> None:
        """Count a record among those of the work, without storing it."""
        self.records.append(record)
        self.traits.append(read_traits(record))

    def remerge(self) -> None:
        """Work out what the records say together."""
        self.merged = merge(self.records)
        self.merged_traits = self.traits[0] if len(self.records) == 1 else read_traits(self.merged)
        self.keys |= {bridge.stored_key(key) for key in keys(self.merged)}

    def add(
        self, record: Record, *, run: models.ImportRun | None, reason: MergeReason | None
    ) -> None:
        """Take a record in; what the work says changes with it."""
        self.hold(record)
        self.keys |= {bridge.stored_key(key) for key in keys(record)}
        self.remerge()
        self.fresh.append(bridge.record_row(record, work=self.work, run=run, reason=reason))


class Shelf:
    """The works that the records of a batch may belong to, found by their keys."""

    def __init__(self, works: Iterable[models.Work] = ()) -> None:
        self.slots: list[Slot] = []
        self.by_key: defaultdict[str, list[Slot]] = defaultdict(list)
        for work in works:
            self.put(slot_of(work))

    def put(self, slot: Slot) -> None:
        """Place a work under its keys."""
        self.slots.append(slot)
        self.index(slot)

    def index(self, slot: Slot) -> None:
        """Bring the keys up to those of the work."""
        for key in slot.keys:
            if not any(slot is known for known in self.by_key[key]):
                self.by_key[key].append(slot)

    def sort_in(self, record: Record, *, run: models.ImportRun | None) -> bool:
        """Put a record to its work; tell whether that work was there before."""
        slot, reason = self.match(record)
        found = slot is not None
        if slot is None:
            slot = Slot(models.Work())
            self.slots.append(slot)
        slot.add(record, run=run, reason=reason)
        self.index(slot)
        return found

    def match(self, record: Record) -> tuple[Slot | None, MergeReason | None]:
        """Give the work that agrees most strongly, the earlier one among equals."""
        traits = read_traits(record)
        near = {
            id(slot): slot
            for key in sorted(map(bridge.stored_key, keys(record)))
            for slot in self.by_key.get(key, ())
        }
        places = {id(slot): place for place, slot in enumerate(self.slots) if id(slot) in near}
        found = [
            (STRENGTH[reason.rule], places[each], reason)
            for each, slot in near.items()
            if (reason := agree(slot, traits))
        ]
        if not found:
            return None, None
        _strength, place, reason = min(found, key=lambda match: match[:2])
        return self.slots[place], reason


def agree(slot: Slot, traits: Traits) -> MergeReason | None:
    """Compare a record with a work: with what it says as a whole, and never against a member."""
    if slot.merged_traits is None or any(clash(member, traits) for member in slot.traits):
        return None
    return compare_traits(slot.merged_traits, traits)


def slot_of(work: models.Work) -> Slot:
    """Lay a stored work out; its records and keys are read unless they were fetched before."""
    slot = Slot(work)
    for row in work.records.all():
        slot.hold(bridge.record_of_row(row))
    slot.stored_keys = {row.key for row in work.keys.all()}
    slot.keys = set(slot.stored_keys)
    if slot.records:
        slot.remerge()
    return slot


def works_near(records: Iterable[Record]) -> list[models.Work]:
    """Find the stored works that share a key with any of some records."""
    wanted = sorted({bridge.stored_key(key) for record in records for key in keys(record)})
    found: set[int] = set()
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        found |= set(models.WorkKey.objects.filter(key__in=part).values_list("work_id", flat=True))
    numbers = sorted(found)
    return [
        work
        for start in range(0, len(numbers), CHUNK)
        for work in models.Work.objects.filter(pk__in=numbers[start : start + CHUNK])
        .order_by("pk")
        .prefetch_related("records", "keys")
    ]


def save_slots(slots: Iterable[Slot], *, read: Reader) -> list[models.Work]:
    """Store the works that took in a record, with their keys and signals; give the changed ones."""
    touched = [slot for slot in slots if slot.fresh]
    for slot in touched:
        bridge.fill_work(slot.work, slot.merged)
    new = [slot.work for slot in touched if slot.work.pk is None]
    old = [slot.work for slot in touched if slot.work.pk is not None]
    models.Work.objects.bulk_create(new, batch_size=CHUNK)
    models.Work.objects.bulk_update(old, bridge.WORK_FIELDS, batch_size=100)
    models.Record.objects.bulk_create(
        [row for slot in touched for row in slot.fresh], batch_size=CHUNK
    )
    save_keys(touched)
    save_signals(touched, old, read=read)
    return old


def save_keys(slots: Iterable[Slot]) -> None:
    """Store the keys that works have gained."""
    models.WorkKey.objects.bulk_create(
        [
            models.WorkKey(work=slot.work, key=key)
            for slot in slots
            for key in sorted(slot.keys - slot.stored_keys)
        ],
        batch_size=CHUNK,
    )


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
    slot = slot_of(work)
    slot.add(record, run=None, reason=reason)
    save_slots([slot], read=read)
