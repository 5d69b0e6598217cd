"""The probability that a finding is read correctly, by the rule that read it.

The counts are of 172 findings in abstracts on psychotherapy, sampled at random and judged by eye
before the last rules were made. Right is a direction that the sentence states as a result. A score
is Laplace's: one more correct and one more wrong than counted.
"""

from __future__ import annotations

_CORRECT_AND_JUDGED = {
    "difference": (27, 28),
    "association": (40, 43),
    "prediction": (6, 7),
    "change": (66, 69),
    "comparison": (24, 25),
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
