"""Blocking: only records that share a key are ever compared.

Any two records that a rule of `match_rules` matches share a key. No key is common because of how
titles or pages are numbered: thousands of texts are titled "Editorial", and every journal has
something on page 101 of volume 12.
"""

from __future__ import annotations

from collections.abc import Collection
from hashlib import blake2b
from zlib import crc32

from pprnet.dedupe.comparison.comparison_fields import ComparisonFields, comparison_fields_of
from pprnet.dedupe.comparison.titles import Title
from pprnet.records import Record


def blocking_keys(record: Record) -> frozenset[str]:
    """Return the few keys by which a record is compared with others of its work.

    Args:
        record: the record.

    Returns:
        Texts such as "doi:10.1000/1"; two records that no rule can match may still share one.
    """
    return field_keys(comparison_fields_of(record))


def field_keys(fields: ComparisonFields) -> frozenset[str]:
    """Return the blocking keys of a prepared record.

    Args:
        fields: the record, prepared by `comparison_fields_of`.
    """
    found = _identifier_keys(fields)
    places = ((fields.volume, fields.page),) if fields.page else ()
    for title in fields.titles:
        found += _title_keys(title, fields.first_surname, fields.years, places)
    if places:
        found += [f"page:{fields.page}:{name}" for name in fields.first_surname]
    return frozenset(found)


def merged_keys(members: Collection[ComparisonFields]) -> frozenset[str]:
    """Return every blocking key that the merged record of some records may have.

    Args:
        members: the records of one group, prepared by `comparison_fields_of`.
    """
    found: list[str] = []
    for fields in members:
        found += _identifier_keys(fields)
    titles = {title.joined_words: title for fields in members for title in fields.titles}
    names = {name for fields in members for name in fields.first_surname}
    years = {year for fields in members for year in fields.years}
    places = {(fields.volume, fields.page) for fields in members if fields.page}
    for title in titles.values():
        found += _title_keys(title, names, years, places)
    found += [f"page:{page}:{name}" for name in names for _, page in places]
    return frozenset(found)


def _title_keys(
    title: Title,
    names: Collection[str],
    years: Collection[int],
    places: Collection[tuple[str, str]],
) -> list[str]:
    """Return the keys of a title, with names, years or pages where it is short."""
    if title.is_short:
        return [f"title:{title_digest(title)}:{volume}:{page}" for volume, page in places if volume]
    # Titles that differ by typing errors have the same short words around the long ones.
    outline = crc32(title.outline.encode())
    by = [f"by:{name}:{year}:{outline:x}" for name in names for year in years]
    return [f"title:{title_digest(title)}", *by]


def _identifier_keys(fields: ComparisonFields) -> list[str]:
    """Return the keys of the identifiers that indexes and publishers assigned."""
    record = fields.record
    numbers = (("pmid", record.pmid), ("pmcid", record.pmcid), ("openalex", record.openalex))
    found = [f"{name}:{number}" for name, number in numbers if number]
    return found + [f"doi:{doi}" for doi in fields.dois]


def title_digest(title: Title) -> str:
    """Return a digest of a title, 16 hexadecimal digits.

    Args:
        title: the title, prepared by `parse_title`.
    """
    return blake2b(title.joined_words.encode(), digest_size=8).hexdigest()
