"""DOIs that none of the services asked can know, as another agency than Crossref has them."""

from __future__ import annotations

from collections.abc import Iterable

from pprnet.sources.lookup.lookup_service import Identifier, IdKind

AGENCIES = {
    "DataCite": (
        *("10.48550", "10.5281", "10.6084", "10.25384", "10.5061", "10.7910", "10.17605"),
        *("10.17632", "10.23668", "10.3886", "10.5255", "10.13140", "10.1594", "10.3929"),
    ),
    "ISTIC": ("10.3969", "10.3760"),
}
"""Prefixes of arXiv, Zenodo, figshare, Dryad, Dataverse, OSF, Mendeley Data, PsychArchives, ICPSR,
the UK Data Archive, ResearchGate, PANGAEA and ETH Zurich; then those of Chinese journals."""

_AGENCY_OF = {prefix: agency for agency, prefixes in AGENCIES.items() for prefix in prefixes}


def other_agency(identifiers: Iterable[Identifier]) -> str:
    """Return the agency that has the DOI of a reference, empty where it may be Crossref.

    Args:
        identifiers: of one reference.
    """
    prefixes = (each.value.partition("/")[0] for each in identifiers if each.kind is IdKind.DOI)
    return next(filter(None, map(_AGENCY_OF.get, prefixes)), "")
