"""Records into works: which work a record belongs to, and what the work then says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

from django.db.models import Count
from django.utils.translation import gettext as _

from pprnet.dedupe import keys, merge
from pprnet.dedupe.blocks import COMMON, worth_comparing
from pprnet.dedupe.clashes import clash
from pprnet.dedupe.compare import STRENGTH, compare_traits
from pprnet.dedupe.traits import Traits, read_traits
from pprnet.records import MergeReason, Record
from pprnet_site.catalogue import bridge, models
from pprnet_site.catalogue.actions.links import keep_links
from pprnet_site.catalogue.actions.notices import heed_notices, keep_notices, notices_in
from pprnet_site.catalogue.actions.reader import Reader, reader
from pprnet_site.core.errors import Refused

CHUNK = 500
"""Values in one query: below the parameters that any database takes."""

NEW = 1 << 63
"""From here on new works are numbered; no database has such a number."""


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

    def read_again(self) -> None:
        """Work out anew what the work says and under which keys it is found."""
        self.__dict__["merged"] = merge(self.records)
        self.keys = stored_keys(self.merged).union(*map(stored_keys, self.records))

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
    """The works that some records may belong to, found by their keys.

    A stored work goes by its number there, a new one by a number beyond all of those. Only works
    that are worth comparing are fetched: thousands may share the DOI of a supplement.
    """

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self.slots: dict[int, Slot] = {}
        self.by_key: defaultdict[str, set[int]] = defaultdict(set)
        self.looked_up: set[str] = set()
        self.number_of: dict[int, int] = {}
        """Works that were new when they came here, once they are stored."""
        self.look_up([stored_keys(record) for record in records])

    def look_up(self, keys_of: Sequence[Collection[str]]) -> None:
        """Find the stored works that have some keys, and fetch those near to each set of keys."""
        wanted = telling(keys_of) - self.looked_up
        self.looked_up |= wanted
        for key, stored in stored_pairs(sorted(wanted)):
            self.by_key[key].add(self.number_of.get(stored, stored))
        near = {number for keys in keys_of for number in self.near(keys)}
        for work in stored_works(sorted(near - self.slots.keys())):
            self.slots[work.pk] = Slot(work)

    def settle(self) -> None:
        """Know the new works by their numbers in the database too, now that they are stored."""
        self.number_of = {slot.work.pk: n for n, slot in self.slots.items() if n >= NEW}

    def near(self, keys: Iterable[str]) -> list[int]:
        """Give the works that are worth comparing with one of some keys."""
        return sorted(worth_comparing({key: self.by_key.get(key, ()) for key in keys}))

    def slot(self, number: int) -> Slot:
        """Give a work, fetched unless it is here."""
        if number not in self.slots:
            self.slots[number] = Slot(stored_works([number])[0])
        return self.slots[number]

    def sort_in(self, record: Record, *, run: models.ImportRun | None) -> bool:
        """Put a record to its work; tell whether that work was there before."""
        number, reason = self.match(record) or (NEW + len(self.slots), None)
        slot = self.slots.setdefault(number, Slot(models.Work()))
        slot.add(record, run=run, reason=reason)
        for key in slot.keys:
            self.by_key[key].add(number)
        return reason is not None

    def match(self, record: Record) -> tuple[int, MergeReason] | None:
        """Give the work that agrees most strongly, the earlier one among equals."""
        traits = read_traits(record)
        found = [
            (STRENGTH[reason.rule], number, reason)
            for number in self.near(stored_keys(record))
            if (reason := self.slot(number).agree(traits))
        ]
        if not found:
            return None
        _strength, number, reason = min(found, key=lambda match: match[:2])
        return number, reason


def stored_keys(record: Record) -> set[str]:
    """Give the keys of a record as they are stored."""
    return {bridge.stored_key(key) for key in keys(record)}


def telling(keys_of: Sequence[Collection[str]]) -> set[str]:
    """Give the keys that can lead anywhere: a common one says nothing without a second.

    So the thousands that share one are not even listed for a record that has no other such key.
    """
    wanted = set[str]().union(*keys_of)
    common = common_keys(sorted(wanted))
    pairs = [of_one for keys in keys_of if len(of_one := common.intersection(keys)) > 1]
    return (wanted - common).union(*pairs)


def common_keys(wanted: Sequence[str]) -> set[str]:
    """Give those of some keys that more stored works have than a key may that says anything."""
    rows = models.WorkKey.objects.order_by().values("key").annotate(n=Count("pk"))
    return {
        key
        for start in range(0, len(wanted), CHUNK)
        for key in rows.filter(key__in=wanted[start : start + CHUNK], n__gt=COMMON).values_list(
            "key", flat=True
        )
    }


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
    """Store the works that took in a record, with all that follows; give the changed ones."""
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
    keep_links({slot.work.pk: slot.merged for slot in touched})
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
    save_slots([slot], read=reader())
