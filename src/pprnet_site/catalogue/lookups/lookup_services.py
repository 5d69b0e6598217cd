"""The services that know publications by identifier, opened with the settings of this site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import TypeVar, cast

from django.conf import settings
from django.utils.module_loading import import_string

from pprnet.sources.lookup import LookupService, ReferenceSearch
from pprnet.sources.request_timing import RetryPolicy
from pprnet_site.catalogue.ingest.harvest_sources import contact_address

T = TypeVar("T")

SECONDS_OF_REQUEST = 10.0
"""The longest time that somebody waits for the services."""
QUICK = RetryPolicy(
    attempts=2,
    first_wait=0.5,
    longest_wait=1,
    jitter=0.2,
    longest_retry_after=2,
    connect_timeout=4,
    read_timeout=6,
    longest_answer=8,
)
"""While somebody waits."""
PATIENT = RetryPolicy(attempts=4, longest_retry_after=60, longest_answer=120)
"""In the background."""


@dataclass(frozen=True, slots=True)
class Lookups:
    """The services that are asked, in this order; none without a contact address."""

    services: tuple[LookupService, ...] = ()
    search: ReferenceSearch | None = None


OpenLookups = Callable[[RetryPolicy], AbstractContextManager[Lookups]]


@contextmanager
def live_lookups(policy: RetryPolicy) -> Iterator[Lookups]:
    """Open Crossref, PubMed and Europe PMC."""
    from pprnet.sources.http import HttpClient
    from pprnet.sources.lookup import LOOKUP_KEYS, make_lookup, make_reference_search

    with HttpClient(contact_address(), retry_policy=policy) as client:
        services = [make_lookup(key, client, keys=settings.PPRNET_KEYS) for key in LOOKUP_KEYS]
        yield Lookups(tuple(services), make_reference_search(client))


@contextmanager
def open_lookups(policy: RetryPolicy, *, seconds: float | None = None) -> Iterator[Lookups]:
    """Open the services by the function that the settings name.

    Args:
        policy: how often and how long each is asked.
        seconds: after which no service is waited for any more; `None` for no such limit.

    Raises:
        ContactMissingError: No contact address is set.
    """
    contact_address()
    opener = settings.LOOKUP_SERVICES
    found = import_string(opener) if isinstance(opener, str) else opener
    with cast(OpenLookups, found)(policy) as lookups:
        if seconds is None:
            yield lookups
            return
        with _Deadline(seconds) as deadline:
            services = tuple(_TimedService(each, deadline) for each in lookups.services)
            search = _TimedSearch(lookups.search, deadline) if lookups.search else None
            yield Lookups(services, search)
