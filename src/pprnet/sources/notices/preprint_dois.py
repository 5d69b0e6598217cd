"""Preprint servers: their names and DOIs, and which DOIs are versions of one preprint."""

from __future__ import annotations

import re

_SERVERS = (
    "10.1101/", "10.64898/", "10.31234/", "10.31219/", "10.31235/", "10.35542/", "10.2139/ssrn",
    "10.21203/rs.", "10.48550/arxiv", "10.20944/preprints", "10.26434/chemrxiv", "10.22541/au.",
    "10.36227/techrxiv", "10.2196/preprints", "10.55458/neurolibre",
)  # fmt: skip
"""Beginnings of the DOIs that are registered for preprints only."""
_NAMES = (
    "medrxiv", "biorxiv", "psyarxiv", "arxiv", "res sq", "research square", "ssrn", "preprints",
    "chemrxiv", "osf preprints", "jmir preprints",
)  # fmt: skip
"""How the names of servers begin, in lower case, in full or as PubMed abbreviates them."""
_VERSIONED = (
    (r"10\.1101/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,8}", r"v\d+"),  # bioRxiv, as its pages print it
    (r"10\.(?:31234|31219|31235|35542)/osf\.io/[a-z0-9]+", r"_v\d+"),  # PsyArXiv and others
    (r"10\.21203/rs\.\d\.[a-z]+-\d+", r"/v\d+"),  # Research Square
    (r"10\.48550/arxiv\.\d{4}\.\d{4,5}", r"v\d+"),
    (r"10\.20944/preprints\d{6}\.\d{4}", r"\.v\d+"),
    (r"10\.26434/chemrxiv[.-](?:\d{4}-)?[a-z0-9]+", r"[.-]v\d+"),
    (r"10\.22541/au\.\d+\.\d+", r"/v\d+"),  # Authorea
    (r"10\.36227/techrxiv\.\d+(?:\.\d+)?", r"[./]v\d+"),
    (r"10\.12688/[a-z]+(?:1000)?[a-z]*\.\d+", r"\.\d+"),  # F1000: versions of one article
)
"""The DOIs that the versions of one preprint share, and what each version adds to them."""
_VERSION = re.compile("|".join(f"({shared}){added}" for shared, added in _VERSIONED))
_SHARED = re.compile("|".join(shared for shared, _added in _VERSIONED))
MOST_EARLIER = 5
"""Earlier versions that a service is asked about besides a version."""


def is_preprint_doi(doi: str) -> bool:
    """Return whether a DOI is one of a server that has preprints only.

    Args:
        doi: in normal form.
    """
    return doi.startswith(_SERVERS)


def is_preprint_server(name: str) -> bool:
    """Return whether a journal or publisher is a server that has preprints only.

    Args:
        name: as printed, perhaps with a number after it.
    """
    return name.lower().startswith(_NAMES)


def without_version(doi: str) -> str:
    """Return the DOI that all versions of one preprint share; any other DOI is returned as it is.

    Versions of Cochrane reviews (".pub2") are publications of their own: a notice about one of them
    is not about the others.

    Args:
        doi: in normal form.
    """
    found = _VERSION.fullmatch(doi)
    return next(filter(None, found.groups()), doi) if found else doi


def version_stem(doi: str) -> str:
    """Return what the DOIs of all versions of one preprint begin with, empty for any other DOI.

    Other DOIs may begin with it, too: those of preprints with a longer number.

    Args:
        doi: in normal form, of one version or without a version.
    """
    shared = without_version(doi)
    return shared if _SHARED.fullmatch(shared) else ""


def earlier_versions(doi: str) -> tuple[str, ...]:
    """Return the DOI without its version and those of some versions before it, the latest first.

    Args:
        doi: in normal form; one that is no version of a preprint has none.
    """
    shared = without_version(doi)
    number = doi.removeprefix(shared).lstrip("._/-v")
    if not number.isdecimal():
        return ()
    before = range(int(number[:4]) - 1, 0, -1)[:MOST_EARLIER]
    start = doi.removesuffix(number)
    return (shared, *(f"{start}{version}" for version in before))
