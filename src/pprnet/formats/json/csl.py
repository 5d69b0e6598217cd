"""CSL-JSON items: the values that citation styles are fed with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import orjson

from pprnet.formats.fields.bibliographic_fields import (
    full_pages,
    isbns,
    issns,
    join_list,
    language_code,
    unique_texts,
    work_type,
)
from pprnet.formats.fields.dates import date_of, parse_date
from pprnet.formats.fields.person_names import parse_name, person, special_name
from pprnet.formats.fields.publication_status import publication_status
from pprnet.formats.json.json_values import as_dict, as_dicts, as_int, as_list, as_text
from pprnet.identifiers import normalise_doi, normalise_orcid, normalise_pmcid, normalise_pmid
from pprnet.records import Author, PartialDate, Record, WorkType
from pprnet.text import clean

SOURCE = "csl-json"
_ISBN_PARTS = re.compile(r"(?<!\s)\s+(?=97[89])")

TEXTS = {
    "title": "title",
    "abstract": "abstract",
    "container-title": "journal",
    "container-title-short": "journal_abbreviation",
    "volume": "volume",
    "issue": "issue",
    "number": "article_number",
    "publisher": "publisher",
    "publisher-place": "place",
    "edition": "edition",
    "language": "language",
    "URL": "url",
    "original-title": "vernacular_title",
    "license": "licence",
    "genre": "genre",
    "event-title": "event",
}
"""CSL variables that are plain texts, with the field of a record."""

SUPPORTED_FIELDS = frozenset(
    {*TEXTS.values(), "type", "authors", "editors", "issued", "issn", "isbn", "pages"}
    | {"doi", "pmid", "pmcid", "keywords", "translators", "original_issued", "status"}
)

SUPPORTED_PARTS = frozenset({"authors.orcid", "editors.orcid", "translators.orcid"})
"""Parts of fields that it carries as well."""


def to_csl(record: Record) -> dict[str, Any]:
    """Return a record as a CSL-JSON item; what is not stated is left out.

    Args:
        record: any record.
    """
    item: dict[str, Any] = {"id": _csl_item_id(record), "type": record.type.value}
    item |= {name: getattr(record, field) for name, field in TEXTS.items()}
    item |= {
        "author": [_csl_name(author) for author in record.authors],
        "editor": [_csl_name(editor) for editor in record.editors],
        "translator": [_csl_name(person) for person in record.translators],
        "issued": _date_parts(record.issued),
        "original-date": _date_parts(record.original_issued),
        "status": record.status,
        "page": record.pages,
        "ISSN": ", ".join(record.issn),
        "ISBN": ", ".join(record.isbn),
        "DOI": record.doi,
        "PMID": record.pmid,
        "PMCID": record.pmcid,
        "keyword": join_list(record.keywords),
    }
    if not record.journal:
        item["container-title"] = record.journal_abbreviation
    return {name: value for name, value in item.items() if value}


def write_csl(
    records: Iterable[Record], note: Callable[[Record], str] | None = None
) -> Iterator[bytes]:
    """Yield a JSON array with an item for each record.

    Args:
        records: what to write, in this order.
        note: makes a note on each record, which goes into `note`; `None` for no notes.
    """
    opening = b"[\n"
    for record in records:
        text = note(record) if note else ""
        item = to_csl(record) | ({"note": text} if text else {})
        yield opening + orjson.dumps(item, option=orjson.OPT_INDENT_2)
        opening = b",\n"
    yield b"\n]\n" if opening == b",\n" else b"[]\n"


def _csl_item_id(record: Record) -> str:
    """Return an id for the item: the source's own, else an identifier, else its position."""
    candidates = (record.source_id, record.doi, record.pmid, record.openalex)
    return next(filter(None, candidates), f"item-{record.position}")


def _csl_name(author: Author) -> dict[str, str]:
    parts = {"family": author.family, "given": author.given, "suffix": author.suffix}
    if author.literal:
        parts = {"literal": author.literal}
    return {name: part for name, part in parts.items() if part} | (
        {"ORCID": f"https://orcid.org/{author.orcid}"} if author.orcid else {}
    )


def _date_parts(date: PartialDate | None) -> dict[str, Any] | None:
    if date is None:
        return None
    parts = [date.year]
    if date.month:
        parts += [date.month] + ([date.day] if date.day else [])
    return {"date-parts": [parts]}


def is_csl_item(stated: Mapping[str, Any]) -> bool:
    """Return whether an object is a CSL-JSON item.

    Args:
        stated: a JSON object.
    """
    signs = ("issued", "author", "DOI", "container-title", "publisher", "title", "URL", "editor")
    return isinstance(stated.get("type"), str) and any(sign in stated for sign in ("id", *signs))


def from_csl(item: Mapping[str, Any]) -> Record:
    """Return a CSL-JSON item as a record; unknown variables are kept in `extra`.

    Args:
        item: the item; values of another type than CSL has are left out.
    """
    texts: dict[str, Any] = {field: clean(_first(item.get(name))) for name, field in TEXTS.items()}
    texts["language"] = language_code(texts["language"])
    texts["event"] = texts["event"] or clean(as_text(item.get("event")))
    short = texts["journal_abbreviation"] or clean(as_text(item.get("journalAbbreviation")))
    texts["journal_abbreviation"] = short
    issued = csl_date(item.get("issued"))
    texts["url"] = _first(item.get("URL")).strip()
    return Record(
        **texts,
        source=SOURCE,
        source_id=clean(as_text(item.get("id"))),
        type=_csl_type(as_text(item.get("type"))),
        authors=csl_names(item.get("author")),
        editors=csl_names(item.get("editor")),
        translators=csl_names(item.get("translator")),
        issued=issued,
        original_issued=csl_date(item.get("original-date")),
        status=_csl_status(item, has_date=issued is not None),
        pages=full_pages(_first(item.get("page"))),
        issn=issns(_all(item.get("ISSN"))),
        isbn=isbns(_ISBN_PARTS.sub(";", text) for text in _all(item.get("ISBN"))),
        doi=normalise_doi(_first(item.get("DOI"))),
        pmid=normalise_pmid(_first(item.get("PMID"))),
        pmcid=normalise_pmcid(_first(item.get("PMCID"))),
        keywords=unique_texts(
            clean(part) for text in _all(item.get("keyword")) for part in _split_keywords(text)
        ),
        extra=_extra(item),
    )


_OTHERS = (
    "id type author editor translator status original-date event issued page ISSN ISBN DOI PMID "
    "PMCID keyword journalAbbreviation"
)
_READ = frozenset((*TEXTS, *_OTHERS.split(" ")))


def _extra(item: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    others = ((name, as_text(value)) for name, value in item.items() if name not in _READ)
    return tuple((name, clean(text)) for name, text in others if text)


def _csl_status(item: Mapping[str, Any], *, has_date: bool) -> str:
    """Return the status, which some programs write in place of the date."""
    stated = clean(as_text(item.get("status")))
    if stated or has_date:
        return publication_status(stated) or stated
    issued = as_dict(item.get("issued"))
    return publication_status(as_text(issued.get("raw")) or as_text(issued.get("literal")))


def _split_keywords(text: str) -> list[str]:
    return text.split(";" if ";" in text else ",")


def _all(value: Any) -> list[str]:
    return [as_text(part) for part in value] if isinstance(value, list) else [as_text(value)]


def _first(value: Any) -> str:
    """Return a text; of an array, as in Crossref's answers, its first."""
    return next(filter(None, _all(value)), "")


def _csl_type(name: str) -> WorkType:
    known = {kind.value: kind for kind in WorkType}
    return known.get(name) or work_type(name, WorkType.OTHER)


def csl_names(stated: Any) -> tuple[Author, ...]:
    """Return the names of a list; what is none is left out.

    Args:
        stated: array of names as CSL has them, or any other value.
    """
    return tuple(author for author in map(_name, as_dicts(stated)) if author != Author())


def _name(stated: Mapping[str, Any]) -> Author:
    part = {name: clean(as_text(value)) for name, value in stated.items()}
    family, given = part.get("family", ""), part.get("given", "")
    literal = part.get("literal") or part.get("name") or ""
    if not family and not given:
        if (special := special_name(literal)) is not None:
            return special
        return Author(literal=literal, orcid=normalise_orcid(part.get("ORCID", "")))
    particles = (part.get("dropping-particle", ""), part.get("non-dropping-particle", ""))
    family = " ".join(filter(None, (*particles, family)))
    if not family:
        return parse_name(given)
    orcid = normalise_orcid(part.get("ORCID", ""))
    return person(family, given, part.get("suffix", ""), orcid)


def csl_date(stated: Any) -> PartialDate | None:
    """Return a date from its parts or as printed, `None` where there is none.

    Args:
        stated: date as CSL has it, or any other value.
    """
    if isinstance(stated, str):
        return parse_date(stated)
    parts = as_list(next(iter(as_list(as_dict(stated).get("date-parts"))), None))
    numbers = [as_int(part) or 0 for part in parts[:3]]
    if numbers:
        return date_of(*numbers)
    texts = (as_text(as_dict(stated).get("raw")), as_text(as_dict(stated).get("literal")))
    return parse_date(" ".join(texts))
