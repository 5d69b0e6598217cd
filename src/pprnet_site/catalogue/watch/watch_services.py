"""The services of the watch, opened with the contact address and API keys of this site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from pprnet.sources.lookup import LookupService, RetractionWatchFile
from pprnet_site.catalogue.ingest.harvest_sources import contact_address


class FetchFile(Protocol):
    """Returns a context with the Retraction Watch file, or with None where it has not changed."""

    def __call__(self, *, known: str) -> AbstractContextManager[RetractionWatchFile | None]:
        """Return the context; `known` is the version that was read last."""


@dataclass(frozen=True, slots=True)
class WatchServices:
    """What the watch asks, open."""

    lookups: tuple[LookupService, ...]
    fetch_file: FetchFile


OpenServices = Callable[[], AbstractContextManager[WatchServices]]


@contextmanager
def live_services() -> Iterator[WatchServices]:
    """Open Crossref, PubMed, Europe PMC and the Retraction Watch file.

    Requests are repeated less often than those of a harvest: what fails is asked again in an hour.
    """
    from pprnet.sources.http import HttpClient
    from pprnet.sources.lookup import LOOKUP_KEYS, fetch_retraction_watch, make_lookup
    from pprnet.sources.request_timing import RetryPolicy

    patience = RetryPolicy(attempts=3, longest_retry_after=30.0)
    with HttpClient(contact_address(), retry_policy=patience) as client:
        yield WatchServices(
            tuple(make_lookup(key, client, keys=settings.PPRNET_KEYS) for key in LOOKUP_KEYS),
            partial(fetch_retraction_watch, client),
        )


def open_services() -> AbstractContextManager[WatchServices]:
    """Open the services by the function that the settings name."""
    named = settings.WATCH_SERVICES
    opener = import_string(named) if isinstance(named, str) else named
    return cast(OpenServices, opener)()
