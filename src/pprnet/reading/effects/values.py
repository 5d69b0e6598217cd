"""A printed value ("−£448", "+.36%") and a pair of values ("0.27 to 0.81")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pprnet.reading.effects.lexemes import NUMBER, WORD, Lexeme, number

TO = frozenset({"to", "and", "through"})
_PERCENT = frozenset({"percent", "percentage"})
CURRENCIES = frozenset({"NZ", "US", "USD", "AUD", "A", "C", "CAD", "EUR", "GBP", "AU", "CA", "SEK"})
_MOST_UNITS = 2
"""Words that may stand between the ends of an interval, as in "2.4 points to 4.8"."""


class Value(NamedTuple):
    """A number with what is printed about it, and the lexeme after it."""

    number: float
    start: int
    """Place in the text, the sign and currency included."""
    end: int
    after: int
    signed: bool
    percent: bool
    money: bool
    decimal: bool


class Pair(NamedTuple):
    """Two values, the lower one first, and the lexeme after them."""

    low: float
    high: float
    after: int


def value_at(found: Sequence[Lexeme], index: int) -> Value | None:
    """Read the value whose sign, currency or number is at a place."""
    sign, place, money = 1.0, index, False
    if index >= len(found) or (index and found[index].kind == "-" and is_hyphen(found, index)):
        return None
    while place < len(found) and place - index <= 4 and found[place].kind != NUMBER:  # noqa: PLR2004
        kind = found[place].kind
        if kind == "-":
            sign = -1.0
        elif kind == "$" or (kind == WORD and found[place].text in CURRENCIES):
            money = True
        elif kind != "+":
            return None
        place += 1
    if place >= len(found) or found[place].kind != NUMBER:
        return None
    printed = found[place].text
    percent, after = _percent(found, place + 1)
    return Value(
        sign * number(printed),
        found[index].start,
        found[after - 1].end,
        after,
        signed=any(lexeme.kind in "+-" for lexeme in found[index:place]),
        percent=percent,
        money=money,
        decimal="." in printed or printed.startswith("0,"),
    )


def _percent(found: Sequence[Lexeme], after: int) -> tuple[bool, int]:
    if after < len(found) and (found[after].kind == "%" or found[after].text in _PERCENT):
        return True, after + 1
    return False, after


def is_hyphen(found: Sequence[Lexeme], index: int) -> bool:
    """Tell the hyphen of "BDI-2" or the dash of "2-3" from the sign of "= -2"."""
    before = found[index - 1]
    if before.text in {"CI", "CrI", "and", "or", "to", "was"}:
        return False
    return before.end == found[index].start and before.kind in {NUMBER, WORD, "%", ")"}


def pair_at(found: Sequence[Lexeme], index: int, *, announced: bool = True) -> Pair | None:
    """Read two values with "to", a dash, a comma or a semicolon between them.

    Where an interval was announced, "and" may join them too, and units stand between.
    """
    one = value_at(found, index)
    if one is None:
        return None
    place = one.after
    for _ in range(_MOST_UNITS if announced else 0):
        if place < len(found) and found[place].kind == WORD and found[place].text not in TO:
            place += 1
    if place >= len(found) or not _joins(found[place], announced=announced):
        return None
    other = value_at(found, place + 1)
    if other is None:
        return None
    low, high = sorted((one.number, other.number))
    return Pair(low, high, other.after)


def _joins(lexeme: Lexeme, *, announced: bool) -> bool:
    if lexeme.kind == WORD:
        return lexeme.text == "to" or (announced and lexeme.text in TO)
    return lexeme.kind in {"-", ",", ";"} or (announced and lexeme.kind in {":", "/"})
