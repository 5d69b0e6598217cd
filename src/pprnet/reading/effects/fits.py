"""Whether a number that follows a measure's name is its value."""

from __future__ import annotations

from collections.abc import Sequence

from pprnet.reading.effects.implied import COMPARATIVES
from pprnet.reading.effects.lexemes import Lexeme, word_set
from pprnet.reading.effects.names import OPEN, Name
from pprnet.reading.effects.values import Value, value_at

_BOUNDS = word_set(
    "least most than above below over under exceeding exceeded exceeds beyond within minimum "
    "maximum"
)
_WHOLE = OPEN | {"OR", "RR", "HR", "IRR", "NNT", "MD", "RD"}
"""Measures whose value may be a whole number right after the name."""
_SPOKEN = word_set("of was were ranged ranging value values")
_LONG = 24  # lexemes; a value so far off must be joined by "was" or the like
_FEW, _MOST_WORDS_TO_CHANGE = 4, 8


def fits(found: Sequence[Lexeme], place: int, value: Value, name: Name, words: int) -> bool:
    """Say whether what joins a name and a number, `words` apart, makes the number its value."""
    between = found[name.after : place]
    if _is_bound(found, value, between) or _is_drug(found, name, between):
        return False
    if name.short:
        return _follows_at_once(between, value)
    if name.measure in OPEN | {"MD"} and _is_versus(found, value):
        return False  # the values of two groups, not their difference
    if name.measure in OPEN and not _is_near(found, value, name, words, joined=_joined(between)):
        return False
    if _is_far(between, name, words):
        return False
    whole = name.measure in _WHOLE and words == 0
    return whole or value.decimal or value.signed or value.money or _joined(between)


def _is_far(between: Sequence[Lexeme], name: Name, words: int) -> bool:
    if name.measure == "beta":
        return words > 0
    if name.measure == "r" and words > _MOST_WORDS_TO_CHANGE and between[-1].kind == "(":
        return True
    return len(between) > _LONG and not _joined(between)


def _is_bound(found: Sequence[Lexeme], value: Value, between: Sequence[Lexeme]) -> bool:
    """Say whether only a bound is stated, as in "d of at least 0.5"."""
    if value.after < len(found) and found[value.after].kind == "<":
        return True
    words = [lexeme.text for lexeme in between[-2:]]
    return words == ["up", "to"] or (bool(words) and words[-1] in _BOUNDS)


def _is_drug(found: Sequence[Lexeme], name: Name, between: Sequence[Lexeme]) -> bool:
    """Tell "for agalsidase β were 0.91" from the coefficient."""
    return found[name.first].text == "β" and any(
        lexeme.text in {"was", "were"} for lexeme in between
    )


def _is_near(
    found: Sequence[Lexeme], value: Value, name: Name, words: int, *, joined: bool
) -> bool:
    """Say whether a number is near enough to "difference" or "increase" to be of it."""
    compared = value.after < len(found) and found[value.after].text in COMPARATIVES
    if compared and words > _FEW:
        return False  # the change that follows the number is its measure
    if words <= _MOST_WORDS_TO_CHANGE:
        return True
    return joined and name.measure != "change"


def _is_versus(found: Sequence[Lexeme], value: Value) -> bool:
    place = value.after
    if place + 1 >= len(found) or found[place].text not in {"vs", "versus", "v"}:
        return False
    return value_at(found, place + 1 + (found[place + 1].kind == ".")) is not None


def _follows_at_once(between: Sequence[Lexeme], value: Value) -> bool:
    if any(lexeme.kind in {"=", ":"} for lexeme in between):
        return True
    spoken = any(lexeme.text in _SPOKEN for lexeme in between)
    return value.decimal and (spoken or not between or between[0].kind in {"(", ","})


def _joined(between: Sequence[Lexeme]) -> bool:
    return bool(between) and (
        between[-1].kind in {"=", ":", "("} or between[-1].text in {"was", "were", "of", "is", "by"}
    )
