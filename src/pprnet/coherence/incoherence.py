"""What a check returns: two statements of one text that cannot both be right."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pprnet.records import Span


class IncoherenceKind(StrEnum):
    """Which statements of a text are compared."""

    TEST_AND_P = "test-and-p"
    """A test statistic with its degrees of freedom, and p."""
    TEST_AND_DIFFERENCE = "test-and-difference"
    """t with the sizes of two groups, and d or g."""
    ESTIMATE_AND_INTERVAL = "estimate-and-interval"
    """An estimate, and an interval that does not include it."""
    ASYMMETRIC_INTERVAL = "asymmetric-interval"
    """An estimate, and an interval whose middle it is not."""
    INTERVAL_AND_P = "interval-and-p"
    """An interval on one side of the null or not, and p."""
    REVERSED_RANGE = "reversed-range"
    """A range whose first end is above its second."""
    COUNT_AND_PERCENTAGE = "count-and-percentage"
    """A count of a total, and its percentage."""
    PART_ABOVE_TOTAL = "part-above-total"
    """A part that is larger than what it is part of."""
    PERCENTAGE_ABOVE_HUNDRED = "percentage-above-hundred"
    """More than 100 % of people."""
    GROUPS_AND_TOTAL = "groups-and-total"
    """The number of people who were randomised, and the sizes of all groups."""


class IncoherenceSeverity(StrEnum):
    """How much follows from an incoherence."""

    CONTRADICTION = "contradiction"
    """Both statements cannot be right as they are printed."""
    ADVICE = "advice"
    """Unusual, with an explanation that the text may not give."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula by which one statement follows from another."""

    text: str
    source: str
    """Where it is published."""


@dataclass(frozen=True, slots=True)
class NumberRange:
    """All values that are possible, both ends included."""

    low: float
    high: float

    def overlaps(self, other: NumberRange) -> bool:
        """Return whether a value is in both ranges.

        Args:
            other: on the same scale.
        """
        slack = 1e-9 * max(1.0, abs(self.low), abs(self.high))
        return self.low <= other.high + slack and other.low <= self.high + slack


@dataclass(frozen=True, slots=True)
class Incoherence:
    """Two statements of one text that do not agree, with what was expected."""

    kind: IncoherenceKind
    severity: IncoherenceSeverity
    places: tuple[Span, ...]
    """Of both statements, in the order in which they were compared."""
    stated: str
    """The statement that is judged, as printed."""
    computed: NumberRange
    """What it should be by the other statement; the rounding of every number is allowed for."""
    formula: Formula
    english: str
    """One plain sentence."""
    french: str
