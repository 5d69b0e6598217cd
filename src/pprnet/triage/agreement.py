"""Agreement of two screeners, corrected for chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """The decisions of two people on the same works, counted."""

    both_in: int
    only_first: int
    only_second: int
    both_out: int

    @property
    def works(self) -> int:
        """The number of works on which both decided."""
        return self.both_in + self.only_first + self.only_second + self.both_out

    @property
    def observed(self) -> float | None:
        """The share of works, 0 to 1, on which they agree; `None` without works."""
        return (self.both_in + self.both_out) / self.works if self.works else None

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa (1960), -1 to 1; `None` where chance alone would always agree.

        kappa = (observed - expected) / (1 - expected), with the agreement expected of two people
        who include as often as these do, but at random. J. Cohen, "A coefficient of agreement for
        nominal scales", Educational and Psychological Measurement 20, 37-46.
        """
        if self.observed is None:
            return None
        first = (self.both_in + self.only_first) / self.works
        second = (self.both_in + self.only_second) / self.works
        expected = first * second + (1 - first) * (1 - second)
        return None if expected == 1 else (self.observed - expected) / (1 - expected)


def agreement(votes: Sequence[tuple[bool, bool]]) -> Agreement:
    """Return the counts of the decisions of two people on the same works.

    Args:
        votes: one pair for each work, of the first and the second person; true means include.
    """
    return Agreement(
        both_in=sum(one and other for one, other in votes),
        only_first=sum(one and not other for one, other in votes),
        only_second=sum(other and not one for one, other in votes),
        both_out=sum(not one and not other for one, other in votes),
    )
