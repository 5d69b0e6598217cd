"""The four sources with small pages, so that little data fills many."""

from __future__ import annotations

from pprnet.sources.crossref import Crossref
from pprnet.sources.europepmc import EuropePmc
from pprnet.sources.http import Door
from pprnet.sources.openalex import OpenAlex
from pprnet.sources.pubmed import PubMed
from pprnet.sources.values import Source
from pprnet.sources.waiting import Patience

HURRIED = Patience(attempts=3, first_wait=0.01, longest_wait=0.02, jitter=0.0, longest_asked=0.2)
"""Waits too short to notice."""


def some_sources(door: Door, size: int = 10) -> list[Source]:
    return [
        PubMed(door, size=size),
        EuropePmc(door, size=size),
        OpenAlex(door, size=size),
        Crossref(door, size=size),
    ]
