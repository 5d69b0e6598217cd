"""What columns are called, and a row of them as a record."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pprnet.formats.fields.bibliographic_fields import (
    full_pages,
    isbns,
    issns,
    join_pages,
    language_code,
    unique_texts,
    work_type,
)
from pprnet.formats.fields.dates import date_of, day_of, month_of, parse_date
from pprnet.formats.fields.name_lists import split_names
from pprnet.formats.fields.names.group_names import group_author
from pprnet.formats.fields.person_names import parse_name, parse_short_name, special_name
from pprnet.formats.fields.publication_status import publication_status, stated_genre
from pprnet.identifiers import normalise_doi, normalise_openalex, normalise_pmcid, normalise_pmid
from pprnet.records import Author, PartialDate, Problem, Record, WorkType
from pprnet.text import clean

SOURCE = "csv"

_NAMES: dict[str, str] = {
    "title": "title|primary title|article title|title primary|document title|titles|name|"
    "display name|ti|t1|paper title|study title",
    "vernacular_title": "original title|original foreign title|vernacular title",
    "abstract": "abstract|abstract note|abstracts|notes abstract|n2|ab|abstract text",
    "authors": "authors|author|author s|author names|first authors|authors primary|au|a1|"
    "author list|authorships author display name|creators",
    "author_names": "author full names",
    "group_authors": "group authors|book group authors|corporate authors",
    "editors": "editors|editor|secondary authors|authors secondary",
    "translators": "translators|translator",
    "original_issued": "original date|original publication date|original year",
    "status": "publication status|publication stage",
    "genre": "genre|thesis type|type of thesis",
    "event": "event|event title|conference name|conference title|meeting name",
    "year": "year|publication year|pub year|published year|py|date year|year published|years",
    "date": "date|publication date|date published|published date|pub date|issued",
    "month": "published month|month",
    "day": "published day|day",
    "month_day": "pub month day",
    "journal": "journal|journal title|source title|publication title|periodical full|"
    "journal book|full journal|publication|venue|source|jf|jo|container title|booktitle|"
    "primary location source display name",
    "journal_abbreviation": "journal abbreviation|abbreviated source title|periodical abbrev|"
    "alternate title2|ja|source title abbreviation",
    "volume": "volume|vl|biblio volume",
    "issue": "issue|issue number|biblio issue",
    "number": "number",
    "pages": "pages|page|page range|pg",
    "first_page": "start page|first page|page start|sp|biblio first page",
    "last_page": "end page|last page|page end|ep|other pages|biblio last page",
    "article_number": "art no|article number|article no",
    "issn": "issn|issns|issn isbn|primary location source issn",
    "isbn": "isbn|isbns",
    "publisher": "publisher|pb|primary location source host organization name",
    "place": "place|place published|place of publication|publisher place|city",
    "edition": "edition",
    "doi": "doi|digital object identifier|do|doi link",
    "pmid": "pmid|pubmed id|pubmedid|medline pmid|ids pmid|pubmed",
    "pmcid": "pmcid|pmc|pmc id|ids pmcid",
    "openalex": "openalex|openalex id|ids openalex",
    "url": "url|urls|link|links|external url|plink|ur|landing page url|"
    "primary location landing page url",
    "language": "language|language of original document|output language|la|lang",
    "keywords": "keywords|author keywords|keyword|manual tags|subjects|kw|de",
    "publication_types": "publication types|publication type|document type|doctype|"
    "type of reference|item type|reference type|type|type of work",
    "work_type": "work type",
    "licence": "licence|license|rights",
    "open_copy": "open copy|open access url|oa url|open access oa url",
    "cited_by_count": "cited by|cited by count|citing works count|times cited",
    "is_retracted": "is retracted|retracted",
    "source_id": "accession number|id|key|lens id|record id|reference id|central id|eid|ref",
}
COLUMNS = {name: field for field, names in _NAMES.items() for name in names.split("|")}
"""The field for which a column stands, by its folded name."""

_TEXT_FIELDS = [
    "title",
    "vernacular_title",
    "abstract",
    "journal",
    "journal_abbreviation",
    "volume",
    "issue",
    "publisher",
    "place",
    "edition",
    "licence",
    "article_number",
    "source_id",
    "genre",
    "event",
]
_CAPITAL_INSIDE = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where the words of Zotero's "conferencePaper" are joined; one letter is a code, as "J"."""
_TRUE = frozenset({"true", "1", "yes"})


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of one row under their fields, each with its column's name."""

    cells: Mapping[str, list[tuple[str, str]]]
    line: int

    def get(self, field: str) -> str:
        """Return the first cell of a field, empty if there is none.

        Args:
            field: name of the field.
        """
        found = self.cells.get(field)
        return found[0][1] if found else ""

    def all(self, field: str) -> list[str]:
        """Return every cell of a field.

        Args:
            field: name of the field.
        """
        return [text for _, text in self.cells.get(field, ())]


def table_record(row: TableRow) -> Record:
    """Return a row as a record with the source "csv".

    Args:
        row: the cells under the fields that their columns stand for.
    """
    texts: dict[str, Any] = {name: clean(row.get(name)) for name in _TEXT_FIELDS}
    texts["issue"] = texts["issue"] or clean(row.get("number"))
    types = unique_texts(
        clean(part) for text in row.all("publication_types") for part in text.split(";")
    )
    kind = _row_work_type(row.get("work_type"), types)
    stated = (stated_genre(term, kind) for term in types if work_type(term) is not kind)
    texts["genre"] = texts["genre"] or next(filter(None, stated), "")
    issued = _row_date(row)
    identifier = normalise_openalex(row.get("openalex") or row.get("source_id"))
    return Record(
        **texts,
        source=SOURCE,
        line=row.line,
        type=kind,
        authors=(
            *_parse_name_list(row.get("authors") or row.get("author_names")),
            *_groups(row.all("group_authors")),
        ),
        editors=_parse_name_list(row.get("editors")),
        translators=_parse_name_list(row.get("translators")),
        issued=issued,
        original_issued=parse_date(row.get("original_issued")),
        status=_row_status(row, has_date=issued is not None),
        pages=_pages(row),
        issn=issns(row.all("issn")),
        isbn=isbns((*row.all("isbn"), *row.all("issn"))),
        doi=normalise_doi(row.get("doi")),
        pmid=normalise_pmid(row.get("pmid").removesuffix(".0")),
        pmcid=normalise_pmcid(row.get("pmcid")),
        openalex=identifier,
        url=row.get("url").split(" ")[0],
        language=language_code(row.get("language")),
        keywords=unique_texts(
            keyword for text in row.all("keywords") for keyword in _split_list(text)
        ),
        publication_types=types,
        is_retracted=row.get("is_retracted").lower() in _TRUE,
        open_copy=row.get("open_copy"),
        cited_by_count=_citation_count(row.get("cited_by_count")),
        extra=tuple((name, clean(text)) for name, text in row.cells.get("", ()) if clean(text)),
    )


def _row_work_type(stated: str, publication_types: Sequence[str]) -> WorkType:
    """Return the type that our own column states, else the one that the source's terms mean."""
    if stated in set(WorkType):
        return WorkType(stated)
    words = [_CAPITAL_INSIDE.sub(" ", term) for term in publication_types if len(term) > 1]
    return work_type(words[0]) if words else WorkType.ARTICLE


def _citation_count(text: str) -> int | None:
    text = text.removesuffix(".0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None  # noqa: PLR2004


def _row_date(row: TableRow) -> PartialDate | None:
    full = parse_date(row.get("date"))
    year = parse_date(row.get("year").removesuffix(".0"))
    if full and (not year or full.year == year.year):
        return full
    if not year:
        return parse_date(f"{row.get('year')} {row.get('month_day')}")
    month = row.get("month") or ("" if full else row.get("date"))
    day = day_of(row.get("day") or ("" if row.get("month") or full else month))
    return date_of(year.year, year.month or month_of(month), year.day or day)


def _row_status(row: TableRow, *, has_date: bool) -> str:
    """Return the status, which some tables have in place of the year."""
    stated = clean(row.get("status"))
    if stated:
        return publication_status(stated) or (stated if stated.lower() != "final" else "")
    return "" if has_date else publication_status(row.get("year") or row.get("date"))


def _pages(row: TableRow) -> str:
    if row.get("pages"):
        return full_pages(row.get("pages"))
    return join_pages(clean(row.get("first_page")), clean(row.get("last_page")))


def _split_list(text: str) -> list[str]:
    """Return the parts of a cell that contains a list, whatever separates them."""
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        return [clean(part) for part in _python_list(text)]
    for separator in (";", "|", "\n", ","):
        if separator in text:
            return [clean(part) for part in text.split(separator)]
    return [clean(text)]


def _python_list(text: str) -> list[str]:
    """Return the texts of a list as Python prints it, which is what pandas writes."""
    try:
        parts = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return text[1:-1].split(";")
    return [part for part in parts if isinstance(part, str)] if isinstance(parts, list) else []


def _parse_name_list(text: str) -> tuple[Author, ...]:
    """Return the people of a cell, separated by semicolons, bars, "and" or commas."""
    text = text.strip()
    is_python = text.startswith("[") and text.endswith("]")
    names = _python_list(text) if is_python else split_names(text, is_cell=True)
    return tuple(author for author in map(_cell_author, names) if author != Author())


def _groups(texts: Sequence[str]) -> list[Author]:
    """Return the groups of cells that hold nothing else."""
    names = (clean(name) for text in texts for name in text.split(";"))
    return [group_author(name) for name in names if name and special_name(name) is None]


def _cell_author(text: str) -> Author:
    name = re.sub(r"\s?\(\d{5,20}\)$", "", clean(text)).removesuffix(",null")
    if "," not in name and name.endswith(".") and re.search(r"\s(?:\S\.-?)+$", name):
        return parse_short_name(name)
    closed = "," not in name and re.search(r"\s[A-Z]{1,3}\.$", name)
    return parse_name(name.rstrip(".") if closed else name)


def header_problems(
    name: str, fields: Sequence[str], *, cells: int, line: int
) -> Iterator[Problem]:
    """Yield what the first row of a table shows to be wrong with the names of its columns.

    Args:
        name: name of the file.
        fields: the field of each column, empty where its name is not known.
        cells: number of cells of the first row.
        line: the 1-based line of the names.
    """
    if cells < len(fields):
        message = (
            f"the first row names {len(fields)} columns and the next has {cells} cells; "
            "the end of that line may be damaged, and a record in it lost"
        )
        yield Problem(name, message, line=line, lost=False)
    if "title" not in fields:
        message = "no column is named as one of titles, such as “title”; the titles are missing"
        yield Problem(name, message, line=line, lost=False)
