"""A work as OpenAlex states it, in its older and newer shapes, as a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from pprnet.formats.dates import parse_date
from pprnet.formats.fields import language_code, places, unique, work_type
from pprnet.formats.names import parse_name
from pprnet.formats.values import as_dict, as_dicts, as_int, as_list, as_text, as_texts
from pprnet.identifiers import (
    normalise_doi,
    normalise_issn,
    normalise_openalex,
    normalise_orcid,
    normalise_pmcid,
    normalise_pmid,
)
from pprnet.limits import MAX_FIELD
from pprnet.records import Author, MeshHeading, Record, WorkType
from pprnet.text import clean

SOURCE = "openalex"
_NOBODY = Author()


def is_work(stated: Mapping[str, Any]) -> bool:
    """Tell whether a JSON object is a work of OpenAlex."""
    if "openalex.org/W" in as_text(stated.get("id")):
        return True
    return "authorships" in stated and ("publication_year" in stated or "ids" in stated)


def read_work(stated: Mapping[str, Any]) -> Record:
    """Read a work."""
    ids = as_dict(stated.get("ids"))
    number = normalise_openalex(as_text(stated.get("id")) or as_text(ids.get("openalex")))
    place = as_dict(stated.get("primary_location"))
    kind, journal = _type(stated, place), _venue(stated, place)
    biblio = {name: clean(as_text(value)) for name, value in as_dict(stated.get("biblio")).items()}
    pages, article_number = places(biblio.get("first_page", ""), biblio.get("last_page", ""))
    return Record(
        source=SOURCE,
        source_id=number,
        openalex=number,
        type=kind,
        title=_title(as_text(stated.get("title")) or as_text(stated.get("display_name"))),
        authors=tuple(_authors(stated)),
        abstract=abstract(stated.get("abstract_inverted_index")),
        issued=parse_date(as_text(stated.get("publication_date")))
        or parse_date(as_text(stated.get("publication_year"))),
        journal="" if kind is WorkType.BOOK else clean(as_text(journal.get("display_name"))),
        journal_abbreviation=clean(as_text(journal.get("abbreviated_title"))),
        issn=_issns(journal),
        volume=biblio.get("volume", ""),
        issue=biblio.get("issue", ""),
        pages=pages,
        article_number=article_number,
        publisher=_publisher(journal, kind),
        doi=normalise_doi(as_text(stated.get("doi")) or as_text(ids.get("doi"))),
        pmid=normalise_pmid(as_text(ids.get("pmid"))),
        pmcid=_pmcid(as_text(ids.get("pmcid"))),
        url=as_text(place.get("landing_page_url")),
        language=language_code(as_text(stated.get("language"))),
        keywords=_keywords(stated),
        mesh=_mesh(stated),
        publication_types=unique((as_text(stated.get("type")),)),
        is_retracted=stated.get("is_retracted") is True,
        open_copy=_open_copy(stated, place),
        licence=as_text(place.get("license")),
        cited_by_count=as_int(stated.get("cited_by_count")),
    )


def _title(text: str) -> str:
    """Give a title, without the brackets in which PubMed prints a translated one."""
    title = clean(text)
    bracketed = title.startswith("[") and title.endswith(("].", "]"))
    return title.rstrip(".")[1:-1] if bracketed and title.count("[") == 1 else title


def _pmcid(text: str) -> str:
    tail = text.rstrip("/").rpartition("/")[2]
    return normalise_pmcid(tail if tail.upper().startswith("PMC") else f"PMC{tail}")


def _type(stated: Mapping[str, Any], place: Mapping[str, Any]) -> WorkType:
    """Prefer Crossref's word, which tells a conference paper from an article."""
    named = as_text(stated.get("type_crossref")) or as_text(stated.get("type"))
    kind = work_type(named, WorkType.OTHER)
    if kind is WorkType.ARTICLE and as_text(stated.get("type")) == "preprint":
        return WorkType.PREPRINT
    if named == "posted-content" and as_dict(place.get("source")).get("type") == "journal":
        return WorkType.ARTICLE
    return kind


def _venue(stated: Mapping[str, Any], place: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give the journal: `primary_location.source` now, `host_venue` before 2023."""
    old, new = as_dict(stated.get("host_venue")), as_dict(place.get("source"))
    merged = {**old, **{key: value for key, value in new.items() if value}}
    if merged.get("type") == "repository":
        merged.pop("issn", None)
        merged.pop("issn_l", None)
    return merged


def _issns(journal: Mapping[str, Any]) -> tuple[str, ...]:
    linking = as_text(journal.get("issn_l"))
    return _valid_issns((linking, *as_texts(journal.get("issn"))))


@lru_cache(maxsize=4_096)
def _valid_issns(texts: tuple[str, ...]) -> tuple[str, ...]:
    return unique(map(normalise_issn, texts))


def _publisher(journal: Mapping[str, Any], kind: WorkType) -> str:
    if journal.get("type") == "repository" and kind is WorkType.ARTICLE:
        return ""
    named = as_text(journal.get("publisher")) or as_text(journal.get("host_organization_name"))
    return clean(named)


def _authors(stated: Mapping[str, Any]) -> Iterator[Author]:
    for authorship in as_dicts(stated.get("authorships")):
        person = as_dict(authorship.get("author"))
        shown = as_text(person.get("display_name"))
        author = parse_name(_fuller(as_text(authorship.get("raw_author_name")), shown))
        orcid = person.get("orcid")
        if orcid and author != _NOBODY:
            number = normalise_orcid(as_text(orcid))
            yield Author(author.family, author.given, author.suffix, author.literal, number)
        elif author != _NOBODY:
            yield author


def _fuller(printed: str, shown: str) -> str:
    """Prefer the name as printed, unless it is in capitals or is abbreviated more."""
    usable = printed and not printed.isupper() and len(printed) < 120  # noqa: PLR2004
    if usable and ("," in printed or len(printed.replace(".", "")) >= len(shown.replace(".", ""))):
        return printed
    return shown or printed


def abstract(index: Any) -> str:
    """Rebuild an abstract from its inverted index of words and their places."""
    if not isinstance(index, dict):
        return ""
    try:
        size = sum(map(len, index.values()))
        texts = [""] * min(size, MAX_FIELD)
        length = 0
        for word, found in index.items():
            length += (len(word) + 1) * len(found)
            for place in found:
                texts[place] = word
    except (TypeError, IndexError):
        return _loose_abstract(index)
    if length > MAX_FIELD or "" in texts:
        return _loose_abstract(index)
    return clean(" ".join(texts))


def _loose_abstract(index: Mapping[str, Any]) -> str:
    """Rebuild an abstract from an index with gaps, repeats or values that are no places."""
    places: dict[int, str] = {}
    length = 0
    for word, found in index.items():
        for place in as_list(found):
            if isinstance(place, int) and 0 <= place < MAX_FIELD:
                places[place] = word
                length += len(word) + 1
        if length > MAX_FIELD:
            break
    return clean(" ".join(places[place] for place in sorted(places)))


def _keywords(stated: Mapping[str, Any]) -> tuple[str, ...]:
    found = as_dicts(stated.get("keywords"))
    return unique(clean(as_text(k.get("display_name")) or as_text(k.get("keyword"))) for k in found)


@lru_cache(maxsize=16_384)
def _term(text: str) -> str:
    """Give a term of MeSH; the same few thousand come again and again."""
    return clean(text)


def _mesh(stated: Mapping[str, Any]) -> tuple[MeshHeading, ...]:
    """Gather the rows of descriptor and qualifier into one heading a descriptor."""
    found: dict[str, tuple[str, list[str]]] = {}
    major = set()
    for row in as_list(stated.get("mesh")):
        if not isinstance(row, dict):
            continue
        name = as_text(row.get("descriptor_name"))
        held = found.get(name)
        if held is None:
            held = found[name] = (as_text(row.get("descriptor_ui")), [])
        if qualifier := row.get("qualifier_name"):
            held[1].append(_term(as_text(qualifier)))
        if row.get("is_major_topic") is True:
            major.add(name)
    return tuple(
        [
            MeshHeading(term, unique(qualifiers), name in major, ui)
            for name, (ui, qualifiers) in found.items()
            if (term := _term(name))
        ]
    )


def _open_copy(stated: Mapping[str, Any], place: Mapping[str, Any]) -> str:
    best = as_dict(stated.get("best_oa_location"))
    access = as_dict(stated.get("open_access"))
    copies = (best.get("pdf_url"), best.get("landing_page_url"), access.get("oa_url"))
    open_here = place.get("pdf_url") if place.get("is_oa") is True else None
    return next(filter(None, map(as_text, (*copies, open_here))), "")
