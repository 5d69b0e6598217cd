"""A printed number and the values that may have been rounded to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

from pprnet.coherence.incoherence import NumberRange
from pprnet.extraction.text_processing.printed_numbers import plain_notation

NUMBER_PATTERN = (
    r"(?:\d{1,3}(?:,\d{3}){1,3}(?!\d)(?:\.\d{1,9})?|\d{1,7}(?:\.\d{1,9})?(?!\d)|\.\d{1,9}(?!\d))"
)
"""A printed number without a sign, as a regular expression without groups."""


@dataclass(frozen=True, slots=True)
class RoundedNumber:
    """A number as printed, with the size of its last digit."""

    value: float
    unit: float
    """One of the last printed place: 0.01 for "2.35", 1 for "12"."""

    @classmethod
    def from_text(cls, printed: str) -> RoundedNumber:
        """Return a printed number.

        Args:
            printed: a number such as "1,234.5", ".36" or "- 2.10".
        """
        text = plain_notation(printed)
        decimals = len(text.partition(".")[2]) if "e" not in text else 0
        return cls(float(text), 10.0**-decimals)

    @property
    def rounded(self) -> NumberRange:
        """The values that round to the number."""
        return NumberRange(self.value - self.unit / 2, self.value + self.unit / 2)

    @property
    def cut_or_rounded(self) -> NumberRange:
        """The values that round to the number, or of which further digits were cut off."""
        half, full = self.unit / 2, self.unit
        if self.value < 0:
            return NumberRange(self.value - full, self.value + half)
        return NumberRange(self.value - half, self.value + full)


def range_of(formula: Callable[..., float], *inputs: NumberRange) -> NumberRange:
    """Return the range of a formula that is monotone in each of its inputs.

    Args:
        formula: takes one number for each input.
        inputs: the range of each.
    """
    values = [formula(*ends) for ends in product(*((one.low, one.high) for one in inputs))]
    return NumberRange(min(values), max(values))
