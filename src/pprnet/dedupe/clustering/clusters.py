"""Grouping records by work: the result does not depend on order and is stable when repeated."""

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
"""Most pairs of possible duplicates for one group, those with the highest score first."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """The records of one work, by their positions (from 0) in the input."""

    members: tuple[int, ...]
    """In ascending order."""
    reasons: tuple[MergeReason, ...]
    """One for each member except the first: what connects it to the others."""


@dataclass(frozen=True, slots=True)
class PossibleMatchPair:
    """Two records of different clusters, by their positions, that may be duplicates."""

    a: int
    b: int
    """The first record of each cluster, the lower position first."""
    verdict: PossibleMatch


@dataclass(frozen=True, slots=True)
class Resolution:
    """The result of de-duplication: the works, and the pairs that a person decides."""

    clusters: tuple[Cluster, ...]
    """In the order of their first records."""
    possible_matches: tuple[PossibleMatchPair, ...]
    """The highest score first."""


def cluster_records(records: Sequence[Record]) -> list[Cluster]:
    """Return the records grouped by work, in the order of their first records.

    Groups are merged and compared again until no two match, so that a field missing in one record
    can be supplied by another of its work. Records that conflict are never joined through a third.

    Args:
        records: records from any sources, in any order; the groups do not depend on it.
    """
    with _paused_garbage_collection():
        return _clusters_of(Grouping(records))


def resolve_records(records: Sequence[Record]) -> Resolution:
    """Return the records grouped by work, and the pairs of groups that may be duplicates.

    Args:
        records: records from any sources, in any order; the groups do not depend on it.
    """
    with _paused_garbage_collection():
        grouping = Grouping(records)
        return Resolution(tuple(_clusters_of(grouping)), tuple(_possible_match_pairs(grouping)))


@contextmanager
def _paused_garbage_collection() -> Iterator[None]:
    """Pause the cyclic garbage collector, which has nothing to collect here.

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
    """Return the works of some records, in the order of their first records.

    Args:
        records: records from any sources, in any order.
    """
    found = []
    for each in cluster_records(records):
        own = tuple(records[member] for member in each.members)
        found.append(Work(own, merge_records(own), each.reasons))
    return found


def _clusters_of(grouping: Grouping) -> list[Cluster]:
    """Return the groups by their first records, each member with its reason."""
    reasons = _reasons_by_member(grouping.edges)
    groups = sorted(grouping.groups())
    return [Cluster(group, tuple(reasons[member] for member in group[1:])) for group in groups]


def _reasons_by_member(edges: Sequence[MatchEdge]) -> dict[int, MergeReason]:
    """Return for each member the reason that connects it to the lowest of its group."""
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


def _possible_match_pairs(grouping: Grouping) -> list[PossibleMatchPair]:
    """Return the pairs of groups that may be duplicates, a few for each group."""
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
