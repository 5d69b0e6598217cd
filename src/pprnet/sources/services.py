"""The services that are asked: their addresses and how often each may be asked."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Service:
    """One host, its rate limit and the size of its answers."""

    key: str
    label: str
    url: str
    """The address before its paths, without a slash at the end."""
    per_second: float
    """Requests a second that it accepts."""
    max_bytes: int = 64 * MIB
    """Bytes of a decompressed answer over which it is refused."""


# https://www.ncbi.nlm.nih.gov/books/NBK25497/: 3 a second, 10 with a key.
PUBMED = Service("pubmed", "PubMed", "https://eutils.ncbi.nlm.nih.gov/entrez/eutils", 3)
PUBMED_WITH_KEY = Service("pubmed", "PubMed", PUBMED.url, 10)

# No limit is published; ten a second is tolerated, and we do not need them.
EUROPE_PMC = Service(
    "europepmc", "Europe PMC", "https://www.ebi.ac.uk/europepmc/webservices/rest", 5
)

# https://developers.openalex.org/api-reference/authentication: 100 a second, and a daily
# allowance, of which a request without a free key gets very little.
OPENALEX = Service("openalex", "OpenAlex", "https://api.openalex.org", 5)

# Since 2025-12 lists are limited to a few a second in the polite pool, one at a time.
CROSSREF = Service("crossref", "Crossref", "https://api.crossref.org", 1)

# https://www.crossref.org/documentation/retrieve-metadata/retraction-watch/: one CSV file, which
# Crossref replaces each working day (about 60 MB with 70,000 rows in 2025).
RETRACTION_WATCH = Service(
    "retraction-watch",
    "Retraction Watch",
    "https://gitlab.com/crossref/retraction-watch-data/-/raw/main",
    1,
    max_bytes=512 * MIB,
)

SOURCE_KEYS = (PUBMED.key, EUROPE_PMC.key, OPENALEX.key, CROSSREF.key)
"""The services that can be harvested, in the order in which they are asked."""
