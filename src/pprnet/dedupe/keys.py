"""Blocking: only records that share a key are ever compared."""

from __future__ import annotations

from hashlib import blake2b

from pprnet.dedupe.titles import Title
from pprnet.dedupe.traits import Traits, read_traits
from pprnet.records import Record

EDGE = 28
"""Letters of the beginning and the end of a title that are a key of their own."""


def keys(record: Record) -> frozenset[str]:
    """Give the few keys under which a record may meet others of its work."""
    return trait_keys(read_traits(record))


def trait_keys(traits: Traits) -> frozenset[str]:
    """Give the keys of a prepared record."""
    record = traits.record
    numbers = {"pmid": record.pmid, "pmcid": record.pmcid, "openalex": record.openalex}
    found = {f"{name}:{number}" for name, number in numbers.items() if number}
    found |= {f"doi:{doi}" for doi in traits.dois}
    if traits.volume and traits.page:
        found |= {f"place:{year}:{traits.volume}:{traits.page}" for year in traits.years}
    return frozenset(found).union(*(title_keys(title) for title in traits.titles))


def title_keys(title: Title) -> frozenset[str]:
    """Give the keys of a title: the whole, and its two ends for slips elsewhere."""
    whole = blake2b(title.squeezed.encode(), digest_size=8).hexdigest()
    found = {f"title:{whole}"}
    if not title.is_short:
        found |= {f"start:{title.squeezed[:EDGE]}", f"end:{title.squeezed[-EDGE:]}"}
    return frozenset(found)
