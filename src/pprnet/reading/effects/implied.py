"""A number with an interval whose measure only the words around tell."""

from __future__ import annotations

from collections.abc import Sequence

from pprnet.reading.effects.intervals import Beside
from pprnet.reading.effects.lexemes import WORD, Lexeme
from pprnet.reading.effects.values import Value

COMPARATIVES = frozenset(
    "more fewer less greater higher lower additional extra longer shorter better worse larger "
    "smaller increase decrease reduction improvement decline increased decreased reduced "
    "improved gained lost saved difference change gain increases decreases reductions".split()
)
"""Words that make the number before them a difference, as in "57.1 more days"."""
_BY = frozenset({"by"})
_CHANGED = frozenset(
    "increased decreased reduced improved declined fell rose dropped differed changed lower "
    "higher greater lowered raised reduction improvement increase decrease difference".split()
)
_COMPARED = _CHANGED | frozenset(
    "differences effect effects superior inferior compared comparison versus change changes "
    "improvements reductions benefit favoring favouring favored favoured less more better".split()
)
_TIMES = frozenset({"times", "fold"})
_NEXT, _NEAR, _WIDE = 4, 8, 30


def implied_measure(
    found: Sequence[Lexeme], index: int, value: Value, close: Beside
) -> str | None:
    """Give MD or percent-difference, OR for "2.3 times the odds", or nothing."""
    if close.pair is None or not close.labelled:
        return None
    if not close.pair.low <= value.number <= close.pair.high:
        return None
    after = _words(found, value.after, min(value.after + _NEXT, close.after))
    if any(word in _TIMES for word in after[:2]):
        return _times(found, index, value)
    difference = "percent-difference" if value.percent else "MD"
    if any(word in COMPARATIVES for word in after):
        return difference
    before = _words(found, max(0, index - _NEAR), index)
    if before[-1:] == ["by"] and any(word in _CHANGED for word in before):
        return difference
    if value.signed or close.pair.low < 0:
        wide = _words(found, max(0, index - _WIDE), index)
        return difference if any(word in _COMPARED for word in wide) else None
    return None


def _times(found: Sequence[Lexeme], index: int, value: Value) -> str | None:
    around = _words(found, max(0, index - _NEAR), value.after + _NEAR)
    return "OR" if "odds" in around else None


def _words(found: Sequence[Lexeme], start: int, end: int) -> list[str]:
    return [lexeme.text.lower() for lexeme in found[start:end] if lexeme.kind == WORD]
