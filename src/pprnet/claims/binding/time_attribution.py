"""Which point in time a number belongs to."""

from __future__ import annotations

from pprnet.claims.binding.attribution import attributed_labels, segments_of
from pprnet.claims.binding.label_places import LabelPlace, time_places
from pprnet.claims.quantities.quantity_values import Quantity, QuantityUnit
from pprnet.claims.reading.read_text import ReadSentence

_NOT_AT_A_TIME = frozenset({QuantityUnit.TIME, QuantityUnit.YEAR, QuantityUnit.ORDINAL})


def times_of_quantities(text: str, sentence: ReadSentence) -> dict[int, frozenset[str]]:
    """Return the keys of the points in time that quantities belong to, by the quantities' start.

    A part of a sentence that names one point in time is about that one.

    Args:
        text: the text of the sentence.
        sentence: with its quantities and times.
    """
    found: dict[int, frozenset[str]] = {}
    for start, end in segments_of(text, sentence):
        places = time_places(sentence.times, start, end)
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
