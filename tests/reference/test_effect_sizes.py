"""Conversions of effects against R: metafor, effectsize, integrals and symbolic derivatives.

Tolerance: both sides use doubles and the same definitions, so that they part only by the
rounding of a few operations and of the table's 15 digits of input; 1e-9 of the value leaves
that room and no more. The two integrals get more, with the reason in `TOLERANCE`.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from pprnet.effect_sizes import Effect, Measure, convert_effect, number_needed
from pprnet.effect_sizes.conversions import binary_outcomes, continuous_outcomes, variances

TABLE = Path(__file__).with_name("effects.csv")
HEADER, *LINES = TABLE.read_text(encoding="utf-8").splitlines()
ROWS = list(csv.DictReader(LINES))


def converted(source: Measure, to: Measure) -> Callable[..., float]:
    """Convert a bare value by way of the one verb."""
    return lambda x: convert_effect(Effect(source, x), to).value


FORMULAS: dict[str, Callable[..., float]] = {
    "r_to_d": continuous_outcomes.r_to_d,
    "r_to_z": continuous_outcomes.r_to_z,
    "d_to_r": continuous_outcomes.d_to_r,
    "d_to_r_share": continuous_outcomes.d_to_r,
    "d_to_g": continuous_outcomes.d_to_g,
    "d_to_cles": continuous_outcomes.d_to_cles,
    "d_to_u3": continuous_outcomes.d_to_u3,
    "d_to_srd": converted(Measure.D, Measure.SRD),
    "r_to_concordance": continuous_outcomes.r_to_concordance,
    "d_to_log_or": binary_outcomes.d_to_log_or,
    "d_to_or": converted(Measure.D, Measure.OR),
    "r_to_or": converted(Measure.R, Measure.OR),
    "or_to_d": converted(Measure.OR, Measure.D),
    "or_to_r": converted(Measure.OR, Measure.R),
    "or_to_rr": binary_outcomes.or_to_rr,
    "rr_to_or": binary_outcomes.rr_to_or,
    "risk_to_log_or": lambda p, b: binary_outcomes.or_to_log(binary_outcomes.risk_to_or(p, b)),
    "risk_to_log_rr": lambda p, b: binary_outcomes.or_to_log(binary_outcomes.risk_to_rr(p, b)),
    "risk_to_rd": lambda p, b: binary_outcomes.rr_to_rd(binary_outcomes.risk_to_rr(p, b), b),
    "risk_to_d": binary_outcomes.risk_to_d,
    "d_to_risk": binary_outcomes.d_to_risk,
    "d_to_nnt": lambda d, b: number_needed(Effect(Measure.D, d), wanted=True, base_rate=b).value,
    "variance_of_g": lambda d, n1, n2: variances.variance_of_g(
        variances.variance_of_d(d, n1, n2), n1 + n2 - 2
    ),
    "variance_of_z": variances.variance_of_z,
    "variance_r_to_d": variances.variance_r_to_d,
    "variance_d_to_r": variances.variance_d_to_r,
    "variance_log_or_to_d": variances.variance_log_or_to_d,
    "variance_d_to_log_or": variances.variance_d_to_log_or,
    "variance_of_interval": lambda low, high, level: variances.variance_of_interval(
        Effect(Measure.OR, (low * high) ** 0.5, low, high, level)
    ),
}

TOLERANCE = {
    # R's integrate() promises 1e-12 of the whole integral, and stops a little above it.
    "d_to_srd": 1e-8,
    "r_to_concordance": 1e-8,
}


def test_the_table_names_the_script_and_packages_that_made_it() -> None:
    assert HEADER.startswith("# Made by scripts/effects_reference.R with R version ")
    assert "metafor 3.8.1" in HEADER
    assert "effectsize 0.8.3" in HEADER


def test_each_formula_of_the_table_is_one_of_ours_and_the_reverse() -> None:
    assert {row["formula"] for row in ROWS} == set(FORMULAS)


@pytest.mark.parametrize("formula", FORMULAS)
def test_the_formula_agrees_with_the_reference_value(formula: str) -> None:
    rows = [row for row in ROWS if row["formula"] == formula]
    for row in rows:
        given = [float(row[name]) for name in ("x", "y", "z") if row[name]]
        expected = pytest.approx(float(row["value"]), rel=TOLERANCE.get(formula, 1e-9), abs=1e-11)
        assert FORMULAS[formula](*given) == expected, (formula, given, row["reference"])


# Altman, D. G. (1998), Confidence intervals for the number needed to treat, BMJ 317, 1309-1312.
# The arithmetic of the article's rule: benefit 1/RD; an interval of RD from -5 % to 25 % is
# "NNTH 20 to infinity to NNTB 4", about NNTB 10.
def test_altman_s_rule_for_an_interval_through_infinity() -> None:
    needed = number_needed(Effect(Measure.RD, 0.10, -0.05, 0.25, 95.0), wanted=True)
    assert needed.value == pytest.approx(10)
    assert needed.worst_bound == pytest.approx(-20)
    assert needed.best_bound == pytest.approx(4)
    assert needed.includes_infinity
