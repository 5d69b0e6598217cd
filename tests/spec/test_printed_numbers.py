"""The notations of one number, each read to the same value; all texts are invented."""

from __future__ import annotations

import pytest

from pprnet.extraction.reported_effects import ReportedEffect, extract_effects
from pprnet.extraction.reported_effects.notation.effect_tokenizer import (
    normalise_typography,
    tokenize_effects,
)
from pprnet.extraction.reported_effects.notation.p_values import PValueProblem, parse_p_value

P_AS_PRINTED = {
    "p = 4.37 x 10-4": "=4.37e-4",
    "p = 4.37 × 10^-4": "=4.37e-4",
    "p = 4.37 × 10−4": "=4.37e-4",
    "p = 4.37·10⁻⁴": "=4.37e-4",
    "p = 4,37 × 10^(-4)": "=4.37e-4",
    "p=4.37E-04": "=4.37e-4",
    "p = 4.37e−4": "=4.37e-4",
    "p = 4.37 ×10(-4)": "=4.37e-4",
    "p = 4.37 × 10<sup>-4</sup>": "=4.37e-4",
    "p = 4.37 × 10 -4": "=4.37e-4",
    "p = 4.37 · 10-4": "=4.37e-4",
    "p = 4.37•10−4": "=4.37e-4",
    "p = 4.37*10**-4": "=4.37e-4",
    "p < 10-4": "<1e-4",
    "p < 10⁻²": "<1e-2",
    "P<10<sup>−12</sup>": "<1e-12",
    "p = . 003": "=.003",
    "p = 0 .003": "=0.003",
    "p = 0. 003": "=0.003",
    "p = 0,003": "=0.003",
    "p < 5%": "<0.05",
    "p = 1.000": "=1.000",
    "p = .09-not significant": "=.09",
    "p = .000": "<.001",
    "p = 0.0000": "<0.0001",
    "p < .000": "<.001",
    "n.s.": "NS",
    "N.S.": "NS",
    "n. s.": "NS",
    "ns": "NS",
    "p = n.s.": "NS",
    "p n.s.": "NS",
    "not significant": "NS",
    "not statistically significant": "NS",
    "non-significant": "NS",
    "nonsignificant": "NS",
    "p = .03*": "=.03",
    "p_adj = .03": "=.03",
    "pFDR < .05": "<.05",
    "p's < .05": "<.05",
    "p equals .03": "=.03",
    "p = 0.001 to 0.04": "",
    "p = .04–.06": "",
    "p = .0 3": "",
    "p = 0": "",
    "p = 1.2": "",
    "p = 6.4 mm": "",
    "p > 1": "",
    "p = -.02": "",
    "p < −0.31": "",
    "p = 2.1 × 10": "",
}


def one_effect(text: str) -> ReportedEffect:
    """Return the effect of a text that states one."""
    (found,) = extract_effects(text)
    return found


@pytest.mark.parametrize(("printed", "p"), P_AS_PRINTED.items())
def test_a_p_is_read_in_every_notation(printed: str, p: str) -> None:
    text = f"Invented worry was related to loss (OR = 1.52, 95% CI 1.30 to 1.78, {printed})."
    found = one_effect(text)
    assert (found.effect.value, found.effect.low, found.effect.high) == (1.52, 1.3, 1.78)
    assert found.effect.p == p
    assert text[found.span.start :].startswith("OR = 1.52")


@pytest.mark.parametrize(
    ("printed", "problem"),
    [
        ("p = 0.04", PValueProblem.NONE),
        ("p = .000", PValueProblem.ZERO),
        ("p = 1.4", PValueProblem.ABOVE_ONE),
        ("p = -.2", PValueProblem.NEGATIVE),
        ("p = 2.1 x 10", PValueProblem.UNREADABLE),
        ("p = .001 to .04", PValueProblem.RANGE),
    ],
)
def test_an_impossible_p_is_named(printed: str, problem: PValueProblem) -> None:
    p = parse_p_value(tokenize_effects(normalise_typography(printed)), 0)
    assert p is not None
    assert p.defect == problem


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("d = 1 .18", 1.18),
        ("d = 1. 18", 1.18),
        ("d = 0 . 46", 0.46),
        ("d = − .46", -0.46),
        ("d = 3.5e-2", 0.035),
        ("d = 3.5 × 10⁻²", 0.035),
        ("MD = 1 234.5", 1234.5),
        ("MD = 1\u202f234.5", 1234.5),
        ("MD = 1\u2009234", 1234.0),
        ("MD = $12 345", 12345.0),
        ("MD = 12'345", 12345.0),
        ("MD = 12’345.5", 12345.5),
        ("OR = 10^3", 1000.0),
        ("MD = −1 234", -1234.0),
        ("OR of 1 .52", 1.52),
        ("d 1 .18", 1.18),
    ],
)
def test_a_value_is_read_in_every_notation(printed: str, value: float) -> None:
    text = f"An invented outcome changed ({printed}, p = .01). Then 20 clients left."
    found = one_effect(text)
    assert found.effect.value == value
    assert found.effect.p == "=.01"
    assert text[found.span.start : found.span.end] == f"{printed}, p = .01"


@pytest.mark.parametrize("printed", ["d = 1 0.37", "d = 0 0.46", "g = -1 0.37", "d = 0.4 6"])
def test_a_number_in_two_parts_has_no_value(printed: str) -> None:
    assert not extract_effects(f"An invented outcome changed ({printed}, p = .006).")


@pytest.mark.parametrize(
    ("interval", "ends"),
    [
        ("0. 12 to 0 .80", (0.12, 0.8)),
        ("0,12–0,80", (0.12, 0.8)),
        ("0.12, 0.80", (0.12, 0.8)),
        ("[0. 12, 0. 80]", (0.12, 0.8)),
        ("(0 .12–0 .80)", (0.12, 0.8)),
    ],
)
def test_the_ends_of_an_interval_are_read_in_every_notation(
    interval: str, ends: tuple[float, float]
) -> None:
    found = one_effect(f"Invented worry fell (g = 0 .46; 95% CI {interval}).")
    assert (found.effect.low, found.effect.high) == ends
