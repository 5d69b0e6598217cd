"""A number with an interval whose measure only the words around tell."""

from __future__ import annotations

from collections.abc import Sequence

from pprnet.reading.effects.intervals import Beside, holds, label_at
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
_NUMBERED = frozenset("week weeks wk wks month months year day days visit session group".split())
_AFTERWARDS = frozenset("higher lower more fewer less greater longer shorter".split())
_TIMES = frozenset({"times", "fold"})
_NEXT, _NEAR, _WIDE = 4, 8, 30


def implied_measure(
    found: Sequence[Lexeme], index: int, value: Value, close: Beside, last: str
) -> str | None:
    """Give MD or percent-difference, OR for "2.3 times the odds", or nothing."""
    if _is_spoken_for(found, index):
        return None
    difference = "percent-difference" if value.percent else "MD"
    if close.pair is None:
        return difference if value.decimal and _is_difference(found, value) else None
    if not holds(close.pair, value.number):
        return None
    if not close.labelled:
        bare = value.signed and close.pair.low < 0 and _told(found, index, difference, last)
        return difference if bare else None
    after = _words(found, value.after, min(value.after + _NEXT, close.after))
    if any(word in _TIMES for word in after[:2]):
        return _times(found, index, value)
    if any(word in COMPARATIVES for word in after) or _ends_compared(found, close.after):
        return difference
    before = _words(found, max(0, index - _NEAR), index)
    if before[-1:] == ["by"] and any(word in _CHANGED for word in before):
        return difference
    if value.signed or close.pair.low < 0:
        return difference if _told(found, index, difference, last) else None
    return None


def _told(found: Sequence[Lexeme], index: int, difference: str, last: str) -> bool:
    wide = _words(found, max(0, index - _WIDE), index)
    return last == difference or any(word in _COMPARED for word in wide)


def _is_difference(found: Sequence[Lexeme], value: Value) -> bool:
    """Say whether the noun is "difference", as in "6.71 units difference"."""
    noun = _words(found, value.after, value.after + 3)
    marks = {lexeme.kind for lexeme in found[value.after : value.after + len(noun)]}
    return "difference" in noun and marks <= {WORD, "-"}


def _is_spoken_for(found: Sequence[Lexeme], index: int) -> bool:
    """Say whether a number belongs to a sign or label before it, as in "t = -2.3", "week 12"."""
    if label_at(found, index):
        return True
    before = found[index - 1] if index else None
    if before and before.kind == "-":
        before = found[index - 2] if index > 1 else None
    return before is not None and (
        before.kind in {"<", "=", "±"} or before.text.lower() in _NUMBERED
    )


def _ends_compared(found: Sequence[Lexeme], after: int) -> bool:
    """Say whether "higher" and the like follow the closing bracket of the interval."""
    place = after + (after < len(found) and found[after].kind == ")")
    return place < len(found) and found[place].text in _AFTERWARDS


def _times(found: Sequence[Lexeme], index: int, value: Value) -> str | None:
    around = _words(found, max(0, index - _NEAR), value.after + _NEAR)
    return "OR" if "odds" in around else None


def _words(found: Sequence[Lexeme], start: int, end: int) -> list[str]:
    return [lexeme.text.lower() for lexeme in found[start:end] if lexeme.kind == WORD]
