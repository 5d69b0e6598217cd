"""A number with an interval whose measure only the words around tell."""

from __future__ import annotations

from collections.abc import Sequence

from pprnet.reading.effects.beside import Beside, holds
from pprnet.reading.effects.labels import label_at
from pprnet.reading.effects.lexemes import WORD, Lexeme, word_set
from pprnet.reading.effects.values import Value

COMPARATIVES = word_set(
    "more fewer less greater higher lower additional extra longer shorter better worse larger "
    "smaller increase decrease reduction improvement decline increased decreased reduced "
    "improved gained lost saved difference change gain increases decreases reductions"
)
"""Words that make the number before them a difference, as in "57.1 more days"."""
_CHANGED = word_set(
    "increased decreased reduced improved declined fell rose dropped differed changed lower "
    "higher greater lowered raised reduction improvement increase decrease difference"
)
_COMPARED = _CHANGED | word_set(
    "differences effect effects superior inferior compared comparison versus change changes "
    "improvements reductions benefit favoring favouring favored favoured less more better"
)
_AFTERWARDS = word_set("higher lower more fewer less greater longer shorter")
_NUMBERED = word_set("week weeks wk wks month months year day days visit session group t z f")
_TIMES = frozenset({"times", "fold"})
_TELLING = _TIMES | {"difference"}
_NEXT, _NEAR, _WIDE = 4, 8, 30


def implied_measure(
    found: Sequence[Lexeme], index: int, value: Value, close: Beside, last: str
) -> str | None:
    """Give MD or percent-difference, OR for "2.3 times the odds", or nothing.

    `last` is the measure of the effect before in the sentence, empty if there is none.
    """
    if close.pair is None and not _TELLING & set(_words(found, value.after, value.after + 3)):
        return None
    before = _words(found, max(0, index - _WIDE), index)
    if _is_spoken_for(found, index) or "sizes" in before:
        return None
    after = _words(found, value.after, min(value.after + _NEXT, max(close.after, value.after)))
    if any(word in _TIMES for word in after[:2] or _words(found, value.after, value.after + 2)):
        near = before[-_NEAR:] + _words(found, value.after, value.after + _NEAR)
        return "OR" if "odds" in near else None
    difference = "percent-difference" if value.percent else "MD"
    told_after = _words(found, close.after, close.after + _NEXT)
    told = last == difference or any(word in _COMPARED for word in before + told_after)
    differs = _is_said_to_differ(found, value, close, before, after, told=told)
    return difference if differs else None


def _is_said_to_differ(
    found: Sequence[Lexeme],
    value: Value,
    close: Beside,
    before: list[str],
    after: list[str],
    *,
    told: bool,
) -> bool:
    if close.pair is None:
        return value.decimal and _is_difference(found, value)
    if not holds(close.pair, value.number):
        return False
    changed_by = before[-1:] == ["by"] and any(word in _CHANGED for word in before[-_NEAR:])
    if not close.labelled:
        return changed_by or (told and value.signed and close.pair.low < 0)
    if any(word in COMPARATIVES for word in after) or _ends_compared(found, close.after):
        return True
    return changed_by or (told and (value.signed or close.pair.low < 0))


def _is_difference(found: Sequence[Lexeme], value: Value) -> bool:
    """Say whether the noun is "difference", as in "6.71 units difference"."""
    noun = _words(found, value.after, value.after + 3)
    marks = {lexeme.kind for lexeme in found[value.after : value.after + len(noun)]}
    return "difference" in noun and marks <= {WORD, "-"} and noun[0] not in {"for", "in", "of"}


def _is_spoken_for(found: Sequence[Lexeme], index: int) -> bool:
    """Say whether a number belongs to a sign or label before it, as in "t = -2.3", "week 12"."""
    if label_at(found, index):
        return True
    before = [lexeme for lexeme in found[max(0, index - 2) : index] if lexeme.kind != "-"]
    if not before:
        return False
    return before[-1].kind in {"<", "=", "±"} or before[-1].text.lower() in _NUMBERED


def _ends_compared(found: Sequence[Lexeme], after: int) -> bool:
    """Say whether "higher" and the like follow the closing bracket of the interval."""
    place = after + (after < len(found) and found[after].kind == ")")
    return place < len(found) and found[place].text in _AFTERWARDS


def _words(found: Sequence[Lexeme], start: int, end: int) -> list[str]:
    return [lexeme.text.lower() for lexeme in found[start:end] if lexeme.kind == WORD]
