"""Quantities and points in time that a text states."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class QuantityUnit(StrEnum):
    """What is counted or measured, as far as a comparison needs it."""

    PLAIN = "plain"
    """Nothing is said, or a thing that is none of those below."""
    PERCENT = "percent"
    """A share of 100; fractions ("a third") and odds ("one in five") are converted to it.

    A difference of two shares has the noun "percentage points".
    """
    PEOPLE = "people"
    STUDIES = "studies"
    SESSIONS = "sessions"
    AGE = "age"
    """In years."""
    TIME = "time"
    """A duration; `TimePoint` has its length."""
    POINTS = "points"
    """Of a scale."""
    EFFECT = "effect"
    """An effect size or a test statistic; `label` names it."""
    BOUND = "bound"
    """A bound of an interval; the two bounds are one quantity with `low` and `high`."""
    PROBABILITY = "p"
    YEAR = "year"
    """Of the calendar."""
    MONEY = "money"
    ORDINAL = "ordinal"
    """A name, not a number: "phase 2", "Study 1", "type II", "first"."""


class Precision(StrEnum):
    """How exactly a value is meant."""

    EXACT = "exact"
    ABOUT = "about"
    """About: "about", "nearly", "almost", "roughly"."""
    MORE = "more"
    """Above: "more than", "over", "at least", >."""
    LESS = "less"
    """Below: "less than", "under", "up to", <."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value, or a range of values, as a text states it."""

    start: int
    end: int
    """Characters of the text, end exclusive; without the unit, with a "%" that follows."""
    low: float
    high: float
    """The same as `low` unless a range is stated ("40 to 60%", an interval)."""
    unit: QuantityUnit
    precision: Precision = Precision.EXACT
    decimals: int = 0
    """Digits after the point, as printed."""
    label: str = ""
    """The measure in its normal form: "d", "g", "r", "OR", "RR", "HR", "NNT", "t", "F", "SD"."""
    noun: str = ""
    """What is counted, in lower case and as printed: "domains", "women"; empty if not said."""
    is_worded: bool = False
    """Whether it is spelt out."""


@dataclass(frozen=True, slots=True)
class TimePoint:
    """A point in time or a duration."""

    start: int
    end: int
    days: float | None
    """Its length in days (a month is 30.4375, a year 365.25); `None` for a stage only."""
    stage: str = ""
    """One of "baseline", "during", "post", "follow-up" or empty."""
