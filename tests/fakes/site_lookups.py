"""The site's look-ups led to the stand-in on this machine, without waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from fakes.fake_services import RerouteTransport
from pprnet.sources.http import HttpClient
from pprnet.sources.lookup import LOOKUP_KEYS, make_lookup, make_reference_search
from pprnet.sources.request_timing import RetryPolicy
from pprnet_site.catalogue.lookups.lookup_services import Lookups


def lookups_at(port: int) -> Callable:
    """Return the fake services in place of `live_lookups`."""

    @contextmanager
    def opened(policy: RetryPolicy) -> Iterator[Lookups]:
        quick = replace(policy, first_wait=0.001, longest_wait=0.001, jitter=0.0)
        with HttpClient(
            "test@example.org", transport=RerouteTransport(port), retry_policy=quick
        ) as client:
            services = tuple(make_lookup(key, client, keys={}) for key in LOOKUP_KEYS)
            yield Lookups(services, make_reference_search(client))

    return opened
