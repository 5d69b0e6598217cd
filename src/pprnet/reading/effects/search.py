"""The way from a measure's name to its value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pprnet.reading.effects.fits import fits
from pprnet.reading.effects.labels import label_at, p_at, statistic_at
from pprnet.reading.effects.lexemes import NUMBER, WORD, Lexeme, word_set
from pprnet.reading.effects.names import OPEN, Name
from pprnet.reading.effects.values import Value, is_hyphen, pair_at, value_at

_JOINERS = word_set(
    "was were is are of ranged ranging ranges from between equals equal at value values size "
    "sizes reached averaged estimated being by only as to remained became varied varying "
    "respectively the a an overall adjusted pooled mean median"
)
"""Words between a name and its value that say nothing of what is measured."""
_TIMES = word_set(
    "month months week weeks year years day days hour hours minute minutes min session sessions "
    "item items wk mo yr participants patients studies trials samples comparisons people women "
    "men adults children clients groups arms sites subjects th st nd rd mg ml kg g dose followup"
)
"""Words that make a whole number before them a span of time or a count."""
_OTHERS = word_set("significance alpha SIR SMR SIRs SMRs sensitivity specificity")
"""What a number may be of instead."""
_MOST_GAP = 24
"""Lexemes between a phrase such as "mean difference" and its value."""
_LONG_GAP = 45
_PLAIN = frozenset({"OR", "RR", "HR", "IRR"})
_MOST_BRACKET = 14
_BREAKS = frozenset({";", ".", "<", "%", "±", "?", "!"})
_STOP = -1


def value_of(found: Sequence[Lexeme], places: dict[int, Name], name: Name) -> Value | None:
    """Follow a name forward to its value, past brackets, words and spans of time."""
    way = _Way(found, places, name)
    place, end = name.after, min(len(found), name.after + _reach(name))
    while 0 <= place < end:
        if value := way.value_at(place):
            if fits(found, place, value, name, way.words):
                return value
            place = _STOP if name.short or _is_telling(value) else value.after
        else:
            place = way.past(place)
    return None


def _reach(name: Name) -> int:
    """Give how far to look: an odds ratio may be said to be of a long outcome."""
    return _LONG_GAP if name.measure in _PLAIN and not name.symbol else _MOST_GAP


def _is_telling(value: Value) -> bool:
    """Say whether a number looks like an effect, so that no later one is the name's."""
    return value.decimal or value.signed or value.percent


@dataclass(slots=True)
class _Way:
    """What lies between a name and its value, as far as it has been read."""

    found: Sequence[Lexeme]
    places: dict[int, Name]
    name: Name
    words: int = 0
    """Words met that may say what is measured."""

    def value_at(self, place: int) -> Value | None:
        """Read the value that begins here, unless it is a level, a time or a part of a word."""
        value = value_at(self.found, place)
        if value is None or label_at(self.found, place) or _is_time(self.found, value):
            return None
        before = self.found[place - 1]
        part = before.kind == "-" and is_hyphen(self.found, place - 1)
        return None if part else value

    def past(self, place: int) -> int:
        """Give the place after a thing that is no value, or -1 where the way ends."""
        lexeme = self.found[place]
        met = self.places.get(place)
        if lexeme.kind in _BREAKS or (met and _is_other(met, self.name, self.found)):
            return _STOP
        if label := label_at(self.found, place):
            return label[1] if _triple(self.found, label[1]) else _STOP
        if skipped := _skip(self.found, self.places, place, self.name):
            return skipped
        if lexeme.kind == WORD and not self._may_pass(place):
            return _STOP
        return place + 1

    def _may_pass(self, place: int) -> bool:
        if self.found[place].text in _OTHERS:
            return False
        if p_at(self.found, place) or statistic_at(self.found, place):
            return False
        self.words += self.found[place].text not in _JOINERS
        return not (self.name.short and self.words)


def _triple(found: Sequence[Lexeme], place: int) -> bool:
    """Say whether a value with its interval follows, as in "RD, 90% CI: 7.3%, 1.2–13.4"."""
    value = value_at(found, place) if place < len(found) else None
    if value is None or value.after + 1 >= len(found) or found[value.after].kind not in {",", "("}:
        return False
    return pair_at(found, value.after + 1, announced=False) is not None


def _is_other(met: Name, name: Name, found: Sequence[Lexeme]) -> bool:
    """Say whether another measure is named, which the value then belongs to."""
    if name.measure in OPEN and met.measure in OPEN | {"MD"} and found[met.first - 1].kind == "(":
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


def _is_time(found: Sequence[Lexeme], value: Value) -> bool:
    if value.decimal or value.signed or value.after >= len(found):
        return False
    place = value.after
    if found[place].kind == "-" and place + 1 < len(found):
        place += 1
    return found[place].text.lower() in _TIMES


def _skip(found: Sequence[Lexeme], places: dict[int, Name], place: int, name: Name) -> int:
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
    if any(_belongs(found, places, inner, name) for inner in range(place, after)):
        return 0
    return after + 1


def _belongs(found: Sequence[Lexeme], places: dict[int, Name], inner: int, name: Name) -> bool:
    """Say whether a bracket holds another measure or an interval, and so perhaps a value."""
    met = places.get(inner)
    if met and met.measure != name.measure and met.measure not in OPEN:
        return True
    return met is not None and met.measure in OPEN and bool(_labels(found, inner))


def _labels(found: Sequence[Lexeme], inner: int) -> list[int]:
    end = min(len(found), inner + _MOST_BRACKET)
    return [place for place in range(inner, end) if label_at(found, place)]


def _closing(found: Sequence[Lexeme], place: int) -> int:
    """Give the place of the mark that closes a short bracket, or 0."""
    depth = 0
    for after in range(place, min(len(found), place + _MOST_BRACKET)):
        depth += (found[after].kind == "(") - (found[after].kind == ")")
        if not depth:
            return after
    return 0
