"""Which units and labels may state one and the same value."""

from __future__ import annotations

from pprnet.claims.quantities.meanings.counted_nouns import TIME_UNITS
from pprnet.claims.quantities.quantity_values import Quantity, QuantityUnit
from pprnet.extraction.text_processing.word_tokenizer import word_set

_ALONE = frozenset(
    {
        QuantityUnit.PERCENT,
        QuantityUnit.YEAR,
        QuantityUnit.ORDINAL,
        QuantityUnit.PROBABILITY,
        QuantityUnit.TIME,
    }
)
"""Units that a number without a unit cannot stand for."""
_ALLIED = frozenset(
    {
        frozenset({QuantityUnit.POINTS, QuantityUnit.EFFECT}),
        frozenset({QuantityUnit.AGE, QuantityUnit.TIME}),
        frozenset({QuantityUnit.EFFECT, QuantityUnit.BOUND}),
        frozenset({QuantityUnit.AGE, QuantityUnit.EFFECT}),
    }
)
_FAMILIES = (
    word_set("d g SMD ES delta f2"),
    word_set("OR RR HR IRR ES"),
    word_set("r b beta rho ES phi"),
    word_set("R2 eta2 omega2 ES"),
    word_set("MD WMD b M"),
    word_set("NNT NNH"),
)
_DESCRIPTIVE = word_set("M SD SE IQR")
_SCALED = word_set("mg kg g ml cm mm km µg mcg kcal lb lbs")
_FRENCH_TIME = TIME_UNITS["fr"]
_PROPORTIONS = word_set("R2 eta2 omega2 I2 ICC AUC")


def are_comparable(claimed: Quantity, stated: Quantity) -> bool:
    """Return whether two quantities can be the same, whatever their values.

    Args:
        claimed: a quantity of a text.
        stated: a quantity of its source.
    """
    left, right = claimed.unit, stated.unit
    if left is right:
        return _have_related_labels(claimed, stated) and _have_related_nouns(claimed, stated)
    if QuantityUnit.PLAIN in (left, right):
        return _may_be_unsaid(claimed, stated)
    if QuantityUnit.BOUND in (left, right) and QuantityUnit.EFFECT in (left, right):
        return not (claimed.label or stated.label)
    return frozenset({left, right}) in _ALLIED


def _may_be_unsaid(claimed: Quantity, stated: Quantity) -> bool:
    """Return whether a number of no stated unit can be the other one."""
    plain, other = (claimed, stated) if claimed.unit is QuantityUnit.PLAIN else (stated, claimed)
    if other.unit is QuantityUnit.TIME or other.unit is QuantityUnit.PROBABILITY:
        return not plain.noun
    if plain.noun == "times":
        return other.unit is QuantityUnit.EFFECT
    return other.unit not in _ALONE


def _have_related_labels(claimed: Quantity, stated: Quantity) -> bool:
    left, right = claimed.label, stated.label
    if claimed.unit is not QuantityUnit.EFFECT or left == right or not left or not right:
        return True
    if left in _DESCRIPTIVE and right in _DESCRIPTIVE:
        return False
    return any(left in family and right in family for family in _FAMILIES)


def _have_related_nouns(claimed: Quantity, stated: Quantity) -> bool:
    """Return whether nouns can be of one thing; only units of measure are known to differ."""
    left, right = claimed.noun, stated.noun
    is_measured = left in _SCALED and right in _SCALED
    is_multiple = (left == "times") != (right == "times") and bool(left and right)
    is_points = (left == "percentage points") != (right == "percentage points")
    return not (is_measured and left != right) and not is_multiple and not is_points


def days_per_unit(quantity: Quantity) -> float:
    """Return the length in days of the unit of time of a quantity, 0 where it has none.

    Args:
        quantity: any quantity.
    """
    if quantity.unit is not QuantityUnit.TIME and quantity.unit is not QuantityUnit.AGE:
        return 0.0
    noun = quantity.noun
    return TIME_UNITS["en"].get(noun) or _FRENCH_TIME.get(noun) or 0.0


def is_proportion(quantity: Quantity) -> bool:
    """Return whether a quantity may be a share that is printed as a part of 1.

    Args:
        quantity: any quantity.
    """
    if quantity.unit is QuantityUnit.EFFECT:
        known = quantity.label in _PROPORTIONS
    else:
        known = quantity.unit is QuantityUnit.PLAIN and not quantity.noun
    return known and 0 < quantity.low <= quantity.high < 1 and quantity.decimals > 1
