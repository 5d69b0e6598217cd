"""The services of a harvest, opened with the contact address and API keys of this site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from pprnet.errors import ContactMissingError
from pprnet.sources import Source

OpenSources = Callable[[Sequence[str]], AbstractContextManager[list[Source]]]


def contact_address() -> str:
    """Return the contact address that is sent to the services.

    Raises:
        ContactMissingError: No contact address is set.
    """
    from pprnet.sources.contact import checked_contact

    return checked_contact(settings.PPRNET_CONTACT)


def has_contact() -> bool:
    """Return whether a contact address for the services is set."""
    try:
        contact_address()
    except ContactMissingError:
        return False
    return True


@contextmanager
def live_sources(keys: Sequence[str]) -> Iterator[list[Source]]:
    """Open the services with these names."""
    from pprnet.sources.clients.source_factory import make_source
    from pprnet.sources.http import HttpClient

    with HttpClient(contact_address()) as client:
        yield [make_source(key, client, keys=settings.PPRNET_KEYS) for key in keys]


def open_sources(keys: Sequence[str]) -> AbstractContextManager[list[Source]]:
    """Open the sources by the function that the settings name."""
    named = settings.HARVEST_SOURCES
    opener = import_string(named) if isinstance(named, str) else named
    return cast(OpenSources, opener)(keys)
