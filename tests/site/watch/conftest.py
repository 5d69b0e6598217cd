"""A clock that stands still, and the watch led to services of this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from watch_cases import SetClock

from fakes.recorded_lookup import RecordedLookup
from fakes.watch_services import watch_services_at


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def asked(settings):
    """Return a context in which the watch is on and asks the services that it is given."""
    settings.PPRNET_WATCH, settings.PPRNET_CONTACT = True, "test@example.org"

    @contextmanager
    def serving(fake: RecordedLookup) -> Iterator[RecordedLookup]:
        with fake:
            settings.WATCH_SERVICES = watch_services_at(fake.port)
            yield fake

    return serving
