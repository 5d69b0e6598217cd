"""Records joined where they agree, in rounds, until no two groups agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from pprnet.dedupe.blocking.block_keys import field_keys, merged_keys
from pprnet.dedupe.blocking.blocks import Blocks, second_keys
from pprnet.dedupe.comparison.comparison_fields import ComparisonFields, comparison_fields_of
from pprnet.dedupe.comparison.conflicts import records_conflict
from pprnet.dedupe.comparison.match_rules import RULE_STRENGTH, matching_reason
from pprnet.dedupe.merging import merge_records
from pprnet.records import MergeReason, Record


@dataclass(frozen=True, slots=True)
class MatchEdge:
    """Two records by way of which their groups were joined, or two groups that agree."""

    a: int
    b: int
    reason: MergeReason


class Grouping:
    """The records and the groups they fall into; a group goes by its number."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.records = records
        self.edges: list[MatchEdge] = []
        self.members: list[list[int]] = []
        """Places of records, ascending, of each group; empty once it is part of another."""
        self.parent: list[int] = []
        self.nodes: list[list[int]] = []
        """The first groups, of copies of one record, that each group is made of."""
        self.node_fields: list[ComparisonFields] = []
        """The prepared record of each first group."""
        self.merged_fields: dict[int, ComparisonFields] = {}
        """The prepared merged record of groups that were looked at as a whole."""
        self.content_texts: dict[int, str] = {}
        self.start_groups([comparison_fields_of(record) for record in records])
        self.blocks = self.make_blocks()
        self.join_matches(self.matching_edges(self.blocks.pairs()))

    def start_groups(self, fields: Sequence[ComparisonFields]) -> None:
        """Start with a group for each record, copies of one record together if they agree."""
        for places in identical_records(fields):
            first = fields[places[0]]
            reason = matching_reason(first, first) if len(places) > 1 else None
            if reason:
                self.edges += [MatchEdge(places[0], other, reason) for other in places[1:]]
            for group in [places] if reason else [[place] for place in places]:
                self.parent.append(len(self.members))
                self.nodes.append([len(self.members)])
                self.members.append(group)
                self.node_fields.append(fields[group[0]])

    def make_blocks(self) -> Blocks:
        """Put the groups under their keys."""
        keys = [field_keys(fields) for fields in self.node_fields]
        return Blocks(
            keys,
            second=lambda at: second_keys(self.node_fields[at], keys[at]),
            order=lambda at: (field_sort_key(self.node_fields[at]), self.content_text(at)),
        )

    def groups(self) -> list[tuple[int, ...]]:
        """Give the places of the records of each group."""
        return [tuple(members) for members in self.members if members]

    def separate_pairs(
        self, may_match: Callable[[ComparisonFields, ComparisonFields], object]
    ) -> Iterator[tuple[int, int]]:
        """Give each two groups that were not joined but hold two records that may be one."""
        seen: set[tuple[int, int]] = set()
        for a, b in self.blocks.pairs():
            left, right = sorted((self.current_group(a), self.current_group(b)))
            if left == right or (left, right) in seen:
                continue
            if may_match(self.node_fields[a], self.node_fields[b]):
                seen.add((left, right))
                yield left, right

    def fields_of(self, at: int) -> ComparisonFields:
        """Give a group as one prepared record."""
        if len(self.nodes[at]) == 1:
            return self.node_fields[at]
        if at not in self.merged_fields:
            self.merged_fields[at] = comparison_fields_of(
                merge_records([self.records[m] for m in self.members[at]])
            )
        return self.merged_fields[at]

    def content_text(self, at: int) -> str:
        """Give the content of a group, by which groups are put in an order of their own."""
        if at not in self.content_texts:
            self.content_texts[at] = min(repr(self.records[member]) for member in self.members[at])
        return self.content_texts[at]

    def current_group(self, at: int) -> int:
        """Give the group that a group is part of by now."""
        while self.parent[at] != at:
            self.parent[at] = at = self.parent[self.parent[at]]
        return at

    def matching_edges(self, pairs: Iterable[tuple[int, int]]) -> list[MatchEdge]:
        """Give the pairs of groups that are of one work."""
        return [
            MatchEdge(a, b, reason)
            for a, b in pairs
            if (reason := matching_reason(self.fields_of(a), self.fields_of(b)))
        ]

    def join_matches(self, edges: Sequence[MatchEdge]) -> None:
        """Join along edges, then look at what has changed, until nothing more agrees."""
        while edges:
            changed = [
                root
                for component in connected_components(edges)
                for root in (
                    self.join_by_strength(component)
                    if self.has_conflict(component)
                    else self.join_without_conflicts(component)
                )
            ]
            edges = self.matching_edges(self.pairs_with_changed(changed))

    def pairs_with_changed(self, changed: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Give the pairs of groups of which at least one has changed, each once."""
        for at in changed:
            self.blocks.add_keys(
                at, merged_keys([self.node_fields[node] for node in self.nodes[at]])
            )
        seen = set()
        for at in changed:
            keys = {key for node in self.nodes[at] for key in self.blocks.keys[node]}
            for other in {self.current_group(found) for found in self.blocks.members_with(keys)} - {
                at
            }:
                pair = (min(at, other), max(at, other))
                if pair not in seen:
                    seen.add(pair)
                    yield pair

    def has_conflict(self, component: Sequence[MatchEdge]) -> bool:
        """Tell whether any two groups of a component clash."""
        seen: defaultdict[object, list[ComparisonFields]] = defaultdict(list)
        for at in {at for edge in component for at in (edge.a, edge.b)}:
            fields = self.fields_of(at)
            seen[conflict_signature(fields)].append(fields)
        # Two of a form stand for all of it: exports hold hundreds of records that are alike.
        groups = [fields for similar in seen.values() for fields in similar[:2]]
        return any(records_conflict(a, b) for a, b in combinations(groups, 2))

    def join_without_conflicts(self, component: Sequence[MatchEdge]) -> list[int]:
        """Join a component in which nothing clashes into one group."""
        for edge in sorted(component, key=lambda edge: RULE_STRENGTH[edge.reason.rule]):
            left, right = self.current_group(edge.a), self.current_group(edge.b)
            if left != right:
                self.unite(left, right, edge)
        return [self.current_group(component[0].a)]

    def join_by_strength(self, component: Sequence[MatchEdge]) -> list[int]:
        """Join along the edges, the strongest first, wherever no two groups clash."""
        merged = {at: self.fields_of(at) for edge in component for at in (edge.a, edge.b)}
        joined = {at: [at] for at in merged}
        for edge in sorted(component, key=self.edge_order):
            left, right = joined[edge.a], joined[edge.b]
            if left is right or any(
                records_conflict(merged[x], merged[y]) for x in left for y in right
            ):
                continue
            left += right
            joined.update(dict.fromkeys(right, left))
            self.unite(self.current_group(edge.a), self.current_group(edge.b), edge)
        return sorted({self.current_group(at) for at, group in joined.items() if len(group) > 1})

    def edge_order(self, edge: MatchEdge) -> tuple[int, list[str]]:
        """Sort by strength, then by what the records say, never by where they stand."""
        return RULE_STRENGTH[edge.reason.rule], sorted(
            (self.content_text(edge.a), self.content_text(edge.b))
        )

    def unite(self, a: int, b: int, edge: MatchEdge) -> None:
        """Make one group of two; the edge is between records of theirs."""
        self.edges.append(MatchEdge(self.members[a][0], self.members[b][0], edge.reason))
        self.parent[b] = a
        self.members[a] = sorted(self.members[a] + self.members[b])
        self.nodes[a] += self.nodes[b]
        self.members[b], self.nodes[b] = [], []
        for cache in (self.merged_fields, self.content_texts):
            cache.pop(a, None)
            cache.pop(b, None)


def identical_records(fields: Sequence[ComparisonFields]) -> Iterator[list[int]]:
    """Put the places of records together that are equal in all that is compared."""
    similar: defaultdict[object, list[int]] = defaultdict(list)
    for at, each in enumerate(fields):
        similar[each.page, *[title.joined_words for title in each.titles]].append(at)
    for places in similar.values():
        if len(places) == 1:
            yield places
            continue
        equal: defaultdict[object, list[int]] = defaultdict(list)
        for at in places:
            equal[comparison_signature(fields[at])].append(at)
        yield from equal.values()


def connected_components(edges: Sequence[MatchEdge]) -> list[list[MatchEdge]]:
    """Put edges that hang together together."""
    component_of: dict[int, list[MatchEdge]] = {}
    for edge in edges:
        left = component_of.setdefault(edge.a, [])
        right = component_of.setdefault(edge.b, left)
        left.append(edge)
        if left is not right:
            left, right = (left, right) if len(left) >= len(right) else (right, left)
            left += right
            component_of.update((at, left) for moved in right for at in (moved.a, moved.b))
    return list({id(component): component for component in component_of.values()}.values())


def comparison_signature(fields: ComparisonFields) -> tuple[object, ...]:
    """Give all of a record that a comparison can see: copies of one record are equal in it."""
    r = fields.record
    seen = (r.type, r.language, r.journal, r.pmid, r.pmcid, r.openalex, r.relations, r.abstract)
    rest = (fields.names, fields.first_surname, fields.years, fields.dois, fields.volume)
    return (fields.titles, fields.page, fields.is_preprint, *rest, *seen)


def conflict_signature(fields: ComparisonFields) -> tuple[object, ...]:
    """Give all of a record that can keep it apart from another."""
    r = fields.record
    numbers = (r.pmid, r.pmcid, r.openalex, fields.dois, r.relations)
    return (*numbers, fields.titles, fields.years, fields.volume, fields.page, fields.is_preprint)


def field_sort_key(fields: ComparisonFields) -> tuple[object, ...]:
    """Give what puts records that are alike side by side."""
    title = fields.titles[0].joined_words if fields.titles else ""
    return title, fields.page, fields.volume, sorted(fields.dois)
