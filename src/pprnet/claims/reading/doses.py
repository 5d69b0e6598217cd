"""Doses as arms: "5 to 10 mg a day" names a group of a trial as a treatment does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pprnet.claims.concepts.concept_values import ConceptGroup, Mention
from pprnet.claims.quantities.quantity_values import Quantity

DOSE_KEY = "dose:"
"""Begins the key of an arm that is named by its dose."""
_UNITS = frozenset({"mg", "mcg", "µg", "μg", "ug", "milligrams", "milligrammes"})


def is_dose(quantity: Quantity) -> bool:
    """Return whether a quantity is the dose of a medicine.

    Args:
        quantity: of any text.
    """
    return quantity.noun in _UNITS


def dose_mentions(quantities: Sequence[Quantity]) -> Iterator[Mention]:
    """Yield a mention of an arm for each dose.

    Args:
        quantities: of a text.
    """
    for quantity in quantities:
        if is_dose(quantity):
            key = f"{DOSE_KEY}{quantity.low:g}-{quantity.high:g}"
            yield Mention(key, ConceptGroup.ARM, quantity.start, quantity.end)
