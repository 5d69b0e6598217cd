"""Whether a source supports or contradicts the direction that a text states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp

from pprnet.claims.statements.evidence.claim_evidence import (
    contradiction_of,
    may_be_contradicted,
    related_statements,
)
from pprnet.claims.statements.own_numbers import (
    contradicting_numbers,
    is_of_degree,
    is_of_numbers,
    own_contradiction,
)
from pprnet.claims.statements.statement_agreement import StatementAgreement, compare_statements
from pprnet.claims.statements.statement_alignment import (
    alignment,
    number_overlap,
    statement_words,
    word_overlap,
    words_of_text,
)
from pprnet.claims.statements.statement_values import Aspect, Statement

_MIN_LOG_ODDS = 1.0
"""From which a source contradicts a claim."""
MIN_SURE = 0.94
"""Strength of a contradiction, log odds of 2.75, from which it is an error rather than advice; with
tables fitted without them, 5 of 96 faithful summaries have one."""
_MIN_STRENGTH, _MIN_CONTRADICTING = 0.3, 0.34
_COMPARABLE = 0.06
"""Strengths this near to the best are comparable."""
_MIN_NUMBERS_OF_TEST = 0.5
"""How surely numbers bind a bare test that counts in full."""
_OF_TESTS = 0.85
"""By which a bare test counts less: what it is of is not said."""
_MIN_OF_ALL = 0.26
"""For a claim that every statement of its kind denies."""
_MIN_COUNTED, _MIN_DENIALS = 0.2, 2


class DirectionFinding(StrEnum):
    """What a source says of a direction."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not-found"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class DirectionVerdict:
    """What a source says of a direction, by which of its statements, and how surely.

    An unclear verdict has a statement where that one says the opposite and none says the same, but
    may be of something else: enough for advice, not for an error.
    """

    finding: DirectionFinding
    stated: Statement | None = None
    strength: float = 0.0
    """How surely the two are of the same thing, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    stated: Statement
    agreement: StatementAgreement
    strength: float


def judge_direction(
    claimed: Statement,
    claimed_text: str,
    stated: Sequence[Statement],
    stated_text: str,
    others: Sequence[Statement] = (),
) -> DirectionVerdict:
    """Return whether the statements of a source support or contradict a claim.

    Args:
        claimed: the statement of a text.
        claimed_text: the text.
        stated: the statements of the source.
        stated_text: the source.
        others: the statements of the text; numbers beside a claim may contradict it.
    """
    if is_of_numbers(claimed, claimed_text):
        return DirectionVerdict(DirectionFinding.UNCLEAR)
    denied = denied_by_numbers(claimed, claimed_text, stated, stated_text, others)
    if denied:
        return DirectionVerdict(DirectionFinding.CONTRADICTED, denied, 1.0)
    verdict = nearest_verdict(claimed, claimed_text, stated, stated_text)
    related = related_statements(claimed, claimed_text, stated, stated_text)
    if may_be_contradicted(claimed, claimed_text):
        found = contradiction_of(claimed, claimed_text, related, judged_features(verdict))
        if found.log_odds >= _MIN_LOG_ODDS:
            strength = 1 / (1 + exp(-found.log_odds))
            return DirectionVerdict(DirectionFinding.CONTRADICTED, found.stated, strength)
    if verdict.finding is DirectionFinding.CONTRADICTED:
        return DirectionVerdict(DirectionFinding.UNCLEAR, verdict.stated, verdict.strength)
    return verdict


def judged_features(verdict: DirectionVerdict) -> tuple[float, ...]:
    """Return a verdict by alignment as numbers.

    Args:
        verdict: of the statements that are nearest to a claim.
    """
    is_opposed = verdict.finding is DirectionFinding.CONTRADICTED
    is_same = verdict.finding is DirectionFinding.SUPPORTED
    is_unclear = verdict.finding is DirectionFinding.UNCLEAR
    return (
        float(is_opposed),
        is_opposed * verdict.strength,
        float(is_same),
        is_same * verdict.strength,
        float(is_unclear and verdict.stated is not None),
        is_unclear * verdict.strength,
    )


def denied_by_numbers(
    claimed: Statement,
    claimed_text: str,
    stated: Sequence[Statement],
    stated_text: str,
    others: Sequence[Statement],
) -> Statement | None:
    """Return the statement of a source with the numbers that stand beside a claim and deny it.

    Args:
        claimed: the statement of a text.
        claimed_text: the text.
        stated: the statements of the source.
        stated_text: the source.
        others: the statements of the text.
    """
    if is_of_degree(claimed, claimed_text):
        return None
    own = contradicting_numbers(claimed, claimed_text, others)
    if not own and own_contradiction(claimed, claimed_text, others):
        own = claimed
    if not own:
        return None
    found = statement_words(claimed_text, own)
    numbers = found.clause_numbers if own is not claimed else found.sentence_numbers
    shared = [one for one in stated if numbers & statement_words(stated_text, one).sentence_numbers]
    is_same = any(
        compare_statements(claimed, one) is StatementAgreement.SAME
        and not is_of_numbers(one, stated_text)
        for one in shared
    )
    return shared[0] if shared and not is_same else None


def nearest_verdict(
    claimed: Statement, claimed_text: str, stated: Sequence[Statement], stated_text: str
) -> DirectionVerdict:
    """Return the verdict of the statements of a source that are nearest to a claim.

    Args:
        claimed: the statement of a text.
        claimed_text: the text.
        stated: the statements of the source.
        stated_text: the source.
    """
    every = _candidates(claimed, claimed_text, stated, stated_text)
    same = _best(every, StatementAgreement.SAME)
    opposite = _best(every, StatementAgreement.OPPOSITE)
    if not same and opposite and opposite.strength >= _MIN_OF_ALL and _is_denied(claimed, every):
        return _as_verdict(DirectionFinding.CONTRADICTED, opposite)
    strengths = [one.strength for one in (same, opposite) if one]
    best = max(strengths, default=0.0)
    if best < _MIN_STRENGTH:
        is_near = any(one.strength >= _MIN_STRENGTH for one in every)
        return DirectionVerdict(DirectionFinding.UNCLEAR if is_near else DirectionFinding.NOT_FOUND)
    if same and same.strength >= best - _COMPARABLE:
        return _as_verdict(DirectionFinding.SUPPORTED, same)
    if opposite and opposite.strength >= _MIN_CONTRADICTING:
        return _as_verdict(DirectionFinding.CONTRADICTED, opposite)
    is_alone = opposite and not (same and same.strength >= _MIN_STRENGTH)
    return _as_verdict(DirectionFinding.UNCLEAR, opposite if is_alone else None)


def _as_verdict(finding: DirectionFinding, candidate: _Candidate | None) -> DirectionVerdict:
    if candidate is None:
        return DirectionVerdict(finding)
    return DirectionVerdict(finding, candidate.stated, candidate.strength)


def _is_denied(claimed: Statement, every: Sequence[_Candidate]) -> bool:
    """Return whether several statements of the kind of a claim deny it; none may say the same."""
    if claimed.aspect not in {Aspect.BENEFIT, Aspect.DIFFERENCE} and not claimed.valence:
        return False
    denying = [
        one
        for one in every
        if one.agreement is StatementAgreement.OPPOSITE
        and one.stated.kind is claimed.kind
        and not one.stated.is_test
    ]
    return len(denying) >= _MIN_DENIALS


def _best(candidates: Sequence[_Candidate], wanted: StatementAgreement) -> _Candidate | None:
    chosen = [one for one in candidates if one.agreement is wanted]
    return max(chosen, key=lambda one: one.strength, default=None)


def _candidates(
    claimed: Statement, claimed_text: str, stated: Sequence[Statement], stated_text: str
) -> list[_Candidate]:
    """Return the statements of a source that may be of the same thing."""
    words = statement_words(claimed_text, claimed)
    counts = words_of_text(stated_text).counts
    found = []
    for one in stated:
        others = statement_words(stated_text, one)
        is_contrast = is_of_numbers(one, stated_text) and not one.is_test
        if is_contrast and not others.clause_numbers <= words.clause_numbers:
            continue
        numbers = number_overlap(words, others)
        strength = alignment(claimed, one, word_overlap(words, others, counts), numbers)
        if one.is_test and numbers < _MIN_NUMBERS_OF_TEST:
            strength *= _OF_TESTS
        if strength >= _MIN_COUNTED:
            found.append(_Candidate(one, compare_statements(claimed, one), strength))
    return found
