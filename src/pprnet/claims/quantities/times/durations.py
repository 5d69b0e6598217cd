"""Durations: a number with its unit of time, and "a year later" without a number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pprnet.claims.quantities.meanings.counted_nouns import TIME_UNITS
from pprnet.claims.quantities.meanings.number_lists import NumberWithMeaning
from pprnet.claims.quantities.numerals.number_values import Numeral
from pprnet.claims.quantities.numerals.pieces import PieceText
from pprnet.claims.quantities.quantity_values import QuantityUnit
from pprnet.extraction.text_processing.word_tokenizer import word_set


class Duration(NamedTuple):
    """A length of time with the pieces that state it, `last` exclusive."""

    days: float
    first: int
    last: int


_RANGE_WORDS = (word_set("to à through till"), word_set("and et"), word_set("-"))
_LIST_WORDS = word_set(", ; and or to et ou à / & . ( )")
_MAX_TO_NOUN = 4
_ARTICLES = {"en": word_set("a an another"), "fr": word_set("le la du l un une cette cet")}
_BEFORE_ARTICLE = word_set(
    "for after within over at in than about nearly almost least half to of until during only by "
    "another approximately around"
)
_OF_RATES = word_set(
    "mg g mcg µg ml iu units times once twice hours hour minutes sessions session visits calls"
)
"""Words before "a day" and the like that make it a rate."""
_DURING = word_set("over during within throughout")
_AFTER_UNIT = word_set("later after on of follow post before ago long or beforehand earlier and")
_RELATIVE = {
    "en": word_set("past last previous preceding following next prior final"),
    "fr": word_set("dernier dernière prochain prochaine"),
}
_RELATIVE_AFTER = word_set(
    "précédent précédente écoulé écoulée suivant suivante passé passée dernier dernière plus"
)
_BY_THE = [["by", "the"], ["at", "the"], ["until", "the"], ["till", "the"]]
_HALVES = word_set("half demi demie")
_SINGULAR = {
    "en": word_set("day week fortnight month year decade hour"),
    "fr": word_set("jour semaine mois an année décennie heure"),
}


def durations_of(source: PieceText, numbers: Sequence[NumberWithMeaning]) -> Iterator[Duration]:
    """Yield the durations of a text; those without a number come last.

    Args:
        source: the text with its pieces.
        numbers: its numbers with their meaning.
    """
    used: set[int] = set()
    for number in numbers:
        if number.unit is QuantityUnit.TIME and number.noun in TIME_UNITS[source.language]:
            for duration in _numbered(source, number):
                if not used.isdisjoint(range(duration.first, duration.last)):
                    duration = duration._replace(  # noqa: PLW2901
                        first=number.numeral.first, last=number.numeral.last
                    )
                used.update(range(duration.first, duration.last))
                yield duration
    units = _SINGULAR[source.language]
    for place, piece in enumerate(source.pieces):
        if piece.text in units and place not in used:
            found = _without_number(source, place)
            if found and used.isdisjoint(range(found.first, found.last)):
                yield found


def _numbered(source: PieceText, number: NumberWithMeaning) -> Iterator[Duration]:
    """Yield one duration, or two for a range."""
    found, unit = number.numeral, TIME_UNITS[source.language][number.noun]
    first, last = _with_noun(source, found, number.noun)
    middle = _middle(source, found) if found.is_range else None
    if middle is None:
        yield Duration(found.low * unit, first, last)
        return
    yield Duration(found.low * unit, first, middle)
    yield Duration(found.high * unit, middle + 1, last)


def _with_noun(source: PieceText, found: Numeral, noun: str) -> tuple[int, int]:
    """Return the pieces of a number and of its noun, before or after it."""
    for at in range(found.last, min(len(source.pieces), found.last + _MAX_TO_NOUN)):
        if source.word(at) == noun:
            return found.first, _half_end(source, at + 1)
        if source.word(at) in _LIST_WORDS or source.pieces[at].kind == "number":
            break
    for step in (1, 2):
        if source.word(found.first - step) == noun:
            return found.first - step, found.last
    return found.first, found.last


def _half_end(source: PieceText, place: int) -> int:
    """Return the place after "and a half" or "et demi", else the place itself."""
    words = [source.word(place + step) for step in range(3)]
    if words == ["and", "a", "half"]:
        return place + 3
    return place + 2 if words[0] == "et" and words[1] in _HALVES else place


def _middle(source: PieceText, found: Numeral) -> int | None:
    """Return the piece between the two numbers of a range."""
    inner = range(found.first + 1, found.last - 1)
    for words in _RANGE_WORDS:
        for at in inner:
            if source.word(at) in words:
                return at
    return None


def _without_number(source: PieceText, place: int) -> Duration | None:
    """Return "a year later", "half a year", "the past month", "le mois précédent"."""
    unit = TIME_UNITS[source.language][source.word(place)]
    before, following = source.word(place - 1), source.word(place + 1)
    if before == "-" and source.word(place - 2) in _HALVES:
        return Duration(unit / 2, place - 2, place + 1)
    if before in _HALVES:
        return Duration(unit / 2, place - 1, place + 1)
    if before in _RELATIVE[source.language]:
        if [source.word(place - 3), source.word(place - 2)] in _BY_THE:
            return None  # "by the last week"
        return Duration(unit, place - 1, place + 1)
    if source.language == "fr":
        is_relative = following in _RELATIVE_AFTER and before in (_ARTICLES["fr"] | {"’", "'"})
        return Duration(unit, place, place + 2) if is_relative else None
    return _after_article(source, place, unit)


def _after_article(source: PieceText, place: int, unit: float) -> Duration | None:
    if source.word(place - 1) == "the" and source.word(place - 2) in _DURING:
        return Duration(unit, place - 1, place + 1)
    if source.word(place - 1) not in _ARTICLES["en"] or source.word(place - 2) in _OF_RATES:
        return None
    before, following = source.word(place - 2), source.word(place + 1)
    if before == "half":
        return Duration(unit / 2, place - 2, place + 1)
    if before not in _BEFORE_ARTICLE and following not in _AFTER_UNIT:
        return None
    tail = [source.word(place + step) for step in (1, 2, 3)]
    if tail == ["and", "a", "half"]:
        return Duration(1.5 * unit, place - 1, place + 4)
    return Duration(unit, place - 1, place + 1)
