"""The services that know publications by identifier, opened with the settings of this site."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import TypeVar, cast

from django.conf import settings
from django.utils.module_loading import import_string

from pprnet.errors import SourceDownError
from pprnet.records import Record
from pprnet.sources.lookup import Identifier, IdKind, LookupAnswer, LookupService, ReferenceSearch
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


class _Deadline:
    """A time after which nobody waits for an answer; a request that still runs ends by itself."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds
        self._threads = ThreadPoolExecutor(max_workers=4)

    def __enter__(self) -> _Deadline:
        return self

    def __exit__(self, *raised: object) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    def ask(self, label: str, question: Callable[[], T]) -> T:
        """Return an answer if it comes in time.

        Raises:
            SourceDownError: It did not.
        """
        left = self._end - time.monotonic()
        try:
            if left > 0:
                return self._threads.submit(question).result(timeout=left)
        except TimeoutError:
            pass
        raise SourceDownError(
            f"{label}: no answer within the {self._seconds:g} seconds of this request; try later"
        )


@dataclass(frozen=True, slots=True)
class _TimedService:
    """A service that is not waited for longer than the time that is left."""

    service: LookupService
    deadline: _Deadline

    @property
    def key(self) -> str:
        """Return its name in addresses and files."""
        return self.service.key

    @property
    def label(self) -> str:
        """Return its name for people."""
        return self.service.label

    @property
    def accepts(self) -> frozenset[IdKind]:
        """Return the kinds of identifiers that it knows."""
        return self.service.accepts

    @property
    def batch_size(self) -> int:
        """Return how many identifiers go into one question."""
        return self.service.batch_size

    def look_up(self, identifiers: Sequence[Identifier]) -> LookupAnswer:
        """Return what the service knows about identifiers."""
        return self.deadline.ask(self.label, lambda: self.service.look_up(identifiers))


@dataclass(frozen=True, slots=True)
class _TimedSearch:
    """A search that is not waited for longer than the time that is left."""

    search: ReferenceSearch
    deadline: _Deadline

    def find(self, text: str) -> tuple[Record, ...]:
        """Return the publications that may be meant."""
        return self.deadline.ask("Crossref", lambda: self.search.find(text))
