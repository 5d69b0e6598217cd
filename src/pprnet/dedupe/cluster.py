"""Records -> groups that are of one work each: the same in any order, and when done again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from pprnet.dedupe.clashes import clash
from pprnet.dedupe.compare import RULES, compare_traits
from pprnet.dedupe.keys import trait_keys
from pprnet.dedupe.merge import merge
from pprnet.dedupe.traits import Traits, read_traits
from pprnet.records import MergeReason, Record, Work

STRENGTH = {name: place for place, name in enumerate(RULES)}


@dataclass(frozen=True, slots=True)
class Cluster:
    """The records of one work, by their places (from 0) in the sequence handed in."""

    members: tuple[int, ...]
    """In ascending order."""
    reasons: tuple[MergeReason, ...]
    """One for each member but the first: what ties it to the others."""


@dataclass(frozen=True, slots=True)
class Node:
    """Records held to be one so far, and how they look together."""

    members: tuple[int, ...]
    traits: Traits
    name: str
    """Its content, by which nodes are put in an order that is not that of the input."""
    is_new: bool = True


@dataclass(frozen=True, slots=True)
class Link:
    """Two nodes that agree, or two records by way of which they were joined."""

    a: int
    b: int
    reason: MergeReason


def cluster(records: Sequence[Record]) -> list[Cluster]:
    """Group the records of each work.

    Groups are merged and compared again until nothing more agrees, so that what one record
    lacks another of its work can supply. Records that clash are never joined through a third.
    """
    nodes = [make_node((at,), record) for at, record in enumerate(records)]
    ties: list[Link] = []
    while links := list(find_links(nodes)):
        groups, joined = join(nodes, links)
        ties += [
            Link(nodes[link.a].members[0], nodes[link.b].members[0], link.reason) for link in joined
        ]
        nodes = [regroup(nodes, group, records) for group in groups]
    reasons = spread_reasons(ties)
    clusters = [
        Cluster(node.members, tuple(reasons[member] for member in node.members[1:]))
        for node in nodes
    ]
    return sorted(clusters, key=lambda each: each.members)


def works(records: Sequence[Record]) -> list[Work]:
    """Group records into works, in the order of their first records."""
    found = []
    for each in cluster(records):
        own = tuple(records[member] for member in each.members)
        found.append(Work(own, merge(own), each.reasons))
    return found


def make_node(members: tuple[int, ...], record: Record) -> Node:
    """Prepare a record, or several merged, for comparison."""
    return Node(members, read_traits(record), repr(record))


def regroup(nodes: Sequence[Node], group: Sequence[int], records: Sequence[Record]) -> Node:
    """Make one node of those that were joined; one that stayed alone is no longer new."""
    if len(group) == 1:
        only = nodes[group[0]]
        return Node(only.members, only.traits, only.name, is_new=False)
    members = tuple(sorted(member for at in group for member in nodes[at].members))
    return make_node(members, merge([records[member] for member in members]))


def find_links(nodes: Sequence[Node]) -> Iterator[Link]:
    """Compare the nodes that share a key, those that did not change with changed ones only."""
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for at, node in enumerate(nodes):
        for key in trait_keys(node.traits):
            blocks[key].append(at)
    pairs = {
        pair
        for block in blocks.values()
        for pair in combinations(block, 2)
        if nodes[pair[0]].is_new or nodes[pair[1]].is_new
    }
    for a, b in pairs:
        if reason := compare_traits(nodes[a].traits, nodes[b].traits):
            yield Link(a, b, reason)


def join(nodes: Sequence[Node], links: Sequence[Link]) -> tuple[list[list[int]], list[Link]]:
    """Join along the links, the strongest first, wherever no two members clash."""
    group_of = {at: [at] for at in range(len(nodes))}
    joined = []
    for link in sorted(links, key=lambda link: link_order(nodes, link)):
        left, right = group_of[link.a], group_of[link.b]
        if left is right or any(
            clash(nodes[x].traits, nodes[y].traits) for x in left for y in right
        ):
            continue
        left += right
        group_of.update(dict.fromkeys(right, left))
        joined.append(link)
    return list({id(group): group for group in group_of.values()}.values()), joined


def link_order(nodes: Sequence[Node], link: Link) -> tuple[int, list[str]]:
    """Sort by strength, then by what the records say, never by where they stand."""
    return STRENGTH[link.reason.rule], sorted((nodes[link.a].name, nodes[link.b].name))


def spread_reasons(ties: Sequence[Link]) -> dict[int, MergeReason]:
    """Give each member the reason by which it hangs on the lowest member of its group."""
    near: defaultdict[int, list[tuple[int, MergeReason]]] = defaultdict(list)
    for tie in ties:
        near[tie.a].append((tie.b, tie.reason))
        near[tie.b].append((tie.a, tie.reason))
    reasons: dict[int, MergeReason] = {}
    reached: set[int] = set()
    for root in sorted(near):
        waiting = [] if root in reached else [root]
        reached.add(root)
        while waiting:
            for other, reason in near[waiting.pop()]:
                if other not in reached:
                    reached.add(other)
                    reasons[other] = reason
                    waiting.append(other)
    return reasons
