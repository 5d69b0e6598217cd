"""How works stand to others, worked out anew whenever one of them says something else.

A link follows from what its two works say, and nothing is kept of how they came: so it is the
same whichever came first. Works are found by their keys and by the keys of what they speak of.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from django.db.models import Count, Q

from pprnet.dedupe import LinkKeys, link_keys, links
from pprnet.dedupe.blocks import COMMON
from pprnet.records import Record
from pprnet_site.catalogue import bridge
from pprnet_site.catalogue.models import LinkKey, Work, WorkKey, WorkLink

CHUNK = 500
"""Values in one query: below the parameters that any database takes."""

Value = TypeVar("Value", int, str)
Pair = tuple[int, int]
"""The numbers of two works, the lower first."""


@dataclass(frozen=True, slots=True)
class Around:
    """Where some changed works stand: their keys, and those that say nothing."""

    keys: dict[int, LinkKeys]
    left: frozenset[str]
    """Series that some of them belonged to before."""
    common: frozenset[str]


def keep_links(changed: Mapping[int, Record]) -> None:
    """Work out anew the links of works, by number, from what they say now.

    A work that is part of another says nothing: it comes with an empty record.
    """
    keys = {number: stored(link_keys(record)) for number, record in changed.items()}
    counted = common_keys(keys.values())
    if crowded := just_common(keys.values(), counted):
        more = records_of(set().union(*works_by(WorkKey, crowded).values()) - changed.keys())
        keys |= {number: stored(link_keys(record)) for number, record in more.items()}
        changed = {**changed, **more}
        counted = common_keys(keys.values())
    near = near_pairs(Around(keys, save_link_keys(keys), frozenset(counted)))
    settle(changed.keys(), near, found_links(changed, near))


def stored(keys: LinkKeys) -> LinkKeys:
    """Give the keys as they are stored."""
    sorts = (keys.titles, keys.numbers, keys.spoken_of, keys.series)
    return LinkKeys(*(frozenset(map(bridge.stored_key, sort)) for sort in sorts))


def common_keys(keys: Collection[LinkKeys]) -> dict[str, int]:
    """Give the keys under which so many works stand that they say nothing, with their number."""
    wanted = set().union(*(each.titles | each.numbers | each.spoken_of for each in keys))
    rows = WorkKey.objects.order_by().values("key").annotate(n=Count("pk"))
    return {
        key: n
        for some in chunks(wanted)
        for key, n in rows.filter(key__in=some, n__gt=COMMON).values_list("key", "n")
    }


def just_common(keys: Collection[LinkKeys], counted: Mapping[str, int]) -> set[str]:
    """Give the keys that said something until these works came: what rested on them falls."""
    brought = Counter(key for each in keys for key in each.titles | each.numbers)
    return {key for key, n in counted.items() if key in brought and n - brought[key] <= COMMON}


def save_link_keys(keys: Mapping[int, LinkKeys]) -> frozenset[str]:
    """Store what works speak of and which series they are of; give the series they have left."""
    now = {(work, key) for work, each in keys.items() for key in each.spoken_of | each.series}
    before = {
        (row.work_id, row.key): row.pk
        for some in chunks(keys)
        for row in LinkKey.objects.filter(work__in=some)
    }
    gone = before.keys() - now
    for some in chunks({before[each] for each in gone}):
        LinkKey.objects.filter(pk__in=some).delete()
    LinkKey.objects.bulk_create(
        [LinkKey(work_id=work, key=key) for work, key in sorted(now - before.keys())],
        batch_size=CHUNK,
        ignore_conflicts=True,
    )
    return frozenset(key for _work, key in gone if key.startswith("series:"))


def near_pairs(around: Around) -> set[Pair]:
    """Give the pairs that may be linked: those of the changed works, and of all their series."""
    keys, common = around.keys.values(), around.common
    held = works_by(WorkKey, set().union(*(k.titles | k.spoken_of for k in keys)) - common)
    own = set().union(*(k.titles | k.numbers for k in keys)) - common
    series = around.left.union(*(k.series for k in keys))
    spoken = works_by(LinkKey, own | series)
    found: set[Pair] = set()
    for number, each in around.keys.items():
        met = [held.get(key, set()) for key in each.titles | each.spoken_of]
        met += [spoken.get(key, set()) for key in (each.titles | each.numbers) & own]
        found |= {ordered(number, other) for other in set().union(*met) - {number}}
    for key in series:
        if len(members := spoken.get(key, set())) <= COMMON:
            found.update(combinations(sorted(members), 2))
    return found


def works_by(model: type[WorkKey | LinkKey], wanted: Collection[str]) -> dict[str, set[int]]:
    """Give the numbers of the works that have each of some keys."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for some in chunks(wanted):
        for key, work in model.objects.filter(key__in=some).values_list("key", "work_id"):
            found[key].add(work)
    return dict(found)


def ordered(a: int, b: int) -> Pair:
    """Give two numbers, the lower first."""
    return (a, b) if a < b else (b, a)


def records_of(numbers: Collection[int]) -> dict[int, Record]:
    """Give what stored works say."""
    return {
        work.pk: bridge.record_of(work)
        for some in chunks(numbers)
        for work in Work.objects.filter(pk__in=some).only("merged")
    }


def found_links(changed: Mapping[int, Record], near: set[Pair]) -> dict[Pair, WorkLink]:
    """Give the links between near works, not stored yet."""
    numbers = {number for pair in near for number in pair}
    records = records_of(numbers - changed.keys())
    records |= {number: changed[number] for number in numbers & changed.keys()}
    # Where nothing else decides, the engine goes by place: it must not depend on who came first.
    places = sorted(records, key=lambda number: bridge.fingerprint(records[number]))
    made = (
        WorkLink(
            kind=link.kind.value,
            from_work_id=places[link.a],
            to_work_id=places[link.b],
            why=bridge.storable(link.reason),
        )
        for link in links([records[number] for number in places])
    )
    return {pair: link for link in made if (pair := pair_of(link)) in near}


def pair_of(link: WorkLink) -> Pair:
    """Give the numbers of the two works of a link."""
    return ordered(link.from_work_id, link.to_work_id)


def settle(changed: Collection[int], near: set[Pair], found: Mapping[Pair, WorkLink]) -> None:
    """Store the links found and take away those that hold no more; leave the others alone."""
    about = set(changed).union(*near)
    before = {
        pair: row
        for some in chunks(about)
        for row in WorkLink.objects.filter(Q(from_work__in=some) | Q(to_work__in=some))
        if not set(pair := pair_of(row)).isdisjoint(changed) or pair in near
    }
    kept = {pair for pair, row in before.items() if says_the_same(row, found.get(pair))}
    for some in chunks({row.pk for pair, row in before.items() if pair not in kept}):
        WorkLink.objects.filter(pk__in=some).delete()
    new = [link for pair, link in sorted(found.items()) if pair not in kept]
    WorkLink.objects.bulk_create(new, batch_size=CHUNK, ignore_conflicts=True)


def says_the_same(row: WorkLink, link: WorkLink | None) -> bool:
    """Tell whether a stored link is the one that was found."""
    if link is None:
        return False
    said = (row.kind, row.from_work_id, row.to_work_id, row.why)
    return said == (link.kind, link.from_work_id, link.to_work_id, link.why)


def chunks(values: Collection[Value]) -> Iterator[list[Value]]:
    """Cut values into as many as one query takes, in their order."""
    whole = sorted(values)
    for start in range(0, len(whole), CHUNK):
        yield whole[start : start + CHUNK]
