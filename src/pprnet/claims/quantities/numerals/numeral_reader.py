"""Numbers of a text, in digits and in words, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pprnet.claims.quantities.numerals.fractions import (
    AFTER_A_FRACTION,
    ARTICLES,
    COLLECTIVES,
    DENOMINATORS,
    MULTIPLES,
    NOT_A_HALF,
    ORDINAL_ENDINGS,
    ORDINAL_VALUES,
    ORDINALS,
    UNMISTAKABLE,
)
from pprnet.claims.quantities.numerals.number_values import Numeral
from pprnet.claims.quantities.numerals.number_words import NUMBER_WORDS, SCALES, word_number
from pprnet.claims.quantities.numerals.pieces import Piece
from pprnet.claims.quantities.numerals.printed_values import printed_value
from pprnet.claims.quantities.quantity_values import Precision
from pprnet.extraction.text_processing.word_tokenizer import word_set

_SIGNED_AFTER = word_set(
    "of to was is were are and or versus vs from between by de à et ou était est entre contre "
    "= < > ≤ ≥ ( [ , ; : ~ ≈ / - d g r b beta β smd md es m z t"
)
"""After these a dash in front of a digit is a minus sign."""
_WEAK = {"en": word_set("one"), "fr": word_set("un une")}
_COMMON_FRACTIONS = frozenset({(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (1, 10)})
_TIMES = {"en": word_set("times fold folds"), "fr": word_set("fois")}
_CLOSED = word_set(". , ; : ) ( ] %")
_ONE = 1


class PieceText(NamedTuple):
    """A text with its pieces and its language."""

    text: str
    pieces: Sequence[Piece]
    language: str

    def word(self, place: int) -> str:
        """Return the text of a piece, empty outside the text.

        Args:
            place: place of the piece.
        """
        return self.pieces[place].text if 0 <= place < len(self.pieces) else ""

    def is_attached(self, place: int) -> bool:
        """Return whether a piece follows the one before without a blank.

        Args:
            place: place of the piece.
        """
        return (
            0 < place < len(self.pieces) and self.pieces[place].start == self.pieces[place - 1].end
        )


def read_numerals(source: PieceText) -> list[Numeral]:
    """Return the numbers of a text in order, none within another.

    Args:
        source: the text with its pieces.
    """
    found: list[Numeral] = []
    place = 0
    starters = _STARTERS[source.language]
    for index, (kind, word, _, _) in enumerate(source.pieces):
        if index < place:
            continue
        if kind == "number":
            numeral = _in_digits(source, index)
        elif word in starters:
            numeral = _in_words(source, index)
        else:
            continue
        if numeral:
            numeral = _with_percent(source, _with_multiple(source, numeral))
            found.append(numeral)
            place = numeral.last
    return found


def _in_digits(source: PieceText, place: int) -> Numeral:
    piece = source.pieces[place]
    value, decimals = printed_value(piece.text, source.language)
    if source.word(place + 1) == "/" and (share := _printed_fraction(source, place, value)):
        return share
    last, first, start = place + 1, place, piece.start
    if _is_negative(source, place):
        value, first, start = -value, place - 1, source.pieces[place - 1].start
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
    total = printed_value(number.text, source.language).value
    if (part, total) not in _COMMON_FRACTIONS:
        return None
    return _share(source, place, place + 3, 100 * part / total)


def _is_negative(source: PieceText, place: int) -> bool:
    if source.word(place - 1) != "-":
        return False
    before = source.word(place - 2)
    dash = source.pieces[place - 1]
    if not source.is_attached(place):
        return before in {"=", "<", ">"}
    if before in _SIGNED_AFTER or not before:
        return not source.is_attached(place - 1) or not before.isalnum()
    return source.text[dash.start] == "−" and not source.is_attached(place - 1)


def _in_words(source: PieceText, place: int) -> Numeral | None:
    word, language = source.word(place), source.language
    if word in NUMBER_WORDS[language] and (found := _spelt_out(source, place)):
        return found
    if word in ARTICLES[language] and (found := _after_article(source, place)):
        return found
    if word in MULTIPLES[language] and _is_multiple(source, place):
        return _worded(source, place, place + 1, MULTIPLES[language][word], noun="times")
    if word == "half" and source.word(place + 1) == "as":
        return _worded(source, place, place + 1, 0.5, noun="times")
    if word in {"half", "moitié"} and _is_half(source, place):
        return _share(source, place, place + 1, 50.0)
    if word in ORDINALS[language] and (value := ORDINAL_VALUES.get(word)):
        return _worded(source, place, place + 1, value)._replace(is_ordinal=True)
    return None


def _is_multiple(source: PieceText, place: int) -> bool:
    """Return whether "double" is a multiple: "le double", but not "double aveugle"."""
    if source.word(place) not in {"double", "triple", "quadruple"}:
        return True
    return source.word(place - 1) in {"le", "du"} or source.word(place + 1) in {"de", "du", "des"}


def _spelt_out(source: PieceText, place: int) -> Numeral | None:
    read = word_number(source.pieces, source.text, place, source.language)
    if read is None:
        return None
    value, last = read
    if share := _fraction(source, place, last, value):
        return share
    if half := _and_a_half(source, place, last, value):
        return half
    if source.word(last) in COLLECTIVES[source.language]:
        return _collective(source, place, last, value)
    found = _worded(source, place, last, value)
    return found._replace(is_weak=source.word(place) in _WEAK[source.language] and value == _ONE)


def _fraction(source: PieceText, first: int, last: int, part: float) -> Numeral | None:
    """Return "two thirds", "three-fifths", "un tiers"; `None` where an ordinal follows."""
    at = last + (source.word(last) == "-")
    word = source.word(at)
    of = DENOMINATORS[source.language].get(word)
    if of is None or not 0 < part <= of or part != int(part):
        return None
    if _ends_plural(word) != (part > 1) and word not in {"tiers", "half", "demi", "demie"}:
        return None
    if not _is_fraction(source, at):
        return None
    return _share(source, first, at + 1, 100 * part / of)


def _ends_plural(word: str) -> bool:
    return word.endswith("s") and word != "tiers"


def _is_fraction(source: PieceText, place: int) -> bool:
    word, following = source.word(place), source.word(place + 1)
    if word in {"half", "demi", "demie"}:
        return _is_half(source, place)
    if word in UNMISTAKABLE[source.language]:
        return True
    known = AFTER_A_FRACTION[source.language]
    return not following or following in known or following in _CLOSED


def _is_half(source: PieceText, place: int) -> bool:
    following = source.word(place + 1)
    if following == "-":
        return False
    return following not in NOT_A_HALF and source.word(place - 1) != "-"


def _and_a_half(source: PieceText, first: int, last: int, value: float) -> Numeral | None:
    """Return "two and a half" and "deux et demi", where the noun does not stand between."""
    words = [source.word(last + step) for step in range(3)]
    if words == ["and", "a", "half"]:
        return _worded(source, first, last + 3, value + 0.5, decimals=1)
    if words[0] == "et" and words[1] in {"demi", "demie"}:
        return _worded(source, first, last + 2, value + 0.5, decimals=1)
    return None


def _after_article(source: PieceText, place: int) -> Numeral | None:
    """Return "a third", "la moitié", "a dozen", "une vingtaine", "a hundred"."""
    word, following, language = source.word(place), source.word(place + 1), source.language
    if following in COLLECTIVES[language] and word not in {"la", "le"}:
        return _collective(source, place, place + 1, 1)
    if following in SCALES[language] and word in {"a", "un", "one"}:
        return _worded(source, place, place + 2, SCALES[language][following])
    if word in {"la", "le"} and following not in {"moitié", "quart", "tiers"}:
        return None
    return _fraction(source, place, place + 1, 1)


def _collective(source: PieceText, first: int, place: int, factor: float) -> Numeral:
    value = factor * COLLECTIVES[source.language][source.word(place)]
    found = _worded(source, first, place + 1, value)
    return found._replace(precision=Precision.ABOUT)


def _worded(
    source: PieceText, first: int, last: int, value: float, noun: str = "", decimals: int = 0
) -> Numeral:
    start, end = source.pieces[first].start, source.pieces[last - 1].end
    return Numeral(first, last, start, end, value, value, decimals, is_worded=True, noun=noun)


def _share(source: PieceText, first: int, last: int, percent: float) -> Numeral:
    found = _worded(source, first, last, percent)
    return found._replace(
        is_percent=True, is_share=True, is_worded=source.pieces[first].kind != "number"
    )


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
    return found._replace(last=last, end=end, is_percent=True, is_weak=False)


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
_STARTERS = {
    language: NUMBER_WORDS[language]
    | ARTICLES[language]
    | frozenset(MULTIPLES[language])
    | ORDINALS[language]
    | {"half", "moitié"}
    for language in ("en", "fr")
}
