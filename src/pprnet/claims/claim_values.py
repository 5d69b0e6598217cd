"""Claims of a text, the sources that they rest on, and what was found out about each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ClaimKind(StrEnum):
    """What a claim states."""

    NUMBER = "number"
    """A value that belongs to none of the kinds below."""
    PERCENTAGE = "percentage"
    PEOPLE = "people"
    """A number of participants."""
    STUDIES = "studies"
    """A number of studies or samples."""
    EFFECT = "effect"
    """An effect size, a bound of its interval, or a test statistic."""
    PROBABILITY = "p"
    """A p value."""
    TIME = "time"
    """A point in time or a duration."""
    NAME = "name"
    """An author, or the year of a publication."""
    ARM = "arm"
    """A treatment or what it is compared with."""
    DIRECTION = "direction"
    """Which way a result points, and whether it is significant."""
    DESIGN = "design"
    """How a study was made."""
    POPULATION = "population"
    """Whom it is about."""


class Verdict(StrEnum):
    """What the sources say about a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    """A source states something else of the same object."""
    NOT_FOUND = "not-found"
    COMPUTED = "computed"
    """It follows from stated values by a formula that was evaluated."""


class ClaimSeverity(StrEnum):
    """What a verdict asks of an editor."""

    NONE = "none"
    ADVICE = "advice"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text that claims may rest on."""

    layer: str
    """What it is: "abstract", "body", "table" or "citation"."""
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A part of a text that a source can support or contradict; places are in characters."""

    kind: ClaimKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """The part of a source that decides about a claim."""

    source: int
    """Place of the source in the list of sources, from 0."""
    start: int
    end: int
    """Characters of the text of the source, end exclusive."""


@dataclass(frozen=True, slots=True)
class ClaimFinding:
    """A claim with the verdict of its sources."""

    claim: Claim
    verdict: Verdict
    severity: ClaimSeverity
    passage: Passage | None = None
    reason: str = ""
    """A code for why, such as "other-value" or "other-arm"; empty where it is supported."""
    stated: str = ""
    """What the source has in its place, as printed there."""
    formula: str = ""
    """How a computed value follows, such as "5 % of 1,000,000 = 50,000"."""
