"""The keys under which works that belong together meet, though they are not one."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from pprnet.dedupe.blocking.block_keys import title_digest
from pprnet.dedupe.comparison.comparison_fields import (
    ComparisonFields,
    comparison_fields_of,
    strip_doi_version,
)
from pprnet.dedupe.linking.links import repeated_title, series_name
from pprnet.records import Record, Relation

NO_KEYS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LinkKeys:
    """Where a record is found by others that it may be linked with, and where it finds them."""

    titles: frozenset[str] = NO_KEYS
    """Keys of its titles, as `blocking_keys` gives them: versions and translations share one."""
    numbers: frozenset[str] = NO_KEYS
    """Keys of its PMID and its DOIs, as `blocking_keys` gives them."""
    mentioned: frozenset[str] = NO_KEYS
    """Keys, of either sort, of the publications that its title repeats or its source names."""
    series: frozenset[str] = NO_KEYS
    """Keys that all parts of one title share."""


def link_keys(record: Record) -> LinkKeys:
    """Give the keys of a record.

    Of any two that `find_links` links, both have a title or a series in common, or one speaks of a
    title or number of the other.
    """
    fields = comparison_fields_of(record)
    return LinkKeys(
        titles=frozenset([f"title:{title_digest(t)}" for t in fields.titles if not t.is_short]),
        numbers=frozenset(pmid_and_doi_keys(record.pmid, fields.dois)),
        mentioned=frozenset(mentioned_keys(fields)),
        series=frozenset(series_keys(fields)),
    )


def pmid_and_doi_keys(pmid: str, dois: frozenset[str]) -> list[str]:
    """Give the keys of a PMID and of DOIs without their versions."""
    return [f"pmid:{pmid}"] * bool(pmid) + [f"doi:{doi}" for doi in dois]


def mentioned_keys(fields: ComparisonFields) -> list[str]:
    """Give the keys of what the titles repeat and the relations name."""
    found = [
        f"title:{title_digest(said[1])}"
        for title in fields.titles
        if (said := repeated_title(title))
    ]
    for relation in fields.record.relations:
        found += relation_keys(relation)
    return found


def relation_keys(relation: Relation) -> list[str]:
    """Give the keys of the publication that a relation names."""
    doi = strip_doi_version(relation.doi.lower())
    return pmid_and_doi_keys(relation.pmid, frozenset([doi] if doi else []))


def series_keys(fields: ComparisonFields) -> list[str]:
    """Give the key of what the title of a part has in common with the others."""
    names = [name for title in fields.titles[:1] if (name := series_name(title))]
    return [f"series:{blake2b(name.encode(), digest_size=8).hexdigest()}" for name in names]
