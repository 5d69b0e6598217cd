"""What a sentence states of a result: its direction, significance, outcome and comparison."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pprnet.records import Span


class FindingDirection(StrEnum):
    """What a finding says, by the names under which it is stored."""

    NO_DIFFERENCE = "no-difference"
    DIFFERENT = "different"
    HIGHER = "higher"
    LOWER = "lower"
    IMPROVED = "improved"
    WORSENED = "worsened"
    INCREASED = "increased"
    DECREASED = "decreased"
    UNCHANGED = "unchanged"
    ASSOCIATED = "associated"
    ASSOCIATED_POSITIVELY = "associated-positively"
    ASSOCIATED_NEGATIVELY = "associated-negatively"
    NOT_ASSOCIATED = "not-associated"
    SUPERIOR = "superior"
    NOT_SUPERIOR = "not-superior"
    INFERIOR = "inferior"
    NON_INFERIOR = "non-inferior"
    EQUIVALENT = "equivalent"


NEGATIVE_DIRECTIONS = frozenset(
    {
        FindingDirection.NO_DIFFERENCE,
        FindingDirection.UNCHANGED,
        FindingDirection.NOT_ASSOCIATED,
        FindingDirection.NOT_SUPERIOR,
        FindingDirection.NON_INFERIOR,
        FindingDirection.EQUIVALENT,
    }
)
"""The directions of statements that nothing differs, changes or is related."""


class Significance(StrEnum):
    """What a sentence says of the statistical test of its finding."""

    SIGNIFICANT = "significant"
    NOT_SIGNIFICANT = "not-significant"
    NOT_STATED = "not-stated"


@dataclass(frozen=True, slots=True)
class ReportedFinding:
    """A result that one sentence states in words."""

    direction: FindingDirection
    significance: Significance
    hedged: bool
    """Whether the sentence limits it, as in "appeared to improve" or "a trend"."""
    outcome: str
    """As printed, at most six words; empty if not found."""
    comparison: str
    """What is compared with, as printed; empty if not found."""
    span: Span
    """The sentence."""
    words: Span
    """The words that decide the direction."""
    score: float
    """0-1, the share of findings of its kind that were read correctly."""
