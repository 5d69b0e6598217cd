"""Stopping rules: what may be claimed about the records that were not read.

All take `found`: for each record seen, in the order it was shown, whether it was relevant; and
`total`, the number of records.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from pprnet.errors import TriageError


@dataclass(frozen=True, slots=True)
class StopEstimate:
    """What may be claimed now: "with this confidence you have reached at least this recall"."""

    recall: float
    """The share of all relevant records in the claim, 0-1."""
    confidence: float
    met: bool
    """Whether the claim may be made."""
    supported: bool
    """False where too few relevant records are known for any claim."""
    expected_left: float
    """Expected number of relevant records that are unread."""
    left_upper: int
    """Upper bound, at the stated confidence, of the relevant records that are unread."""
    to_read: int
    """Records to read before the claim may be made, if no other relevant one is found (0 where it
    may be made); never more than are left."""


class Stopper(Protocol):
    """Decides when enough has been seen."""

    def is_met(self, found: Sequence[bool], total: int) -> bool:
        """Return whether the claim may be made.

        Args:
            found: whether each record seen was relevant, in order.
            total: number of records.
        """

    def __call__(self, found: Sequence[bool], total: int) -> StopEstimate:
        """Return what may be claimed, and the number that is probably left."""


def allowed_misses(found: int, recall: float) -> int:
    """Return the most relevant records L that may be unread: found / (found + L) >= recall.

    Args:
        found: number of relevant records found.
        recall: 0-1, more than 0.
    """
    return int(found / Fraction(str(recall)) - found)


def check_seen_count(found: Sequence[bool], total: int) -> None:
    """Raise an error if more records were seen than there are.

    Args:
        found: whether each record seen was relevant, in order.
        total: number of records.

    Raises:
        TriageError: `found` is longer than `total`.
    """
    if len(found) > total:
        raise TriageError(f"{len(found)} records were seen, expected no more than all {total}")


def records_to_read(is_met: Callable[[int], bool], seen: int, total: int) -> int:
    """Return the fewest further records, none relevant, after which a rule is met.

    Args:
        is_met: whether the rule is met after a number of records.
        seen: number of records seen.
        total: number of records.
    """
    low, high = seen, total
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if is_met(middle) else (middle + 1, high)
    return low - seen
