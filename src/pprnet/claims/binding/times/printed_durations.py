"""Durations that a source prints otherwise than as a number and a unit beside each other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pprnet.claims.claim_values import Passage
from pprnet.claims.quantities.meanings.counted_nouns import TIME_UNITS
from pprnet.claims.quantities.times.time_lengths import is_same_length
from pprnet.claims.reading.read_text import ReadText
from pprnet.extraction.text_processing.word_tokenizer import Token

_DURATION = re.compile(
    r"(?P<number>[\w.]{1,20})[-\s](?P<unit>day|week|month|year)s?", re.IGNORECASE
)
_UNIT_FIRST = re.compile(r"(?P<unit>day|week|month|year)s?\s(?P<number>[\w.]{1,20})", re.IGNORECASE)
_ARTICLES, _EACH = frozenset({"a", "an"}), frozenset({"each", "every", "per"})
_APART = 8
"""Words between a unit and its number."""
_SPREAD = re.compile(
    r"(?<![\d.,])(\d{1,4}(?:\.\d{1,2})?)\s?[(\[][^()\[\]]{1,40}[)\]]\s?(days?|weeks?|months?|years?)\b"
)


def spread_duration(days: float, sources: Sequence[ReadText]) -> Passage | None:
    """Return where a source has a duration with its range before the unit: "72 (33-104) months".

    Args:
        days: the length of a duration of a text.
        sources: as read.
    """
    for place, source in enumerate(sources):
        for match in _SPREAD.finditer(source.text):
            if is_same_length(days, float(match[1]) * TIME_UNITS["en"].get(match[2], 0.0)):
                return Passage(place, match.start(), match.end())
    return None


def printed_otherwise(printed: str, sources: Sequence[ReadText]) -> Passage | None:
    """Return where a source has a duration in another form.

    "Three-monthly", "in months was 89.4" and "on days 15 and 45" are found.

    Args:
        printed: the duration in the text.
        sources: as read.
    """
    match = _DURATION.match(printed) or _UNIT_FIRST.match(printed)
    if not match:
        return None
    number, unit = match["number"].lower(), match["unit"].lower()
    for place, source in enumerate(sources):
        for sentence in source.sentences:
            for at, token in enumerate(sentence.tokens):
                is_number = token.word == number or token.word.startswith(f"{number}.")
                is_number |= number in _ARTICLES and token.word in _EACH
                if is_number and _has_unit(sentence.tokens, at, unit):
                    return Passage(place, token.start, token.end)
    return None


def _has_unit(tokens: Sequence[Token], at: int, unit: str) -> bool:
    """Return whether the unit of a number stands apart from it."""
    following = tokens[at + 1].word if at + 1 < len(tokens) else ""
    if following == f"{unit}ly" or (tokens[at].word in _EACH and following == unit):
        return True
    words = [token.word for token in tokens[max(0, at - _APART) : at]]
    for before, word in enumerate(words):
        if word in {unit, f"{unit}s"}:
            between = words[before + 1 :]
            is_list = all(each[0].isdecimal() or each in {"and", "or", "et"} for each in between)
            return is_list or (before > 0 and words[before - 1] == "in")
    return False
