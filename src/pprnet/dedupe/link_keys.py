"""The keys under which works that belong together meet, though they are not one."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from pprnet.dedupe.keys import digest
from pprnet.dedupe.links import series_name, subject
from pprnet.dedupe.traits import Traits, read_traits, without_version
from pprnet.records import Record, Relation

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LinkKeys:
    """Where a record is found by others that it may be linked with, and where it finds them."""

    titles: frozenset[str] = NOTHING
    """Keys of its titles, as `keys` gives them: versions and translations share one."""
    numbers: frozenset[str] = NOTHING
    """Keys of its PMID and its DOIs, as `keys` gives them."""
    spoken_of: frozenset[str] = NOTHING
    """Keys, of either sort, of the publications that its title repeats or its source names."""
    series: frozenset[str] = NOTHING
    """Keys that all parts of one title share."""


def link_keys(record: Record) -> LinkKeys:
    """Give the keys of a record.

    Of any two that `links` links, both have a title or a series in common, or one speaks of a
    title or number of the other.
    """
    traits = read_traits(record)
    return LinkKeys(
        titles=frozenset([f"title:{digest(t)}" for t in traits.titles if not t.is_short]),
        numbers=frozenset(number_keys(record.pmid, traits.dois)),
        spoken_of=frozenset(spoken_of(traits)),
        series=frozenset(series_keys(traits)),
    )


def number_keys(pmid: str, dois: frozenset[str]) -> list[str]:
    """Give the keys of a PMID and of DOIs without their versions."""
    return [f"pmid:{pmid}"] * bool(pmid) + [f"doi:{doi}" for doi in dois]


def spoken_of(traits: Traits) -> list[str]:
    """Give the keys of what the titles repeat and the relations name."""
    found = [f"title:{digest(said[1])}" for title in traits.titles if (said := subject(title))]
    for relation in traits.record.relations:
        found += named(relation)
    return found


def named(relation: Relation) -> list[str]:
    """Give the keys of the publication that a relation names."""
    doi = without_version(relation.doi.lower())
    return number_keys(relation.pmid, frozenset([doi] if doi else []))


def series_keys(traits: Traits) -> list[str]:
    """Give the key of what the title of a part has in common with the others."""
    names = [name for title in traits.titles[:1] if (name := series_name(title))]
    return [f"series:{blake2b(name.encode(), digest_size=8).hexdigest()}" for name in names]
