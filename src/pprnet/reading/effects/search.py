"""The way from a measure's name to its value."""

from __future__ import annotations

from collections.abc import Sequence

from pprnet.reading.effects.implied import COMPARATIVES
from pprnet.reading.effects.intervals import label_at, p_at, statistic_at
from pprnet.reading.effects.lexemes import NUMBER, WORD, Lexeme
from pprnet.reading.effects.names import Name
from pprnet.reading.effects.values import Value, is_hyphen, pair_at, value_at

VERBS = frozenset(
    "was were is are of ranged ranging ranges from between equals equal at value values size "
    "sizes reached averaged estimated being by only as to remained became varied varying "
    "respectively the a an overall adjusted pooled mean median".split()
)
BOUNDS = frozenset(
    "least most than above below over under exceeding exceeded exceeds beyond within up "
    "than minimum maximum".split()
)
TIMES = frozenset(
    "month months week weeks year years day days hour hours minute minutes min session sessions "
    "month's items item point_scale wk mo yr participants patients studies trials samples "
    "comparisons people women men adults children clients groups arms sites subjects th st nd rd "
    "mg ml kg g dose followup".split()
)
_MOST_GAP = 24
"""Lexemes between a phrase such as "mean difference" and its value."""
_MOST_BRACKET = 14
WHOLE = frozenset({"OR", "RR", "HR", "IRR", "NNT", "MD", "difference", "change", "RD"})
"""Measures whose value may be a whole number right after the name."""
OPEN = frozenset({"difference", "change"})
OPEN_TOO = OPEN | {"MD"}
_FEW, _MOST_WORDS_TO_CHANGE = 4, 8
_SPOKEN = frozenset("of was were ranged ranging value values".split())
_BREAKS = frozenset({";", ".", "<", "%", "±", "?", "!"})


def value_of(found: Sequence[Lexeme], places: dict[int, Name], name: Name) -> Value | None:
    """Follow a name forward to its value, past brackets, words and spans of time."""
    place, words = name.after, 0
    end = min(len(found), name.after + _MOST_GAP)
    while place < end:
        lexeme = found[place]
        if lexeme.kind in _BREAKS or _is_other(places.get(place), name, found):
            return None
        if value := _value(found, place):
            if _fits(found, place, value, name, words):
                return value
            if name.short or value.decimal or value.signed or value.percent:
                return None
            place = value.after
            continue
        skipped = _skip(found, places, place, name)
        if skipped:
            place = skipped
            continue
        if lexeme.kind == WORD:
            if p_at(found, place) or statistic_at(found, place):
                return None
            words += lexeme.text not in VERBS
        if name.short and words:
            return None
        label = label_at(found, place)
        if label and not _triple(found, label[1]):
            return None
        place = label[1] if label else place + 1
    return None


def _triple(found: Sequence[Lexeme], place: int) -> bool:
    """Say whether a value with its interval follows, as in "RD, 90% CI: 7.3%, 1.2–13.4"."""
    value = value_at(found, place) if place < len(found) else None
    if value is None or value.after + 1 >= len(found) or found[value.after].kind not in {",", "("}:
        return False
    return pair_at(found, value.after + 1, announced=False) is not None


def _is_other(met: Name | None, name: Name, found: Sequence[Lexeme]) -> bool:
    """Say whether another measure is named, which the value then belongs to."""
    if met is None:
        return False
    if name.measure in OPEN and met.measure in OPEN_TOO and found[met.first - 1].kind == "(":
        return True  # "no difference in worry (mean difference 0.2)"
    if _same(met, name, found):
        return False
    return met.measure not in OPEN or name.measure in OPEN


def _same(other: Name, name: Name, found: Sequence[Lexeme]) -> bool:
    """Say whether a second name only repeats the first: "odds ratio [OR]", "difference [Δ]"."""
    alike = {"difference": "MD", "change": "MD"}
    if (name.measure, other.measure) == ("difference", "change"):
        return True
    same = alike.get(other.measure, other.measure) == alike.get(name.measure, name.measure)
    return same and found[other.first - 1].kind == "("


def _value(found: Sequence[Lexeme], place: int) -> Value | None:
    value = value_at(found, place)
    if value is None or label_at(found, place) or _is_time(found, value):
        return None
    part = place > 0 and found[place - 1].kind == "-" and is_hyphen(found, place - 1)
    return None if part else value


def _is_time(found: Sequence[Lexeme], value: Value) -> bool:
    if value.decimal or value.signed or value.after >= len(found):
        return False
    place = value.after
    if found[place].kind == "-" and place + 1 < len(found):
        place += 1
    return found[place].text.lower() in TIMES


def _skip(
    found: Sequence[Lexeme], places: dict[int, Name], place: int, name: Name
) -> int:
    """Pass over "(95% CI)", "(OR)", "(98)" and "(adjusted for age)" before a value."""
    if found[place].kind == NUMBER:
        value = value_at(found, place)
        return value.after if value and _is_time(found, value) else place + 1
    if found[place].kind != "(":
        return 0
    after = _closing(found, place)
    if not after or after + 1 >= len(found):
        return 0
    inside = found[place + 1 : after]
    if any(lexeme.kind == NUMBER and "." in lexeme.text for lexeme in inside):
        return 0
    if any(inner in places and places[inner].measure != name.measure for inner in range(place, after)):
        return 0
    return after + 1


def _closing(found: Sequence[Lexeme], place: int) -> int:
    """Give the place of the mark that closes a short bracket, or 0."""
    depth = 0
    for after in range(place, min(len(found), place + _MOST_BRACKET)):
        depth += (found[after].kind == "(") - (found[after].kind == ")")
        if not depth:
            return after
    return 0


def _fits(found: Sequence[Lexeme], place: int, value: Value, name: Name, words: int) -> bool:
    """Say whether what joins a name and a number makes the number its value."""
    if value.after < len(found) and found[value.after].kind == "<":
        return False
    if any(lexeme.text in BOUNDS for lexeme in found[max(name.after, place - 2) : place]):
        return False
    between = found[name.after : place]
    if found[name.first].text == "β" and any(lexeme.text in {"was", "were"} for lexeme in between):
        return False  # "agalsidase β were 0.91"
    if name.short:
        return _follows_at_once(between, value)
    if name.measure == "beta" and words:
        return False
    compared = value.after < len(found) and found[value.after].text in COMPARATIVES
    if name.measure in OPEN and words > _FEW and compared:
        return False  # the change that follows the number is its measure
    if name.measure == "change" and words > _MOST_WORDS_TO_CHANGE:
        return False
    whole = name.measure in WHOLE and words == 0
    return whole or value.decimal or value.signed or value.money or _joined(between)


def _follows_at_once(between: Sequence[Lexeme], value: Value) -> bool:
    if any(lexeme.kind in {"=", ":"} for lexeme in between):
        return True
    spoken = any(lexeme.text in _SPOKEN for lexeme in between)
    return value.decimal and (spoken or not between or between[0].kind in {"(", ","})


def _joined(between: Sequence[Lexeme]) -> bool:
    return bool(between) and (
        between[-1].kind in {"=", ":", "("} or between[-1].text in {"was", "were", "of", "is", "by"}
    )
