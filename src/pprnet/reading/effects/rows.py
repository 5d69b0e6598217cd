"""Values in a row with one that is named: lists, ranges and brackets alike."""

from __future__ import annotations

from collections.abc import Sequence

from pprnet.reading.effects.beside import Beside
from pprnet.reading.effects.lexemes import NUMBER, WORD, Lexeme, word_set
from pprnet.reading.effects.names import Name
from pprnet.reading.effects.values import Value, value_at

RATIOS = frozenset({"OR", "RR", "HR", "IRR"})
_LINKS = frozenset({"and", "or", "vs", "versus", "to"})
_LABELS = word_set("for at in on after with among during by from between of")
_REACH = 12
_VERBS = word_set("was were is are had were showed than reported scored rated")


def range_ends(found: Sequence[Lexeme], value: Value) -> tuple[Value, Value] | None:
    """Give both ends of "0.58–0.86" and "from .25 to .57"."""
    place = value.after
    if place + 1 >= len(found):
        return None
    link = found[place]
    joined = link.kind == "-" or link.text == "to"
    if link.text == "and":
        joined = any(lexeme.text == "between" for lexeme in found[max(0, place - 6) : place])
    other = value_at(found, place + 1) if joined else None
    if other is None or (other.number < value.number and not (value.signed or other.signed)):
        return None
    return value, other


def next_in_list(
    found: Sequence[Lexeme], places: dict[int, Name], value: Value, close: Beside
) -> tuple[Value, int] | None:
    """Give the next value of a list of values of one measure, and the lexeme it begins with."""
    place, words, linked = close.after, 0, False
    if place < len(found) and found[place].kind == ")" and close.after > value.after:
        place += 1
    end = min(len(found), place + _REACH)
    labelled = place < len(found) and found[place].text in _LABELS
    while place < end:
        lexeme = found[place]
        if place in places or lexeme.text in _VERBS:
            return None
        if linked and (other := value_at(found, place)):
            fits = _like(value, other) and (not words or labelled)
            return (other, place) if fits and _ends(found, other, words) else None
        if lexeme.kind == NUMBER and "." in lexeme.text:
            return None
        if lexeme.kind == WORD and lexeme.text not in _LINKS:
            words += 1
            linked = False
        elif lexeme.kind in {",", ";", "&"} or lexeme.text in _LINKS:
            linked = True
        elif lexeme.kind not in {"-", NUMBER, "/"}:
            return None
        place += 1
    return None


def _like(value: Value, other: Value) -> bool:
    return (other.decimal or (not value.decimal and not value.money)) and (
        value.percent == other.percent and value.money == other.money
    )


def _ends(found: Sequence[Lexeme], other: Value, words: int) -> bool:
    """Say whether a further value of a list is followed by what may follow one."""
    if other.after >= len(found):
        return True
    after = found[other.after]
    if after.kind == WORD:
        return after.text in _LABELS | {"and", "respectively", "vs", "versus"}
    return after.kind in {",", ";", ")", ".", "("} or (after.kind == ":" and not words)


def carried(found: Sequence[Lexeme], index: int, value: Value, close: Beside, measure: str) -> bool:
    """Say whether a number with an interval is of the measure printed before in the sentence."""
    if close.pair is None or not index:
        return False
    before = found[index - 1]
    if before.kind not in {"(", ",", ";", ":"} and before.text not in {"and", "or", "by"}:
        return False
    if not close.pair.low <= value.number <= close.pair.high:
        return False
    if measure in RATIOS:
        return close.pair.low > 0 and not value.percent
    return measure in {"MD", "b", "percent-difference"} or value.decimal
