"""Whether the numbers beside a claim contradict its words: "more days (29 against 105)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pprnet.claims.statements.statement_values import Aspect, Statement, StatementKind

_DEGREE = re.compile(
    r"\b(?:borderline (?:\w+ ){0,2}signific\w*|marginal\w*|numerically|approach\w*|"
    r"tend(?:ed|ency|s)?|trends?|nearly|almost|à la limite|marginale\w*|tendance\w*|presque)\b",
    re.IGNORECASE,
)
_BEFORE = 25  # characters around a statement that are read for words of degree
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


def is_of_degree(statement: Statement, text: str) -> bool:
    """Return whether a result is said to be near a limit: "of borderline significance".

    Args:
        statement: the statement.
        text: the text that makes it.
    """
    start = max(statement.sentence_start, statement.start - _BEFORE)
    end = min(statement.sentence_end, statement.end + _BEFORE)
    return bool(_DEGREE.search(text, start, end))


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


_PERCENTAGE = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,3})?)\s?%")
_COMPARING = re.compile(
    r"\b(?:than|vs?|versus|against|compared|que|qu|contre|comparé\w*|comparativement|par rapport)\b"
)
_RATIO = re.compile(
    r"\b(?:odds ratio|hazard ratio|risk ratio|rate ratio|relative risk|OR|HR|RR|rapport de cotes|"
    r"risque relatif|rapport de risque)\b[^\d;]{0,20}(\d{1,2}[.,]\d{1,3})(?![\d%])"
)
_OF_RISK = re.compile(
    r"\b(?:odds|risks?|hazards?|likel\w{1,6}|chances?|probab\w{1,6}|cotes|risques?)\b",
    re.IGNORECASE,
)
_NEUTRAL = 0.04
"""By which a ratio differs from 1 at least, to point one way."""
_MAX_TO_RATIO, _BOTH = 90, 2


def own_contradiction(claimed: Statement, text: str, others: Sequence[Statement]) -> bool:
    """Return whether two percentages or a ratio beside a claim deny it.

    Args:
        claimed: a statement in words.
        text: the text that makes it.
        others: the statements of the text, in order.
    """
    if claimed.aspect is not Aspect.AMOUNT or not claimed.sign:
        return False
    return _ratio_denies(claimed, text) or _percentages_deny(claimed, text, others)


def _ratio_denies(claimed: Statement, text: str) -> bool:
    """Return whether an odds ratio points the other way: "lowered the odds (OR 2.65)"."""
    limit = min(claimed.sentence_end, claimed.end + _MAX_TO_RATIO)
    found = _RATIO.search(text, claimed.end, limit)
    if not found or ";" in text[claimed.end : found.start()]:
        return False
    if not _OF_RISK.search(text, claimed.end, found.start()):
        return False
    value = float(found[1].replace(",", "."))
    return (value - 1) * claimed.sign < -_NEUTRAL


def _percentages_deny(claimed: Statement, text: str, others: Sequence[Statement]) -> bool:
    """Return whether the only two percentages of a sentence stand the other way round."""
    if claimed.kind is not StatementKind.COMPARISON:
        return False
    start, end = claimed.sentence_start, claimed.sentence_end
    sided = [
        one
        for one in others
        if start <= one.start < end and one.sign and not is_of_numbers(one, text)
    ]
    found = list(_PERCENTAGE.finditer(text, start, end))
    if len(sided) != 1 or len(found) != _BOTH:
        return False
    between = text[found[0].end() : found[1].start()]
    if not _COMPARING.search(between) or found[1].end() < claimed.start:
        return False
    one, other = (float(each[1].replace(",", ".")) for each in found)
    return (one - other) * claimed.sign < 0
