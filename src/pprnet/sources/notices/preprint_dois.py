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
_VERSION = re.compile(
    r"(?P<biorxiv>10\.1101/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,8})v\d+"  # as its pages print it
    r"|(?P<osf>10\.(?:31234|31219|31235|35542)/osf\.io/[a-z0-9]+)_v\d+"  # PsyArXiv and others
    r"|(?P<research_square>10\.21203/rs\.\d\.[a-z]+-\d+)/v\d+"
    r"|(?P<arxiv>10\.48550/arxiv\.\d{4}\.\d{4,5})v\d+"
    r"|(?P<preprints>10\.20944/preprints\d{6}\.\d{4})\.v\d+"
    r"|(?P<chemrxiv>10\.26434/chemrxiv[.-](?:\d{4}-)?[a-z0-9]+)[.-]v\d+"
    r"|(?P<authorea>10\.22541/au\.\d+\.\d+)/v\d+"
    r"|(?P<techrxiv>10\.36227/techrxiv\.\d+(?:\.\d+)?)[./]v\d+"
    r"|(?P<f1000>10\.12688/[a-z]+(?:1000)?[a-z]*\.\d+)\.\d+"  # versions of one article
)


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
