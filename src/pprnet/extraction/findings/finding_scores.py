"""The probability that a finding is read correctly, by the rule that read it.

The counts are of 75 findings in abstracts on psychotherapy, sampled at random after the rules were
made and judged by eye. Right is a direction that the sentence states as a result. A score is
Laplace's: one more correct and one more wrong than counted.
"""

from __future__ import annotations

_CORRECT_AND_JUDGED = {
    "difference": (10, 10),
    "association": (19, 20),
    "prediction": (4, 5),
    "change": (31, 32),
    "comparison": (8, 8),
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
