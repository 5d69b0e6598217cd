"""Ages, calendar years, days of a month, and "week 28"."""

from __future__ import annotations

from pprnet.claims.quantities.meanings.counted_nouns import TIME_UNITS
from pprnet.claims.quantities.numerals.number_values import Numeral
from pprnet.claims.quantities.numerals.pieces import PieceText
from pprnet.claims.quantities.quantity_values import QuantityUnit
from pprnet.extraction.text_processing.word_tokenizer import word_set

_AGE_WORDS = word_set("age ages aged âge âges âgé âgée âgés âgées")
_MAX_TO_AGE = 9  # pieces
_MAX_TO_AGE_ALONE = 5
_MAX_AGE = 110
_SENTENCE_ENDS = word_set(". ; ? !")
_YEAR_LENGTH = 4
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_MONTHS = word_set(
    "january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sep sept oct nov dec janvier février mars avril mai juin juillet août "
    "septembre octobre novembre décembre"
)
_LAST_DAY = 31
_NAMED_TIMES = word_set(
    "week weeks month months day days year years wk semaine semaines mois jour année"
)
_BEFORE_YEAR = _MONTHS | word_set("in since until till from by between before after en depuis")
_PLURALS = word_set("people women men children")


def time_word_before(source: PieceText, found: Numeral, unit: QuantityUnit) -> str:
    """Return the unit of time that a number counts from the start: "week 28", "mois 6".

    Args:
        source: the text with its pieces.
        found: a number.
        unit: what follows it.
    """
    word = source.word(found.first - 1)
    if word == "-":
        word = source.word(found.first - 2)
    if word not in _NAMED_TIMES or unit is not QuantityUnit.PLAIN or found.is_ordinal:
        return ""
    if found.is_percent or found.decimals or not 0 <= found.low <= 520:  # noqa: PLR2004
        return ""
    before = source.word(found.first - 2)
    if before.isdecimal() or not _is_near(source, found):
        return ""
    return word if word in TIME_UNITS[source.language] else ""


def _is_near(source: PieceText, found: Numeral) -> bool:
    at = source.pieces[found.first]
    return at.start - source.pieces[found.first - 1].end <= 1


def is_age(source: PieceText, found: Numeral, is_years: bool, unit: QuantityUnit) -> bool:
    """Return whether a number is an age.

    Args:
        source: the text with its pieces.
        found: a number.
        is_years: whether years are its noun.
        unit: the unit of its noun.
    """
    if not 0 < found.high <= _MAX_AGE or unit not in {QuantityUnit.PLAIN, QuantityUnit.TIME}:
        return False
    if unit is QuantityUnit.TIME and not is_years:
        return False
    if is_years and _is_old(source, found.last):
        return True
    steps = _MAX_TO_AGE if is_years else _MAX_TO_AGE_ALONE
    return _has_age_word(source, found, steps)


def _is_old(source: PieceText, place: int) -> bool:
    """Return whether "years old", "-year-old" or "years of age" follows."""
    words = [source.word(at) for at in range(place, place + 5) if source.word(at) != "-"]
    return words[1:2] in (["old"], ["olds"]) or words[1:3] == ["of", "age"]


def _has_age_word(source: PieceText, found: Numeral, steps: int) -> bool:
    for at in range(found.first - 1, max(-1, found.first - 1 - steps), -1):
        word = source.word(at)
        if word in _AGE_WORDS:
            return True
        if word in _SENTENCE_ENDS or source.pieces[at].kind == "number":
            return False
    return False


def is_year(source: PieceText, found: Numeral, noun: str, unit: QuantityUnit) -> bool:
    """Return whether a number is a year of the calendar.

    Args:
        source: the text with its pieces.
        found: a number.
        noun: what follows it.
        unit: the unit of `noun`.
    """
    if found.is_worded or found.decimals or not _are_years(found):
        return False
    if len(source.pieces[found.last - 1].text) not in {2, _YEAR_LENGTH}:
        return False
    if unit is QuantityUnit.PLAIN or source.word(found.first - 1) in _BEFORE_YEAR:
        return True
    return not (noun.endswith("s") or noun in _PLURALS)


def _are_years(found: Numeral) -> bool:
    return _FIRST_YEAR <= found.low <= found.high <= _LAST_YEAR


def is_day_of_month(source: PieceText, found: Numeral) -> bool:
    """Return whether a number is the day of a date: "30 June", "June 30, 2014".

    Args:
        source: the text with its pieces.
        found: a number.
    """
    if found.is_worded or found.decimals or not 1 <= found.low <= found.high <= _LAST_DAY:
        return False
    following = source.word(found.last)
    if following in _MONTHS and _is_name_of_month(source, found.last):
        return True
    at = found.first - 1
    return source.word(at) in _MONTHS and _is_name_of_month(source, at)


def _is_name_of_month(source: PieceText, place: int) -> bool:
    piece = source.pieces[place]
    if source.language == "fr":
        return len(piece.text) > 3 or piece.text == "mai"  # noqa: PLR2004
    return source.text[piece.start].isupper()
