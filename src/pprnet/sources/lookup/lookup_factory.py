"""A service for look-ups by its key, ready to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pprnet.sources.lookup.lookup_service import LookupService, ReferenceSearch

if TYPE_CHECKING:
    from pprnet.sources.http import HttpClient

LOOKUP_KEYS = ("crossref", "pubmed", "europepmc")
"""The services that are asked by identifier, in the order in which they are asked."""


def make_lookup(key: str, client: HttpClient, *, keys: Mapping[str, str]) -> LookupService:
    """Return the service of a key.

    Args:
        key: one of `LOOKUP_KEYS`.
        client: through which it sends its requests.
        keys: API keys by service; a service without one is asked without.
    """
    raise NotImplementedError


def make_reference_search(client: HttpClient) -> ReferenceSearch:
    """Return the search for printed references.

    Args:
        client: through which it sends its requests.
    """
    raise NotImplementedError
