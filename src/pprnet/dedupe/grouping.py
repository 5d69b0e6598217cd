"""Records joined where they agree, in rounds, until no two groups agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from pprnet.dedupe.blocks import Blocks, second_keys
from pprnet.dedupe.clashes import clash
from pprnet.dedupe.compare import STRENGTH, compare_traits
from pprnet.dedupe.keys import joint_keys, trait_keys
from pprnet.dedupe.merge import merge
from pprnet.dedupe.traits import Traits, read_traits
from pprnet.records import MergeReason, Record


@dataclass(frozen=True, slots=True)
class Tie:
    """Two records by way of which their groups were joined, or two groups that agree."""

    a: int
    b: int
    reason: MergeReason


class Grouping:
    """The records and the groups they fall into; a group goes by its number."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.records = records
        self.ties: list[Tie] = []
        self.members: list[list[int]] = []
        """Places of records, ascending, of each group; empty once it is part of another."""
        self.parent: list[int] = []
        self.nodes: list[list[int]] = []
        """The first groups, of copies of one record, that each group is made of."""
        self.parts: list[Traits] = []
        """The prepared record of each first group."""
        self.whole: dict[int, Traits] = {}
        """The prepared merged record of groups that were looked at as a whole."""
        self.names: dict[int, str] = {}
        self.take_copies([read_traits(record) for record in records])
        self.blocks = self.make_blocks()
        self.join(self.agreeing(self.blocks.pairs()))

    def take_copies(self, traits: Sequence[Traits]) -> None:
        """Start with a group for each record, copies of one record together if they agree."""
        for places in copies(traits):
            first = traits[places[0]]
            reason = compare_traits(first, first) if len(places) > 1 else None
            if reason:
                self.ties += [Tie(places[0], other, reason) for other in places[1:]]
            for group in [places] if reason else [[place] for place in places]:
                self.parent.append(len(self.members))
                self.nodes.append([len(self.members)])
                self.members.append(group)
                self.parts.append(traits[group[0]])

    def make_blocks(self) -> Blocks:
        """Put the groups under their keys."""
        keys = [trait_keys(traits) for traits in self.parts]
        return Blocks(
            keys,
            second=lambda at: second_keys(self.parts[at], keys[at]),
            order=lambda at: (sort_form(self.parts[at]), self.name(at)),
        )

    def groups(self) -> list[tuple[int, ...]]:
        """Give the places of the records of each group."""
        return [tuple(members) for members in self.members if members]

    def pairs_apart(self, may_be: Callable[[Traits, Traits], object]) -> Iterator[tuple[int, int]]:
        """Give each two groups that were not joined but hold two records that may be one."""
        seen: set[tuple[int, int]] = set()
        for a, b in self.blocks.pairs():
            left, right = sorted((self.group_of(a), self.group_of(b)))
            if left == right or (left, right) in seen:
                continue
            if may_be(self.parts[a], self.parts[b]):
                seen.add((left, right))
                yield left, right

    def traits_of(self, at: int) -> Traits:
        """Give a group as one prepared record."""
        if len(self.nodes[at]) == 1:
            return self.parts[at]
        if at not in self.whole:
            self.whole[at] = read_traits(merge([self.records[m] for m in self.members[at]]))
        return self.whole[at]

    def name(self, at: int) -> str:
        """Give the content of a group, by which groups are put in an order of their own."""
        if at not in self.names:
            self.names[at] = min(repr(self.records[member]) for member in self.members[at])
        return self.names[at]

    def group_of(self, at: int) -> int:
        """Give the group that a group is part of by now."""
        while self.parent[at] != at:
            self.parent[at] = at = self.parent[self.parent[at]]
        return at

    def agreeing(self, pairs: Iterable[tuple[int, int]]) -> list[Tie]:
        """Give the pairs of groups that are of one work."""
        return [
            Tie(a, b, reason)
            for a, b in pairs
            if (reason := compare_traits(self.traits_of(a), self.traits_of(b)))
        ]

    def join(self, links: Sequence[Tie]) -> None:
        """Join along links, then look at what has grown, until nothing more agrees."""
        while links:
            grown = [
                root
                for net in nets(links)
                for root in (self.join_net(net) if self.clashes(net) else self.join_all(net))
            ]
            links = self.agreeing(self.pairs_of_grown(grown))

    def pairs_of_grown(self, grown: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Give the pairs of groups of which at least one has grown, each once."""
        for at in grown:
            self.blocks.add(at, joint_keys([self.parts[node] for node in self.nodes[at]]))
        seen = set()
        for at in grown:
            keys = {key for node in self.nodes[at] for key in self.blocks.keys[node]}
            for other in {self.group_of(near) for near in self.blocks.near(keys)} - {at}:
                pair = (min(at, other), max(at, other))
                if pair not in seen:
                    seen.add(pair)
                    yield pair

    def clashes(self, net: Sequence[Tie]) -> bool:
        """Tell whether any two groups of a net clash."""
        seen: defaultdict[object, list[Traits]] = defaultdict(list)
        for at in {at for link in net for at in (link.a, link.b)}:
            traits = self.traits_of(at)
            seen[clash_form(traits)].append(traits)
        # Two of a form stand for all of it: exports hold hundreds of records that are alike.
        groups = [traits for alike in seen.values() for traits in alike[:2]]
        return any(clash(a, b) for a, b in combinations(groups, 2))

    def join_all(self, net: Sequence[Tie]) -> list[int]:
        """Join a net in which nothing clashes into one group."""
        for link in sorted(net, key=lambda link: STRENGTH[link.reason.rule]):
            left, right = self.group_of(link.a), self.group_of(link.b)
            if left != right:
                self.unite(left, right, link)
        return [self.group_of(net[0].a)]

    def join_net(self, net: Sequence[Tie]) -> list[int]:
        """Join along the links, the strongest first, wherever no two groups clash."""
        whole = {at: self.traits_of(at) for link in net for at in (link.a, link.b)}
        joined = {at: [at] for at in whole}
        for link in sorted(net, key=self.link_order):
            left, right = joined[link.a], joined[link.b]
            if left is right or any(clash(whole[x], whole[y]) for x in left for y in right):
                continue
            left += right
            joined.update(dict.fromkeys(right, left))
            self.unite(self.group_of(link.a), self.group_of(link.b), link)
        return sorted({self.group_of(at) for at, group in joined.items() if len(group) > 1})

    def link_order(self, link: Tie) -> tuple[int, list[str]]:
        """Sort by strength, then by what the records say, never by where they stand."""
        return STRENGTH[link.reason.rule], sorted((self.name(link.a), self.name(link.b)))

    def unite(self, a: int, b: int, link: Tie) -> None:
        """Make one group of two; the tie is between records of theirs."""
        self.ties.append(Tie(self.members[a][0], self.members[b][0], link.reason))
        self.parent[b] = a
        self.members[a] = sorted(self.members[a] + self.members[b])
        self.nodes[a] += self.nodes[b]
        self.members[b], self.nodes[b] = [], []
        for cache in (self.whole, self.names):
            cache.pop(a, None)
            cache.pop(b, None)


def copies(traits: Sequence[Traits]) -> Iterator[list[int]]:
    """Put the places of records together that are equal in all that is compared."""
    alike: defaultdict[object, list[int]] = defaultdict(list)
    for at, each in enumerate(traits):
        alike[each.page, *[title.squeezed for title in each.titles]].append(at)
    for places in alike.values():
        if len(places) == 1:
            yield places
            continue
        equal: defaultdict[object, list[int]] = defaultdict(list)
        for at in places:
            equal[signature(traits[at])].append(at)
        yield from equal.values()


def nets(links: Sequence[Tie]) -> list[list[Tie]]:
    """Put links that hang together together."""
    net_of: dict[int, list[Tie]] = {}
    for link in links:
        left = net_of.setdefault(link.a, [])
        right = net_of.setdefault(link.b, left)
        left.append(link)
        if left is not right:
            left, right = (left, right) if len(left) >= len(right) else (right, left)
            left += right
            net_of.update((at, left) for moved in right for at in (moved.a, moved.b))
    return list({id(net): net for net in net_of.values()}.values())


def signature(traits: Traits) -> tuple[object, ...]:
    """Give all of a record that a comparison can see: copies of one record are equal in it."""
    r = traits.record
    seen = (r.type, r.language, r.journal, r.pmid, r.pmcid, r.openalex, r.relations, r.abstract)
    rest = (traits.names, traits.first_name, traits.years, traits.dois, traits.volume)
    return (traits.titles, traits.page, traits.is_preprint, *rest, *seen)


def clash_form(traits: Traits) -> tuple[object, ...]:
    """Give all of a record that can keep it apart from another."""
    r = traits.record
    numbers = (r.pmid, r.pmcid, r.openalex, traits.dois, r.relations)
    return (*numbers, traits.titles, traits.years, traits.volume, traits.page, traits.is_preprint)


def sort_form(traits: Traits) -> tuple[object, ...]:
    """Give what puts records that are alike side by side."""
    title = traits.titles[0].squeezed if traits.titles else ""
    return title, traits.page, traits.volume, sorted(traits.dois)
