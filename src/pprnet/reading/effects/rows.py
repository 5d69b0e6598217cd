"""Values in a row with one that is named: lists, ranges and brackets alike."""

from __future__ import annotations

from collections.abc import Sequence

from pprnet.reading.effects.beside import Beside
from pprnet.reading.effects.lexemes import NUMBER, WORD, Lexeme, word_set
from pprnet.reading.effects.names import OPEN, Name
from pprnet.reading.effects.values import Value, value_at

RATIOS = frozenset({"OR", "RR", "HR", "IRR"})
_LINKS = frozenset({"and", "or", "vs", "versus", "to"})
_LABELS = word_set("for at in on after with among during by from between of")
_REACH = 18
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
        if lexeme.text in _VERBS or _parts(places.get(place)):
            return None
        if linked and (other := value_at(found, place)):
            fits = _like(value, other) and (not words or labelled)
            return (other, place) if fits and _ends(found, other, words) else None
        after = _past(found, place)
        if not after:
            return None
        linked = _links(lexeme)
        words += lexeme.kind == WORD and not _links(lexeme)
        place = after
    return None


def _parts(name: Name | None) -> bool:
    return name is not None and name.measure not in OPEN


def _links(lexeme: Lexeme) -> bool:
    return lexeme.kind in {",", ";", "&", "/"} or lexeme.text in _LINKS


def _past(found: Sequence[Lexeme], place: int) -> int:
    """Give the place after a word, a mark or "(n = 12)" in a list; 0 where no list goes on."""
    lexeme = found[place]
    if lexeme.kind == "(":
        ends = [after for after in range(place, place + 7) if _closes(found, after)]
        sized = place + 1 < len(found) and found[place + 1].text in {"n", "N", "k"}
        return ends[0] + 1 if ends and sized else 0
    if lexeme.kind == NUMBER and "." in lexeme.text:
        return 0
    return place + 1 if lexeme.kind in {WORD, "-", NUMBER} or _links(lexeme) else 0


def _closes(found: Sequence[Lexeme], place: int) -> bool:
    return place < len(found) and found[place].kind == ")"


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
