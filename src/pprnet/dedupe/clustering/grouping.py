"""Joining records that match, in rounds, until no two groups match."""

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
    """Two records by which their groups were joined, or two groups that match."""

    a: int
    b: int
    reason: MergeReason


class Grouping:
    """The records and their groups; a group is identified by its number."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.records = records
        self.edges: list[MatchEdge] = []
        self.members: list[list[int]] = []
        """Positions of the records of each group, ascending; empty once it was merged."""
        self.parent: list[int] = []
        self.nodes: list[list[int]] = []
        """The initial groups, of identical records, in each group."""
        self.node_fields: list[ComparisonFields] = []
        """The prepared record of each initial group."""
        self.merged_fields: dict[int, ComparisonFields] = {}
        """The prepared merged record of groups that were compared."""
        self.content_texts: dict[int, str] = {}
        self._start_groups([comparison_fields_of(record) for record in records])
        self.blocks = self._make_blocks()
        self._join_matches(self._matching_edges(self.blocks.pairs()))

    def _start_groups(self, fields: Sequence[ComparisonFields]) -> None:
        """Start with one group for each record; identical records share one if they match."""
        for places in _identical_records(fields):
            first = fields[places[0]]
            reason = matching_reason(first, first) if len(places) > 1 else None
            if reason:
                self.edges += [MatchEdge(places[0], other, reason) for other in places[1:]]
            for group in [places] if reason else [[place] for place in places]:
                self.parent.append(len(self.members))
                self.nodes.append([len(self.members)])
                self.members.append(group)
                self.node_fields.append(fields[group[0]])

    def _make_blocks(self) -> Blocks:
        """Return the groups indexed by their blocking keys."""
        keys = [field_keys(fields) for fields in self.node_fields]
        return Blocks(
            keys,
            second=lambda at: second_keys(self.node_fields[at], keys[at]),
            order=lambda at: (_field_sort_key(self.node_fields[at]), self._content_text(at)),
        )

    def groups(self) -> list[tuple[int, ...]]:
        """Return the positions of the records of each group, ascending."""
        return [tuple(members) for members in self.members if members]

    def separate_pairs(
        self, may_match: Callable[[ComparisonFields, ComparisonFields], object]
    ) -> Iterator[tuple[int, int]]:
        """Yield each pair of separate groups that hold two records that may match.

        Args:
            may_match: whether two prepared records may be of one work; any true value counts.
        """
        seen: set[tuple[int, int]] = set()
        for a, b in self.blocks.pairs():
            left, right = sorted((self._current_group(a), self._current_group(b)))
            if left == right or (left, right) in seen:
                continue
            if may_match(self.node_fields[a], self.node_fields[b]):
                seen.add((left, right))
                yield left, right

    def fields_of(self, at: int) -> ComparisonFields:
        """Return a group as one prepared record.

        Args:
            at: number of the group.
        """
        if len(self.nodes[at]) == 1:
            return self.node_fields[at]
        if at not in self.merged_fields:
            self.merged_fields[at] = comparison_fields_of(
                merge_records([self.records[m] for m in self.members[at]])
            )
        return self.merged_fields[at]

    def _content_text(self, at: int) -> str:
        """Return the content of a group as text, a sort key that no order changes."""
        if at not in self.content_texts:
            self.content_texts[at] = min(repr(self.records[member]) for member in self.members[at])
        return self.content_texts[at]

    def _current_group(self, at: int) -> int:
        """Return the group that a group has been merged into."""
        while self.parent[at] != at:
            self.parent[at] = at = self.parent[self.parent[at]]
        return at

    def _matching_edges(self, pairs: Iterable[tuple[int, int]]) -> list[MatchEdge]:
        """Return an edge for each pair of groups that match."""
        return [
            MatchEdge(a, b, reason)
            for a, b in pairs
            if (reason := matching_reason(self.fields_of(a), self.fields_of(b)))
        ]

    def _join_matches(self, edges: Sequence[MatchEdge]) -> None:
        """Join groups along edges, then compare what has changed, until no two match."""
        while edges:
            changed = [
                root
                for component in _connected_components(edges)
                for root in (
                    self._join_by_strength(component)
                    if self._has_conflict(component)
                    else self._join_without_conflicts(component)
                )
            ]
            edges = self._matching_edges(self._pairs_with_changed(changed))

    def _pairs_with_changed(self, changed: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield the pairs of groups of which at least one has changed, each once."""
        for at in changed:
            self.blocks.add_keys(
                at, merged_keys([self.node_fields[node] for node in self.nodes[at]])
            )
        seen = set()
        for at in changed:
            keys = {key for node in self.nodes[at] for key in self.blocks.keys[node]}
            for other in {
                self._current_group(found) for found in self.blocks.members_with(keys)
            } - {at}:
                pair = (min(at, other), max(at, other))
                if pair not in seen:
                    seen.add(pair)
                    yield pair

    def _has_conflict(self, component: Sequence[MatchEdge]) -> bool:
        """Return whether any two groups of a component conflict."""
        seen: defaultdict[object, list[ComparisonFields]] = defaultdict(list)
        for at in {at for edge in component for at in (edge.a, edge.b)}:
            fields = self.fields_of(at)
            seen[_conflict_signature(fields)].append(fields)
        # Two records represent all with one signature: exports hold hundreds of similar records.
        groups = [fields for similar in seen.values() for fields in similar[:2]]
        return any(records_conflict(a, b) for a, b in combinations(groups, 2))

    def _join_without_conflicts(self, component: Sequence[MatchEdge]) -> list[int]:
        """Join all groups of a component without conflicts into one."""
        for edge in sorted(component, key=lambda edge: RULE_STRENGTH[edge.reason.rule]):
            left, right = self._current_group(edge.a), self._current_group(edge.b)
            if left != right:
                self._unite(left, right, edge)
        return [self._current_group(component[0].a)]

    def _join_by_strength(self, component: Sequence[MatchEdge]) -> list[int]:
        """Join groups along edges, the strongest first, where no two conflict."""
        merged = {at: self.fields_of(at) for edge in component for at in (edge.a, edge.b)}
        joined = {at: [at] for at in merged}
        for edge in sorted(component, key=self._edge_order):
            left, right = joined[edge.a], joined[edge.b]
            if left is right or any(
                records_conflict(merged[x], merged[y]) for x in left for y in right
            ):
                continue
            left += right
            joined.update(dict.fromkeys(right, left))
            self._unite(self._current_group(edge.a), self._current_group(edge.b), edge)
        return sorted({self._current_group(at) for at, group in joined.items() if len(group) > 1})

    def _edge_order(self, edge: MatchEdge) -> tuple[int, list[str]]:
        """Return the sort key of an edge: strength, then content, never position."""
        return RULE_STRENGTH[edge.reason.rule], sorted(
            (self._content_text(edge.a), self._content_text(edge.b))
        )

    def _unite(self, a: int, b: int, edge: MatchEdge) -> None:
        """Merge a group into another; the edge connects two of their records."""
        self.edges.append(MatchEdge(self.members[a][0], self.members[b][0], edge.reason))
        self.parent[b] = a
        self.members[a] = sorted(self.members[a] + self.members[b])
        self.nodes[a] += self.nodes[b]
        self.members[b], self.nodes[b] = [], []
        for cache in (self.merged_fields, self.content_texts):
            cache.pop(a, None)
            cache.pop(b, None)


def _identical_records(fields: Sequence[ComparisonFields]) -> Iterator[list[int]]:
    """Yield the positions of records that are equal in every compared field."""
    similar: defaultdict[object, list[int]] = defaultdict(list)
    for at, each in enumerate(fields):
        similar[each.page, *[title.joined_words for title in each.titles]].append(at)
    for places in similar.values():
        if len(places) == 1:
            yield places
            continue
        equal: defaultdict[object, list[int]] = defaultdict(list)
        for at in places:
            equal[_comparison_signature(fields[at])].append(at)
        yield from equal.values()


def _connected_components(edges: Sequence[MatchEdge]) -> list[list[MatchEdge]]:
    """Return the edges grouped by connected component."""
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


def _comparison_signature(fields: ComparisonFields) -> tuple[object, ...]:
    """Return all that a comparison uses of a record; equal for identical records."""
    r = fields.record
    seen = (r.type, r.language, r.journal, r.pmid, r.pmcid, r.openalex, r.relations, r.abstract)
    rest = (fields.names, fields.first_surname, fields.years, fields.dois, fields.volume)
    return (fields.titles, fields.page, fields.is_preprint, *rest, *seen)


def _conflict_signature(fields: ComparisonFields) -> tuple[object, ...]:
    """Return all of a record that can cause a conflict with another."""
    r = fields.record
    numbers = (r.pmid, r.pmcid, r.openalex, fields.dois, r.relations)
    return (*numbers, fields.titles, fields.years, fields.volume, fields.page, fields.is_preprint)


def _field_sort_key(fields: ComparisonFields) -> tuple[object, ...]:
    """Return the sort key that places similar records next to each other."""
    title = fields.titles[0].joined_words if fields.titles else ""
    return title, fields.page, fields.volume, sorted(fields.dois)
