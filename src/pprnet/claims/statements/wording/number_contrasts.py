"""Directions that numbers give: "38% vs 22%", "from 24 to 12", and tests by their p alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pprnet.claims.statements.statement_values import Aspect, Statement, StatementKind
from pprnet.claims.statements.wording.cues.sentence_words import SentenceWords
from pprnet.claims.statements.wording.statement_negation import p_significance

_WORDS = {
    word: value
    for value, words in enumerate(
        (
            "", "one un une", "two deux", "three trois", "four quatre", "five cinq", "six",
            "seven sept", "eight huit", "nine neuf", "ten dix",
        )
    )
    for word in words.split()
}  # fmt: skip
_NUMBER = rf"-?\d{{1,6}}(?:[.,]\d{{1,3}})?|(?:{'|'.join(_WORDS)})\b"
_PAIR = re.compile(
    rf"(?<![\w.,])({_NUMBER})\s?(%?)[^\d;()]{{0,40}}?"
    rf"\b(?:vs?|versus|against|compared (?:with|to)|contre|comparé à|comparativement à)\b\.?"
    rf"[^\d;().]{{0,30}}?({_NUMBER})(?![\d.,]*\d)"
)
_FROM_TO = re.compile(
    rf"\b(?:from|de)\s+({_NUMBER})\s?(%?)[^\d;.]{{0,30}}?\b(?:to|à)\s+({_NUMBER})(?![\d.,]*\d)"
)
_RANGING = re.compile(r"\b(?:rang|var|between|lay|allant|compris)", re.IGNORECASE)
_P = re.compile(r"\b[pP]s?\s{0,2}[<=>≤≥]")


def read_number_contrasts(sentence: SentenceWords) -> Iterator[Statement]:
    """Yield the statements that the numbers of a sentence make.

    Args:
        sentence: the sentence.
    """
    text, start, end = sentence.text, sentence.start, sentence.end
    for match in _PAIR.finditer(text, start, end):
        yield from _contrast(sentence, match, match[3], match[1], StatementKind.COMPARISON)
    for match in _FROM_TO.finditer(text, start, end):
        if _RANGING.search(text, max(start, match.start() - 16), match.start()):
            continue
        yield from _contrast(sentence, match, match[1], match[3], StatementKind.CHANGE)
    for match in _P.finditer(text, start, end):
        yield from _test(sentence, match)


def _contrast(
    sentence: SentenceWords, match: re.Match[str], base: str, value: str, kind: StatementKind
) -> Iterator[Statement]:
    """Yield that a value is above or below another."""
    if match[2] != text_after(sentence.text, match.end()):
        return
    one, other = _value(value), _value(base)
    if one == other:
        return
    yield Statement(
        kind=kind,
        sign=1 if one > other else -1,
        is_benefit=False,
        is_significant=None,
        start=match.start(),
        end=match.end(),
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        clause_start=match.start(),
        clause_end=match.end(),
    )


def _value(printed: str) -> float:
    return float(_WORDS.get(printed) or printed.replace(",", "."))


def text_after(text: str, place: int) -> str:
    """Return "%" if a text has it at a place, with or without a space.

    Args:
        text: any text.
        place: in characters.
    """
    return "%" if text[place : place + 2].lstrip().startswith("%") else ""


def _test(sentence: SentenceWords, match: re.Match[str]) -> Iterator[Statement]:
    """Yield what a p says of a difference."""
    end = min(sentence.end, match.end() + 12)
    significant = p_significance(sentence.text, match.start(), end)
    if significant is None:
        return
    yield Statement(
        kind=StatementKind.COMPARISON,
        sign=int(significant),
        is_benefit=False,
        is_significant=significant,
        start=match.start(),
        end=end,
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        aspect=Aspect.DIFFERENCE,
        is_test=True,
        clause_start=max(sentence.start, match.start() - 150),
        clause_end=end,
    )
