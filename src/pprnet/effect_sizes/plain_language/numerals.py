"""Numbers as each language prints them."""

from __future__ import annotations

from math import isinf

from pprnet.effect_sizes.effect_measures import SCALES, Measure

_SUPERSCRIPT = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_MOST_DECIMALS = 4
_LARGE = 1e6
_SMALL = 1e-4
_NARROW = "\u202f"


def numeral(
    value: float, measure: Measure | None, language: str, *, distinct_from: float | None = None
) -> str:
    """Return a value as text, with a real minus sign.

    It has two decimals, or as many as distinguish it from the null and from 0, up to four. English
    omits the zero before the point of a correlation, which cannot exceed 1.

    Args:
        value: on the scale of the measure; may be infinite.
        measure: of the value; `None` for a plain number.
        language: "en" or "fr".
        distinct_from: another number to distinguish it from.

    Source:
        APA Publication Manual, 7th ed., 6.36, for the omitted zero.
    """
    if isinf(value):
        return "∞" if value > 0 else "−∞"
    null = SCALES[measure].null if measure else 0.0
    text = _english_numeral(value, (0.0, null, null if distinct_from is None else distinct_from))
    return _localised(text, measure, language)


def short_numeral(value: float, measure: Measure | None, language: str) -> str:
    """Return a round number, such as a tick, with all its decimals and no zeros after them.

    Args:
        value: on the scale of the measure.
        measure: of the value; `None` for a plain number.
        language: "en" or "fr".
    """
    if abs(value) >= _LARGE or 0.0 < abs(value) < _SMALL:
        return numeral(value, measure, language)
    text = f"{value + 0.0:,.9f}".rstrip("0").rstrip(".").replace("-", "−")
    return _localised(text, measure, language)


def _localised(text: str, measure: Measure | None, language: str) -> str:
    """Return an English numeral in the form of a language."""
    if language == "fr":
        return text.replace(",", _NARROW).replace(".", ",")
    is_r = measure in (Measure.R, Measure.BESD)
    return text.replace("0.", ".", 1) if is_r and text.lstrip("−").startswith("0.") else text


def _english_numeral(value: float, distinct_from: tuple[float, ...]) -> str:
    """Return a number with a decimal point, thousands separated by commas."""
    size = abs(value)
    if size >= _LARGE or 0.0 < size < _SMALL:
        mantissa, exponent = f"{value:.1e}".split("e")
        power = str(int(exponent)).translate(_SUPERSCRIPT)
        return f"{mantissa} × 10{power}".replace("-", "−")
    return f"{value + 0.0:,.{_decimals(value, distinct_from)}f}".replace(
        "-", "−"
    )  # "+ 0.0" so as not to print "−0.00"


def _decimals(value: float, distinct_from: tuple[float, ...]) -> int:
    """Return how many decimals distinguish a value from others."""
    decimals = 2 if abs(value) < 100 else 1 if abs(value) < 1000 else 0  # noqa: PLR2004
    others = [other for other in distinct_from if other != value]
    while decimals < _MOST_DECIMALS and any(
        _equal_rounded(value, other, decimals) for other in others
    ):
        decimals += 1
    return decimals


def _equal_rounded(one: float, other: float, decimals: int) -> bool:
    """Return whether two numbers are equal when rounded."""
    return round(one, decimals) == round(other, decimals)


def count_numeral(people: float, language: str) -> str:
    """Return a number of people as text, thousands separated.

    Args:
        people: rounded to a whole number; may be infinite.
        language: "en" or "fr".
    """
    if isinf(people):
        return "∞"
    text = f"{people:,.0f}"
    return text.replace(",", _NARROW) if language == "fr" else text


def percent_numeral(level: float, language: str) -> str:
    """Return a level in percent as text: "95%", in French "95 %".

    Args:
        level: in percent, such as 95.
        language: "en" or "fr".
    """
    text = f"{level:g}"
    return text.replace(".", ",") + "\u00a0%" if language == "fr" else text + "%"
