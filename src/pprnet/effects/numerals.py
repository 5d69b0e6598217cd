"""Numbers as each language prints them."""

from __future__ import annotations

from math import isinf

from pprnet.effects.measures import SCALES, Measure

_SUPERSCRIPT = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_MOST_DECIMALS = 4
_LARGE = 1e6
_SMALL = 1e-4
_NARROW = "\u202f"


def numeral(value: float, measure: Measure | None, language: str) -> str:
    """Print a value of a measure: a real minus, two decimals or as many as tell it from the null.

    English leaves out the zero before the point of a correlation, which cannot pass 1 (APA
    Publication Manual, 7th ed., 6.36).
    """
    if isinf(value):
        return "∞" if value > 0 else "−∞"
    text = _plain(value, SCALES[measure].null if measure else 0.0)
    if language == "fr":
        return text.replace(",", _NARROW).replace(".", ",")
    is_r = measure in (Measure.R, Measure.BESD)
    return text.replace("0.", ".", 1) if is_r and abs(value) < 1 and "." in text[:3] else text


def _plain(value: float, null: float) -> str:
    """Print a number with a point, thousands parted by commas."""
    size = abs(value)
    if size >= _LARGE or 0.0 < size < _SMALL:
        mantissa, exponent = f"{value:.1e}".split("e")
        power = str(int(exponent)).translate(_SUPERSCRIPT)
        return f"{mantissa} × 10{power}".replace("-", "−")
    return f"{value:,.{_decimals(value, null)}f}".replace("-", "−").removeprefix(
        "−" * _is_nil(value)
    )


def _is_nil(value: float) -> bool:
    return value == 0.0


def _decimals(value: float, null: float) -> int:
    decimals = 2 if abs(value) < 10 else 1 if abs(value) < 100 else 0  # noqa: PLR2004
    if value == null:
        return 2
    while decimals < _MOST_DECIMALS and round(value, decimals) == round(null, decimals):
        decimals += 1
    return decimals


def count(people: float, language: str) -> str:
    """Print a number of people, thousands parted."""
    if isinf(people):
        return "∞"
    text = f"{people:,.0f}"
    return text.replace(",", _NARROW) if language == "fr" else text


def percent(level: float, language: str) -> str:
    """Print a level in percent: "95%", in French "95 %"."""
    text = f"{level:g}"
    return text.replace(".", ",") + "\u00a0%" if language == "fr" else text + "%"
