"""The four sources with small pages, so that little data fills many."""

from __future__ import annotations

from pprnet.sources.clients.crossref import Crossref
from pprnet.sources.clients.europepmc import EuropePmc
from pprnet.sources.clients.openalex import OpenAlex
from pprnet.sources.clients.pubmed import PubMed
from pprnet.sources.http import HttpClient
from pprnet.sources.request_timing import RetryPolicy
from pprnet.sources.source import Source

FAST_RETRIES = RetryPolicy(
    attempts=3, first_wait=0.01, longest_wait=0.02, jitter=0.0, longest_retry_after=0.2
)
"""Waits too short to notice."""


def small_page_sources(http_client: HttpClient, size: int = 10) -> list[Source]:
    return [
        PubMed(http_client, size=size),
        EuropePmc(http_client, size=size),
        OpenAlex(http_client, size=size),
        Crossref(http_client, size=size),
    ]
