"""Links between works, computed again whenever the record of one of them changes.

A link depends only on the records of its two works, not on the order in which they were stored.
Works are found by their own keys and by the keys of the works that they mention.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Q

from pprnet.dedupe import LinkKeys, find_links, link_keys
from pprnet.dedupe.blocking.blocks import COMMON_KEY_SIZE
from pprnet.records import Record
from pprnet_site.catalogue import data_mapper
from pprnet_site.catalogue.models import LinkKey, Work, WorkKey, WorkLink
from pprnet_site.catalogue.query_chunks import CHUNK, common_key_counts, in_chunks

WorkNumbers = tuple[int, int]
"""The numbers of two works, the lower first."""


@dataclass(frozen=True, slots=True)
class LinkContext:
    """The changed works with their keys, and those without content."""

    keys: dict[int, LinkKeys]
    left_series: frozenset[str]
    """Series that some of them were part of before."""
    common: frozenset[str]


def update_links(changed: Mapping[int, Record]) -> None:
    """Update the links of works, by number, from their present records.

    A work that has been merged into another is given with an empty record.
    """
    keys = {number: stored_link_keys(link_keys(record)) for number, record in changed.items()}
    counted = common_key_counts(mentioned_keys(keys.values()))
    if crowded := newly_common_keys(keys.values(), counted):
        more = merged_records(
            set().union(*works_by_key(WorkKey, crowded).values()) - changed.keys()
        )
        keys |= {number: stored_link_keys(link_keys(record)) for number, record in more.items()}
        changed = {**changed, **more}
        counted = common_key_counts(mentioned_keys(keys.values()))
    pairs = candidate_link_pairs(LinkContext(keys, save_link_keys(keys), frozenset(counted)))
    save_links(changed.keys(), pairs, build_links(changed, pairs))


def stored_link_keys(keys: LinkKeys) -> LinkKeys:
    """Return the keys as they are stored."""
    sorts = (keys.titles, keys.numbers, keys.mentioned, keys.series)
    return LinkKeys(*(frozenset(map(data_mapper.stored_key, sort)) for sort in sorts))


def mentioned_keys(keys: Collection[LinkKeys]) -> set[str]:
    """Return every key of works, their own and those that they mention, except of series."""
    return set().union(*(each.titles | each.numbers | each.mentioned for each in keys))


def newly_common_keys(keys: Collection[LinkKeys], counted: Mapping[str, int]) -> set[str]:
    """Return the keys that these works make too common to identify a work."""
    brought = Counter(key for each in keys for key in each.titles | each.numbers)
    return {
        key for key, n in counted.items() if key in brought and n - brought[key] <= COMMON_KEY_SIZE
    }


def save_link_keys(keys: Mapping[int, LinkKeys]) -> frozenset[str]:
    """Save the link keys of works, and return the series that they no longer belong to."""
    now = {(work, key) for work, each in keys.items() for key in each.mentioned | each.series}
    before = {
        (row.work_id, row.key): row.pk
        for some in in_chunks(sorted(keys))
        for row in LinkKey.objects.filter(work__in=some)
    }
    gone = before.keys() - now
    for some in in_chunks(sorted({before[each] for each in gone})):
        LinkKey.objects.filter(pk__in=some).delete()
    LinkKey.objects.bulk_create(
        [LinkKey(work_id=work, key=key) for work, key in sorted(now - before.keys())],
        batch_size=CHUNK,
        ignore_conflicts=True,
    )
    return frozenset(key for _work, key in gone if key.startswith("series:"))


def candidate_link_pairs(context: LinkContext) -> set[WorkNumbers]:
    """Return the pairs that may be linked: those of the changed works and of their series."""
    keys, common = context.keys.values(), context.common
    held = works_by_key(WorkKey, set().union(*(k.titles | k.mentioned for k in keys)) - common)
    own = set().union(*(k.titles | k.numbers for k in keys)) - common
    series = context.left_series.union(*(k.series for k in keys))
    spoken = works_by_key(LinkKey, own | series)
    found: set[WorkNumbers] = set()
    for number, each in context.keys.items():
        met = [held.get(key, set()) for key in each.titles | each.mentioned]
        met += [spoken.get(key, set()) for key in (each.titles | each.numbers) & own]
        found |= {ordered_pair(number, other) for other in set().union(*met) - {number}}
    for key in series:
        if len(members := spoken.get(key, set())) <= COMMON_KEY_SIZE:
            found.update(combinations(sorted(members), 2))
    return found


def works_by_key(model: type[WorkKey | LinkKey], wanted: Collection[str]) -> dict[str, set[int]]:
    """Return the numbers of the works that have each of some keys."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for some in in_chunks(sorted(wanted)):
        for key, work in model.objects.filter(key__in=some).values_list("key", "work_id"):
            found[key].add(work)
    return dict(found)


def ordered_pair(a: int, b: int) -> WorkNumbers:
    """Return two numbers, the lower first."""
    return (a, b) if a < b else (b, a)


def merged_records(numbers: Collection[int]) -> dict[int, Record]:
    """Return the merged records of stored works, by number."""
    return {
        work.pk: data_mapper.merged_record(work)
        for some in in_chunks(sorted(numbers))
        for work in Work.objects.filter(pk__in=some).only("merged")
    }


def build_links(
    changed: Mapping[int, Record], pairs: set[WorkNumbers]
) -> dict[WorkNumbers, WorkLink]:
    """Return the links between the works of candidate pairs, unsaved."""
    numbers = {number for pair in pairs for number in pair}
    records = merged_records(numbers - changed.keys())
    records |= {number: changed[number] for number in numbers & changed.keys()}
    # The engine breaks ties by position, which must not depend on the order of storage.
    places = sorted(records, key=lambda number: data_mapper.fingerprint(records[number]))
    made = (
        WorkLink(
            kind=link.kind.value,
            from_work_id=places[link.a],
            to_work_id=places[link.b],
            why=data_mapper.strip_unstorable(link.reason),
        )
        for link in find_links([records[number] for number in places])
    )
    return {pair: link for link in made if (pair := link_pair(link)) in pairs}


def link_pair(link: WorkLink) -> WorkNumbers:
    """Return the numbers of the two works of a link."""
    return ordered_pair(link.from_work_id, link.to_work_id)


def save_links(
    changed: Collection[int], pairs: set[WorkNumbers], found: Mapping[WorkNumbers, WorkLink]
) -> None:
    """Save new links and delete those that no longer hold; unchanged ones are not written."""
    about = set(changed).union(*pairs)
    before = {
        pair: row
        for some in in_chunks(sorted(about))
        for row in WorkLink.objects.filter(Q(from_work__in=some) | Q(to_work__in=some))
        if not set(pair := link_pair(row)).isdisjoint(changed) or pair in pairs
    }
    kept = {pair for pair, row in before.items() if is_unchanged_link(row, found.get(pair))}
    for some in in_chunks(sorted({row.pk for pair, row in before.items() if pair not in kept})):
        WorkLink.objects.filter(pk__in=some).delete()
    new = [link for pair, link in sorted(found.items()) if pair not in kept]
    WorkLink.objects.bulk_create(new, batch_size=CHUNK, ignore_conflicts=True)


def is_unchanged_link(row: WorkLink, link: WorkLink | None) -> bool:
    """Return whether a stored link equals the computed one."""
    if link is None:
        return False
    said = (row.kind, row.from_work_id, row.to_work_id, row.why)
    return said == (link.kind, link.from_work_id, link.to_work_id, link.why)
