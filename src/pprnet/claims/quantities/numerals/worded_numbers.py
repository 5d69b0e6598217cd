"""Numbers in words: spelt out, as fractions, multiples, approximate tens and ordinals."""

from __future__ import annotations

from pprnet.claims.quantities.numerals.number_values import Numeral
from pprnet.claims.quantities.numerals.number_words import NUMBER_WORDS, SCALES, word_number
from pprnet.claims.quantities.numerals.pieces import PieceText
from pprnet.claims.quantities.numerals.share_words import (
    AFTER_A_FRACTION,
    ARTICLES,
    COLLECTIVES,
    DENOMINATORS,
    MULTIPLES,
    NOT_A_HALF,
    ORDINAL_VALUES,
    ORDINALS,
    UNMISTAKABLE,
)
from pprnet.claims.quantities.quantity_values import Precision
from pprnet.extraction.text_processing.word_tokenizer import word_set

_WEAK = {"en": word_set("one"), "fr": word_set("un une")}
_CLOSED = word_set(". , ; : ) ( ] %")
_ONE = 1
STARTERS: dict[str, frozenset[str]] = {
    language: NUMBER_WORDS[language]
    | ARTICLES[language]
    | frozenset(MULTIPLES[language])
    | ORDINALS[language]
    | {"half", "moitié"}
    for language in ("en", "fr")
}
"""Words that may begin a number."""


def numeral_in_words(source: PieceText, place: int) -> Numeral | None:
    """Return the number in words that begins at a piece, `None` where there is none.

    Args:
        source: the text with its pieces.
        place: place of its first piece.
    """
    return _spelt_or_fraction(source, place) or _single_word(source, place)


def _spelt_or_fraction(source: PieceText, place: int) -> Numeral | None:
    word, language = source.word(place), source.language
    if word in NUMBER_WORDS[language] and (found := _spelt_out(source, place)):
        return found
    if word in ARTICLES[language] and (found := _after_article(source, place)):
        return found
    return None


def _single_word(source: PieceText, place: int) -> Numeral | None:
    word, language = source.word(place), source.language
    if word in MULTIPLES[language] and _is_multiple(source, place):
        return _worded(source, place, place + 1, MULTIPLES[language][word], noun="times")
    if word == "half" and source.word(place + 1) == "as":
        return _worded(source, place, place + 1, 0.5, noun="times")
    if word in {"half", "moitié"} and _is_half(source, place):
        return share_of_hundred(source, place, place + 1, 50.0)
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
    return share_of_hundred(source, first, at + 1, 100 * part / of)


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
        return _worded(source, first, last + 3, value + 0.5)
    if words[0] == "et" and words[1] in {"demi", "demie"}:
        return _worded(source, first, last + 2, value + 0.5)
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


def _worded(source: PieceText, first: int, last: int, value: float, noun: str = "") -> Numeral:
    start, end = source.pieces[first].start, source.pieces[last - 1].end
    decimals = 0 if value == int(value) or noun else 1
    return Numeral(first, last, start, end, value, value, decimals, is_worded=True, noun=noun)


def share_of_hundred(source: PieceText, first: int, last: int, percent: float) -> Numeral:
    """Return a fraction as a number in per cent.

    Args:
        source: the text with its pieces.
        first: its first piece.
        last: the piece after it.
        percent: its value.
    """
    found = _worded(source, first, last, percent)
    return found._replace(
        decimals=0, is_percent=True, is_share=True, is_worded=source.pieces[first].kind != "number"
    )
