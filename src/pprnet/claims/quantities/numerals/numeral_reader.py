"""Numbers of a text, in digits and in words, one after the other."""

from __future__ import annotations

from pprnet.claims.quantities.numerals.digit_values import digit_value
from pprnet.claims.quantities.numerals.number_values import Numeral
from pprnet.claims.quantities.numerals.number_words import SCALES
from pprnet.claims.quantities.numerals.pieces import PieceText
from pprnet.claims.quantities.numerals.share_words import ORDINAL_ENDINGS
from pprnet.claims.quantities.numerals.worded_numbers import (
    STARTERS,
    numeral_in_words,
    share_of_hundred,
)
from pprnet.extraction.text_processing.word_tokenizer import word_set

_SIGNED_AFTER = word_set(
    "of to was is were are and or versus vs from between by de à et ou était est entre contre "
    "= < > ≤ ≥ ( [ , ; : ~ ≈ / - d g r b beta β smd md es m z t"
)
"""After these a dash in front of a digit is a minus sign."""
_COMMON_FRACTIONS = frozenset({(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (1, 10)})
_TIMES = {"en": word_set("times fold folds"), "fr": word_set("fois")}


def read_numerals(source: PieceText) -> list[Numeral]:
    """Return the numbers of a text in order, none within another.

    Args:
        source: the text with its pieces.
    """
    found: list[Numeral] = []
    place = 0
    starters = STARTERS[source.language]
    for index, (kind, word, _, _) in enumerate(source.pieces):
        if index < place:
            continue
        numeral = None
        if kind == "number":
            numeral = _in_digits(source, index)
        elif word in starters:
            numeral = numeral_in_words(source, index)
        if numeral:
            numeral = _with_percent(source, _with_multiple(source, numeral))
            found.append(numeral)
            place = numeral.last
    return found


def _in_digits(source: PieceText, place: int) -> Numeral:
    piece = source.pieces[place]
    value, decimals = digit_value(piece.text, source.language)
    if source.word(place + 1) == "/" and (share := _printed_fraction(source, place, value)):
        return share
    last, first, start = place + 1, place, piece.start
    if _is_negative(source, place):
        value, first, start = -value, place - 1, source.pieces[place - 1].start
    elif source.word(place - 1) == "+" and source.word(place - 2) in _SIGNED_AFTER:
        first, start = place - 1, source.pieces[place - 1].start
    if source.word(last) in SCALES[source.language]:
        value, last = value * SCALES[source.language][source.word(last)], last + 1
    is_ordinal = source.is_attached(last) and source.word(last) in ORDINAL_ENDINGS
    last += is_ordinal
    end = source.pieces[last - 1].end
    return Numeral(first, last, start, end, value, value, decimals, is_ordinal=is_ordinal)


def _printed_fraction(source: PieceText, place: int, part: float) -> Numeral | None:
    """Return a fraction such as "2/3 of", `None` for "12/45" and "1/2/2010"."""
    if source.word(place + 3) == "/" or source.word(place - 1) == "/":
        return None
    number = source.pieces[place + 2] if place + 2 < len(source.pieces) else None
    if number is None or number.kind != "number":
        return None
    total = digit_value(number.text, source.language).value
    if (part, total) not in _COMMON_FRACTIONS:
        return None
    return share_of_hundred(source, place, place + 3, 100 * part / total)


_CURRENCIES = frozenset("£$€")


def _is_negative(source: PieceText, place: int) -> bool:
    if source.word(place - 1) in _CURRENCIES and source.word(place - 2) == "-":
        return source.is_attached(place - 1) and source.word(place - 3) in {
            "=",
            "(",
            "[",
            ":",
            "ci",
            "ic",
        }
    if source.word(place - 1) != "-":
        return False
    before = source.word(place - 2)
    dash = source.pieces[place - 1]
    if not source.is_attached(place):
        return before in {"=", "<", ">"}
    if before in _SIGNED_AFTER or not before:
        return not source.is_attached(place - 1) or not before.isalnum()
    if source.is_attached(place - 1) or source.pieces[place - 2].kind == "number":
        return False
    return source.text[dash.start] == "−" or "." in source.word(place)


def _with_multiple(source: PieceText, found: Numeral) -> Numeral:
    """Return "three times", "3-fold", "trois fois" with its noun."""
    place = found.last + (source.word(found.last) == "-")
    if source.word(place) not in _TIMES[source.language] or found.is_percent or found.is_weak:
        return found
    return found._replace(noun="times", is_weak=False)


def _with_percent(source: PieceText, found: Numeral) -> Numeral:
    last = _percent_end(source, found.last)
    if last == found.last or found.is_percent:
        return found
    end = source.pieces[last - 1].end
    is_points = last - found.last > 1 and not {"point", "points"}.isdisjoint(
        piece.text for piece in source.pieces[found.last : last]
    )
    noun = "percentage points" if is_points else ""
    return found._replace(last=last, end=end, is_percent=True, is_weak=False, noun=noun)


def _percent_end(source: PieceText, place: int) -> int:
    """Return the place after "%", "per cent", "percentage points"; `place` where none follows."""
    word, following = source.word(place), source.word(place + 1)
    if word == "%" or word in {"percent", "pct"}:
        return place + 1
    if word == "-" and following in {"%", "percent"}:
        return place + 2
    if word in {"per", "pour"} and following == "cent":
        return place + 2
    if word == "percentage" and following in {"point", "points"}:
        return place + 2
    if word in {"points", "point"} and following == "de" and source.word(place + 2) in _POINTS:
        return place + 3
    return place


_POINTS = word_set("pourcentage % pour")
