"""A source by its key, ready to be asked."""

from __future__ import annotations

from collections.abc import Mapping

from pprnet.sources.crossref import Crossref
from pprnet.sources.europepmc import EuropePmc
from pprnet.sources.http import Door
from pprnet.sources.openalex import OpenAlex
from pprnet.sources.pubmed import PubMed
from pprnet.sources.services import CROSSREF, OPENALEX, PUBMED, PUBMED_WITH_KEY
from pprnet.sources.values import Source


def open_source(key: str, door: Door, *, keys: Mapping[str, str]) -> Source:
    """Give the source of a key; `keys` are the API keys that there are, by source."""
    held = keys.get(key, "")
    if key == PUBMED.key:
        return PubMed(door, PUBMED_WITH_KEY if held else PUBMED, api_key=held)
    if key == OPENALEX.key:
        return OpenAlex(door, api_key=held)
    return Crossref(door) if key == CROSSREF.key else EuropePmc(door)
