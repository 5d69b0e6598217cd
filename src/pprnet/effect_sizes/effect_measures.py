"""The measures of effect, and the limits of each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import inf


class Measure(StrEnum):
    """A measure of effect; the value is the symbol that authors print."""

    R = "r"
    D = "d"
    G = "g"
    OR = "OR"
    LOG_OR = "logOR"
    RR = "RR"
    RD = "RD"
    CLES = "CLES"
    """Common-language effect size, the probability of superiority (McGraw & Wong, 1992)."""
    AUC = "AUC"
    U3 = "U3"
    SRD = "SRD"
    """Success rate difference, 2 AUC - 1 (Kraemer & Kupfer, 2006)."""
    BESD = "BESD"
    """Difference of the success rates displayed for a correlation (Rosenthal & Rubin, 1982)."""
    HR = "HR"
    IRR = "IRR"
    MD = "MD"


@dataclass(frozen=True, slots=True)
class Scale:
    """The limits of a measure, and the value at which both groups are equal."""

    null: float
    minimum: float = -inf
    maximum: float = inf
    is_ratio: bool = False
    """Whether it is read on a log scale; then every value is above 0."""


_DIFFERENCE = Scale(0.0)
_SHARE = Scale(0.0, -1.0, 1.0)
_PROBABILITY = Scale(0.5, 0.0, 1.0)
_RATIO = Scale(1.0, 0.0, inf, is_ratio=True)

SCALES: dict[Measure, Scale] = {
    Measure.R: _SHARE,
    Measure.D: _DIFFERENCE,
    Measure.G: _DIFFERENCE,
    Measure.OR: _RATIO,
    Measure.LOG_OR: _DIFFERENCE,
    Measure.RR: _RATIO,
    Measure.RD: _SHARE,
    Measure.CLES: _PROBABILITY,
    Measure.AUC: _PROBABILITY,
    Measure.U3: _PROBABILITY,
    Measure.SRD: _SHARE,
    Measure.BESD: _SHARE,
    Measure.HR: _RATIO,
    Measure.IRR: _RATIO,
    Measure.MD: _DIFFERENCE,
}
