"""What of a record counts when two records are compared, worked out once for each record."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pprnet.dedupe.comparison.titles import Title, parse_title
from pprnet.records import Record, WorkType
from pprnet.text import folded_words

OTHER_DOI, OTHER_YEAR = "other-doi", "other-year"
"""Names under which a merged record keeps, in `extra`, what its records say differently."""

# A new version of a Cochrane review or of a preprint gets a new suffix.
_VERSION = re.compile(r"(?:\.pub\d+|/?v\d+|\.v\d+)$")
# Servers that register DOIs for preprints only.
_PREPRINTS = (
    "10.1101/", "10.31234/", "10.31219/", "10.31235/", "10.2139/ssrn", "10.21203/rs.",
    "10.48550/arxiv", "10.20944/preprints",
)  # fmt: skip
_ANONYMOUS_NAMES = {"anonymous", "anon", "unknown", "no authors listed", "na", "et al"}
_FIRST_NUMBER = re.compile(r"\d+")
_FIRST_PAGE = re.compile(r"([a-z]*)0*(\d+)")
_NAME_CACHE_SIZE = 1 << 16
"""Surnames folded and kept: they come again and again."""
_NO_WORDS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ComparisonFields:
    """A record, ready to be compared."""

    record: Record
    titles: tuple[Title, ...]
    """The title and the vernacular one, as far as they are stated."""
    names: frozenset[str]
    """All words of all surnames."""
    first_surname: frozenset[str]
    """The words of the first author's surname."""
    years: frozenset[int]
    dois: frozenset[str]
    """Without the suffix for the version."""
    volume: str
    page: str
    is_preprint: bool
    """Whether it is of a version before the journal's."""


def comparison_fields_of(record: Record) -> ComparisonFields:
    """Prepare a record for comparison."""
    names = [n for a in record.authors if (n := name_words(a.family or a.literal))]
    dois = dois_of(record)
    return ComparisonFields(
        record=record,
        titles=titles_of(record),
        names=_NO_WORDS.union(*names),
        first_surname=names[0] if names else _NO_WORDS,
        years=years_of(record),
        dois=frozenset([strip_doi_version(doi) for doi in dois]),
        volume=volume_number(record.volume),
        page=first_page(record),
        is_preprint=record.type is WorkType.PREPRINT
        or any(doi.startswith(_PREPRINTS) for doi in dois),
    )


def titles_of(record: Record) -> tuple[Title, ...]:
    """Prepare the title and the vernacular one, as far as they are stated."""
    texts = [text for text in (record.title, record.vernacular_title) if text]
    return tuple([title for text in texts if (title := parse_title(text))])


def dois_of(record: Record) -> list[str]:
    """Give the DOI of a record, and those of the records merged in it."""
    own = [record.doi.lower()] if record.doi else []
    return own + [doi.lower() for doi in extra_values(record, OTHER_DOI)] if record.extra else own


def strip_doi_version(doi: str) -> str:
    """Give the DOI that all versions of a review or a preprint have in common."""
    return _VERSION.sub("", doi) if "v" in doi or ".pub" in doi else doi


def extra_values(record: Record, name: str) -> tuple[str, ...]:
    """Give what a merged record keeps under a name besides its own field."""
    return tuple([text for key, text in record.extra if key == name])


def years_of(record: Record) -> frozenset[int]:
    """Give the years that a record, or the records merged in it, state."""
    own = [record.issued.year] if record.issued and record.issued.year else []
    if record.extra:
        own += [int(year) for year in extra_values(record, OTHER_YEAR) if year.isdecimal()]
    return frozenset(own)


@lru_cache(maxsize=_NAME_CACHE_SIZE)
def name_words(name: str) -> frozenset[str]:
    """Give the words of a surname or group, without initials; none for "Anonymous"."""
    parts = folded_words(name)
    if " ".join(parts) in _ANONYMOUS_NAMES:
        return _NO_WORDS
    return frozenset([part for part in parts if len(part) > 1])


@lru_cache(maxsize=_NAME_CACHE_SIZE)
def volume_number(volume: str) -> str:
    """Give the number of a volume, "12 Suppl 1" as "12"."""
    found = _FIRST_NUMBER.search(volume)
    return found[0].lstrip("0") if found else ""


def first_page(record: Record) -> str:
    """Give the first page or the article number, "0117" as "117"."""
    found = _FIRST_PAGE.search((record.pages or record.article_number).lower().replace(" ", ""))
    return found[1] + found[2] if found else ""
