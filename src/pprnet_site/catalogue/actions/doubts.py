"""Works that may be one: found as records come in, and left to a person where no rule decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q

from pprnet.dedupe.clashes import clash
from pprnet.dedupe.cluster import UNSURE_OF_ONE
from pprnet.dedupe.compare import compare_traits
from pprnet.dedupe.verdicts import doubt
from pprnet.records import MergeReason
from pprnet_site.catalogue.actions.joining import choose, join
from pprnet_site.catalogue.actions.merging import CHUNK, NEW, Shelf, Slot
from pprnet_site.catalogue.bridge import record_of, storable
from pprnet_site.catalogue.enums import PairVerdict, WorkStatus
from pprnet_site.catalogue.models import Work, WorkPair

AGREED = 1.0
"""The score of two works that a rule holds for one, though something speaks for asking."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two stored works that may be one."""

    a: Work
    b: Work
    """The later one."""
    reason: MergeReason
    score: float
    agreed: bool
    """Whether a rule holds them for one."""

    @property
    def numbers(self) -> tuple[int, int]:
        """Give the numbers of the two, the lower first."""
        return self.a.pk, self.b.pk


def look_for_pairs(shelf: Shelf) -> int:
    """Look at the works that took in a record, now stored; give how many new ones were joined.

    Two works that a rule holds for one (a later record brought what was missing) are joined where
    nobody has decided on the one that is given up; what no rule decides is put on the list.
    """
    fresh = {number: slot for number, slot in shelf.slots.items() if slot.fresh}
    new = {slot.work.pk for number, slot in fresh.items() if number >= NEW}
    old = [slot for number, slot in fresh.items() if number < NEW]
    for slot in old:
        slot.read_again()  # a batch knows only the keys that it brought
    shelf.settle()
    shelf.look_up([slot.keys for slot in old])
    found = list(doubts(shelf, fresh))
    forget(slot.work for slot in old)
    known = decided(found) if found else set()
    gone = join_agreed([each for each in found if each.numbers not in known])
    ask([each for each in found if each.numbers not in known and gone.isdisjoint(each.numbers)])
    return len(gone & new)


def look_again(works: Sequence[Work]) -> None:
    """Look anew at works whose records changed by a person's word; nothing is joined."""
    forget(works)
    ask_missing(works)


def ask_missing(works: Sequence[Work]) -> None:
    """Put those pairs of some works on the list that are not there yet; nothing is joined."""
    shelf = Shelf(map(record_of, works))
    numbers = [work.pk for work in works if work.pk in shelf.slots]
    for number in numbers:
        shelf.slots[number].read_again()
    found = list(doubts(shelf, numbers))
    known = decided(found) if found else set()
    ask([each for each in found if each.numbers not in known])


def doubts(shelf: Shelf, numbers: Iterable[int]) -> Iterator[Doubt]:
    """Give the pairs of works, one of them among some numbers of a shelf, that are or may be one.

    Between stored works; new ones have been stored by now.
    """
    seen: set[tuple[int, int]] = set()
    for number in sorted(numbers):
        for other in shelf.near(shelf.slot(number).keys):
            pair = (min(number, other), max(number, other))
            if other != number and pair not in seen:
                seen.add(pair)
                a, b = sorted(map(shelf.slot, pair), key=lambda slot: slot.work.pk)
                if each := doubt_of(a, b):
                    yield each


def doubt_of(a: Slot, b: Slot) -> Doubt | None:
    """Compare two works as wholes; a rule does not hold where two of their records clash."""
    reason = compare_traits(a.traits, b.traits)
    if reason is not None:
        if any(clash(left, right) for left in a.members for right in b.members):
            return None
        return Doubt(a.work, b.work, reason, AGREED, agreed=True)
    unsure = doubt(a.traits, b.traits)
    return Doubt(a.work, b.work, unsure.reason, unsure.score, agreed=False) if unsure else None


def forget(works: Iterable[Work]) -> None:
    """Take the open pairs of changed works off the list; those that still hold come back."""
    numbers = [work.pk for work in works]
    for start in range(0, len(numbers), CHUNK):
        some = numbers[start : start + CHUNK]
        # One that a person opened again is hers to close.
        rows = WorkPair.objects.filter(verdict=PairVerdict.OPEN, decided_by=None)
        rows.filter(Q(first__in=some) | Q(second__in=some)).delete()


def decided(found: Sequence[Doubt]) -> set[tuple[int, int]]:
    """Give those of some pairs that are on the list, or that a person has parted.

    What is said of a work holds for the one that it became part of.
    """
    whole = wholes({number for each in found for number in each.numbers})
    rows = WorkPair.objects.exclude(verdict=PairVerdict.ONE)
    known: set[tuple[int, int]] = set()
    members = sorted(whole)
    for start in range(0, len(members), CHUNK):
        some = members[start : start + CHUNK]
        for first, second in rows.filter(first__in=some).values_list("first", "second"):
            low, high = sorted((whole[first], whole.get(second, second)))
            known.add((low, high))
        for first, second in rows.filter(second__in=some).values_list("first", "second"):
            low, high = sorted((whole.get(first, first), whole[second]))
            known.add((low, high))
    return known


def wholes(numbers: set[int]) -> dict[int, int]:
    """Give some works and all that is part of them, each with the one that it is part of."""
    whole = {number: number for number in numbers}
    layer = sorted(numbers)
    while layer:
        rows = [
            row
            for start in range(0, len(layer), CHUNK)
            for row in Work.objects.filter(
                merged_into__in=layer[start : start + CHUNK]
            ).values_list("pk", "merged_into")
        ]
        whole |= {part: whole[into] for part, into in rows}
        layer = [part for part, _into in rows]
    return whole


def join_agreed(found: Sequence[Doubt]) -> set[int]:
    """Join works that a rule holds for one; give those that are part of another now.

    Where people decided on both, a person is asked.
    """
    gone: set[int] = set()
    for each in found:
        if each.agreed and gone.isdisjoint(each.numbers) and (work := join_two(each)):
            gone.add(work.pk)
    return gone


def join_two(each: Doubt) -> Work | None:
    """Join two works unless somebody decided on the one to give up; give that one."""
    kept, gone = choose(*(Work.objects.get(pk=number) for number in each.numbers))
    if gone.status != WorkStatus.FOUND or gone.later_since is not None:
        return None
    moved = join(kept=kept, gone=gone, by=None, reason=each.reason)
    WorkPair.objects.create(**row_of(each), verdict=PairVerdict.ONE, moved=moved)
    forget([gone])
    return gone


def row_of(each: Doubt) -> dict[str, object]:
    """Give the fields of a pair's row."""
    return {
        "first_id": each.a.pk,
        "second_id": each.b.pk,
        "score": each.score,
        "rule": each.reason.rule[:64],
        "detail": storable(each.reason.detail),
    }


def ask(found: Sequence[Doubt]) -> None:
    """Put pairs on the list, a few for each work, the likeliest first."""
    asked = asked_of({number for each in found for number in each.numbers})
    rows = []
    for each in sorted(found, key=lambda each: (-each.score, each.numbers)):
        if max(asked[number] for number in each.numbers) < UNSURE_OF_ONE:
            asked.update(each.numbers)
            rows.append(WorkPair(**row_of(each)))
    WorkPair.objects.bulk_create(rows, ignore_conflicts=True)


def asked_of(numbers: set[int]) -> Counter[int]:
    """Count the open pairs of some works."""
    asked: Counter[int] = Counter()
    some = sorted(numbers)
    rows = WorkPair.objects.filter(verdict=PairVerdict.OPEN)
    for start in range(0, len(some), CHUNK):
        for side in ("first", "second"):
            values = {f"{side}__in": some[start : start + CHUNK]}
            asked.update(rows.filter(**values).values_list(side, flat=True))
    return asked
