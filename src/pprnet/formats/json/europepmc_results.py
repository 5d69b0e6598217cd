"""A result of Europe PMC, lite or core, as a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pprnet.formats.fields.abstracts import abstract_text
from pprnet.formats.fields.bibliographic_fields import (
    full_pages,
    isbns,
    issns,
    language_code,
    pages_and_number,
    unique_texts,
)
from pprnet.formats.fields.dates import parse_date
from pprnet.formats.fields.initials import space_initials
from pprnet.formats.fields.medline import (
    author_with_suffix,
    is_marked_retracted,
    medline_relation,
    medline_title,
)
from pprnet.formats.fields.names.group_names import is_group
from pprnet.formats.fields.person_names import parse_short_name
from pprnet.formats.json.json_values import as_dict, as_dicts, as_int, as_text, as_texts
from pprnet.identifiers import normalise_doi, normalise_orcid, normalise_pmcid, normalise_pmid
from pprnet.records import (
    Author,
    MeshHeading,
    PartialDate,
    Record,
    Relation,
    RelationKind,
    WorkType,
)
from pprnet.text import clean

SOURCE = "europepmc"

_RELATIONS = {
    "retraction in": RelationKind.RETRACTED_BY,
    "partial retraction in": RelationKind.CORRECTED_BY,
    "retraction of": RelationKind.RETRACTS,
    "partial retraction of": RelationKind.CORRECTS,
    "retracted and republished in": RelationKind.REPLACED_BY,
    "retracted and republished from": RelationKind.REPLACES,
    "expression of concern in": RelationKind.CONCERN_BY,
    "expression of concern for": RelationKind.CONCERNS,
    "erratum in": RelationKind.CORRECTED_BY,
    "erratum for": RelationKind.CORRECTS,
    "corrected and republished in": RelationKind.CORRECTED_BY,
    "corrected and republished from": RelationKind.CORRECTS,
    "comment in": RelationKind.COMMENT_IN,
    "comment on": RelationKind.COMMENT_ON,
    "update in": RelationKind.UPDATED_BY,
    "update of": RelationKind.UPDATE_OF,
    "preprint in": RelationKind.HAS_PREPRINT,
    "preprint of": RelationKind.PREPRINT_OF,
}
_OPEN = ("OA", "F")
_EXTRAS = ("affiliation", "manuscriptId", "bookid")


def is_europepmc_result(stated: Mapping[str, Any]) -> bool:
    """Return whether an object is a result of Europe PMC.

    Args:
        stated: a JSON object.
    """
    if not as_text(stated.get("id")) or not isinstance(stated.get("source"), str):
        return False
    signs = ("pmid", "pmcid", "authorString", "journalInfo", "pubYear", "isOpenAccess")
    return len(stated["source"]) == len("MED") and any(sign in stated for sign in signs)


def record_from_europepmc(stated: Mapping[str, Any]) -> Record:
    """Return a result as a record; what is missing or of another type is left empty.

    Args:
        stated: the result as Europe PMC's JSON has it, lite or core.
    """
    info = as_dict(stated.get("journalInfo"))
    journal = as_dict(info.get("journal"))
    book = as_dict(stated.get("bookOrReportDetails"))
    types = _types(stated)
    kind = _europepmc_type(stated, types)
    relations = tuple(_relations(stated))
    pages, number = _pages_and_number(stated)
    return Record(
        source=SOURCE,
        source_id=clean(as_text(stated.get("id"))),
        type=kind,
        title=medline_title(as_text(stated.get("title"))),
        authors=_authors(stated),
        editors=(),
        abstract=abstract_text(as_text(stated.get("abstractText"))),
        issued=_europepmc_date(stated, info),
        journal=clean(as_text(journal.get("title")))
        or ("" if kind is WorkType.PREPRINT else clean(as_text(book.get("comprisingTitle")))),
        journal_abbreviation=clean(
            as_text(journal.get("isoabbreviation"))
            or as_text(journal.get("medlineAbbreviation"))
            or as_text(stated.get("journalTitle"))
        ),
        issn=issns(
            map(as_text, (journal.get("issn"), journal.get("essn"), stated.get("journalIssn")))
        ),
        volume=clean(as_text(info.get("volume")) or as_text(stated.get("journalVolume"))),
        issue=clean(as_text(info.get("issue")) or as_text(stated.get("issue"))),
        pages=pages,
        article_number=number,
        publisher=clean(as_text(book.get("publisher"))),
        isbn=isbns((as_text(book.get("isbn10")), as_text(book.get("isbn13")))),
        edition=clean(as_text(book.get("edition"))),
        doi=normalise_doi(as_text(stated.get("doi"))),
        pmid=normalise_pmid(as_text(stated.get("pmid"))),
        pmcid=normalise_pmcid(as_text(stated.get("pmcid"))),
        url=_url(stated),
        language=language_code(as_text(stated.get("language"))),
        keywords=unique_texts(
            map(clean, as_texts(as_dict(stated.get("keywordList")).get("keyword")))
        ),
        mesh=tuple(_headings(stated)),
        publication_types=types,
        is_retracted=is_marked_retracted(types, relations),
        relations=relations,
        open_copy=_open_copy(stated),
        licence=clean(as_text(stated.get("license"))),
        cited_by_count=as_int(stated.get("citedByCount")),
        extra=tuple(_extra(stated)),
    )


def _types(stated: Mapping[str, Any]) -> tuple[str, ...]:
    """Return publication types: a list in core, in lite one text in lower case."""
    listed = as_texts(as_dict(stated.get("pubTypeList")).get("pubType"))
    if listed:
        return unique_texts(map(clean, listed))
    return unique_texts(part.strip() for part in clean(as_text(stated.get("pubType"))).split(";"))


def _europepmc_type(stated: Mapping[str, Any], types: tuple[str, ...]) -> WorkType:
    names = {name.lower() for name in types}
    if stated.get("source") == "PPR" or "preprint" in names:
        return WorkType.PREPRINT
    book = as_dict(stated.get("bookOrReportDetails"))
    if book.get("comprisingTitle") or "chapter" in names or "book chapter" in names:
        return WorkType.CHAPTER
    if names & {"book", "monograph", "book-document"}:
        return WorkType.BOOK
    if stated.get("source") == "ETH" or "thesis" in names:
        return WorkType.THESIS
    return WorkType.ARTICLE


def _authors(stated: Mapping[str, Any]) -> tuple[Author, ...]:
    listed = as_dicts(as_dict(stated.get("authorList")).get("author"))
    if listed:
        people = map(_author, listed)
    else:
        people = map(_parse_europepmc_name, clean(as_text(stated.get("authorString"))).split(","))
    return tuple(author for author in people if author != Author())


def _author(stated: Mapping[str, Any]) -> Author:
    part = {name: clean(as_text(value)) for name, value in stated.items()}
    if group := part.get("collectiveName"):
        return Author(literal=group)
    family = part.get("lastName", "")
    if not family:
        return _parse_europepmc_name(part.get("fullName", ""))
    given = part.get("firstName") or space_initials(part.get("initials", ""))
    identifier = as_dict(stated.get("authorId"))
    orcid = as_text(identifier.get("value")) if identifier.get("type") == "ORCID" else ""
    return author_with_suffix(family, given, part.get("suffix", ""), normalise_orcid(orcid))


def _parse_europepmc_name(text: str) -> Author:
    """Return one name of a list such as "Schoenfeld JD, Example Study Group."."""
    name = text.strip(" .")
    return Author(literal=name) if is_group(name) else parse_short_name(name)


def _europepmc_date(stated: Mapping[str, Any], info: Mapping[str, Any]) -> PartialDate | None:
    printed = parse_date(as_text(info.get("dateOfPublication")))
    year = as_text(info.get("yearOfPublication")) or as_text(stated.get("pubYear"))
    if printed or year:
        return printed or parse_date(year)
    return parse_date(as_text(stated.get("firstPublicationDate")))


def _pages_and_number(stated: Mapping[str, Any]) -> tuple[str, str]:
    text = clean(as_text(stated.get("pageInfo")))
    if "." in text and "-" not in text:
        return "", text  # such as "arztebl.m2025.0081"
    return pages_and_number(full_pages(text))


def _url(stated: Mapping[str, Any]) -> str:
    source, number = as_text(stated.get("source")), as_text(stated.get("id"))
    known = source.isalnum() and number.isalnum()
    return f"https://europepmc.org/article/{source}/{number}" if known else ""


def _headings(stated: Mapping[str, Any]) -> Iterator[MeshHeading]:
    for heading in as_dicts(as_dict(stated.get("meshHeadingList")).get("meshHeading")):
        listed = as_dicts(as_dict(heading.get("meshQualifierList")).get("meshQualifier"))
        name = clean(as_text(heading.get("descriptorName")))
        if name:
            yield MeshHeading(
                descriptor=name,
                qualifiers=unique_texts(
                    clean(as_text(part.get("qualifierName"))) for part in listed
                ),
                major=any(part.get("majorTopic_YN") == "Y" for part in (heading, *listed)),
            )


def _relations(stated: Mapping[str, Any]) -> Iterator[Relation]:
    listed = as_dict(stated.get("commentCorrectionList")).get("commentCorrection")
    for notice in as_dicts(listed):
        kind = _RELATIONS.get(as_text(notice.get("type")).strip().lower())
        if kind is not None:
            number = as_text(notice.get("id")) if notice.get("source") == "MED" else ""
            yield medline_relation(kind, as_text(notice.get("reference")), number)


def _open_copy(stated: Mapping[str, Any]) -> str:
    """Return the address of a copy that all may read, the PDF of an open one first."""
    listed = as_dicts(as_dict(stated.get("fullTextUrlList")).get("fullTextUrl"))
    copies = [copy for copy in listed if copy.get("availabilityCode") in _OPEN]
    copies.sort(
        key=lambda copy: (
            _OPEN.index(copy["availabilityCode"]),
            copy.get("documentStyle") != "pdf",
        )
    )
    found = next(filter(None, (as_text(copy.get("url")) for copy in copies)), "")
    pmcid = normalise_pmcid(as_text(stated.get("pmcid")))
    here = pmcid and (stated.get("isOpenAccess") == "Y" or stated.get("inEPMC") == "Y")
    return found or (f"https://europepmc.org/articles/{pmcid}" if here else "")


def _extra(stated: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for grant in as_dicts(as_dict(stated.get("grantsList")).get("grant")):
        parts = (as_text(grant.get("agency")), as_text(grant.get("grantId")))
        if text := clean(" ".join(filter(None, parts))):
            yield "grant", text
    for chemical in as_dicts(as_dict(stated.get("chemicalList")).get("chemical")):
        if name := clean(as_text(chemical.get("name"))):
            yield "chemical", name
    for name in _EXTRAS:
        if text := clean(as_text(stated.get(name))):
            yield name, text
