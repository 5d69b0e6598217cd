"""Records -> groups that are of one work each: the same in any order, and when done again."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from pprnet.dedupe.clustering.grouping import Grouping, MatchEdge
from pprnet.dedupe.comparison.verdicts import PossibleMatch, possible_match
from pprnet.dedupe.merging import merge_records
from pprnet.records import MergeReason, Record, Work

MAX_POSSIBLE_MATCHES = 3
"""Pairs that a person is asked about for one group at most, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """The records of one work, by their places (from 0) in the sequence handed in."""

    members: tuple[int, ...]
    """In ascending order."""
    reasons: tuple[MergeReason, ...]
    """One for each member but the first: what ties it to the others."""


@dataclass(frozen=True, slots=True)
class PossibleMatchPair:
    """Two records of different clusters, by their places, that a person should look at."""

    a: int
    b: int
    """The first record of either cluster, the lower place first."""
    verdict: PossibleMatch


@dataclass(frozen=True, slots=True)
class Resolution:
    """What de-duplication found: the works, and what it leaves to a person."""

    clusters: tuple[Cluster, ...]
    """By their first records."""
    possible_matches: tuple[PossibleMatchPair, ...]
    """The likeliest first."""


def cluster_records(records: Sequence[Record]) -> list[Cluster]:
    """Group the records of each work.

    Groups are merged and compared again until nothing more agrees, so that what one record
    lacks another of its work can supply. Records that clash are never joined through a third.
    """
    with paused_garbage_collection():
        return clusters_of(Grouping(records))


def resolve_records(records: Sequence[Record]) -> Resolution:
    """Group the records of each work, and list the pairs of groups that may be one."""
    with paused_garbage_collection():
        grouping = Grouping(records)
        return Resolution(tuple(clusters_of(grouping)), tuple(possible_match_pairs(grouping)))


@contextmanager
def paused_garbage_collection() -> Iterator[None]:
    """Pause the search for cycles: none are made here, and it walks all records again and again.

    On 100,000 records it takes a quarter of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def merge_into_works(records: Sequence[Record]) -> list[Work]:
    """Group records into works, in the order of their first records."""
    found = []
    for each in cluster_records(records):
        own = tuple(records[member] for member in each.members)
        found.append(Work(own, merge_records(own), each.reasons))
    return found


def clusters_of(grouping: Grouping) -> list[Cluster]:
    """Give the groups by their first records, each member with its reason."""
    reasons = reasons_by_member(grouping.edges)
    groups = sorted(grouping.groups())
    return [Cluster(group, tuple(reasons[member] for member in group[1:])) for group in groups]


def reasons_by_member(edges: Sequence[MatchEdge]) -> dict[int, MergeReason]:
    """Give each member the reason by which it hangs on the lowest member of its group."""
    neighbours: dict[int, list[tuple[int, MergeReason]]] = {}
    for edge in edges:
        neighbours.setdefault(edge.a, []).append((edge.b, edge.reason))
        neighbours.setdefault(edge.b, []).append((edge.a, edge.reason))
    reasons: dict[int, MergeReason] = {}
    reached: set[int] = set()
    for root in sorted(neighbours):
        waiting = [] if root in reached else [root]
        reached.add(root)
        while waiting:
            for other, reason in neighbours[waiting.pop()]:
                if other not in reached:
                    reached.add(other)
                    reasons[other] = reason
                    waiting.append(other)
    return reasons


def possible_match_pairs(grouping: Grouping) -> list[PossibleMatchPair]:
    """Give the pairs of groups that may be one, a few for each group."""
    found = []
    for a, b in grouping.separate_pairs(possible_match):
        if verdict := possible_match(grouping.fields_of(a), grouping.fields_of(b)):
            first, second = sorted((grouping.members[a][0], grouping.members[b][0]))
            found.append(PossibleMatchPair(first, second, verdict))
    found.sort(key=lambda pair: (-pair.verdict.score, pair.a, pair.b))
    asked: dict[int, int] = {}
    kept = []
    for pair in found:
        if (
            asked.get(pair.a, 0) < MAX_POSSIBLE_MATCHES
            and asked.get(pair.b, 0) < MAX_POSSIBLE_MATCHES
        ):
            kept.append(pair)
            for side in (pair.a, pair.b):
                asked[side] = asked.get(side, 0) + 1
    return kept
