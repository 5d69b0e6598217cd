"""The searches that a harvest runs and the journals that it follows, as shipped."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from pprnet.errors import VocabularyError
from pprnet.identifiers import normalise_issn
from pprnet.vocab.loader import read_data


@dataclass(frozen=True, slots=True)
class Journal:
    """A journal of which every article is fetched."""

    title: str
    issn: tuple[str, ...]
    """Print and online, in the form "1234-567X"."""


@dataclass(frozen=True, slots=True)
class Search:
    """One query to one source."""

    source: str
    key: str
    """Unique within its source."""
    label: str
    query: str
    """In the source's own language, without dates."""


@cache
def journals() -> tuple[Journal, ...]:
    """Return the core journals of psychotherapy in alphabetical order."""
    return tuple(_journal(entry) for entry in read_data("journals.toml")["journal"])


def _journal(entry: dict[str, Any]) -> Journal:
    """Return the journal of an entry, whose ISSNs must be valid."""
    for issn in entry["issn"]:
        if normalise_issn(issn) != issn:
            raise VocabularyError(
                f"journals.toml, {entry['title']}: expected an ISSN with a right check digit, "
                f"got {issn!r}; correct it"
            )
    return Journal(entry["title"], tuple(entry["issn"]))


@cache
def searches() -> tuple[Search, ...]:
    """Return the shipped searches, source by source: one by words, one by journals."""
    entries = read_data("searches.toml")["search"]
    return tuple(
        Search(entry["source"], entry["key"], entry["label"], _query(entry)) for entry in entries
    )


def _query(entry: dict[str, Any]) -> str:
    """Return a query that is written out, or made of the ISSNs by `each`, `joint` and `frame`."""
    if "query" in entry:
        return " ".join(entry["query"].split())
    taken = 1 if entry.get("first") else None
    numbers = (issn for journal in journals() for issn in journal.issn[:taken])
    joined = str(entry["joint"]).join(entry["each"].format(issn=issn) for issn in numbers)
    return str(entry["frame"]).format(issns=joined)


def searches_of(source: str) -> tuple[Search, ...]:
    """Return the shipped searches of one source.

    Args:
        source: key of the source, such as "pubmed".
    """
    return tuple(search for search in searches() if search.source == source)
