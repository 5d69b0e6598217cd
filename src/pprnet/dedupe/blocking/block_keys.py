"""Blocking: only records that share a key are ever compared.

Each rule of `match_rules` has a key that any two records which it joins must share, and no key
grows with the habits of titles or numbering: thousands of texts are headed "Editorial", and in
every journal something begins on page 101 of volume 12.
"""

from __future__ import annotations

from collections.abc import Collection
from hashlib import blake2b
from zlib import crc32

from pprnet.dedupe.comparison.comparison_fields import ComparisonFields, comparison_fields_of
from pprnet.dedupe.comparison.titles import Title
from pprnet.records import Record


def blocking_keys(record: Record) -> frozenset[str]:
    """Give the few keys under which a record may meet others of its work."""
    return field_keys(comparison_fields_of(record))


def field_keys(fields: ComparisonFields) -> frozenset[str]:
    """Give the keys of a prepared record."""
    found = identifier_keys(fields)
    places = ((fields.volume, fields.page),) if fields.page else ()
    for title in fields.titles:
        found += title_keys(title, fields.first_surname, fields.years, places)
    if places:
        found += [f"page:{fields.page}:{name}" for name in fields.first_surname]
    return frozenset(found)


def merged_keys(members: Collection[ComparisonFields]) -> frozenset[str]:
    """Give every key that a merged record of some records may have."""
    found: list[str] = []
    for fields in members:
        found += identifier_keys(fields)
    titles = {title.joined_words: title for fields in members for title in fields.titles}
    names = {name for fields in members for name in fields.first_surname}
    years = {year for fields in members for year in fields.years}
    places = {(fields.volume, fields.page) for fields in members if fields.page}
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
        return [f"title:{title_digest(title)}:{volume}:{page}" for volume, page in places if volume]
    # Titles that differ by slips have the same short words around the long ones.
    outline = crc32(title.outline.encode())
    by = [f"by:{name}:{year}:{outline:x}" for name in names for year in years]
    return [f"title:{title_digest(title)}", *by]


def identifier_keys(fields: ComparisonFields) -> list[str]:
    """Give the keys from the numbers that indexes and publishers gave a record."""
    record = fields.record
    numbers = (("pmid", record.pmid), ("pmcid", record.pmcid), ("openalex", record.openalex))
    found = [f"{name}:{number}" for name, number in numbers if number]
    return found + [f"doi:{doi}" for doi in fields.dois]


def title_digest(title: Title) -> str:
    """Shorten a title to a fixed length."""
    return blake2b(title.joined_words.encode(), digest_size=8).hexdigest()
