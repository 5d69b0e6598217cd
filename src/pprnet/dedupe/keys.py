"""Blocking: only records that share a key are ever compared.

Each rule of `compare` has a key that any two records which it joins must share, and no key
grows with the habits of titles: thousands begin with "A randomised controlled trial of".
"""

from __future__ import annotations

from hashlib import blake2b

from pprnet.dedupe.titles import Title
from pprnet.dedupe.traits import Traits, read_traits
from pprnet.records import Record


def keys(record: Record) -> frozenset[str]:
    """Give the few keys under which a record may meet others of its work."""
    return trait_keys(read_traits(record))


def trait_keys(traits: Traits) -> frozenset[str]:
    """Give the keys of a prepared record."""
    record = traits.record
    numbers = {"pmid": record.pmid, "pmcid": record.pmcid, "openalex": record.openalex}
    found = {f"{name}:{number}" for name, number in numbers.items() if number}
    found |= {f"doi:{doi}" for doi in traits.dois}
    found |= {f"title:{digest(title)}" for title in traits.titles}
    if traits.volume and traits.page:
        found.add(f"place:{traits.volume}:{traits.page}")
    # Titles that differ by a letter have as many words, wherever the letter is.
    found |= {
        f"by:{name}:{year}:{len(title.words)}"
        for name in traits.first_name
        for year in traits.years
        for title in traits.titles
    }
    return frozenset(found)


def digest(title: Title) -> str:
    """Shorten a title to a fixed length."""
    return blake2b(title.squeezed.encode(), digest_size=8).hexdigest()
