"""DOIs of preprint servers: which they are, and which are versions of one preprint."""

from __future__ import annotations

import re

_SERVERS = (
    "10.1101/", "10.64898/", "10.31234/", "10.31219/", "10.31235/", "10.35542/", "10.2139/ssrn",
    "10.21203/rs.", "10.48550/arxiv", "10.20944/preprints", "10.26434/chemrxiv", "10.22541/au.",
    "10.36227/techrxiv", "10.2196/preprints", "10.55458/neurolibre",
)  # fmt: skip
"""Beginnings of the DOIs that are registered for preprints only."""
_VERSION_FORMS = (
    r"(10\.1101/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,8})v\d+",  # bioRxiv and medRxiv, as their pages say
    r"(10\.(?:31234|31219|31235|35542)/osf\.io/[a-z0-9]+)_v\d+",  # PsyArXiv and others of OSF
    r"(10\.21203/rs\.[\w.-]+)/v\d+",  # Research Square
    r"(10\.48550/arxiv\.\d{4}\.\d{4,5})v\d+",
    r"(10\.20944/preprints\d{6}\.\d{4})\.v\d+",
    r"(10\.26434/chemrxiv[\w.-]*?)(?:-v|\.v)\d+",
    r"(10\.22541/au\.[\d.]+)/v\d+",
    r"(10\.36227/techrxiv\.[\d.]+)[./]v\d+",
    r"(10\.12688/[a-z0-9]+\.\d+)\.\d+",  # F1000Research and others: versions of one article
)
_VERSIONS = tuple(re.compile(form) for form in _VERSION_FORMS)


def is_preprint_doi(doi: str) -> bool:
    """Return whether a DOI is one of a server that has preprints only.

    Args:
        doi: in normal form.
    """
    return doi.startswith(_SERVERS)


def without_version(doi: str) -> str:
    """Return the DOI that all versions of one preprint share; any other DOI is returned as it is.

    Versions of Cochrane reviews (".pub2") are publications of their own: a notice about one of them
    is not about the others.

    Args:
        doi: in normal form.
    """
    found = (form.fullmatch(doi) for form in _VERSIONS)
    return next((match[1] for match in found if match), doi)
