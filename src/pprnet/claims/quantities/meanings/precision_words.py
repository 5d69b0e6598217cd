"""Words around a number that say how exactly it is meant, in English and French."""

from __future__ import annotations

from pprnet.claims.quantities.numerals.number_values import Numeral
from pprnet.claims.quantities.numerals.pieces import PieceText
from pprnet.claims.quantities.quantity_values import Precision
from pprnet.extraction.text_processing.word_tokenizer import word_set


def _phrases(precision: Precision, lines: str) -> dict[tuple[str, ...], Precision]:
    return {tuple(phrase.split()): precision for phrase in lines.split(", ")}


_BEFORE = {
    "en": _phrases(
        Precision.ABOUT,
        "about, approximately, approx, around, roughly, nearly, almost, some, circa, ~, ≈, "
        "close to, just about, an estimated, estimated, just under, just over, little over, "
        "well over, slightly more than, slightly less than, approximately ( n =, or so",
    )
    | _phrases(
        Precision.MORE,
        "over, above, exceeding, more than, greater than, at least, no fewer than, not less than, "
        "minimum of, minimum, upwards of, >, ≥, larger than, higher than, older than, past, "
        "well over, just over, slightly more than, a little over",
    )
    | _phrases(
        Precision.LESS,
        "under, below, less than, fewer than, smaller than, lower than, at most, up to, "
        "no more than, not more than, maximum of, maximum, <, ≤, younger than, just under, "
        "slightly less than, a little under, a maximum of",
    ),
    "fr": _phrases(
        Precision.ABOUT,
        "environ, près de, près d ' , près du, presque, quelque, quelques, autour de, à peu près, "
        "approximativement, ~, ≈, à peine",
    )
    | _phrases(
        Precision.MORE,
        "plus de, plus d ', plus du, au moins, au delà de, supérieur à, supérieure à, >, ≥, "
        "dépassant, minimum de, un peu plus de",
    )
    | _phrases(
        Precision.LESS,
        "moins de, moins d ', moins du, jusqu ' à, au plus, au maximum, inférieur à, "
        "inférieure à, <, ≤, maximum de, un peu moins de, sous",
    ),
}
_LAST_WORDS = {
    language: frozenset(phrase[-1] for phrase in phrases) for language, phrases in _BEFORE.items()
}
_AFTER: dict[str, dict[tuple[str, ...], Precision]] = {
    "en": {
        ("or", "more"): Precision.MORE, ("or", "older"): Precision.MORE,
        ("or", "over"): Precision.MORE, ("or", "above"): Precision.MORE,
        ("and", "over"): Precision.MORE, ("or", "greater"): Precision.MORE,
        ("or", "higher"): Precision.MORE, ("or", "fewer"): Precision.LESS,
        ("or", "less"): Precision.LESS, ("or", "younger"): Precision.LESS,
        ("or", "lower"): Precision.LESS, ("or", "so"): Precision.ABOUT,
    },
    "fr": {
        ("ou", "plus"): Precision.MORE, ("et", "plus"): Precision.MORE,
        ("ou", "moins"): Precision.LESS, ("environ",): Precision.ABOUT,
        ("au", "moins"): Precision.MORE, ("au", "plus"): Precision.LESS,
    },
}  # fmt: skip
_LONGEST = 4
_SKIPPED = word_set("the a an les la le un une all only exactly l ’ '")
_APOSTROPHES = word_set("' ’ ʼ ‘")


def precision_of(source: PieceText, found: Numeral, *, is_time: bool) -> Precision:
    """Return how exactly a number is meant.

    Args:
        source: the text with its pieces.
        found: the number.
        is_time: whether it is a duration, before which "over" means "during".
    """
    if found.precision is not Precision.EXACT:
        return found.precision
    at = found.first - 1
    before = _before(source, at)
    if before is None and source.word(at) in _SKIPPED:
        before = _before(source, at - 1)
    if before is None or (is_time and _is_during(source, at)):
        return _after(source, found)
    return before


def _is_during(source: PieceText, at: int) -> bool:
    """Return whether "over" or "past", perhaps with an article, begins a period."""
    return not {"over", "past", "sous"}.isdisjoint({source.word(at), source.word(at - 1)})


def _before(source: PieceText, at: int) -> Precision | None:
    if source.word(at) in _APOSTROPHES:
        words = ["'"]
    elif source.word(at) in _LAST_WORDS[source.language]:
        words = [source.word(at)]
    else:
        return None
    if words[0] == ">" and _closes_tag(source, at):
        return None
    found = _BEFORE[source.language].get(tuple(words))
    for place in range(at - 1, max(-1, at - _LONGEST), -1):
        words.insert(0, "'" if source.word(place) in _APOSTROPHES else source.word(place))
        found = _BEFORE[source.language].get(tuple(words), found)
    return found


def _closes_tag(source: PieceText, at: int) -> bool:
    """Return whether ">" ends a tag such as "</h3>"."""
    return any(source.word(at - step) == "<" for step in range(1, _LONGEST + 2))


def _after(source: PieceText, found: Numeral) -> Precision:
    if source.word(found.last) == "+" and source.is_attached(found.last):
        return Precision.MORE
    phrases = _AFTER[source.language]
    for place in (found.last, found.last + 1):
        words = (source.word(place), source.word(place + 1))
        if precision := phrases.get(words) or phrases.get(words[:1]):
            return precision
    return Precision.EXACT
