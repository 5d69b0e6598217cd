"""Statements of a source that contradict each other."""

from __future__ import annotations

from pprnet import __version__
from pprnet.coherence import Incoherence, IncoherenceSeverity, check_coherence
from pprnet_site.evidence.checking.result_cache import ResultCache
from pprnet_site.evidence.checking.source_texts import READABLE, SummarySources

_RESULTS: ResultCache[tuple[tuple[int, Incoherence], ...]] = ResultCache()


def find_contradictions(sources: SummarySources) -> tuple[tuple[int, Incoherence], ...]:
    """Return what contradicts itself in abstracts and full texts, with the place of its text."""
    key = (__version__, sources.fingerprint)
    return _RESULTS.get(key, lambda: read_contradictions(sources))


def read_contradictions(sources: SummarySources) -> tuple[tuple[int, Incoherence], ...]:
    """Return what contradicts itself, read now."""
    readable = [
        at
        for at, place in enumerate(sources.places)
        if any(segment.part in READABLE for segment in place.segments)
    ]
    return tuple(
        (at, found)
        for at in readable
        for found in check_coherence(sources.texts[at].text, name=sources.places[at].layer)
        if found.severity is IncoherenceSeverity.CONTRADICTION
    )
