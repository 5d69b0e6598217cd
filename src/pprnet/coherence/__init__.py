"""Whether a text contradicts itself: p against its test, intervals, percentages, totals.

A check compares two statements that one text prints side by side, with room for the rounding of
every number. It reads only forms in which the two certainly belong together; what it does not read
it does not judge.
"""

from __future__ import annotations

from pprnet.coherence.group_differences import check_differences
from pprnet.coherence.group_totals import check_groups
from pprnet.coherence.incoherence import (
    Formula,
    Incoherence,
    IncoherenceKind,
    IncoherenceSeverity,
    NumberRange,
)
from pprnet.coherence.intervals import check_intervals
from pprnet.coherence.percentages import check_percentages
from pprnet.coherence.ranges import check_ranges
from pprnet.coherence.statements.checked_text import CheckedText
from pprnet.coherence.tests_and_p import check_tests

__all__ = [
    "Formula",
    "Incoherence",
    "IncoherenceKind",
    "IncoherenceSeverity",
    "NumberRange",
    "check_coherence",
]

_CHECKS = (
    check_tests,
    check_differences,
    check_intervals,
    check_ranges,
    check_percentages,
    check_groups,
)


def check_coherence(text: str, *, name: str = "") -> tuple[Incoherence, ...]:
    """Return the statements of a text that contradict each other, in the order of the text.

    Args:
        text: any text, such as an abstract.
        name: name of the field in the places, such as "abstract".
    """
    checked = CheckedText.from_text(text, name)
    found = [one for check in _CHECKS for one in check(checked)]
    return tuple(sorted(set(found), key=lambda one: (one.places[0].start, one.kind)))
