"""What of a record counts when two records are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pprnet.dedupe.titles import Title, read_title
from pprnet.records import Author, Record
from pprnet.text import words

OTHER_DOI, OTHER_YEAR = "other-doi", "other-year"
"""Names under which a merged record keeps, in `extra`, what its records say differently."""

# A new version of a Cochrane review or of a preprint gets a new suffix.
_VERSION = re.compile(r"(?:\.pub\d+|/?v\d+|\.v\d+)$")
# Servers that register DOIs for preprints only.
_PREPRINTS = (
    "10.1101/", "10.31234/", "10.31219/", "10.31235/", "10.2139/ssrn", "10.21203/rs.",
    "10.48550/arxiv", "10.20944/preprints",
)  # fmt: skip
_NOBODY = {"anonymous", "anon", "unknown", "no authors listed", "na", "et al"}
_FIRST_NUMBER = re.compile(r"\d+")
_FIRST_PAGE = re.compile(r"[a-z]*\d+")


@dataclass(frozen=True, slots=True)
class Traits:
    """A record, ready to be compared."""

    record: Record
    titles: tuple[Title, ...]
    """The title and the vernacular one, as far as they are stated."""
    names: frozenset[str]
    """All words of all surnames."""
    first_name: frozenset[str]
    """The words of the first author's surname."""
    years: frozenset[int]
    dois: frozenset[str]
    """Without the suffix for the version."""
    volume: str
    page: str
    is_preprint: bool


def read_traits(record: Record) -> Traits:
    """Prepare a record for comparison."""
    titles = (read_title(record.title), read_title(record.vernacular_title))
    names = [name for author in record.authors if (name := surname(author))]
    dois = [doi for doi in (record.doi, *others(record, OTHER_DOI)) if doi]
    volume = _FIRST_NUMBER.search(record.volume)
    return Traits(
        record=record,
        titles=tuple(title for title in titles if title),
        names=frozenset().union(*names),
        first_name=names[0] if names else frozenset(),
        years=years_of(record),
        dois=frozenset(_VERSION.sub("", doi.lower()) for doi in dois),
        volume=volume[0].lstrip("0") if volume else "",
        page=first_page(record),
        is_preprint=any(doi.lower().startswith(_PREPRINTS) for doi in dois),
    )


def others(record: Record, name: str) -> tuple[str, ...]:
    """Give what a merged record keeps under a name besides its own field."""
    return tuple(text for key, text in record.extra if key == name)


def years_of(record: Record) -> frozenset[int]:
    """Give the years that a record, or the records merged in it, state."""
    own = (record.issued.year,) if record.issued and record.issued.year else ()
    return frozenset(own) | {int(year) for year in others(record, OTHER_YEAR) if year.isdigit()}


def surname(author: Author) -> frozenset[str]:
    """Give the words of a surname or group, without initials; empty for "Anonymous"."""
    parts = words(author.family or author.literal)
    if " ".join(parts) in _NOBODY:
        return frozenset()
    return frozenset(part for part in parts if len(part) > 1)


def first_page(record: Record) -> str:
    """Give the first page or the article number, "0117" as "117"."""
    found = _FIRST_PAGE.search((record.pages or record.article_number).lower().replace(" ", ""))
    return re.sub(r"^([a-z]*)0+(?=\d)", r"\1", found[0]) if found else ""
