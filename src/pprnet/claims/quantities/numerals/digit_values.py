"""The value of a number as it is printed in digits, in English and French."""

from __future__ import annotations

import re
from typing import NamedTuple

from pprnet.extraction.text_processing.printed_numbers import (
    APOSTROPHES,
    THIN_SPACES,
    plain_notation,
)

_NO_MARKS = str.maketrans(dict.fromkeys(f" {THIN_SPACES}{APOSTROPHES}"))
_GROUPS = re.compile(r"\d{1,3}(?:[.,]\d{3}){2,4}")
_PLAIN = re.compile(r"\d{0,30}(?:\.\d{1,30})?")
_ENGLISH_GROUPS = re.compile(r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,9})?")


class DigitValue(NamedTuple):
    """A value and the number of digits after its point."""

    value: float
    decimals: int


def digit_value(printed: str, language: str) -> DigitValue:
    """Return the value of a printed number.

    Args:
        printed: a number as `split_pieces` cuts it out.
        language: "fr" or "en".
    """
    digits = printed.translate(_NO_MARKS).replace("·", ".")
    if language == "fr" and _GROUPS.fullmatch(digits):
        digits = digits.replace(".", "").replace(",", "")
    elif language != "fr" and _ENGLISH_GROUPS.fullmatch(digits):
        digits = digits.replace(",", "")
    digits = digits.replace(",", ".")
    if _PLAIN.fullmatch(digits):
        return DigitValue(float(digits), len(digits.partition(".")[2]))
    return DigitValue(_power_value(printed.replace("·", ".")), 0)


def _power_value(printed: str) -> float:
    """Return the value of a number with a power of ten; too large ones are infinite."""
    try:
        return float(plain_notation(printed))
    except (ValueError, OverflowError):
        return 0.0
