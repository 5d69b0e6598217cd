"""A source by its key, ready to be searched."""

from __future__ import annotations

from collections.abc import Mapping

from pprnet.sources.clients.crossref import Crossref
from pprnet.sources.clients.europepmc import EuropePmc
from pprnet.sources.clients.openalex import OpenAlex
from pprnet.sources.clients.pubmed import PubMed
from pprnet.sources.http import HttpClient
from pprnet.sources.services import CROSSREF, OPENALEX, PUBMED, PUBMED_WITH_KEY
from pprnet.sources.source import Source


def make_source(key: str, client: HttpClient, *, keys: Mapping[str, str]) -> Source:
    """Return the source of a key.

    Args:
        key: one of `SOURCE_KEYS`.
        client: through which it sends its requests.
        keys: API keys by source; a source without one is asked without.
    """
    held = keys.get(key, "")
    if key == PUBMED.key:
        return PubMed(client, PUBMED_WITH_KEY if held else PUBMED, api_key=held)
    if key == OPENALEX.key:
        return OpenAlex(client, api_key=held)
    return Crossref(client) if key == CROSSREF.key else EuropePmc(client)
