"""Which point in time a number belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pprnet.claims.binding.attribution import attributed_labels, segments_of
from pprnet.claims.binding.label_places import LabelPlace
from pprnet.claims.binding.times.named_points import LAST
from pprnet.claims.binding.times.stated_times import places_of_times
from pprnet.claims.binding.times.time_roles import TimeRole, role_of
from pprnet.claims.quantities.quantity_values import Quantity, QuantityUnit
from pprnet.claims.reading.read_text import ReadSentence

_NOT_AT_A_TIME = frozenset({QuantityUnit.TIME, QuantityUnit.YEAR, QuantityUnit.ORDINAL})
_FROM_TO = re.compile(r"\s?-?\s?(?:to|through|à|-|–|/|until|and|et)\s?(?:the\s|la\s|le\s)?")
_ANCHORS = frozenset({"randomisation", "discharge", "maintenance", LAST})
_IN_TREATMENT = {"mid": "during", "acute": "during"}
_LINK = re.compile(
    r"\s?%?\s(?:(?:during|over|within|at|after|in|by|through|à|pendant|durant|après|sur|lors)\s"
    r"(?:(?:the|de|du|la|le|les|a|an)\s|l['’])?)?",
    re.IGNORECASE,
)
_RESPECTIVELY = re.compile(r"\brespectiv(?:ely|ement)\b", re.IGNORECASE)
_NO_POINTS = frozenset({TimeRole.WINDOW, TimeRole.INTERVAL, TimeRole.AGE})
_OPENING = re.compile(r"\s?\((?:[^()]|\([^()]*\))*\)")


def times_of_quantities(text: str, sentence: ReadSentence) -> dict[int, frozenset[str]]:
    """Return the keys of the points in time that quantities belong to, by the quantities' start.

    A part of a sentence that names one point in time is about that one.

    Args:
        text: the text of the sentence.
        sentence: with its quantities and times.
    """
    found: dict[int, frozenset[str]] = {}
    named = _without_first_of_ranges(text, _number_places(text, sentence))
    for start, end in segments_of(text, sentence):
        places = [place for place in named if start <= place.start < end]
        quantities = [
            quantity
            for quantity in sentence.quantities
            if start <= quantity.start < end and _may_be_at_a_time(quantity)
        ]
        if len({place.keys for place in places}) == 1:
            found |= {
                quantity.start: places[0].keys
                for quantity in quantities
                if _is_of_only_time(text, quantity, places[0])
            }
        elif places and quantities:
            found |= attributed_labels(text, places, quantities)
            found |= _respectively(text[start:end], places, quantities)
            found |= _in_brackets_after(text, places, quantities)
            found |= _right_before(text, places, quantities)
    return found


def _number_places(text: str, sentence: ReadSentence) -> list[LabelPlace]:
    """Return the points in time of a sentence by the keys that decide between numbers."""
    places = []
    for place in places_of_times(text, sentence):
        keys = frozenset(_IN_TREATMENT.get(key, key) for key in place.keys - _ANCHORS)
        if keys and role_of(text, place.start, place.end) not in _NO_POINTS:
            places.append(LabelPlace(keys, place.start, place.end))
    return places


def _without_first_of_ranges(text: str, places: Sequence[LabelPlace]) -> list[LabelPlace]:
    """Return points in time without the baseline of "from baseline to 12 months"."""
    kept = []
    for at, place in enumerate(places):
        following = places[at + 1] if at + 1 < len(places) else None
        is_first = (
            following is not None
            and place.keys == {"baseline"}
            and _FROM_TO.fullmatch(text, place.end, following.start)
            and _is_range(text, place, following)
        )
        if not is_first:
            kept.append(place)
    return kept


def _is_range(text: str, first: LabelPlace, second: LabelPlace) -> bool:
    gap = text[first.end : second.start].strip(" -")
    before = text[max(0, first.start - 9) : first.start].lower()
    return gap not in {"and", "et"} or "between" in before or "entre" in before


def _respectively(
    part: str, places: Sequence[LabelPlace], quantities: Sequence[Quantity]
) -> dict[int, frozenset[str]]:
    """Return the points in time of as many numbers, "at 6 and 12 months, respectively"."""
    if not _RESPECTIVELY.search(part):
        return {}
    kinds = {(each.unit, each.label) for each in quantities}
    for kind in kinds:
        alike = [each for each in quantities if (each.unit, each.label) == kind]
        if len(alike) == len(places):
            pairs = zip(alike, places, strict=True)
            return {quantity.start: place.keys for quantity, place in pairs}
    return {}


def _in_brackets_after(
    text: str, places: Sequence[LabelPlace], quantities: Sequence[Quantity]
) -> dict[int, frozenset[str]]:
    """Return the points in time of numbers in the brackets right after: "at its end (RR 0.78)"."""
    return {
        quantity.start: place.keys
        for place in places
        if (brackets := _OPENING.match(text, place.end))
        for quantity in quantities
        if brackets.start() <= quantity.start < brackets.end()
    }


def _right_before(
    text: str, places: Sequence[LabelPlace], quantities: Sequence[Quantity]
) -> dict[int, frozenset[str]]:
    """Return the points in time of numbers that precede them: "16.7% during follow-up"."""
    found = {}
    for quantity in quantities:
        following = next((place for place in places if place.start >= quantity.end), None)
        if following and _LINK.fullmatch(text, quantity.end, following.start):
            found[quantity.start] = following.keys
    return found


def _is_of_only_time(text: str, quantity: Quantity, place: LabelPlace) -> bool:
    """Return whether a quantity follows a point in time, or precedes it without a comma."""
    if place.end <= quantity.start:
        return text.count("(", place.end, quantity.start) >= text.count(
            ")", place.end, quantity.start
        )
    return "," not in text[quantity.end : place.start]


def _may_be_at_a_time(quantity: Quantity) -> bool:
    is_small_count = quantity.is_worded and quantity.unit is QuantityUnit.PLAIN
    return quantity.unit not in _NOT_AT_A_TIME and not is_small_count
