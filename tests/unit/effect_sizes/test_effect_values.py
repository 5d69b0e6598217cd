"""What an effect can be, what it can become, and what is said where it cannot."""

from __future__ import annotations

from math import exp, inf, pi, sqrt

import pytest

from pprnet.effect_sizes import (
    COHEN_D,
    Effect,
    Finding,
    Magnitude,
    Measure,
    NumberNeeded,
    Thresholds,
    convert_effect,
    effect_of,
    finding_of,
    magnitude_of,
    number_needed,
    risk_difference_of,
)
from pprnet.effect_sizes.conversions import binary_outcomes, continuous_outcomes, variances
from pprnet.errors import EffectError, InputError
from pprnet.records import EffectSize

M = Measure

IMPOSSIBLE = [
    ((M.R, 1.2), "r: expected from -1 to 1, got 1.2"),
    ((M.OR, 0.0), "OR: expected above 0, got 0"),
    ((M.OR, -2.0), "OR: expected above 0, got -2"),
    ((M.D, inf), "d: expected a finite number, got inf"),
    ((M.U3, 1.1), "U3: expected from 0 to 1, got 1.1"),
    ((M.RD, 15.0), "RD: expected from -1 to 1, got 15"),
    ((M.D, 0.5, 0.2), "d: expected both ends of the interval, or neither"),
    ((M.D, 0.5, None, 0.2), "d: expected both ends of the interval, or neither"),
    ((M.D, 0.5, 0.6, 0.9), "d: expected 0.5 within its interval 0.6 to 0.9"),
    ((M.D, 0.5, 0.9, 0.1), "d: expected 0.5 within its interval 0.9 to 0.1"),
    ((M.D, 0.5, 0.1, 0.9, 100.0), "level of the interval in percent: expected between 0 and 100"),
]


@pytest.mark.parametrize(("numbers", "says"), IMPOSSIBLE)
def test_an_impossible_effect_is_refused_with_what_was_expected(numbers, says):
    with pytest.raises(EffectError, match=says):
        Effect(*numbers)


def test_the_error_is_one_of_input():
    assert issubclass(EffectError, InputError)


REFUSED = [
    (M.D, 0.5, M.RD, {}, "base rate: expected the share of controls"),
    (M.OR, 2.0, M.RR, {}, "base rate: expected the share of controls"),
    (M.OR, 2.0, M.RD, {"base_rate": 1.0}, "base rate: expected between 0 and 1, got 1"),
    (M.RR, 3.0, M.OR, {"base_rate": 0.5}, "RR: expected at most 2 where 0.5 have the event"),
    (M.RD, 0.6, M.OR, {"base_rate": 0.5}, "RD: expected from -0.5 to 0.5"),
    (M.RD, 0.6, M.RD, {"base_rate": 0.5}, "RD: expected from -0.5 to 0.5"),
    (M.D, 0.5, M.G, {}, "df: expected the degrees of freedom"),
    (M.D, 0.5, M.G, {"df": 1.0}, "degrees of freedom: expected above 1, got 1"),
    (M.R, 1.0, M.D, {}, "r: expected between -1 and 1"),
    (M.CLES, 1.0, M.D, {}, "CLES or AUC: expected between 0 and 1"),
    (M.R, 0.5, M.D, {"share": 0.0}, "share of people in one group: expected between 0 and 1"),
    (M.HR, 0.7, M.D, {}, "HR to d: expected measures that can be converted"),
    (M.D, 0.5, M.MD, {}, "d to MD: expected measures that can be converted"),
    (M.D, 1000.0, M.OR, {}, "expected an effect of a size that studies find"),
]


@pytest.mark.parametrize(("source", "value", "to", "setting", "says"), REFUSED)
def test_an_impossible_conversion_is_refused(source, value, to, setting, says):
    with pytest.raises(EffectError, match=says):
        convert_effect(Effect(source, value), to, **setting)


def test_a_decreasing_formula_swaps_the_ends_of_the_interval():
    turned = Effect(M.OR, 2.0, 1.25, 4.0, 95.0).invert()
    assert turned == Effect(M.OR, 0.5, 0.25, 0.8, 95.0)
    assert Effect(M.U3, 0.6, 0.5, 0.75).invert() == Effect(M.U3, 0.4, 0.25, 0.5)


def test_d_to_or_carries_the_interval_and_its_level():
    found = convert_effect(Effect(M.D, 0.5, 0.2, 0.8, 90.0), M.OR)
    assert found.interval == pytest.approx((exp(0.2 * pi / sqrt(3)), exp(0.8 * pi / sqrt(3))))
    assert (found.measure, found.level) == (M.OR, 90.0)


def test_g_is_taken_as_the_population_difference_but_not_as_d():
    """g is d freed of bias: only between the two are degrees of freedom asked for."""
    g = Effect(M.G, 0.5)
    assert convert_effect(g, M.U3) == convert_effect(Effect(M.D, 0.5), M.U3)
    assert convert_effect(g, M.D, df=18).value > 0.5


def test_binomial_effect_size_display_of_rosenthal_and_rubin():
    """Their example: r = .32 is success rates of 34 % and 66 %."""
    assert continuous_outcomes.success_rates(0.32) == pytest.approx((0.66, 0.34))
    assert convert_effect(Effect(M.R, 0.32), M.BESD).value == 0.32
    assert continuous_outcomes.concordance_to_r(
        continuous_outcomes.r_to_concordance(0.29)
    ) == pytest.approx(0.29)
    assert continuous_outcomes.z_to_r(continuous_outcomes.r_to_z(0.29)) == pytest.approx(0.29)


def test_rates_by_hand():
    """20 of 100 and 10 of 100: RR 2, RD .10, OR (20/80)/(10/90) = 2.25."""
    assert binary_outcomes.risk_to_or(0.2, 0.1) == pytest.approx(2.25)
    assert binary_outcomes.rd_to_rr(0.1, 0.1) == pytest.approx(2.0)
    assert binary_outcomes.or_to_rd(2.25, 0.1) == pytest.approx(0.1)
    assert binary_outcomes.rr_to_rd(2.0, 0.1) == pytest.approx(0.1)


def test_an_interval_without_a_level_has_no_variance():
    with pytest.raises(EffectError, match="expected an interval and its level"):
        variances.variance_of_interval(Effect(M.D, 0.5, 0.1, 0.9))


def test_a_stated_effect_is_taken_unchanged():
    stated = EffectSize("OR", 2.3, low=1.1, high=4.9, level=95.0)
    assert effect_of(stated) == Effect(M.OR, 2.3, 1.1, 4.9, 95.0)
    assert effect_of(EffectSize("SMD", 0.4, low=0.1, level=95.0)) == Effect(M.D, 0.4)


def test_a_measure_without_plain_words_is_refused():
    with pytest.raises(EffectError, match="eta2: expected one of r, d, g, OR"):
        effect_of(EffectSize("eta2", 0.1))


# ---- number needed to treat -----------------------------------------------------------------

NEEDED = [
    # RD, its interval, wanted -> NNT, at worst, at best, through infinity
    (0.25, (0.2, 0.5), True, 4, 5, 2, False),
    (0.25, (0.2, 0.5), False, -4, -2, -5, False),
    (0.10, (-0.05, 0.25), True, 10, -20, 4, True),
    (0.10, (-0.05, 0.25), False, -10, -4, 20, True),
    (0.10, (0.0, 0.25), True, 10, inf, 4, False),
    (-0.10, (-0.25, 0.0), True, -10, -4, -inf, False),
    (0.0, (-0.1, 0.1), True, inf, -10, 10, True),
]


@pytest.mark.parametrize("row", NEEDED)
def test_numbers_needed(row):
    rd, ends, wanted, value, worst, best, includes_infinity = row
    found = number_needed(Effect(M.RD, rd, *ends, 95.0), wanted=wanted)
    assert found.value == pytest.approx(value)
    assert (found.worst_bound, found.best_bound) == pytest.approx((worst, best))
    assert found.includes_infinity is includes_infinity
    assert found.level == 95.0


def test_a_number_needed_without_an_interval_converts_back():
    assert risk_difference_of(number_needed(Effect(M.RD, 0.25), wanted=True)) == Effect(M.RD, 0.25)


def test_a_number_needed_below_one_cannot_be():
    with pytest.raises(EffectError, match=r"NNT: expected 1 or more, or -1 or less, got 0\.5"):
        NumberNeeded(0.5)


# ---- sizes and findings ---------------------------------------------------------------------

SIZES = [
    (M.D, 0.19, Magnitude.TRIVIAL),
    (M.D, -0.2, Magnitude.SMALL),
    (M.G, 0.5, Magnitude.MODERATE),
    (M.D, 0.8, Magnitude.LARGE),
    (M.R, 0.09, Magnitude.TRIVIAL),
    (M.R, -0.29, Magnitude.SMALL),
    (M.R, 0.3, Magnitude.MODERATE),
    (M.BESD, 1.0, Magnitude.LARGE),
    (M.OR, 1.43, Magnitude.TRIVIAL),  # d = 0.197
    (M.OR, 1 / 1.45, Magnitude.SMALL),  # d = -0.205
    (M.OR, 4.3, Magnitude.LARGE),  # d = 0.804
    (M.AUC, 0.56, Magnitude.SMALL),  # d = 0.214
    (M.U3, 1.0, Magnitude.LARGE),
    (M.RR, 2.0, None),
    (M.RD, 0.2, None),
    (M.HR, 0.5, None),
    (M.MD, -7.0, None),
]


@pytest.mark.parametrize(("measure", "value", "size"), SIZES)
def test_magnitudes_by_the_default_thresholds(measure, value, size):
    assert magnitude_of(Effect(measure, value)) is size


def test_magnitudes_by_stated_thresholds():
    stated = Thresholds(M.RR, 1.1, 1.5, 2.0, "Example, A.")
    assert magnitude_of(Effect(M.RR, 1 / 1.6), stated) is Magnitude.MODERATE
    with pytest.raises(EffectError, match=r"Cohen, 1988: expected an effect in d, got RR"):
        magnitude_of(Effect(M.RR, 2.0), COHEN_D)


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        ((0.5, 0.2, 0.8, "Example, A."), "threshold of moderate: expected above 0.5, got 0.2"),
        ((0.0, 0.2, 0.8, "Example, A."), "threshold of small: expected above 0, got 0"),
        ((0.2, 0.5, 0.8, " "), "thresholds: expected their source"),
    ],
)
def test_thresholds_increase_and_have_a_source(steps, says):
    with pytest.raises(EffectError, match=says):
        Thresholds(M.D, *steps)


FINDINGS = [
    (Effect(M.D, 0.5), None, Finding.POINT),
    (Effect(M.D, 0.0), None, Finding.OPEN),
    (Effect(M.D, 0.5, 0.1, 0.9), None, Finding.CLEAR),
    (Effect(M.D, 0.5, -0.1, 1.1), 0.2, Finding.OPEN),
    (Effect(M.D, 0.05, -0.05, 0.15), None, Finding.OPEN),
    (Effect(M.D, 0.05, -0.05, 0.15), 0.2, Finding.NEGLIGIBLE),
    (Effect(M.D, 0.05, -0.05, 0.20), 0.2, Finding.OPEN),
    (Effect(M.D, 0.10, 0.05, 0.15), 0.2, Finding.NEGLIGIBLE),
    (Effect(M.OR, 1.2, 1.0, 1.4), None, Finding.OPEN),
    (Effect(M.OR, 1.0, 0.9, 1.1), 1.25, Finding.NEGLIGIBLE),
    (Effect(M.OR, 1.0, 0.79, 1.1), 1.25, Finding.OPEN),
    (Effect(M.AUC, 0.6, 0.52, 0.68), None, Finding.CLEAR),
]


@pytest.mark.parametrize(("effect", "smallest_difference", "finding"), FINDINGS)
def test_findings(effect, smallest_difference, finding):
    assert finding_of(effect, smallest_difference) is finding


@pytest.mark.parametrize(("measure", "smallest_difference"), [(M.D, 0.0), (M.OR, 0.8)])
def test_a_smallest_difference_that_is_none_is_refused(measure, smallest_difference):
    with pytest.raises(EffectError, match="smallest worthwhile difference: expected above"):
        finding_of(Effect(measure, 1.0), smallest_difference)
