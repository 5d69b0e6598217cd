"""Whether a source supports or contradicts the direction that a text states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pprnet.claims.statements.agreement import Agreement, agreement
from pprnet.claims.statements.own_numbers import contradicting_numbers, is_of_numbers
from pprnet.claims.statements.statement_alignment import (
    WordsOfText,
    alignment,
    number_overlap,
    word_overlap,
    words_of_text,
)
from pprnet.claims.statements.statement_values import Aspect, Statement

_MIN_STRENGTH, _MIN_CONTRADICTING = 0.3, 0.34
_COMPARABLE = 0.06
"""Strengths this near to the best are comparable."""


_OF_TESTS = 0.85
"""By which a bare test counts less: what it is of is not said."""
_MIN_OF_ALL = 0.26
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
    agreement: Agreement
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
    text, source = words_of_text(claimed_text), words_of_text(stated_text)
    own = contradicting_numbers(claimed, claimed_text, others)
    if own and text.of_statement(own).clause_numbers & frozenset(source.stems):
        return DirectionVerdict(DirectionFinding.CONTRADICTED, None, 1.0)
    every = _candidates(claimed, text, stated, source)
    candidates = [one for one in every if one.strength >= _MIN_STRENGTH]
    clear = [one for one in candidates if one.agreement is not Agreement.UNCLEAR]
    all_clear = [one for one in every if one.agreement is not Agreement.UNCLEAR]
    if _is_denied_throughout(claimed, all_clear):
        best_one = _best(all_clear)
        if best_one and best_one.strength >= _MIN_OF_ALL:
            return DirectionVerdict(
                DirectionFinding.CONTRADICTED, best_one.stated, best_one.strength
            )
    if not clear:
        finding = DirectionFinding.UNCLEAR if candidates else DirectionFinding.NOT_FOUND
        return DirectionVerdict(finding)
    best = max(one.strength for one in clear)
    same = _best([one for one in clear if one.agreement is Agreement.SAME])
    if same and same.strength >= best - _COMPARABLE:
        return DirectionVerdict(DirectionFinding.SUPPORTED, same.stated, same.strength)
    opposite = _best([one for one in clear if one.agreement is Agreement.OPPOSITE])
    if opposite and opposite.strength >= _MIN_CONTRADICTING:
        return DirectionVerdict(DirectionFinding.CONTRADICTED, opposite.stated, opposite.strength)
    if opposite and not same:
        return DirectionVerdict(DirectionFinding.UNCLEAR, opposite.stated, opposite.strength)
    return DirectionVerdict(DirectionFinding.UNCLEAR)


def _is_denied_throughout(claimed: Statement, clear: Sequence[_Candidate]) -> bool:
    """Return whether every statement of a source that is of the kind of a claim denies it."""
    if claimed.aspect not in {Aspect.BENEFIT, Aspect.DIFFERENCE} and not claimed.valence:
        return False
    of_kind = [one for one in clear if one.stated.kind is claimed.kind and not one.stated.is_test]
    same = [one for one in clear if one.agreement is Agreement.SAME]
    return not same and len(of_kind) >= _MIN_DENIALS


def _is_contrast(statement: Statement) -> bool:
    """Return whether a statement is of two numbers."""
    return statement.aspect is Aspect.AMOUNT and statement.clause_start == statement.start


def _best(candidates: Sequence[_Candidate]) -> _Candidate | None:
    return max(candidates, key=lambda one: one.strength, default=None)


def _candidates(
    claimed: Statement, text: WordsOfText, stated: Sequence[Statement], source: WordsOfText
) -> list[_Candidate]:
    """Return the statements of a source that may be of the same thing."""
    words = text.of_statement(claimed)
    found = []
    for one in stated:
        others = source.of_statement(one)
        strength = alignment(
            claimed,
            one,
            word_overlap(words, others, source.counts),
            number_overlap(words, others),
        )
        if _is_contrast(one) and not others.clause_numbers <= words.clause_numbers:
            continue
        if one.is_test and number_overlap(words, others) < 0.5:
            strength *= _OF_TESTS
        if strength >= _MIN_COUNTED:
            found.append(_Candidate(one, agreement(claimed, one), strength))
    return found
