"""Ranges, odds and lists: numbers that belong to each other."""

from __future__ import annotations

from collections.abc import Sequence

from pprnet.claims.quantities.numerals.number_values import Numeral
from pprnet.claims.quantities.numerals.pieces import PieceText
from pprnet.extraction.text_processing.word_tokenizer import word_set

_TO = word_set("to à through till -")
_LONG_TO = (["-", "to"], ["-", "to", "-"], ["-", "à"], ["up", "to"])
_AND = {"and": "between", "et": "entre", "&": "between"}
_ODDS = {"in": 1, "sur": 1, "out": 2}
_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_MAX_ODDS = 20
_ROUND_TOTALS = frozenset({3, 4, 5, 10, 20, 100})


def joined_numerals(source: PieceText, numerals: Sequence[Numeral]) -> list[Numeral]:
    """Return the numbers of a text with odds and ranges as one number each.

    Args:
        source: the text with its pieces.
        numerals: its numbers in order.
    """
    found: list[Numeral] = []
    for numeral in numerals:
        previous = found[-1] if found else None
        joined = previous and (
            _odds(source, previous, numeral) or _range(source, previous, numeral)
        )
        if joined:
            found[-1] = joined
        else:
            found.append(numeral)
    return found


def words_between(source: PieceText, left: Numeral, right: Numeral) -> list[str]:
    """Return the pieces between two numbers.

    Args:
        source: the text with its pieces.
        left: the first number.
        right: the number that follows.
    """
    return [piece.text for piece in source.pieces[left.last : right.first]]


def _odds(source: PieceText, left: Numeral, right: Numeral) -> Numeral | None:
    """Return "one in five", "un patient sur cinq", "three out of four" as a share of 100."""
    between = words_between(source, left, right)
    if left.is_percent or right.is_percent or not between or not _are_whole(left, right):
        return None
    if len(between) > 1 and between[-1] in {"in", "sur"} and left.low == 1 and left.is_worded:
        between = between[-1:] if len(between) == 2 and between[0].isalpha() else between  # noqa: PLR2004
    if len(between) != _ODDS.get(between[0], 0) or not _is_share(left, right, between[0]):
        return None
    share = 100 * left.low / right.low
    return left._replace(
        last=right.last,
        end=right.end,
        low=share,
        high=share,
        is_percent=True,
        is_share=True,
        is_weak=False,
        is_worded=left.is_worded or right.is_worded,
    )


def _are_whole(left: Numeral, right: Numeral) -> bool:
    return not (
        left.decimals or right.decimals or left.is_range or left.is_ordinal or right.is_ordinal
    )


def _is_share(left: Numeral, right: Numeral, word: str) -> bool:
    part, total = left.low, right.low
    if not 0 < part < total or (_FIRST_YEAR <= total <= _LAST_YEAR and not right.is_worded):
        return False
    if part == 1:
        return True
    worded = left.is_worded or right.is_worded
    if word == "in":
        return total in _ROUND_TOTALS and total <= _MAX_ODDS and part < total
    return worded and total <= _MAX_ODDS


def _range(source: PieceText, left: Numeral, right: Numeral) -> Numeral | None:
    if left.is_range or left.is_ordinal or right.is_ordinal or left.noun:
        return None
    between = words_between(source, left, right)
    if between == ["à"] and left.decimals > 1 and not right.decimals:
        return None  # "d = -1,06 à 18 mois"
    if not _is_range(source, left, between) or (left.is_percent and not right.is_percent):
        return None
    if left.is_share and not right.is_share:
        return None
    if between == ["-"] and (last_year := _short_year(source, left, right)):
        right = right._replace(low=last_year, high=last_year)
    low, high = sorted((left.low, right.low))
    if between == ["-"] and right.low < left.low and not _is_negative_pair(left, right):
        return None
    return right._replace(
        first=left.first,
        start=left.start,
        low=low,
        high=high,
        decimals=max(left.decimals, right.decimals),
        is_worded=left.is_worded and right.is_worded,
        is_range=True,
        is_weak=False,
    )


def _short_year(source: PieceText, left: Numeral, right: Numeral) -> float:
    """Return 2011 for the second number of "2010-11", else 0."""
    printed = source.text[right.start : right.end]
    century, year = divmod(left.low, 100)
    is_short = len(printed) == 2 and year < right.low  # noqa: PLR2004
    is_year = _FIRST_YEAR <= left.low <= _LAST_YEAR and not left.decimals
    return century * 100 + right.low if is_short and is_year else 0


def _is_negative_pair(left: Numeral, right: Numeral) -> bool:
    return left.low < 0 or right.low < 0


def _is_range(source: PieceText, left: Numeral, between: list[str]) -> bool:
    if len(between) == 1 and between[0] in _TO:
        return not _is_one_to_one(source, left)
    if between in _LONG_TO:
        return True
    if len(between) == 1 and between[0] in _AND:
        return source.word(left.first - 1) == _AND[between[0]]
    return False


def _is_one_to_one(source: PieceText, left: Numeral) -> bool:
    """Return whether "one" is the first word of "one-to-one" or "one to one"."""
    return (
        left.low == 1
        and left.is_worded
        and source.word(left.last) in {"-"}
        and (source.word(left.last + 1) in {"to", "on"})
        and source.word(left.last + 2) == "-"
    )
