"""Read the quantities of a text: each value with its unit, label, noun and precision."""

from __future__ import annotations

from functools import lru_cache

from pprnet.claims.quantities.meanings.meaning import meanings_of
from pprnet.claims.quantities.meanings.number_lists import NumberWithMeaning
from pprnet.claims.quantities.meanings.number_names import NameWithNumber
from pprnet.claims.quantities.meanings.precision_words import precision_of
from pprnet.claims.quantities.numerals.pieces import PieceText, split_pieces
from pprnet.claims.quantities.quantity_values import Quantity, QuantityUnit

_KEPT_READINGS = 8  # texts; a check reads one text by several readers


def read_quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text in order; none overlaps another.

    Args:
        text: any text.
        language: "fr" for French, else English.
    """
    source, meant, _ = read_numbers(text, language)
    return tuple(_quantity(source, number) for number in meant)


def read_names_with_numbers(text: str, language: str) -> tuple[NameWithNumber, ...]:
    """Return the parts of a text whose digits state no quantity, in order.

    Args:
        text: any text.
        language: "fr" for French, else English.
    """
    return read_numbers(text, language)[2]


@lru_cache(maxsize=_KEPT_READINGS)
def read_numbers(
    text: str, language: str
) -> tuple[PieceText, tuple[NumberWithMeaning, ...], tuple[NameWithNumber, ...]]:
    """Return the pieces of a text, its numbers with their meaning, and the names with numbers.

    Args:
        text: any text.
        language: "fr" for French, else English.
    """
    known = "fr" if language.startswith("fr") else "en"
    source = PieceText(text, tuple(split_pieces(text, known)), known)
    meant, names = meanings_of(source)
    return source, tuple(meant), tuple(sorted(names, key=lambda name: name.start))


def _quantity(source: PieceText, number: NumberWithMeaning) -> Quantity:
    numeral = number.numeral
    return Quantity(
        start=numeral.start,
        end=numeral.end,
        low=numeral.low,
        high=numeral.high,
        unit=number.unit,
        precision=precision_of(source, numeral, is_time=number.unit is QuantityUnit.TIME),
        decimals=numeral.decimals,
        label=number.label,
        noun=number.noun,
        is_worded=numeral.is_worded,
    )
