"""The site's sources led to the stand-in on this machine, with small pages and no waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from fakes.fake_services import RerouteTransport
from fakes.small_page_sources import FAST_RETRIES, small_page_sources
from pprnet.sources.http import HttpClient
from pprnet.sources.source import Source


def sources_at(port: int) -> Callable:
    """Return the fake sources in place of `live_sources`."""

    @contextmanager
    def opened(keys: Sequence[str]) -> Iterator[list[Source]]:
        with HttpClient(
            "test@example.org",
            transport=RerouteTransport(port),
            retry_policy=FAST_RETRIES,
            sleep=lambda _seconds: None,
        ) as http_client:
            yield [source for source in small_page_sources(http_client) if source.key in keys]

    return opened
