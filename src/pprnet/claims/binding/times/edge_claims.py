"""Durations at one end of a longer one: "the last four months of treatment"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pprnet.claims.binding.times.stated_times import StatedTime
from pprnet.claims.quantities.times.time_lengths import is_same_length
from pprnet.claims.reading.read_text import ReadText

_FIRST = re.compile(
    r"\b(?:first|initial|opening|early|premi(?:er|ère)s?)\s(?:\w+\s)?$", re.IGNORECASE
)
_LAST = re.compile(r"\b(?:last|final|closing|derni(?:er|ère)s?)\s(?:\w+\s)?$", re.IGNORECASE)
_INNER_FIRST = re.compile(r"\bpremi(?:er|ère)s?\b", re.IGNORECASE)
_INNER_LAST = re.compile(r"\bderni(?:er|ère)s?\b", re.IGNORECASE)
_BEFORE = 16
REACH = 12
"""Characters before a duration that such a word may stand in."""


def edge_of(text: str, time: StatedTime) -> str:
    """Return "first" or "last" where a duration is at one end of another, else nothing.

    Args:
        text: that holds it.
        time: the duration.
    """
    before, printed = text[max(0, time.start - _BEFORE) : time.start], text[time.start : time.end]
    if _FIRST.search(before) or _INNER_FIRST.search(printed):
        return "first"
    return "last" if _LAST.search(before) or _INNER_LAST.search(printed) else ""


def other_edge(
    text: str, claimed: StatedTime, stated: Sequence[StatedTime], sources: Sequence[ReadText]
) -> StatedTime | None:
    """Return the same duration at the other end, where the sources have it there only.

    Args:
        text: that is checked.
        claimed: a duration of it.
        stated: points in time of the sources.
        sources: as read.
    """
    edge = edge_of(text, claimed)
    if not edge or claimed.days is None:
        return None
    like = [
        time for time in stated if time.days is not None and is_same_length(time.days, claimed.days)
    ]
    edges = [edge_of(sources[time.source].text, time) for time in like]
    if edge in edges:
        return None
    return next((time for time, found in zip(like, edges, strict=True) if found), None)
