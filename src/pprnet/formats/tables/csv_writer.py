"""Records as a table with a row each, for spreadsheets and screening programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pprnet.formats.fields.person_names import AND_OTHERS, format_index_name
from pprnet.formats.tables.csv_rows import format_row
from pprnet.records import Author, Record


def _join_people(authors: Iterable[Author]) -> str:
    return "".join(f"{format_index_name(author)}; " for author in authors).rstrip()


def _authors(record: Record) -> tuple[Author, ...]:
    """Return the authors, and "et al." after them where there are more."""
    return (*record.authors, AND_OTHERS) if record.authors_shortened else record.authors


_COLUMNS: dict[str, tuple[str, Callable[[Record], str]]] = {
    "title": ("title", lambda record: record.title),
    "abstract": ("abstract", lambda record: record.abstract),
    "authors": ("authors", lambda record: _join_people(_authors(record))),
    "issued": ("publication date", lambda record: str(record.issued or "")),
    "journal": ("journal", lambda record: record.journal),
    "volume": ("volume", lambda record: record.volume),
    "issue": ("issue", lambda record: record.issue),
    "pages": ("pages", lambda record: record.pages),
    "article_number": ("article number", lambda record: record.article_number),
    "doi": ("doi", lambda record: record.doi),
    "pmid": ("pmid", lambda record: record.pmid),
    "pmcid": ("pmcid", lambda record: record.pmcid),
    "openalex": ("openalex", lambda record: record.openalex),
    "keywords": ("keywords", lambda record: "".join(f"{word}; " for word in record.keywords)),
    "type": ("work type", lambda record: record.type.value),
    "publication_types": (
        "publication types",
        lambda record: "".join(f"{name}; " for name in record.publication_types),
    ),
    "language": ("language", lambda record: record.language),
    "vernacular_title": ("original title", lambda record: record.vernacular_title),
    "journal_abbreviation": ("journal abbreviation", lambda record: record.journal_abbreviation),
    "editors": ("editors", lambda record: _join_people(record.editors)),
    "translators": ("translators", lambda record: _join_people(record.translators)),
    "original_issued": ("original date", lambda record: str(record.original_issued or "")),
    "status": ("publication status", lambda record: record.status),
    "genre": ("genre", lambda record: record.genre),
    "event": ("event", lambda record: record.event),
    "issn": ("issn", lambda record: "; ".join(record.issn)),
    "isbn": ("isbn", lambda record: "; ".join(record.isbn)),
    "publisher": ("publisher", lambda record: record.publisher),
    "place": ("place", lambda record: record.place),
    "edition": ("edition", lambda record: record.edition),
    "url": ("url", lambda record: record.url),
    "open_copy": ("open copy", lambda record: record.open_copy),
    "licence": ("licence", lambda record: record.licence),
    "cited_by_count": (
        "cited by count",
        lambda record: "" if record.cited_by_count is None else str(record.cited_by_count),
    ),
    "is_retracted": ("is retracted", lambda record: "true" if record.is_retracted else ""),
    "source_id": ("id", lambda record: record.source_id),
}
SUPPORTED_FIELDS = frozenset(_COLUMNS) | {"authors_shortened"}


def write_csv(records: Iterable[Record]) -> Iterator[bytes]:
    """Yield the names of the columns and a row for each record.

    Args:
        records: what to write, in this order.
    """
    yield _encode_row(name for name, _ in _COLUMNS.values())
    for record in records:
        yield _encode_row(cell(record) for _, cell in _COLUMNS.values())


def _encode_row(cells: Iterable[str]) -> bytes:
    return format_row(cells).encode("utf-8", "replace")
