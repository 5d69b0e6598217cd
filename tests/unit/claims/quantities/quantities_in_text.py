"""Quantities and points in time of a text in a short form, for tables of cases."""

from __future__ import annotations

from pprnet.claims.quantities.quantity_reader import read_quantities
from pprnet.claims.quantities.quantity_values import Precision, Quantity
from pprnet.claims.quantities.time_point_reader import read_time_points


def short(quantity: Quantity) -> str:
    """Return "40..60 percent", "0.45 effect d", "300 studies [trials] about"."""
    values = f"{quantity.low:g}"
    if quantity.high != quantity.low:
        values += f"..{quantity.high:g}"
    noun = f"[{quantity.noun}]" if quantity.noun else ""
    how = "" if quantity.precision is Precision.EXACT else quantity.precision.value
    parts = (values, quantity.unit.value, quantity.label, noun, how)
    return " ".join(part for part in parts if part)


def quantities(text: str, language: str = "en") -> list[str]:
    """Return the quantities of a text in the short form."""
    return [short(quantity) for quantity in read_quantities(text, language)]


def spans(text: str, language: str = "en") -> list[str]:
    """Return the quantities of a text as printed."""
    return [text[each.start : each.end] for each in read_quantities(text, language)]


def time_points(text: str, language: str = "en") -> list[tuple[str, int | None, str]]:
    """Return the points in time of a text: as printed, in days, with the stage."""
    return [
        (
            text[each.start : each.end],
            None if each.days is None else round(each.days),
            each.stage,
        )
        for each in read_time_points(text, language)
    ]
