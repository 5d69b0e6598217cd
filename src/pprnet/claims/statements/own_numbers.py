"""Whether the numbers beside a claim contradict its words: "more days (29 against 105)"."""

from __future__ import annotations

from collections.abc import Sequence

from pprnet.claims.statements.statement_values import Aspect, Statement, StatementKind

_MAX_DISTANCE = 120
"""Characters between a claim and the numbers that it is of."""


def is_of_numbers(statement: Statement, text: str) -> bool:
    """Return whether a statement is made by numbers and not by words.

    Args:
        statement: the statement.
        text: the text that makes it.
    """
    span = (statement.start, statement.end)
    is_whole = statement.is_test or (statement.clause_start, statement.clause_end) == span
    return is_whole and any(map(str.isdigit, text[slice(*span)]))


def contradicting_numbers(
    claimed: Statement, text: str, others: Sequence[Statement]
) -> Statement | None:
    """Return the first statement by numbers, after a claim, that denies it.

    Args:
        claimed: a statement in words.
        text: the text that makes it.
        others: the statements of the text, in order.
    """
    for one in others:
        if one.start < claimed.end or one.start >= claimed.sentence_end:
            continue
        if not is_of_numbers(one, text):
            return None
        if one.start - claimed.end <= _MAX_DISTANCE and ";" not in text[claimed.end : one.start]:
            return one if _denies(claimed, one) else None
    return None


def _denies(claimed: Statement, numbers: Statement) -> bool:
    if numbers.is_test:
        return claimed.is_significant is (not numbers.sign) and claimed.sign != 0
    if claimed.aspect not in {Aspect.AMOUNT, Aspect.LENGTH} or not claimed.sign:
        return False
    is_plain = claimed.kind is numbers.kind and claimed.kind is not StatementKind.ASSOCIATION
    return is_plain and claimed.sign != numbers.sign
