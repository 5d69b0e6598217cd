"""A work as OpenAlex states it, in its older and newer shapes, as a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pprnet.formats.fields.bibliographic_fields import (
    cached_issn,
    clean_term,
    language_code,
    pages_and_number,
    unique_texts,
    work_type,
)
from pprnet.formats.fields.dates import parse_date
from pprnet.formats.fields.person_names import EMPTY_AUTHOR, parse_name
from pprnet.formats.json.json_values import as_list, as_text
from pprnet.formats.json.openalex_schema import (
    OpenAlexAuthor,
    OpenAlexAuthorship,
    OpenAlexBiblio,
    OpenAlexIds,
    OpenAlexKeyword,
    OpenAlexLocation,
    OpenAlexMeshTag,
    OpenAlexSource,
    OpenAlexWork,
    convert_openalex_work,
    decode_openalex_work,
)
from pprnet.identifiers import (
    normalise_doi,
    normalise_openalex,
    normalise_orcid,
    normalise_pmcid,
    normalise_pmid,
)
from pprnet.limits import MAX_FIELD
from pprnet.records import Author, MeshHeading, Record, WorkType
from pprnet.text import clean

SOURCE = "openalex"
_NO_IDS, _NO_BIBLIO, _NO_LOCATION, _NO_SOURCE = (
    OpenAlexIds(),
    OpenAlexBiblio(),
    OpenAlexLocation(),
    OpenAlexSource(),
)
_NO_AUTHOR = OpenAlexAuthor()


def is_openalex_work(stated: Mapping[str, Any]) -> bool:
    """Return whether an object is a work of OpenAlex.

    Args:
        stated: a JSON object.
    """
    if "openalex.org/W" in as_text(stated.get("id")):
        return True
    return "authorships" in stated and ("publication_year" in stated or "ids" in stated)


def record_from_openalex(stated: Mapping[str, Any]) -> Record:
    """Return a work that was parsed already as a record.

    Args:
        stated: the work as OpenAlex's JSON has it; what is of another type is left empty.
    """
    return _openalex_record(convert_openalex_work(stated))


def record_from_openalex_bytes(data: bytes) -> Record | None:
    """Return the JSON of a work as a record.

    Args:
        data: JSON of one work.

    Returns:
        `None` where a value has another type than OpenAlex documents.
    """
    stated = decode_openalex_work(data)
    if stated is None or "openalex.org/W" not in (stated.id or ""):
        return None
    return _openalex_record(stated)


def _openalex_record(stated: OpenAlexWork) -> Record:
    """Return the record of a work."""
    ids, biblio = stated.ids or _NO_IDS, stated.biblio or _NO_BIBLIO
    number = normalise_openalex(stated.id or ids.openalex or "")
    place = stated.primary_location or _NO_LOCATION
    venue = place.source or _NO_SOURCE
    kind, journal = (
        _openalex_type(stated, venue),
        _merged_venue(stated.host_venue or _NO_SOURCE, venue),
    )
    pages, article_number = pages_and_number(
        clean(biblio.first_page or ""), clean(biblio.last_page or "")
    )
    return Record(
        source=SOURCE,
        source_id=number,
        openalex=number,
        type=kind,
        title=_title(stated.title or stated.display_name or ""),
        authors=tuple(_authors(stated.authorships)) if stated.authorships else (),
        abstract=_rebuild_abstract(stated.abstract_inverted_index),
        issued=parse_date(stated.publication_date or "")
        or parse_date(str(stated.publication_year or "")),
        journal="" if kind is WorkType.BOOK else clean_term(journal.display_name or ""),
        journal_abbreviation=clean_term(journal.abbreviated_title or ""),
        issn=_issns(journal),
        volume=clean(biblio.volume or ""),
        issue=clean(biblio.issue or ""),
        pages=pages,
        article_number=article_number,
        publisher=_publisher(journal, kind),
        doi=normalise_doi(stated.doi or ids.doi or ""),
        pmid=normalise_pmid(ids.pmid or ""),
        pmcid=_pmcid(ids.pmcid or ""),
        url=place.landing_page_url or "",
        language=language_code(stated.language or ""),
        keywords=_keywords(stated.keywords or ()),
        mesh=_mesh(stated.mesh or ()),
        publication_types=(stated.type,) if stated.type else (),
        is_retracted=stated.is_retracted is True,
        authors_shortened=stated.is_authors_truncated is True,
        open_copy=_open_copy(stated, place),
        licence=place.license or "",
        cited_by_count=stated.cited_by_count,
    )


def _title(text: str) -> str:
    """Return a title without the brackets in which PubMed prints a translated one."""
    title = clean(text)
    bracketed = title.startswith("[") and title.endswith(("].", "]"))
    return title.rstrip(".")[1:-1] if bracketed and title.count("[") == 1 else title


def _pmcid(text: str) -> str:
    if not text:
        return ""
    tail = text.rstrip("/").rpartition("/")[2]
    return normalise_pmcid(tail if tail.upper().startswith("PMC") else f"PMC{tail}")


def _openalex_type(stated: OpenAlexWork, venue: OpenAlexSource) -> WorkType:
    """Prefer Crossref's type, which tells a conference paper from an article."""
    named = stated.type_crossref or stated.type or ""
    kind = work_type(named, WorkType.OTHER)
    if kind is WorkType.ARTICLE and stated.type == "preprint":
        return WorkType.PREPRINT
    if named == "posted-content" and venue.type == "journal":
        return WorkType.ARTICLE
    return kind


def _merged_venue(old: OpenAlexSource, new: OpenAlexSource) -> OpenAlexSource:
    """Return the journal: `primary_location.source` now, `host_venue` before 2023."""
    if old is _NO_SOURCE and new.type != "repository":
        return new
    kind = new.type or old.type
    numbered = kind != "repository"
    return OpenAlexSource(
        display_name=new.display_name or old.display_name,
        abbreviated_title=new.abbreviated_title or old.abbreviated_title,
        type=kind,
        issn_l=(new.issn_l or old.issn_l) if numbered else None,
        issn=(new.issn or old.issn) if numbered else None,
        publisher=new.publisher or old.publisher,
        host_organization_name=new.host_organization_name or old.host_organization_name,
    )


def _issns(journal: OpenAlexSource) -> tuple[str, ...]:
    return unique_texts(map(cached_issn, (journal.issn_l or "", *(journal.issn or ()))))


def _publisher(journal: OpenAlexSource, kind: WorkType) -> str:
    if journal.type == "repository" and kind is WorkType.ARTICLE:
        return ""
    return clean_term(journal.publisher or journal.host_organization_name or "")


def _authors(authorships: Iterable[OpenAlexAuthorship]) -> Iterator[Author]:
    for authorship in authorships:
        person = authorship.author or _NO_AUTHOR
        printed, shown = authorship.raw_author_name, person.display_name or ""
        author = parse_name(_fuller_name(printed, shown) if printed else shown)
        if author is EMPTY_AUTHOR:
            continue
        if person.orcid:
            number = normalise_orcid(person.orcid)
            yield Author(author.family, author.given, author.suffix, author.literal, number)
        else:
            yield author


def _fuller_name(printed: str, shown: str) -> str:
    """Prefer the name as printed, unless it is in capitals or is abbreviated more."""
    usable = not printed.isupper() and len(printed) < 120  # noqa: PLR2004
    if usable and ("," in printed or len(printed.replace(".", "")) >= len(shown.replace(".", ""))):
        return printed
    return shown or printed


def _rebuild_abstract(index: Any) -> str:
    """Return an abstract rebuilt from its inverted index of words and positions."""
    if not isinstance(index, dict) or not index:
        return ""
    try:
        size = sum(map(len, index.values()))
        if size * (1 + max(map(len, index))) > MAX_FIELD:
            return _rebuild_irregular_abstract(index)  # it may be longer than one holds
        texts: list[Any] = [None] * size
        for word, found in index.items():
            for place in found:
                texts[place] = word
        return clean(" ".join(texts))
    except (TypeError, IndexError):  # the former, too, where a place has no word
        return _rebuild_irregular_abstract(index)


def _rebuild_irregular_abstract(index: Mapping[str, Any]) -> str:
    """Return an abstract whose index has gaps, repeats or values that are no positions."""
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


def _keywords(stated: Iterable[OpenAlexKeyword]) -> tuple[str, ...]:
    return unique_texts([clean_term(word.display_name or word.keyword or "") for word in stated])


def _mesh(rows: Iterable[OpenAlexMeshTag]) -> tuple[MeshHeading, ...]:
    """Gather the rows of descriptor and qualifier into one heading a descriptor."""
    found: dict[str, tuple[str, list[str]]] = {}
    major = set()
    for row in rows:
        name = row.descriptor_name or ""
        if name not in found:
            found[name] = (row.descriptor_ui or "", [])
        if row.qualifier_name:
            found[name][1].append(clean_term(row.qualifier_name))
        if row.is_major_topic:
            major.add(name)
    return tuple(
        [
            MeshHeading(shown, unique_texts(qualifiers) if qualifiers else (), name in major, ui)
            for name, (ui, qualifiers) in found.items()
            if (shown := clean_term(name))
        ]
    )


def _open_copy(stated: OpenAlexWork, place: OpenAlexLocation) -> str:
    best, access = stated.best_oa_location or _NO_LOCATION, stated.open_access
    copy = best.pdf_url or best.landing_page_url or (access and access.oa_url)
    return copy or (place.pdf_url if place.is_oa else "") or ""
