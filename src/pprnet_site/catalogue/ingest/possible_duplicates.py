"""Possible duplicates: found when records are stored, decided by a rule or by a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q

from pprnet.dedupe.clustering.clusters import MAX_POSSIBLE_MATCHES
from pprnet.dedupe.comparison.conflicts import records_conflict
from pprnet.dedupe.comparison.match_rules import matching_reason
from pprnet.dedupe.comparison.verdicts import possible_match
from pprnet.records import MergeReason
from pprnet_site.catalogue.data_mapper import merged_record, strip_unstorable
from pprnet_site.catalogue.enums import PairVerdict, WorkStatus
from pprnet_site.catalogue.ingest.matching import FIRST_NEW_NUMBER, Candidate, CandidateSet
from pprnet_site.catalogue.ingest.merge_works import choose_kept_work, merge_two_works
from pprnet_site.catalogue.models import ImportRun, Work, WorkPair
from pprnet_site.catalogue.query_chunks import in_chunks

RULE_SCORE = 1.0
"""The score of two works that match by a rule but are left to a person."""


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """Two stored works that may be duplicates."""

    a: Work
    b: Work
    """The one stored later."""
    reason: MergeReason
    score: float
    by_rule: bool
    """Whether a rule matches them."""

    @property
    def numbers(self) -> tuple[int, int]:
        """Return the numbers of the two, the lower first."""
        return self.a.pk, self.b.pk


def merge_and_list_pairs(candidate_set: CandidateSet, *, run: ImportRun) -> int:
    """Merge or list duplicates of works with new records; return how many new ones were merged.

    Works that match by a rule (a later record supplied what was missing) are merged unless somebody
    has decided on both; pairs that no rule decides are listed.
    """
    changed = {
        number: candidate
        for number, candidate in candidate_set.by_number.items()
        if candidate.new_rows
    }
    new = {candidate.work.pk for number, candidate in changed.items() if number >= FIRST_NEW_NUMBER}
    old = [candidate for number, candidate in changed.items() if number < FIRST_NEW_NUMBER]
    for candidate in old:
        candidate.rebuild()  # the keys of a batch are only those of its own records
    candidate_set.register_stored()
    candidate_set.load([candidate.keys for candidate in old])
    found = list(find_possible_duplicates(candidate_set, changed))
    delete_open_pairs(candidate.work for candidate in old)
    known = known_pairs(found) if found else set()
    gone = merge_agreed([each for each in found if each.numbers not in known], run=run)
    list_pairs(
        [each for each in found if each.numbers not in known and gone.isdisjoint(each.numbers)]
    )
    return len(gone & new)


def relist_pairs(works: Sequence[Work]) -> None:
    """List the possible duplicates of works whose records a person changed; none are merged."""
    delete_open_pairs(works)
    ask_missing(works)


def ask_missing(works: Sequence[Work]) -> None:
    """List the possible duplicates of some works that are not listed yet; none are merged."""
    candidate_set = CandidateSet(map(merged_record, works))
    numbers = [work.pk for work in works if work.pk in candidate_set.by_number]
    for number in numbers:
        candidate_set.by_number[number].rebuild()
    found = list(find_possible_duplicates(candidate_set, numbers))
    known = known_pairs(found) if found else set()
    list_pairs([each for each in found if each.numbers not in known])


def find_possible_duplicates(
    candidate_set: CandidateSet, numbers: Iterable[int]
) -> Iterator[PossibleDuplicate]:
    """Yield the possible duplicates among stored works that involve one of some numbers.

    New works must have been stored before.
    """
    seen: set[tuple[int, int]] = set()
    for number in sorted(numbers):
        for other in candidate_set.works_to_compare(candidate_set.candidate(number).keys):
            pair = (min(number, other), max(number, other))
            if other != number and pair not in seen:
                seen.add(pair)
                a, b = sorted(
                    map(candidate_set.candidate, pair), key=lambda candidate: candidate.work.pk
                )
                if each := compare_candidates(a, b):
                    yield each


def compare_candidates(a: Candidate, b: Candidate) -> PossibleDuplicate | None:
    """Compare two works; a rule does not apply where two of their records conflict."""
    reason = matching_reason(a.traits, b.traits)
    if reason is not None:
        if any(
            records_conflict(left, right) for left in a.record_traits for right in b.record_traits
        ):
            return None
        return PossibleDuplicate(a.work, b.work, reason, RULE_SCORE, by_rule=True)
    unsure = possible_match(a.traits, b.traits)
    return (
        PossibleDuplicate(a.work, b.work, unsure.reason, unsure.score, by_rule=False)
        if unsure
        else None
    )


def delete_open_pairs(works: Iterable[Work]) -> None:
    """Delete the open pairs of changed works; those that still apply are listed again."""
    numbers = [work.pk for work in works]
    for some in in_chunks(numbers):
        # A pair that a person reopened stays open for that person.
        rows = WorkPair.objects.filter(verdict=PairVerdict.OPEN, decided_by=None)
        rows.filter(Q(first__in=some) | Q(second__in=some)).delete()


def known_pairs(found: Sequence[PossibleDuplicate]) -> set[tuple[int, int]]:
    """Return those pairs that are listed, or that a person has marked as distinct.

    A decision on a work also applies to the work that it was merged into.
    """
    whole = merge_targets({number for each in found for number in each.numbers})
    rows = WorkPair.objects.exclude(verdict=PairVerdict.ONE)
    known: set[tuple[int, int]] = set()
    members = sorted(whole)
    for some in in_chunks(members):
        for first, second in rows.filter(first__in=some).values_list("first", "second"):
            low, high = sorted((whole[first], whole.get(second, second)))
            known.add((low, high))
        for first, second in rows.filter(second__in=some).values_list("first", "second"):
            low, high = sorted((whole.get(first, first), whole[second]))
            known.add((low, high))
    return known


def merge_targets(numbers: set[int]) -> dict[int, int]:
    """Return some works and all works merged into them, each with the work it was merged into."""
    whole = {number: number for number in numbers}
    merged = Work.objects.values_list("pk", "merged_into")
    layer = sorted(numbers)
    while layer:
        rows = [
            (part, target)
            for some in in_chunks(layer)
            for part, target in merged.filter(merged_into__in=some)
            if target is not None
        ]
        whole |= {part: whole[target] for part, target in rows}
        layer = [part for part, _target in rows]
    return whole


def merge_agreed(found: Sequence[PossibleDuplicate], *, run: ImportRun) -> set[int]:
    """Merge works that match by a rule; return the numbers of the merged ones.

    Where people have decided on both, the pair is left to a person.
    """
    gone: set[int] = set()
    for each in found:
        if not each.by_rule or not gone.isdisjoint(each.numbers):
            continue
        if work := merge_by_rule(each, run=run):
            gone.add(work.pk)
    return gone


def merge_by_rule(each: PossibleDuplicate, *, run: ImportRun) -> Work | None:
    """Merge two works unless somebody has decided on the one to merge; return that one."""
    kept, gone = choose_kept_work(*(Work.objects.get(pk=number) for number in each.numbers))
    if gone.status != WorkStatus.FOUND or gone.later_since is not None:
        return None
    moved = merge_two_works(kept=kept, gone=gone, by=None, reason=each.reason, run=run)
    WorkPair.objects.create(**pair_fields(each), verdict=PairVerdict.ONE, moved=moved)
    delete_open_pairs([gone])
    return gone


def pair_fields(each: PossibleDuplicate) -> dict[str, object]:
    """Return the fields of a pair's row."""
    return {
        "first_id": each.a.pk,
        "second_id": each.b.pk,
        "score": each.score,
        "rule": each.reason.rule[:64],
        "detail": strip_unstorable(each.reason.detail),
    }


def list_pairs(found: Sequence[PossibleDuplicate]) -> None:
    """List pairs, up to a limit for each work, the most probable first."""
    asked = count_open_pairs({number for each in found for number in each.numbers})
    rows = []
    for each in sorted(found, key=lambda each: (-each.score, each.numbers)):
        if max(asked[number] for number in each.numbers) < MAX_POSSIBLE_MATCHES:
            asked.update(each.numbers)
            rows.append(WorkPair(**pair_fields(each)))
    WorkPair.objects.bulk_create(rows, ignore_conflicts=True)


def count_open_pairs(numbers: set[int]) -> Counter[int]:
    """Count the open pairs of some works."""
    asked: Counter[int] = Counter()
    rows = WorkPair.objects.filter(verdict=PairVerdict.OPEN)
    for some in in_chunks(sorted(numbers)):
        for side in ("first", "second"):
            asked.update(rows.filter(**{f"{side}__in": some}).values_list(side, flat=True))
    return asked
