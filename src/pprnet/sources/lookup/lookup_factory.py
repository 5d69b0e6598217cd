"""A service for look-ups by its key, ready to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pprnet.sources.lookup.lookup_service import LookupService, ReferenceSearch
from pprnet.sources.services import CROSSREF, EUROPE_PMC, PUBMED, PUBMED_WITH_KEY

if TYPE_CHECKING:
    from pprnet.sources.http import HttpClient

LOOKUP_KEYS = (CROSSREF.key, PUBMED.key, EUROPE_PMC.key)
"""The services that are asked by identifier, in the order in which they are asked."""


def make_lookup(key: str, client: HttpClient, *, keys: Mapping[str, str]) -> LookupService:
    """Return the service of a key.

    Args:
        key: one of `LOOKUP_KEYS`.
        client: through which it sends its requests.
        keys: API keys by service; a service without one is asked without.
    """
    from pprnet.sources.lookup.crossref_lookup import CrossrefLookup
    from pprnet.sources.lookup.europepmc_lookup import EuropePmcLookup
    from pprnet.sources.lookup.pubmed_lookup import PubMedLookup

    if key == PUBMED.key:
        held = keys.get(key, "")
        return PubMedLookup(client, PUBMED_WITH_KEY if held else PUBMED, api_key=held)
    return CrossrefLookup(client) if key == CROSSREF.key else EuropePmcLookup(client)


def make_reference_search(client: HttpClient) -> ReferenceSearch:
    """Return the search for printed references.

    Args:
        client: through which it sends its requests.
    """
    from pprnet.sources.lookup.crossref_references import CrossrefReferenceSearch

    return CrossrefReferenceSearch(client)
