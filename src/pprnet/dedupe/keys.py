"""Blocking: only records that share a key are ever compared.

Each rule of `compare` has a key that any two records which it joins must share, and no key
grows with the habits of titles or numbering: thousands of texts are headed "Editorial", and in
every journal something begins on page 101 of volume 12.
"""

from __future__ import annotations

from collections.abc import Collection
from hashlib import blake2b
from zlib import crc32

from pprnet.dedupe.titles import Title
from pprnet.dedupe.traits import Traits, read_traits
from pprnet.records import Record


def keys(record: Record) -> frozenset[str]:
    """Give the few keys under which a record may meet others of its work."""
    return trait_keys(read_traits(record))


def trait_keys(traits: Traits) -> frozenset[str]:
    """Give the keys of a prepared record."""
    found = number_keys(traits)
    places = ((traits.volume, traits.page),) if traits.page else ()
    for title in traits.titles:
        found += title_keys(title, traits.first_name, traits.years, places)
    if places:
        found += [f"page:{traits.page}:{name}" for name in traits.first_name]
    return frozenset(found)


def joint_keys(members: Collection[Traits]) -> frozenset[str]:
    """Give every key that a merged record of some records may have."""
    found: list[str] = []
    for traits in members:
        found += number_keys(traits)
    titles = {title.squeezed: title for traits in members for title in traits.titles}
    names = {name for traits in members for name in traits.first_name}
    years = {year for traits in members for year in traits.years}
    places = {(traits.volume, traits.page) for traits in members if traits.page}
    for title in titles.values():
        found += title_keys(title, names, years, places)
    found += [f"page:{page}:{name}" for name in names for _, page in places]
    return frozenset(found)


def title_keys(
    title: Title,
    names: Collection[str],
    years: Collection[int],
    places: Collection[tuple[str, str]],
) -> list[str]:
    """Give the keys from a title, with names, years or places where it says little alone."""
    if title.is_short:
        return [f"title:{digest(title)}:{volume}:{page}" for volume, page in places if volume]
    # Titles that differ by slips have the same short words around the long ones.
    outline = crc32(title.outline.encode())
    by = [f"by:{name}:{year}:{outline:x}" for name in names for year in years]
    return [f"title:{digest(title)}", *by]


def number_keys(traits: Traits) -> list[str]:
    """Give the keys from the numbers that indexes and publishers gave a record."""
    record = traits.record
    numbers = (("pmid", record.pmid), ("pmcid", record.pmcid), ("openalex", record.openalex))
    found = [f"{name}:{number}" for name, number in numbers if number]
    return found + [f"doi:{doi}" for doi in traits.dois]


def digest(title: Title) -> str:
    """Shorten a title to a fixed length."""
    return blake2b(title.squeezed.encode(), digest_size=8).hexdigest()
