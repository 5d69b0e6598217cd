"""The fields of a record that are compared, prepared once for each record."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pprnet.dedupe.comparison.titles import Title, parse_title
from pprnet.records import Record, WorkType
from pprnet.text import folded_words

OTHER_DOI, OTHER_YEAR = "other-doi", "other-year"
"""Names in `extra` of a merged record for values that its records state differently."""

# A new version of a Cochrane review or of a preprint gets a new suffix.
_VERSION = re.compile(r"(?:\.pub\d+|/?v\d+|\.v\d+)$")
# Servers that register DOIs for preprints only.
_PREPRINTS = (
    "10.1101/", "10.31234/", "10.31219/", "10.31235/", "10.2139/ssrn", "10.21203/rs.",
    "10.48550/arxiv", "10.20944/preprints",
)  # fmt: skip
_ANONYMOUS_NAMES = {"anonymous", "anon", "unknown", "no authors listed", "na", "et al"}
_FIRST_NUMBER = re.compile(r"\d+")
_FIRST_PAGE = re.compile(r"(?<![a-z])([a-z]*)0*(\d+)")
_NAME_CACHE_SIZE = 1 << 16
"""Surnames whose words are cached."""
_NO_WORDS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ComparisonFields:
    """A record prepared for comparison."""

    record: Record
    titles: tuple[Title, ...]
    """The title and the vernacular title, where they are stated."""
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
    """Whether it is a preprint."""


def comparison_fields_of(record: Record) -> ComparisonFields:
    """Return a record prepared for comparison.

    Args:
        record: any record, also a merged one.
    """
    names = [n for a in record.authors if (n := _name_words(a.family or a.literal))]
    dois = _dois_of(record)
    return ComparisonFields(
        record=record,
        titles=titles_of(record),
        names=_NO_WORDS.union(*names),
        first_surname=names[0] if names else _NO_WORDS,
        years=years_of(record),
        dois=frozenset([strip_doi_version(doi) for doi in dois]),
        volume=_volume_number(record.volume),
        page=first_page(record),
        is_preprint=record.type is WorkType.PREPRINT
        or any(doi.startswith(_PREPRINTS) for doi in dois),
    )


def titles_of(record: Record) -> tuple[Title, ...]:
    """Return the title and the vernacular title, prepared, where they are stated.

    Args:
        record: any record.
    """
    texts = [text for text in (record.title, record.vernacular_title) if text]
    return tuple([title for text in texts if (title := parse_title(text))])


def _dois_of(record: Record) -> list[str]:
    """Return the DOI of a record, and those of the records merged into it, in lower case."""
    own = [record.doi.lower()] if record.doi else []
    return own + [doi.lower() for doi in extra_values(record, OTHER_DOI)] if record.extra else own


def strip_doi_version(doi: str) -> str:
    """Return the DOI that all versions of a review or a preprint share.

    Args:
        doi: a DOI in lower case, without a resolver's address.
    """
    return _VERSION.sub("", doi) if "v" in doi or ".pub" in doi else doi


def extra_values(record: Record, name: str) -> tuple[str, ...]:
    """Return the values that a merged record keeps under a name in `extra`.

    Args:
        record: any record.
        name: such as `OTHER_DOI`.
    """
    return tuple([text for key, text in record.extra if key == name])


def years_of(record: Record) -> frozenset[int]:
    """Return the years that a record, or the records merged into it, state.

    Args:
        record: any record.
    """
    own = [record.issued.year] if record.issued and record.issued.year else []
    if record.extra:
        own += [int(year) for year in extra_values(record, OTHER_YEAR) if year.isdecimal()]
    return frozenset(own)


@lru_cache(maxsize=_NAME_CACHE_SIZE)
def _name_words(name: str) -> frozenset[str]:
    """Return the words of a surname or group, without initials; none for "Anonymous"."""
    parts = folded_words(name)
    if " ".join(parts) in _ANONYMOUS_NAMES:
        return _NO_WORDS
    return frozenset([part for part in parts if len(part) > 1])


@lru_cache(maxsize=_NAME_CACHE_SIZE)
def _volume_number(volume: str) -> str:
    """Return the number of a volume without leading zeros, "12 Suppl 1" as "12"."""
    found = _FIRST_NUMBER.search(volume)
    return found[0].lstrip("0") if found else ""


def first_page(record: Record) -> str:
    """Return the first page or the article number, "0117" as "117", or an empty text.

    Args:
        record: any record.
    """
    found = _FIRST_PAGE.search((record.pages or record.article_number).lower().replace(" ", ""))
    return found[1] + found[2] if found else ""
