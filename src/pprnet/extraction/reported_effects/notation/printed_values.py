"""A printed value ("−£448", "+.36%") and a pair of values ("0.27 to 0.81")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pprnet.extraction.reported_effects.notation.effect_tokenizer import (
    NUMBER,
    WORD,
    EffectToken,
    parse_number,
)
from pprnet.extraction.text_processing.word_tokenizer import word_set

RANGE_WORDS = frozenset({"to", "and", "through"})
_PERCENT_WORDS = frozenset({"percent", "percentage"})
CURRENCY_CODES = frozenset(
    {"NZ", "US", "USD", "AUD", "A", "C", "CAD", "EUR", "GBP", "AU", "CA", "SEK"}
)
LONG_TIME_UNITS = word_set("month months week weeks year years sessions")
TIME_UNITS = LONG_TIME_UNITS | word_set("day days hour hours session")
_MAX_UNITS = 2
"""Words that may stand between the ends of an interval, as in "2.4 points to 4.8"."""


class PrintedValue(NamedTuple):
    """A number with its sign, unit and format, and the token after it."""

    number: float
    start: int
    """Place in the text, the sign and currency included."""
    end: int
    next_index: int
    signed: bool
    percent: bool
    money: bool
    decimal: bool


class PrintedInterval(NamedTuple):
    """Two values, the lower one first, and the token after them."""

    low: float
    high: float
    next_index: int


def parse_value(tokens: Sequence[EffectToken], index: int) -> PrintedValue | None:
    """Return the value that begins at a position, `None` if there is none.

    Args:
        tokens: the tokens of one sentence.
        index: position in `tokens` of the sign, currency or number.
    """
    sign, place, money = 1.0, index, False
    if index >= len(tokens) or (index and tokens[index].kind == "-" and is_hyphen(tokens, index)):
        return None
    while place < len(tokens) and place - index <= 4 and tokens[place].kind != NUMBER:  # noqa: PLR2004
        kind = tokens[place].kind
        if kind == "-":
            sign = -1.0
        elif kind == "$" or (kind == WORD and tokens[place].text in CURRENCY_CODES):
            money = True
        elif kind != "+":
            return None
        place += 1
    if place >= len(tokens) or tokens[place].kind != NUMBER:
        return None
    printed = tokens[place].text
    percent, next_index = _parse_percent(tokens, place + 1)
    return PrintedValue(
        sign * parse_number(printed),
        tokens[index].start,
        tokens[next_index - 1].end,
        next_index,
        signed=any(token.kind in "+-" for token in tokens[index:place]),
        percent=percent,
        money=money,
        decimal="." in printed or printed.startswith("0,"),
    )


def _parse_percent(tokens: Sequence[EffectToken], next_index: int) -> tuple[bool, int]:
    if next_index < len(tokens) and (
        tokens[next_index].kind == "%" or tokens[next_index].text in _PERCENT_WORDS
    ):
        return True, next_index + 1
    if [token.text for token in tokens[next_index : next_index + 2]] == ["per", "cent"]:
        return True, next_index + 2
    return False, next_index


def is_hyphen(tokens: Sequence[EffectToken], index: int) -> bool:
    """Return whether a dash is a hyphen ("BDI-2", "2-3") and not a sign ("= -2").

    Args:
        tokens: the tokens of one sentence.
        index: position of the dash in `tokens`, from 1.
    """
    previous_token = tokens[index - 1]
    if previous_token.text in {"CI", "CrI", "and", "or", "to", "was"}:
        return False
    return previous_token.end == tokens[index].start and previous_token.kind in {
        NUMBER,
        WORD,
        "%",
        ")",
    }


def parse_interval(
    tokens: Sequence[EffectToken], index: int, *, announced: bool = True
) -> PrintedInterval | None:
    """Return two values joined by "to", a dash, a comma or a semicolon, `None` if there are none.

    Args:
        tokens: the tokens of one sentence.
        index: position in `tokens`.
        announced: whether a label precedes; then "and" may join the values too, and units may
            follow the first.
    """
    one = parse_value(tokens, index)
    if one is None:
        return None
    place = one.next_index
    for _ in range(_MAX_UNITS if announced else 0):
        if (
            place < len(tokens)
            and tokens[place].kind == WORD
            and tokens[place].text not in RANGE_WORDS
        ):
            place += 1
    if place >= len(tokens) or not _joins_interval(tokens[place], announced=announced):
        return None
    other = parse_value(tokens, place + 1)
    if other is None:
        return None
    low, high = sorted((one.number, other.number))
    return PrintedInterval(low, high, other.next_index)


def _joins_interval(token: EffectToken, *, announced: bool) -> bool:
    if token.kind == WORD:
        return token.text == "to" or (announced and token.text in RANGE_WORDS)
    return token.kind in {"-", ",", ";"} or (announced and token.kind in {":", "/"})
