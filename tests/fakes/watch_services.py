"""The services of the watch led to the stand-in on this machine, and invented works they know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from fakes.fake_services import RerouteTransport
from fakes.invented_records import (
    crossref_update,
    crossref_work,
    europepmc_result,
    pubmed_article,
    retraction_watch_csv,
)
from fakes.recorded_lookup import RecordedLookup
from pprnet.sources.http import HttpClient
from pprnet.sources.lookup import LOOKUP_KEYS, fetch_retraction_watch, make_lookup
from pprnet.sources.request_timing import RetryPolicy
from pprnet_site.catalogue.watch.watch_services import WatchServices

FAST_RETRIES = RetryPolicy(
    attempts=2, first_wait=0, longest_wait=0, jitter=0, longest_retry_after=1, read_timeout=30
)


def watch_services_at(port: int, *, batch_size: int | None = 5) -> Callable:
    """Return the fake services in place of `live_services`; None for batches of the usual size."""

    @contextmanager
    def opened() -> Iterator[WatchServices]:
        with HttpClient(
            "test@example.org",
            transport=RerouteTransport(port),
            retry_policy=FAST_RETRIES,
            sleep=lambda _seconds: None,
        ) as client:
            lookups = tuple(make_lookup(key, client, keys={}) for key in LOOKUP_KEYS)
            if batch_size:
                lookups = tuple(replace(lookup, batch_size=batch_size) for lookup in lookups)
            yield WatchServices(lookups, partial(fetch_retraction_watch, client))

    return opened


def doi_of(number: int) -> str:
    return f"10.5555/study-{number}"


def pmid_of(number: int) -> str:
    return str(9_000_000 + number)


def services_for(count: int) -> RecordedLookup:
    """Return services that know some works: one is retracted, one corrected, one of concern.

    Number 0 is retracted by Crossref, 1 corrected by PubMed, 2 retracted by Retraction Watch.
    """
    works = {doi_of(n): crossref_work(doi_of(n)) for n in range(count)}
    notice = crossref_work("10.5555/notice-0", update_to=[crossref_update("retraction", doi_of(0))])
    links = {1: (("ErratumIn", "8000001"),)}
    return RecordedLookup(
        crossref_works=works | {"10.5555/notice-0": notice},
        pubmed_articles={
            pmid_of(n): pubmed_article(pmid_of(n), doi=doi_of(n), links=links.get(n, ()))
            for n in range(count)
        },
        europepmc_results=[europepmc_result(pmid_of(n), doi=doi_of(n)) for n in range(count)],
        csv=retraction_watch_csv({"OriginalPaperDOI": doi_of(2), "Title": "An invented title"}),
    )
