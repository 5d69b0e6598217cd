"""Points in time and durations of a text, and whether the sources name them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pprnet.claims.claim_values import (
    Claim,
    ClaimFinding,
    ClaimKind,
    ClaimSeverity,
    Passage,
    Verdict,
)
from pprnet.claims.quantities.quantity_values import TimePoint
from pprnet.claims.reading.own_words import is_own_words
from pprnet.claims.reading.read_text import ReadText

_TOLERANCE = 0.02
"""Of a duration: 12 months and a year are the same."""
_TOLERANCE_OF_UNITS = 0.09
"""Where weeks are printed as months: 12 weeks are 84 days, three months 91."""


def check_times(claimed: ReadText, sources: Sequence[ReadText]) -> Iterator[ClaimFinding]:
    """Yield a finding for each duration of a text.

    Args:
        claimed: the text that is checked.
        sources: as read.
    """
    stated = [
        (time, Passage(number, time.start, time.end))
        for number, source in enumerate(sources)
        for sentence in source.sentences
        for time in sentence.times
    ]
    for sentence in claimed.sentences:
        own = is_own_words(claimed.text[sentence.start : sentence.end])
        for time in sentence.times:
            if time.days is not None:
                yield _finding(time, stated, own)


def _finding(
    time: TimePoint, stated: Sequence[tuple[TimePoint, Passage]], own: bool
) -> ClaimFinding:
    claim = Claim(ClaimKind.TIME, time.start, time.end)
    for other, passage in stated:
        if is_same_time(time, other):
            return ClaimFinding(claim, Verdict.SUPPORTED, ClaimSeverity.NONE, passage)
    severity = ClaimSeverity.NONE if own else ClaimSeverity.ERROR
    return ClaimFinding(claim, Verdict.NOT_FOUND, severity, reason="unstated-time")


def is_same_time(first: TimePoint, second: TimePoint) -> bool:
    """Return whether two durations are equal within what units of a calendar allow.

    Args:
        first: a duration.
        second: another.
    """
    if first.days is None or second.days is None:
        return False
    longest = max(first.days, second.days)
    return abs(first.days - second.days) <= _TOLERANCE * longest
