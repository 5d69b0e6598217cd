"""What the tests of look-ups share: a client without waits, and the services it asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from fakes.recorded_lookup import RecordedLookup, names_of
from pprnet.sources.http import HttpClient
from pprnet.sources.lookup import Identifier, IdKind, LookupService, make_lookup
from pprnet.sources.request_timing import RetryPolicy

FAST_RETRIES = RetryPolicy(
    attempts=3, first_wait=0, longest_wait=0, jitter=0, longest_retry_after=2, read_timeout=0.5
)


def doi(value: str) -> Identifier:
    return Identifier(IdKind.DOI, value)


def pmid(value: str) -> Identifier:
    return Identifier(IdKind.PMID, value)


def pmcid(value: str) -> Identifier:
    return Identifier(IdKind.PMCID, value)


@contextmanager
def client_of(fake: RecordedLookup, policy: RetryPolicy = FAST_RETRIES) -> Iterator[HttpClient]:
    """Open a client of services that are running; it waits for nobody."""
    transport = fake.transport()
    with HttpClient(
        "test@example.org", transport=transport, retry_policy=policy, sleep=lambda _: None
    ) as client:
        yield client


@contextmanager
def lookup_of(key: str, fake: RecordedLookup) -> Iterator[LookupService]:
    """Run services, and open one of them."""
    with fake, client_of(fake) as client:
        yield make_lookup(key, client, keys={})


def crossref_of(*works: dict, **kwargs: Any) -> RecordedLookup:
    """Return services with works of Crossref."""
    return RecordedLookup(crossref_works={work["DOI"].lower(): work for work in works}, **kwargs)


def pubmed_of(*articles: bytes, **kwargs: Any) -> RecordedLookup:
    """Return services with articles of PubMed."""
    return RecordedLookup(
        pubmed_articles={names_of(each)[0].split()[1]: each for each in articles}, **kwargs
    )
