"""Numbers of a text: whether a source states the value, and of the same arm."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from pprnet.claims.binding.arm_keys import arms_conflict
from pprnet.claims.binding.label_places import time_keys, times_conflict
from pprnet.claims.binding.number_assignment import (
    COUNTS,
    MIN_COUNT_FIT,
    Assignment,
    assign_numbers,
    counts_same,
    fit,
    is_comparable,
)
from pprnet.claims.binding.number_computations import explained_number
from pprnet.claims.binding.stated_facts import Sources, StatedFact, facts_of
from pprnet.claims.claim_values import (
    Claim,
    ClaimFinding,
    ClaimKind,
    ClaimSeverity,
    Verdict,
)
from pprnet.claims.concepts.concept_values import ConceptGroup
from pprnet.claims.quantities.quantity_matching import quantity_match
from pprnet.claims.quantities.quantity_values import QuantityUnit
from pprnet.claims.reading.own_words import is_own_words
from pprnet.claims.reading.read_text import ReadText

_KINDS = {
    QuantityUnit.PERCENT: ClaimKind.PERCENTAGE,
    QuantityUnit.PEOPLE: ClaimKind.PEOPLE,
    QuantityUnit.STUDIES: ClaimKind.STUDIES,
    QuantityUnit.EFFECT: ClaimKind.EFFECT,
    QuantityUnit.BOUND: ClaimKind.EFFECT,
    QuantityUnit.PROBABILITY: ClaimKind.PROBABILITY,
    QuantityUnit.TIME: ClaimKind.TIME,
    QuantityUnit.YEAR: ClaimKind.TIME,
}
_STATISTICS = frozenset({QuantityUnit.PERCENT, QuantityUnit.EFFECT, QuantityUnit.PROBABILITY})
_SKIPPED = frozenset({QuantityUnit.ORDINAL})
_CONTRAST = re.compile(
    r"^[^.;]{0,80}\b(?:and|et|vs\.?|versus|against|contre|compared with|the rest)\b[^.;]{0,40}$"
)
_ONE_WORD = re.compile(
    r"one-(?:off|time|sided|way)\b|(?:two|three|four)-(?:fold|way)\b|half[-\s](?:an?\s)?(?:year|day|hour|century|decade)",
    re.IGNORECASE,
)
_TO_BRACKET = re.compile(r"[^\d,;:.()]{0,60}\(")
_FEW = 12
"""Up to here a number in words before a noun may be the writer's own count ("two questions")."""


def check_numbers(claimed: ReadText, sources: Sources) -> Iterator[ClaimFinding]:
    """Yield a finding for each quantity of a text.

    Args:
        claimed: the text that is checked.
        sources: what it rests on.
    """
    facts = [
        fact
        for fact in facts_of(claimed, 0, sources.arms)
        if fact.quantity.unit not in _SKIPPED
        and not _is_publication_year(claimed, fact)
        and not _is_unity(fact)
        and not _ONE_WORD.match(claimed.text, fact.quantity.start)
    ]
    same_arm = _of_same_arm(claimed.text, facts)
    for assignment in assign_numbers(facts, sources):
        if assignment.fact.quantity.unit is QuantityUnit.TIME and not assignment.agreeing:
            continue  # `check_times` looks for durations
        if exact := exact_value(claimed.text, assignment.fact, facts):
            yield _apposition(assignment.fact, exact)
            continue
        yield _finding(claimed, assignment, sources, same_arm)


def exact_value(text: str, fact: StatedFact, facts: Sequence[StatedFact]) -> StatedFact | None:
    """Return the exact number that follows a rounded one in brackets: "a third (34%)".

    Args:
        text: the text.
        fact: a number of it.
        facts: all of them.
    """
    if not fact.quantity.is_worded or fact.quantity.unit is not QuantityUnit.PERCENT:
        return None
    for other in facts:
        gap = text[fact.quantity.end : other.quantity.start]
        if other.quantity.unit is not QuantityUnit.PERCENT or other.quantity.is_worded:
            continue
        if gap in {" (", ", or ", " – ", " — "} or _is_beside(gap, fact, other):
            return other
    return None


def _is_beside(gap: str, fact: StatedFact, other: StatedFact) -> bool:
    """Return whether a share in brackets is the exact one: "two thirds with therapy (63.4%)"."""
    return (
        fact.quantity.end <= other.quantity.start
        and bool(_TO_BRACKET.fullmatch(gap))
        and quantity_match(fact.quantity, other.quantity).is_agreement
    )


def _apposition(fact: StatedFact, exact: StatedFact) -> ClaimFinding:
    """Return whether a rounded number agrees with the exact one beside it."""
    claim = Claim(ClaimKind.PERCENTAGE, fact.quantity.start, fact.quantity.end)
    if quantity_match(fact.quantity, exact.quantity).is_agreement:
        return ClaimFinding(claim, Verdict.COMPUTED, ClaimSeverity.NONE, reason="rounded")
    return ClaimFinding(
        claim, Verdict.CONTRADICTED, ClaimSeverity.ERROR, reason="other-than-beside"
    )


def _of_same_arm(text: str, facts: Sequence[StatedFact]) -> set[int]:
    """Return the starts of numbers that are contrasted and said to be of one and the same arm."""
    found: set[int] = set()
    for first, second in pairwise(facts):
        gap = text[first.quantity.end : second.quantity.start]
        if (
            first.sentence is second.sentence
            and first.arms
            and first.arms == second.arms
            and first.quantity.unit is second.quantity.unit
            and first.quantity.low != second.quantity.low
            and first.times == second.times
            and _CONTRAST.search(gap)
        ):
            found |= {first.quantity.start, second.quantity.start}
    return found


def _is_unity(fact: StatedFact) -> bool:
    """Return whether a number is 1 of nothing: the ratio of no difference, or "one"."""
    quantity = fact.quantity
    return quantity.low == quantity.high == 1 and quantity.unit is QuantityUnit.PLAIN


def _is_publication_year(claimed: ReadText, fact: StatedFact) -> bool:
    """Return whether a year stands in brackets as in "(2011)", which `check_names` reads."""
    quantity = fact.quantity
    around = claimed.text[max(0, quantity.start - 1) : quantity.end + 1]
    return quantity.unit is QuantityUnit.YEAR and around.startswith("(") and around.endswith(")")


def _finding(
    claimed: ReadText, assignment: Assignment, sources: Sources, same_arm: Collection[int]
) -> ClaimFinding:
    fact, same = assignment.fact, assignment.agreeing
    quantity = fact.quantity
    claim = Claim(_KINDS.get(quantity.unit, ClaimKind.NUMBER), quantity.start, quantity.end)
    if not same:
        return _unmatched(claimed, claim, fact, sources)
    is_at_other_time = all(times_conflict(fact.times, stated.times) for stated in same)
    if (rival := assignment.rival) and not is_at_other_time:
        return _contradiction(claim, rival, sources, "other-value")
    return _of_other_object(claim, assignment, sources, same_arm) or ClaimFinding(
        claim,
        Verdict.SUPPORTED,
        ClaimSeverity.NONE,
        _nearest(fact, _of_this_arm(fact, same), sources).passage,
    )


def _of_other_object(
    claim: Claim, assignment: Assignment, sources: Sources, same_arm: Collection[int]
) -> ClaimFinding | None:
    """Return a finding where the value is right and is said of a wrong arm or point in time."""
    fact, same = assignment.fact, assignment.agreeing
    agreeing = _of_this_arm(fact, same)
    best = _nearest(fact, agreeing or same, sources)
    is_stated = any(fact.arms and fact.arms == stated.arms for stated in same)
    if fact.quantity.start in same_arm and not is_stated:
        return _contradiction(_with_arm(claim, fact), best, sources, "same-arm")
    if not agreeing:
        return _contradiction(_with_arm(claim, fact), best, sources, "other-arm")
    if all(times_conflict(fact.times, stated.times) for stated in agreeing):
        return _contradiction(_with_time(claim, fact), best, sources, "other-time")
    return None


def _of_this_arm(fact: StatedFact, same: Sequence[StatedFact]) -> list[StatedFact]:
    return [stated for stated in same if not arms_conflict(fact.arms, stated.arms)]


def _contradiction(claim: Claim, stated: StatedFact, sources: Sources, reason: str) -> ClaimFinding:
    return ClaimFinding(
        claim,
        Verdict.CONTRADICTED,
        ClaimSeverity.ERROR,
        stated.passage,
        reason,
        _words(sources, stated),
    )


def _unmatched(claimed: ReadText, claim: Claim, fact: StatedFact, sources: Sources) -> ClaimFinding:
    if explained := explained_number(claimed, fact, sources, claim):
        return explained
    comparable = [
        stated
        for stated in sources.facts_near(fact.sentence)
        if is_comparable(fact, stated) and counts_same(fact.quantity, stated.quantity)
    ]
    if comparable and not _is_own_count(fact):
        best = _nearest(fact, comparable, sources)
        return _contradiction(claim, best, sources, "other-value")
    named = [
        stated
        for stated in comparable
        if stated.quantity.high <= _FEW and _is_same_count(fact, stated, sources)
    ]
    if named:
        return _contradiction(claim, _nearest(fact, named, sources), sources, "other-value")
    sentence = claimed.text[fact.sentence.start : fact.sentence.end]
    severity = ClaimSeverity.ERROR
    is_own = is_own_words(sentence, claimed.language) and not _is_statistic(fact)
    if is_own or _is_own_count(fact):
        severity = ClaimSeverity.NONE
    return ClaimFinding(claim, Verdict.NOT_FOUND, severity, reason="unstated-value")


def _is_statistic(fact: StatedFact) -> bool:
    """Return whether a number is a share, an effect or a p value in digits, also in a comment."""
    return fact.quantity.unit in _STATISTICS and not fact.quantity.is_worded


def _is_own_count(fact: StatedFact) -> bool:
    """Return whether a small number in words may be the writer's own count ("two questions")."""
    quantity = fact.quantity
    return quantity.is_worded and quantity.unit in COUNTS and quantity.high <= _FEW


def _is_same_count(fact: StatedFact, stated: StatedFact, sources: Sources) -> bool:
    """Return whether a small count in words is of what a source counts, by its noun or by all."""
    first, second = fact.quantity.noun.rstrip("s"), stated.quantity.noun.rstrip("s")
    if first and second:
        return first == second
    return fit(fact, stated, sources) >= MIN_COUNT_FIT


def _nearest(fact: StatedFact, candidates: Sequence[StatedFact], sources: Sources) -> StatedFact:
    return max(
        candidates,
        key=lambda stated: fit(fact, stated, sources),
    )


def _with_arm(claim: Claim, fact: StatedFact) -> Claim:
    """Return a claim that reaches from the number to the arm that it is said to belong to."""
    keys = {key.lstrip("!") for key in fact.arms}
    arms = [
        mention
        for mention in fact.sentence.mentions
        if mention.group is ConceptGroup.ARM and mention.key in keys
    ]
    if not arms:
        return claim
    arm = min(arms, key=lambda mention: abs(mention.start - claim.start))
    return Claim(claim.kind, min(claim.start, arm.start), max(claim.end, arm.end))


def _with_time(claim: Claim, fact: StatedFact) -> Claim:
    """Return a claim that reaches from the number to the point in time that it is said to be of."""
    times = [time for time in fact.sentence.times if time_keys(time) == fact.times]
    if not times:
        return claim
    time = min(times, key=lambda each: abs(each.start - claim.start))
    return Claim(claim.kind, min(claim.start, time.start), max(claim.end, time.end))


def _words(sources: Sources, fact: StatedFact) -> str:
    """Return a quantity as its source prints it."""
    return sources.texts[fact.source].text[fact.quantity.start : fact.quantity.end]
