"""Lists: numbers that share the unit, the label or the noun that is printed once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pprnet.claims.quantities.numerals.number_ranges import words_between
from pprnet.claims.quantities.numerals.number_values import Numeral
from pprnet.claims.quantities.numerals.pieces import PieceText
from pprnet.claims.quantities.quantity_values import QuantityUnit
from pprnet.extraction.text_processing.word_tokenizer import word_set


class NumberWithMeaning(NamedTuple):
    """A number of a text with its unit, label and noun."""

    numeral: Numeral
    unit: QuantityUnit
    label: str = ""
    noun: str = ""


_JOINING = word_set(
    ", ; / and or & to vs versus against compared with than et ou contre à respectively - of out "
    "the de des sur only but que"
)
_OF = word_set("of out the de des sur")
_BACKWARD = frozenset(
    {
        QuantityUnit.PERCENT,
        QuantityUnit.TIME,
        QuantityUnit.POINTS,
        QuantityUnit.SESSIONS,
        QuantityUnit.PEOPLE,
        QuantityUnit.STUDIES,
        QuantityUnit.AGE,
        QuantityUnit.MONEY,
    }
)
_FORWARD = frozenset({QuantityUnit.EFFECT, QuantityUnit.TIME, QuantityUnit.PROBABILITY})
_AGAINST = word_set("versus vs against contre")
_MAX_BETWEEN = 4
_COUNTED = frozenset({QuantityUnit.PEOPLE, QuantityUnit.STUDIES, QuantityUnit.PERCENT})


def with_shared_units(
    source: PieceText, numbers: Sequence[NumberWithMeaning]
) -> list[NumberWithMeaning]:
    """Return the numbers of a text, each with the unit that it shares with its neighbours.

    Args:
        source: the text with its pieces.
        numbers: the numbers in order, with what is printed at each.
    """
    found = list(numbers)
    for place in range(len(found) - 2, -1, -1):
        left, right = found[place], found[place + 1]
        if _is_open(left) and right.unit in _BACKWARD and _may_share(source, left, right):
            found[place] = left._replace(unit=right.unit, noun=right.noun)
    for place in range(1, len(found)):
        left, right = found[place - 1], found[place]
        if _is_open(right) and left.unit in _FORWARD and _may_follow(source, left, right):
            found[place] = right._replace(unit=left.unit, noun=left.noun, label=left.label)
    return found


def _is_open(number: NumberWithMeaning) -> bool:
    return number.unit is QuantityUnit.PLAIN and not number.noun


def _may_share(source: PieceText, left: NumberWithMeaning, right: NumberWithMeaning) -> bool:
    between = words_between(source, left.numeral, right.numeral)
    if not 0 < len(between) <= _MAX_BETWEEN or not _JOINING.issuperset(between):
        return False
    if right.unit in _COUNTED and left.numeral.decimals and right.unit is not QuantityUnit.PERCENT:
        return False
    if right.numeral.is_share:
        return False
    if right.unit is QuantityUnit.TIME and (left.numeral.low < 0 or left.numeral.decimals > 1):
        return False
    is_of = not _OF.isdisjoint(between)
    return not is_of or right.unit in {QuantityUnit.PEOPLE, QuantityUnit.STUDIES}


def _may_follow(source: PieceText, left: NumberWithMeaning, right: NumberWithMeaning) -> bool:
    between = words_between(source, left.numeral, right.numeral)
    between = [word for word in between if word != left.noun]
    if not 0 < len(between) <= _MAX_BETWEEN or not _JOINING.issuperset(between):
        return False
    if not _OF.isdisjoint(between):
        return False
    if left.unit is QuantityUnit.TIME:
        return not _AGAINST.isdisjoint(between)
    return right.numeral.decimals > 0
