"""Intervals: two bounds as one number, and the level that states no quantity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pprnet.claims.quantities.numerals.number_ranges import words_between
from pprnet.claims.quantities.numerals.number_values import Numeral
from pprnet.claims.quantities.numerals.pieces import PieceText
from pprnet.extraction.text_processing.word_tokenizer import word_set

_LEVELS = frozenset({50.0, 68.0, 80.0, 83.0, 84.0, 89.0, 90.0, 95.0, 97.5, 98.0, 99.0, 99.5, 99.9})
_MARKERS = word_set("ci cis cri crl ic icr confidence confiance credible credibility crédibilité")
_AFTER_MARKER = word_set(
    "= : , ( [ ; ) of for de à was from range ranged ranging between interval intervals intervalle "
    "limits limit ci ic s % allant entre - £ $ €"
)
_BEFORE_LEVEL = word_set("( = [ à of de : - au at")
_SEPARATORS = (
    ["to"], ["-"], [","], [";"], ["and"], ["à"], ["et"], ["/"], ["|"], ["through"], [":"],
    ["%", "to"], ["-", "to"],
)  # fmt: skip
_CURRENCIES = frozenset("£$€")
_MAX_STEPS = 8


class Intervals(NamedTuple):
    """The numbers of a text after its intervals are joined."""

    numerals: list[Numeral]
    bounds: frozenset[int]
    """First pieces of the numbers that are the bounds of an interval."""
    levels: list[Numeral]


def find_intervals(source: PieceText, numerals: Sequence[Numeral]) -> Intervals:
    """Return the numbers with the bounds of each interval as one, and the levels apart.

    Args:
        source: the text with its pieces.
        numerals: its numbers in order.
    """
    levels = [numeral for numeral in numerals if _is_level(source, numeral)]
    rest = [numeral for numeral in numerals if numeral not in levels] if levels else list(numerals)
    level_pieces = {place for level in levels for place in range(level.first, level.last)}
    found: list[Numeral] = []
    bounds: set[int] = set()
    for numeral in rest:
        if found and _is_interval(source, found, numeral, level_pieces):
            found[-1] = _joined(found[-1], numeral)
            bounds.add(found[-1].first)
        else:
            found.append(numeral)
    return Intervals(found, frozenset(bounds), levels)


def _is_level(source: PieceText, found: Numeral) -> bool:
    if found.low not in _LEVELS or found.is_worded:
        return False
    place = found.last + (source.word(found.last) in {"-", "(", "%"})
    if source.word(place) in _MARKERS:
        return True
    at = found.first - 1
    if source.word(at) in _BEFORE_LEVEL:
        at -= 1
    return source.word(at) in _MARKERS and (found.is_percent or source.is_attached(found.first))


def _is_interval(
    source: PieceText, found: Sequence[Numeral], right: Numeral, levels: set[int]
) -> bool:
    left = found[-1]
    between = [word for word in words_between(source, left, right) if word not in _CURRENCIES]
    if left.is_range or between not in _SEPARATORS:
        return False
    if _follows_marker(source, left.first - 1, levels):
        return True
    return bool(left.decimals and right.decimals) and _is_in_bracket(source, found, right)


def _follows_marker(source: PieceText, at: int, levels: set[int]) -> bool:
    for place in range(at, max(-1, at - _MAX_STEPS), -1):
        word = source.word(place)
        if word in _MARKERS:
            return True
        if word not in _AFTER_MARKER and place not in levels:
            return False
    return False


def _is_in_bracket(source: PieceText, found: Sequence[Numeral], right: Numeral) -> bool:
    """Return whether two numbers fill a bracket that can only hold an interval."""
    left = found[-1]
    opened, closed = source.word(left.first - 1), source.word(right.last)
    if (opened, closed) == ("[", "]"):
        return True
    if (opened, closed) != ("(", ")") or len(found) < 2 or found[-2].is_percent:  # noqa: PLR2004
        return False
    point = found[-2]
    low, high = sorted((left.low, right.low))
    return point.last == left.first - 1 and low <= point.low <= high and point.decimals > 0


def _joined(left: Numeral, right: Numeral) -> Numeral:
    low, high = sorted((left.low, right.low))
    return right._replace(
        first=left.first,
        start=left.start,
        low=low,
        high=high,
        decimals=max(left.decimals, right.decimals),
        is_range=True,
    )
