"""Where the passages of claims stand among the source texts of a draft."""

from __future__ import annotations

from collections.abc import Mapping

from pprnet_site.evidence.checking.source_texts import BoundPassage, SummarySources

SegmentKey = tuple[int | None, int | None, str, str, int | None]
"""Work, full text, layer, part and passage."""
SegmentStarts = Mapping[SegmentKey, tuple[int, int]]
"""The number of the source text, and the first character there."""


def segment_starts(sources: SummarySources) -> SegmentStarts:
    """Return where each part of the works stands; key facts have no place among the sources."""
    return {
        (place.work, place.full_text, place.layer, segment.part, segment.passage): (
            source,
            segment.start,
        )
        for source, place in enumerate(sources.places)
        if place.work is not None
        for segment in place.segments
    }


def passage_span(bound: BoundPassage | None, starts: SegmentStarts) -> tuple[int, int, int] | None:
    """Return the source text of a passage, and its characters there; None where it has none."""
    if bound is None:
        return None
    key = (bound.work, bound.full_text, bound.layer, bound.part, bound.passage)
    if key not in starts:
        return None
    source, first = starts[key]
    return source, first + bound.start, first + bound.end


def stated_place(bound: BoundPassage | None, starts: SegmentStarts) -> str:
    """Return the place of a passage as the page states it, "0:12:34"; empty where it has none."""
    return ":".join(map(str, passage_span(bound, starts) or ()))
