"""Probabilities from evidence, by curves fitted to labelled works.

`scripts/fit_calibration.py` fits them on the gold abstracts and draws the reliability picture.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_MIN_PROBABILITY = 0.001


def sigmoid(odds: float) -> float:
    """Return the probability of log odds.

    Args:
        odds: log odds; values beyond 30 in either direction count as 30.
    """
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))


def logit(probability: float) -> float:
    """Return the log odds of a probability.

    Args:
        probability: 0-1; kept within .001 and .999, so that the result is finite.
    """
    kept = min(1.0 - _MIN_PROBABILITY, max(_MIN_PROBABILITY, probability))
    return math.log(kept / (1.0 - kept))


@dataclass(frozen=True, slots=True)
class IsotonicCurve:
    """Isotonic calibration, made continuous by linear interpolation between its knots.

    Source:
        Zadrozny and Elkan (2002), KDD.
    """

    scores: tuple[float, ...]
    """Rising, from 0 to 1."""
    probabilities: tuple[float, ...]
    """As many; never falling."""

    def __call__(self, score: float) -> float:
        """Return the probability that a suggestion with a score is right."""
        scores, probabilities = self.scores, self.probabilities
        if score <= scores[0]:
            return probabilities[0]
        if score >= scores[-1]:
            return probabilities[-1]
        upper = bisect_right(scores, score)
        share = (score - scores[upper - 1]) / (scores[upper] - scores[upper - 1])
        return probabilities[upper - 1] * (1.0 - share) + probabilities[upper] * share


@dataclass(frozen=True, slots=True)
class PlattCurve:
    """Platt scaling of the evidence for the first type.

    The log odds of being right are `evidence * logit(s) + shift`.

    Source:
        Platt (1999).
    """

    evidence: float
    shift: float

    def __call__(self, score: float) -> float:
        """Return the probability that the first type is right."""
        return sigmoid(self.evidence * logit(score) + self.shift)


@dataclass(frozen=True, slots=True)
class Calibration:
    """The curves that the package contains."""

    topic: IsotonicCurve
    type: PlattCurve


@cache
def calibration() -> Calibration:
    """Return the curves that the package contains."""
    text = (
        files("pprnet.extraction.classification")
        .joinpath("calibration.json")
        .read_text(encoding="utf-8")
    )
    found = json.loads(text)
    topic = IsotonicCurve(*(tuple(found["topic"][name]) for name in ("scores", "probabilities")))
    return Calibration(topic, PlattCurve(**found["type"]))
