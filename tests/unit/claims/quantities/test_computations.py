"""Formulas that explain a value, and wrong values that they leave unexplained."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest

from pprnet.claims.quantities.computations import computed_from
from pprnet.claims.quantities.quantity_matching import ValueMatch, quantity_match
from pprnet.claims.quantities.quantity_reader import read_quantities
from pprnet.claims.quantities.quantity_values import Quantity, QuantityUnit

NOT_CLAIMED = {QuantityUnit.ORDINAL, QuantityUnit.YEAR}
MOST_EXPLAINED = 0.01


def formula(claimed: str, stated: str, **options: bool) -> str | None:
    """Return the formula for the first quantity of a text, `None` where none fits."""
    mine = read_quantities(claimed, "en")[0]
    found = computed_from(mine, read_quantities(stated, "en"), **options)
    return found.formula if found else None


@pytest.mark.parametrize(
    ("claimed", "stated", "expected"),
    [
        ("50%", "31 of 62 clients", "31 / 62 = 50 %"),
        ("half", "31 of the 62 clients", "31 / 62 = 50 %"),
        ("23.5%", "12/51 relapsed", "12 / 51 = 23.5 %"),
        ("50%", "Of 62 clients, 31 relapsed", "31 / 62 = 50 %"),
        ("50,000 people", "5% of 1,000,000 people", "5 % × 1,000,000 = 50,000"),
        ("63 people", "therapy (n = 31) or a waiting list (n = 32)", "31 + 32 = 63"),
        ("108 people", "120 people joined, with 12 dropouts", "120 − 12 = 108"),
        ("12 percentage points", "62% with therapy and 50% without", "62 % − 50 % = 12"),
        ("twice as many", "46% with therapy, 23% without", "46 % / 23 % = 2"),
        ("half as many", "23 people with therapy, 46 people without", "23 / 46 = 0.5"),
        ("two years", "after 24 months", "24 months = 2 years"),
        ("six months", "after 26 weeks", "26 weeks = 6 months"),
        ("from 40% to 60%", "40% before, later 60%", "40 % – 60 %"),
    ],
)
def test_a_formula_is_shown(claimed, stated, expected):
    assert formula(claimed, stated) == expected


@pytest.mark.parametrize(
    ("claimed", "stated"),
    [
        ("51%", "31 of 62 clients"),
        ("50%", "31 studies of 62 clients"),
        ("50%", "31 clients came. Much later, another 62 clients came"),
        ("51,000 people", "5% of 1,000,000 people"),
        ("50,000 studies", "5% of 1,000,000 people"),
        ("64 people", "therapy (n = 31) or a waiting list (n = 32)"),
        ("39 people", "therapy (n = 31) or another (n = 8)"),
        ("three times as many", "46% with therapy, 23% without"),
        ("12%", "62% with therapy and 50% without"),
        ("18 months", "after two years"),
        ("from 40% to 65%", "40% before, later 60%"),
        ("62%", "38% relapsed"),
    ],
)
def test_a_wrong_value_has_no_formula(claimed, stated):
    assert formula(claimed, stated) is None


def test_the_rest_of_a_hundred_is_allowed_where_the_words_deny():
    assert formula("62% did not", "38% relapsed", allow_complement=True) == "100 − 38 % = 62 %"
    assert formula("61% did not", "38% relapsed", allow_complement=True) is None


def changed(quantity: Quantity, dice: random.Random) -> Quantity:
    """Return a quantity with a wrong value of its own size."""
    size = abs(quantity.low)
    if quantity.unit is QuantityUnit.PERCENT:
        value = round(dice.uniform(1, 99), quantity.decimals)
    elif quantity.decimals:
        value = round(size * dice.uniform(0.3, 2), quantity.decimals)
    else:
        value = float(dice.randint(max(1, int(size * 0.4)), int(size * 1.8) + 3))
    return replace(quantity, low=value, high=value)


def wrong_claims(text: str, dice: random.Random) -> Iterator[tuple[Quantity, tuple[Quantity, ...]]]:
    """Yield wrong values for the quantities of a text that state no other of its values."""
    stated = read_quantities(text, "en")
    for quantity in stated:
        wrong = changed(quantity, dice)
        matches = {quantity_match(wrong, other) for other in stated}
        if quantity.unit not in NOT_CLAIMED and matches == {ValueMatch.OTHER}:
            yield wrong, stated


def test_wrong_values_are_not_explained_by_chance(real_abstracts):
    dice = random.Random(12)
    claims = [claim for text in real_abstracts for claim in wrong_claims(text, dice)]
    explained = [claim for claim in claims if computed_from(*claim)]
    assert len(claims) > 1000
    assert len(explained) / len(claims) < MOST_EXPLAINED
