"""The keys by which different works that belong together are found."""

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
    """The keys of a record, and those of others that it may be linked to."""

    titles: frozenset[str] = NO_KEYS
    """Keys of its titles, as in `blocking_keys`: versions and translations share one."""
    numbers: frozenset[str] = NO_KEYS
    """Keys of its PMID and its DOIs, as in `blocking_keys`."""
    mentioned: frozenset[str] = NO_KEYS
    """Keys of both kinds of the publications that its title repeats or its source names."""
    series: frozenset[str] = NO_KEYS
    """Keys that all parts of one title share."""


def link_keys(record: Record) -> LinkKeys:
    """Return the keys by which a record finds others that it may be linked to.

    Two records that `find_links` links share a title or a series, or one mentions a title or
    identifier of the other.

    Args:
        record: any record.
    """
    fields = comparison_fields_of(record)
    return LinkKeys(
        titles=frozenset([f"title:{title_digest(t)}" for t in fields.titles if not t.is_short]),
        numbers=frozenset(_pmid_and_doi_keys(record.pmid, fields.dois)),
        mentioned=frozenset(mentioned_keys(fields)),
        series=frozenset(_series_keys(fields)),
    )


def _pmid_and_doi_keys(pmid: str, dois: frozenset[str]) -> list[str]:
    """Return the keys of a PMID and of DOIs without their versions."""
    return [f"pmid:{pmid}"] * bool(pmid) + [f"doi:{doi}" for doi in dois]


def mentioned_keys(fields: ComparisonFields) -> list[str]:
    """Return the keys of the publications that titles repeat or relations name.

    Args:
        fields: the record, prepared by `comparison_fields_of`.
    """
    found = [
        f"title:{title_digest(said[1])}"
        for title in fields.titles
        if (said := repeated_title(title))
    ]
    for relation in fields.record.relations:
        found += _relation_keys(relation)
    return found


def _relation_keys(relation: Relation) -> list[str]:
    """Return the keys of the publication that a relation names."""
    doi = strip_doi_version(relation.doi.lower())
    return _pmid_and_doi_keys(relation.pmid, frozenset([doi] if doi else []))


def _series_keys(fields: ComparisonFields) -> list[str]:
    """Return the key of what the titles of all parts have in common."""
    names = [name for title in fields.titles[:1] if (name := series_name(title))]
    return [f"series:{blake2b(name.encode(), digest_size=8).hexdigest()}" for name in names]
