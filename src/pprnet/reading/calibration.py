"""From evidence to probability, by curves fitted to labelled works.

`scripts/learn_calibration.py` fits them on the gold abstracts and draws the reliability picture.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_EDGE = 0.001


def sigmoid(odds: float) -> float:
    """Give the probability of log odds."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))


def logit(probability: float) -> float:
    """Give the log odds of a probability, which is kept a little off 0 and 1."""
    kept = min(1.0 - _EDGE, max(_EDGE, probability))
    return math.log(kept / (1.0 - kept))


@dataclass(frozen=True, slots=True)
class BetaCurve:
    """Beta calibration of a score from 0 to 1 (Kull, Silva Filho and Flach, 2017, AISTATS).

    The log odds of being right are `for_ * ln(s) - against * ln(1 - s) + shift`.
    """

    for_: float
    against: float
    shift: float

    def __call__(self, score: float) -> float:
        """Give the probability that a suggestion with this evidence is right."""
        kept = min(1.0 - _EDGE, max(_EDGE, score))
        odds = self.for_ * math.log(kept) - self.against * math.log(1.0 - kept) + self.shift
        return sigmoid(odds)


@dataclass(frozen=True, slots=True)
class MarginCurve:
    """Platt scaling of the first type's evidence and of its margin over the second.

    The log odds of being right are `evidence * logit(s) + margin * m + shift`.
    """

    evidence: float
    margin: float
    shift: float

    def __call__(self, score: float, margin: float) -> float:
        """Give the probability that the first type is right."""
        return sigmoid(self.evidence * logit(score) + self.margin * margin + self.shift)


@dataclass(frozen=True, slots=True)
class Calibration:
    """The curves that ship."""

    topic: BetaCurve
    type: MarginCurve


@cache
def calibration() -> Calibration:
    """Read the curves that ship."""
    text = files("pprnet.reading").joinpath("calibration.json").read_text(encoding="utf-8")
    found = json.loads(text)
    return Calibration(BetaCurve(**found["topic"]), MarginCurve(**found["type"]))
