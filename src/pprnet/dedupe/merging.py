"""Merging the records of one work: each field from the record that states it best."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from pprnet.dedupe.comparison.comparison_fields import OTHER_DOI, OTHER_YEAR, extra_values, years_of
from pprnet.errors import InputError
from pprnet.records import Author, PartialDate, Record, WorkType
from pprnet.text import fold

# Indexes that people curate come before those made by programs.
_TRUSTED = ("pubmed", "nbib", "europepmc", "crossref", "openalex")
_FIRST_STATED = (
    "journal", "journal_abbreviation", "publisher", "place", "edition", "pmid", "pmcid",
    "openalex", "url", "language", "open_copy", "licence", "vernacular_title", "genre", "event",
    "original_issued",
)  # fmt: skip
_VOLUME_AND_PAGE = ("volume", "issue", "pages", "article_number")
_UNITED_FIELDS = ("issn", "isbn", "publication_types", "relations")


def merge_records(records: Sequence[Record]) -> Record:
    """Return one record made from the records of a work; their order does not matter.

    Args:
        records: the records of one work, at least one.

    Raises:
        InputError: There is no record.
    """
    if not records:
        raise InputError("nothing to merge: expected at least one record, got none")
    if len(records) == 1:
        return records[0]
    ranked = _ranked_records(records)
    first = ranked[0]
    fields: dict[str, object] = {name: _first_stated(ranked, name) for name in _FIRST_STATED}
    fields |= _volume_and_page_fields(ranked)
    fields |= {name: _united_values(ranked, name) for name in _UNITED_FIELDS}
    fields |= {
        "type": next((r.type for r in ranked if r.type is not WorkType.OTHER), first.type),
        "title": max(ranked, key=lambda r: _title_quality(r.title)).title,
        **_author_fields(ranked),
        "editors": _fullest_names(r.editors for r in ranked),
        "translators": _fullest_names(r.translators for r in ranked),
        "abstract": max((r.abstract for r in ranked), key=len),
        "keywords": _united_values(ranked, "keywords", key=lambda word: fold(str(word))),
        "mesh": _united_values(
            ranked, "mesh", key=lambda heading: getattr(heading, "descriptor", "")
        ),
        "is_retracted": any(r.is_retracted for r in ranked),
        "cited_by_count": max(
            (r.cited_by_count for r in ranked if r.cited_by_count is not None), default=None
        ),
        "issued": (issued := _best_date(ranked)),
        "status": "" if issued else _first_stated(ranked, "status"),
        "doi": _first_stated(ranked, "doi"),
    }
    merged = replace(first, **fields)  # type: ignore[arg-type]  # names and types are Record's own
    return replace(merged, extra=_extra_of(merged, ranked))


def _ranked_records(records: Sequence[Record]) -> list[Record]:
    """Return records with curated sources first, then the fuller ones, then by content."""
    ranked: list[Record] = []
    for _, equals in groupby(sorted(records, key=_source_preference), key=_source_preference):
        equal = list(equals)
        ranked += equal if len(equal) == 1 else sorted(equal, key=repr)
    return ranked


def _source_preference(record: Record) -> tuple[int, int, str]:
    """Return the sort key: rank of the source, amount of data (negative), title."""
    rank = _TRUSTED.index(record.source) if record.source in _TRUSTED else len(_TRUSTED)
    letters = len(record.title) + len(record.abstract) + len(record.journal) + len(record.pages)
    things = len(record.authors) + len(record.keywords) + len(record.mesh)
    numbers = bool(record.pmid) + bool(record.doi) + bool(record.volume)
    return rank, -(letters + 10 * (things + numbers)), record.title


def _first_stated(ranked: Sequence[Record], name: str) -> object:
    """Return the value of a field in the first record that states it."""
    return next((value for r in ranked if (value := getattr(r, name))), getattr(ranked[0], name))


def _volume_and_page_fields(ranked: Sequence[Record]) -> dict[str, object]:
    """Return volume, issue and pages of one record, so that they belong together."""
    fullest_place = max(
        ranked, key=lambda r: sum(bool(getattr(r, name)) for name in _VOLUME_AND_PAGE)
    )
    return {name: getattr(fullest_place, name) for name in _VOLUME_AND_PAGE}


def _united_values(
    ranked: Sequence[Record], name: str, key: Callable[[object], object] = lambda value: value
) -> tuple[object, ...]:
    """Return the values of a field in all records, each once, in their order."""
    found: dict[object, object] = {}
    for value in (value for record in ranked for value in getattr(record, name)):
        found.setdefault(key(value), value)
    return tuple(found.values())


def _title_quality(title: str) -> tuple[bool, bool, int]:
    """Return the sort key of titles: stated, not all capitals, longer."""
    return bool(title), not title.isupper(), len(title.strip("[]. "))


def _author_fields(ranked: Sequence[Record]) -> dict[str, object]:
    """Return the best list of authors, and whether that one is shortened."""
    best = max(ranked, key=lambda r: (*_names_quality(r.authors), not r.authors_shortened))
    return {"authors": best.authors, "authors_shortened": best.authors_shortened}


def _fullest_names(lists: Iterable[tuple[Author, ...]]) -> tuple[Author, ...]:
    """Return the best list of names, the first among equals."""
    return max(lists, key=_names_quality)


def _names_quality(authors: tuple[Author, ...]) -> tuple[int, int, int]:
    """Return the number of people, of letters in their given names, and of ORCIDs."""
    given = sum(len(author.given) for author in authors)
    return len(authors), given, sum(bool(author.orcid) for author in authors)


def _best_date(ranked: Sequence[Record]) -> PartialDate | None:
    """Return the most complete date, from the first record that has it."""
    dates = [record.issued for record in ranked if record.issued]
    return max(dates, key=lambda date: (bool(date.month), bool(date.day)), default=None)


def _extra_of(merged: Record, ranked: Sequence[Record]) -> tuple[tuple[str, str], ...]:
    """Return the fields without a place of their own, and the DOIs and years not used."""
    dois = {doi for r in ranked for doi in (r.doi, *extra_values(r, OTHER_DOI)) if doi} - {
        merged.doi
    }
    years = {year for record in ranked for year in years_of(record)}
    years -= {merged.issued.year} if merged.issued else set()
    plain = [pair for r in ranked for pair in r.extra if pair[0] not in {OTHER_DOI, OTHER_YEAR}]
    kept = [(OTHER_DOI, doi) for doi in sorted(dois)]
    kept += [(OTHER_YEAR, str(year)) for year in sorted(years)]
    return tuple(dict.fromkeys([*plain, *kept]))
