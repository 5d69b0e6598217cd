"""Points in time and durations of a text, and whether the sources name them."""

from __future__ import annotations

import re
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

_DURATION = re.compile(r"([\w.]{1,20})[-\s](day|week|month|year)s?", re.IGNORECASE)
_TOLERANCE = 0.02
"""Of a duration: 12 months and a year are the same."""


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
                printed = claimed.text[time.start : time.end]
                yield _finding(time, printed, stated, sources, own=own)


def _finding(
    time: TimePoint,
    printed: str,
    stated: Sequence[tuple[TimePoint, Passage]],
    sources: Sequence[ReadText],
    *,
    own: bool,
) -> ClaimFinding:
    claim = Claim(ClaimKind.TIME, time.start, time.end)
    for other, passage in stated:
        if is_same_time(time, other):
            return ClaimFinding(claim, Verdict.SUPPORTED, ClaimSeverity.NONE, passage)
    if passage := _printed_otherwise(printed, sources):
        return ClaimFinding(claim, Verdict.SUPPORTED, ClaimSeverity.NONE, passage)
    severity = ClaimSeverity.NONE if own else ClaimSeverity.ERROR
    return ClaimFinding(claim, Verdict.NOT_FOUND, severity, reason="unstated-time")


def _printed_otherwise(printed: str, sources: Sequence[ReadText]) -> Passage | None:
    """Return where a source has a duration in another form: "three-monthly", "in months was 89.4"."""
    match = _DURATION.fullmatch(printed)
    if not match:
        return None
    number, unit = match.groups()
    adjective = re.compile(rf"\b{re.escape(number)}[-\s]{unit}ly\b", re.IGNORECASE)
    apart = re.compile(
        rf"\bin\s{unit}s?\b[^.;]{{0,20}}\b{re.escape(number)}(?:\.\d{{1,3}})?\b", re.IGNORECASE
    )
    for place, source in enumerate(sources):
        found = adjective.search(source.text) or apart.search(source.text)
        if found:
            return Passage(place, found.start(), found.end())
    return None


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
