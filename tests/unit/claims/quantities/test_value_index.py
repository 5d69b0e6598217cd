"""Every stated quantity that agrees with a claimed one is found by its value."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pprnet.claims.quantities.matching.value_index import ValueIndex
from pprnet.claims.quantities.quantity_matching import quantity_match
from pprnet.claims.quantities.quantity_values import Precision, Quantity, QuantityUnit

UNITS = st.sampled_from(list(QuantityUnit))
VALUES = st.one_of(
    st.integers(-40, 400).map(float),
    st.sampled_from([0.05, 0.001, 0.29, 0.5, 1.5, 33.3, 66.7, 12.0, 52.0, 365.0, 900.0, 950.0]),
    st.floats(0, 2000).map(lambda value: round(value, 2)),
)


@st.composite
def quantities(draw) -> Quantity:
    low, high = sorted([draw(VALUES), draw(VALUES)])
    if draw(st.booleans()):
        high = low
    unit = draw(UNITS)
    noun = draw(st.sampled_from(["", "days", "weeks", "months", "years", "ans", "women"]))
    precision = draw(st.sampled_from(list(Precision)))
    worded, decimals = draw(st.booleans()), draw(st.integers(0, 3))
    return Quantity(0, 1, low, high, unit, precision, decimals, "", noun, worded)


@settings(max_examples=400, deadline=None)
@given(quantities(), st.lists(quantities(), max_size=12))
def test_no_agreement_is_missed(claimed, stated):
    agreeing = {
        place for place, each in enumerate(stated) if quantity_match(claimed, each).is_agreement
    }
    assert agreeing <= set(ValueIndex(stated).near(claimed))


@settings(max_examples=300, deadline=None)
@given(quantities(), st.floats(0.85, 1.15), UNITS)
def test_no_near_value_is_missed(claimed, factor, unit):
    stated = Quantity(
        0, 1, claimed.low * factor, claimed.high * factor, unit, Precision.EXACT, 1, "", "months"
    )
    if quantity_match(claimed, stated).is_agreement:
        assert ValueIndex([stated]).near(claimed) == [0]


def test_far_values_are_left_out():
    stated = [
        Quantity(0, 1, float(value), float(value), QuantityUnit.PEOPLE) for value in range(1000)
    ]
    claimed = Quantity(0, 1, 500.0, 500.0, QuantityUnit.PEOPLE)
    assert len(ValueIndex(stated).near(claimed)) < 150
