"""Find what each number of a text means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pprnet.claims.quantities.meanings.ages_and_dates import (
    is_age,
    is_day_of_month,
    is_year,
    time_word_before,
)
from pprnet.claims.quantities.meanings.counted_nouns import YEAR_WORDS, noun_after
from pprnet.claims.quantities.meanings.interval_bounds import find_intervals
from pprnet.claims.quantities.meanings.measures import MeasureLabel, measure_before
from pprnet.claims.quantities.meanings.number_lists import NumberWithMeaning, with_shared_units
from pprnet.claims.quantities.meanings.number_names import (
    NameKind,
    NameWithNumber,
    is_numbered_noun,
    is_term,
    names_with_numbers,
    roman_number,
)
from pprnet.claims.quantities.numerals.number_ranges import joined_numerals
from pprnet.claims.quantities.numerals.number_values import Numeral
from pprnet.claims.quantities.numerals.numeral_reader import read_numerals
from pprnet.claims.quantities.numerals.pieces import PieceText
from pprnet.claims.quantities.quantity_values import QuantityUnit
from pprnet.extraction.text_processing.word_tokenizer import word_set

_OWN_UNIT = word_set("SD SE IQR M n k")
"""Labels that decide the unit, whatever noun follows."""
_CURRENCIES = word_set("$ £ € ¥")
_ALONE = word_set("seul seule single")
_COUNTED = frozenset({QuantityUnit.PEOPLE, QuantityUnit.STUDIES})
_ROMAN = word_set("i ii iii iv v vi")


def meanings_of(source: PieceText) -> tuple[list[NumberWithMeaning], list[NameWithNumber]]:
    """Return the numbers of a text with their meaning, and the names that hold the others.

    Args:
        source: the text with its pieces.
    """
    names = sorted(names_with_numbers(source.text), key=lambda name: name.start)
    numerals = list(_outside(read_numerals(source), names))
    terms = [numeral for numeral in numerals if is_term(source, numeral)]
    names += [NameWithNumber(term.start, term.end, NameKind.TERM) for term in terms]
    kept = [numeral for numeral in numerals if numeral not in terms] if terms else numerals
    numerals, bounds, levels = find_intervals(source, kept)
    names += [NameWithNumber(level.start, level.end, NameKind.LEVEL) for level in levels]
    joined = [*joined_numerals(source, numerals), *_roman_numerals(source)]
    joined.sort(key=lambda numeral: numeral.start)
    meant = [_meaning(source, numeral, is_bound=numeral.first in bounds) for numeral in joined]
    shared = with_shared_units(source, meant)
    return [number for number in shared if _is_number(source, number)], names


def _outside(numerals: Sequence[Numeral], names: Sequence[NameWithNumber]) -> Iterator[Numeral]:
    """Yield the numbers that are in no name; both are in the order of the text."""
    place, reached = 0, 0
    for numeral in numerals:
        while place < len(names) and names[place].start < numeral.end:
            reached = max(reached, names[place].end)
            place += 1
        if numeral.start >= reached or numeral.is_worded:
            yield numeral


def _roman_numerals(source: PieceText) -> Iterator[Numeral]:
    for place, piece in enumerate(source.pieces):
        if piece.text in _ROMAN and (value := roman_number(source, place)):
            yield Numeral(place, place + 1, piece.start, piece.end, value, value, is_ordinal=True)


def _meaning(source: PieceText, found: Numeral, *, is_bound: bool) -> NumberWithMeaning:
    if is_bound:
        return NumberWithMeaning(found, QuantityUnit.BOUND)
    noun, unit = noun_after(source, found.last)
    if unit is QuantityUnit.TIME and _has_half_after(source, found.last, noun):
        found = found._replace(low=found.low + 0.5, high=found.high + 0.5, decimals=1)
    if time_word := time_word_before(source, found, unit):
        return NumberWithMeaning(found, QuantityUnit.TIME, noun=time_word)
    if is_numbered_noun(source, found, unit) or is_day_of_month(source, found):
        return NumberWithMeaning(found, QuantityUnit.ORDINAL)
    if found.noun and not found.is_percent:
        return NumberWithMeaning(found, QuantityUnit.PLAIN, noun=found.noun)
    measure = measure_before(source, found.first, is_decimal=found.decimals > 0)
    return _measured(source, found, noun, unit, measure)


def _has_half_after(source: PieceText, place: int, noun: str) -> bool:
    """Return whether "and a half" or "et demi" follows the noun: "deux ans et demi"."""
    place += source.word(place) == "-"
    words = [source.word(place + step) for step in range(4)]
    return words[0] == noun and (
        words[1:] == ["and", "a", "half"] or (words[1] == "et" and words[2] in {"demi", "demie"})
    )


def _measured(
    source: PieceText, found: Numeral, noun: str, unit: QuantityUnit, measure: MeasureLabel | None
) -> NumberWithMeaning:
    label = measure.label if measure else _label_around(source, found)
    if found.is_percent:
        return NumberWithMeaning(found, QuantityUnit.PERCENT, label, found.noun or noun)
    if measure and (label in _OWN_UNIT or unit is QuantityUnit.PLAIN or label == "p"):
        unit = unit if label in {"n", "k"} and unit in _COUNTED else measure.unit
        return NumberWithMeaning(found, unit, label, noun)
    if label and not measure:
        return NumberWithMeaning(found, QuantityUnit.EFFECT, label)
    own = label if unit is QuantityUnit.POINTS else ""
    return NumberWithMeaning(found, _unit_of(source, found, noun, unit), own, noun)


def _label_around(source: PieceText, found: Numeral) -> str:
    """Return "SD" for "± 10.2" and "0.5 SD"."""
    at = found.first - 1
    if source.word(at) == "±" or (source.word(at - 2), source.word(at - 1)) == ("+", "/"):
        return "SD"
    following = source.word(found.last)
    if following in {"sd", "sds"} or (following, source.word(found.last + 1)[:8]) == (
        "standard",
        "deviatio",
    ):
        return "SD"
    return ""


def _unit_of(source: PieceText, found: Numeral, noun: str, unit: QuantityUnit) -> QuantityUnit:
    if source.word(found.first - 1) in _CURRENCIES or source.word(found.last) in _CURRENCIES:
        return QuantityUnit.MONEY
    if is_age(source, found, noun in YEAR_WORDS, unit):
        return QuantityUnit.AGE
    if is_year(source, found, noun, unit):
        return QuantityUnit.YEAR
    return unit


def _is_number(source: PieceText, number: NumberWithMeaning) -> bool:
    """Return whether "one", "un" and "neuf" are meant as numbers; others always are."""
    found = number.numeral
    if source.language == "fr" and found.last - found.first == 1:
        if source.word(found.first) == "neuf" and not number.noun:
            return number.unit is not QuantityUnit.PLAIN
        if found.is_weak:
            return number.unit is QuantityUnit.TIME or source.word(found.last) in _ALONE
    return not found.is_weak or number.unit is not QuantityUnit.PLAIN
