"""A number that was read, before it is known what it means."""

from __future__ import annotations

from typing import NamedTuple

from pprnet.claims.quantities.quantity_values import Precision


class Numeral(NamedTuple):
    """A value with the pieces `first` to `last`, exclusive, that state it."""

    first: int
    last: int
    start: int
    end: int
    """Characters of the text; with a "%" that follows."""
    low: float
    high: float
    decimals: int = 0
    is_worded: bool = False
    is_percent: bool = False
    is_ordinal: bool = False
    is_range: bool = False
    noun: str = ""
    """"times" for "twice"; empty where the noun is not part of the number."""
    precision: Precision = Precision.EXACT
    is_weak: bool = False
    """Whether it is "one" or "un(e)", which count only with a noun or a number that follows."""
    is_share: bool = False
    """Whether it was said as a fraction or as odds."""
