"""Probabilities and their log odds."""

from __future__ import annotations

import math

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
