"""What the elements of a PubMed record mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from pprnet.formats.dates import date_of, day_of, month_of, parse_date
from pprnet.formats.fields import full_pages, isbns, issns, language_code, places, term, unique
from pprnet.formats.medline import (
    RELATIONS,
    is_retracted,
    person,
    relation_of,
    title_of,
    type_of,
)
from pprnet.formats.names import space_initials
from pprnet.identifiers import normalise_doi, normalise_orcid, normalise_pmcid, normalise_pmid
from pprnet.records import Author, MeshHeading, PartialDate, Record, Relation, WorkType
from pprnet.text import clean

SOURCE = "pubmed-xml"
_KINDS = dict(RELATIONS.values())
_NAMES = frozenset({"CollectiveName", "LastName", "ForeName", "Initials", "Suffix", "Identifier"})
_NOBODY = Author()
_NO_LABELS = frozenset({"", "UNLABELLED", "UNLABELED", "UNASSIGNED", "ABSTRACT"})

Element: TypeAlias = Any
"""An element of lxml, which has no public types."""


def text_of(element: Element | None) -> str:
    """Give the text of an element without its markup."""
    if element is None:
        return ""
    if len(element):
        return clean("".join(element.itertext()))
    text = element.text
    if text is None or (text.isalnum() and text.isascii()):
        return text or ""
    return clean(text)


def terms(element: Element | None, path: str) -> tuple[str, ...]:
    """Give the terms of a vocabulary at a path, each once."""
    if element is None:
        return ()
    return unique([term(found.text or "") for found in element.iterfind(path)])


def find(element: Element | None, path: str) -> str:
    """Give the text at a path, empty if there is none."""
    return "" if element is None else text_of(element.find(path))


def texts(element: Element | None, path: str) -> tuple[str, ...]:
    """Give the texts at a path, each once."""
    return () if element is None else unique([text_of(part) for part in element.iterfind(path)])


def children(element: Element | None) -> dict[str, Element]:
    """Give the children of an element by their tags, the first of each."""
    found: dict[str, Element] = {}
    for child in () if element is None else element:
        found.setdefault(child.tag, child)
    return found


def article_of(tree: Element, citation: Element, line: int) -> Record:
    """Read a PubmedArticle."""
    outer = children(citation)
    article = outer.get("Article")
    inner = children(article)
    journal = inner.get("Journal")
    head, info = children(journal), children(outer.get("MedlineJournalInfo"))
    issue = children(head.get("JournalIssue"))
    types = terms(inner.get("PublicationTypeList"), "PublicationType")
    relations = tuple(_relations(outer))
    pages, number = _places(inner, article)
    pmid = normalise_pmid(text_of(outer.get("PMID")))
    numbers = _numbers(tree.find("PubmedData/ArticleIdList"))
    return Record(
        source=SOURCE,
        source_id=pmid,
        line=line,
        type=type_of(types),
        title=title_of(text_of(inner.get("ArticleTitle"))),
        vernacular_title=title_of(text_of(inner.get("VernacularTitle"))),
        authors=_people(inner.get("AuthorList")),
        abstract=_abstract(inner.get("Abstract"), citation),
        issued=_parts(issue.get("PubDate")) or _parts(inner.get("ArticleDate")),
        journal=text_of(head.get("Title")),
        journal_abbreviation=text_of(head.get("ISOAbbreviation")) or text_of(info.get("MedlineTA")),
        issn=issns((text_of(head.get("ISSN")), text_of(info.get("ISSNLinking")))),
        volume=text_of(issue.get("Volume")),
        issue=text_of(issue.get("Issue")),
        pages=pages,
        article_number=number,
        place=text_of(info.get("Country")),
        doi=_doi(numbers.get("doi", ""), article),
        pmid=pmid,
        pmcid=normalise_pmcid(numbers.get("pmc", "")),
        language=language_code(text_of(inner.get("Language"))),
        keywords=texts(citation, "KeywordList/Keyword") if "KeywordList" in outer else (),
        mesh=tuple(_headings(outer.get("MeshHeadingList"))),
        publication_types=types,
        is_retracted=is_retracted(types, relations),
        relations=relations,
        extra=tuple(_extra(inner, outer, citation)),
    )


def _numbers(identifiers: Element | None) -> dict[str, str]:
    """Give the article's identifiers by their kinds, the first of each."""
    found: dict[str, str] = {}
    for number in () if identifiers is None else identifiers:
        found.setdefault(number.get("IdType") or "", text_of(number))
    return found


def book_of(tree: Element, document: Element, line: int) -> Record:
    """Read a PubmedBookArticle: a book, or a chapter with the book as its container."""
    book = document.find("Book")
    chapter, title = find(document, "ArticleTitle"), title_of(find(book, "BookTitle"))
    own = _authors(document, "AuthorList[@Type='authors']") or _authors(document, "AuthorList")
    pmid = normalise_pmid(find(document, "PMID"))
    types = texts(document, "PublicationType")
    return Record(
        source=SOURCE,
        source_id=pmid,
        line=line,
        type=WorkType.CHAPTER if chapter else WorkType.BOOK,
        title=title_of(chapter) or title,
        journal=title if chapter else "",
        authors=own or _authors(book, "AuthorList[@Type='authors']"),
        editors=_authors(book, "AuthorList[@Type='editors']"),
        abstract=_abstract(document.find("Abstract"), document),
        issued=_parts(None if book is None else book.find("PubDate"))
        or _parts(document.find("ContributionDate")),
        publisher=find(book, "Publisher/PublisherName"),
        place=find(book, "Publisher/PublisherLocation"),
        volume=find(book, "Volume"),
        edition=find(book, "Edition"),
        isbn=isbns(texts(book, "Isbn")),
        pages=full_pages(find(document, "Pagination/MedlinePgn")),
        doi=_doi(_numbers(document.find("ArticleIdList")).get("doi", ""), book),
        pmid=pmid,
        pmcid=normalise_pmcid(find(tree, "PubmedBookData/ArticleIdList/ArticleId[@IdType='pmc']")),
        language=language_code(find(document, "Language")),
        keywords=texts(document, "KeywordList/Keyword"),
        publication_types=types,
    )


def _authors(parent: Element | None, path: str) -> tuple[Author, ...]:
    return () if parent is None else _people(parent.find(path))


def _people(listed: Element | None) -> tuple[Author, ...]:
    if listed is None:
        return ()
    people = [_author(author) for author in listed if author.tag == "Author"]
    return tuple([author for author in people if author != _NOBODY])


def _author(author: Element) -> Author:
    """Read a person or a group; one that a later correction withdrew is left out."""
    if author.get("ValidYN") == "N":
        return _NOBODY
    part = {child.tag: text_of(child) for child in author if child.tag in _NAMES}
    if group := part.get("CollectiveName"):
        return Author(literal=group.removesuffix("."))
    given = part.get("ForeName") or space_initials(part.get("Initials", ""))
    orcid = author.find("Identifier[@Source='ORCID']") if "Identifier" in part else None
    return person(
        part.get("LastName", ""), given, part.get("Suffix", ""), normalise_orcid(text_of(orcid))
    )


def _abstract(abstract: Element | None, citation: Element) -> str:
    """Give the abstract with its labels, else one in English from elsewhere."""
    parts = [] if abstract is None else abstract.findall("AbstractText")
    if not parts:
        parts = citation.findall("OtherAbstract[@Language='eng']/AbstractText")
    return " ".join(filter(None, map(_labelled, parts)))


def _labelled(part: Element) -> str:
    label, text = clean(part.get("Label") or ""), text_of(part)
    return text if not text or label.upper() in _NO_LABELS else f"{label.rstrip(':')}: {text}"


def _parts(date: Element | None) -> PartialDate | None:
    if date is None:
        return None
    part = {child.tag: text_of(child) for child in date}
    if loose := part.get("MedlineDate"):
        return parse_date(loose)
    year = part.get("Year", "")
    month, day = month_of(part.get("Month", "")), day_of(part.get("Day", ""))
    return date_of(int(year) if year.isdecimal() else None, month, day)


def _places(inner: dict[str, Element], article: Element | None) -> tuple[str, str]:
    """Give pages, and the article number where there are none."""
    printed = children(inner.get("Pagination"))
    pages, number = places(full_pages(text_of(printed.get("MedlinePgn"))))
    if not pages and not number:
        start, end = text_of(printed.get("StartPage")), text_of(printed.get("EndPage"))
        pages, number = places(start, end)
    if not pages and not number:
        number = places(find(article, "ELocationID[@EIdType='pii']"))[1]
    return pages, number


def _doi(listed: str, article: Element | None) -> str:
    """Give the DOI among the article's identifiers, else the one that it states itself."""
    if doi := normalise_doi(listed):
        return doi
    stated = [] if article is None else article.findall("ELocationID[@EIdType='doi']")
    valid = [text_of(place) for place in stated if place.get("ValidYN") != "N"]
    return next(filter(None, map(normalise_doi, valid)), "")


def _headings(listed: Element | None) -> Iterator[MeshHeading]:
    for heading in () if listed is None else listed:
        name, ui, major, qualifiers = "", "", False, []
        for part in heading:
            if part.tag == "DescriptorName" and not name:
                name, ui = term(part.text or ""), part.get("UI") or ""
            elif part.tag == "QualifierName":
                qualifiers.append(term(part.text or ""))
            major = major or part.get("MajorTopicYN") == "Y"
        if name:
            yield MeshHeading(name, unique(qualifiers) if qualifiers else (), major, ui)


def _relations(outer: dict[str, Element]) -> Iterator[Relation]:
    for notice in outer.get("CommentsCorrectionsList", ()):
        kind = _KINDS.get(notice.get("RefType") or "")
        if kind is not None:
            yield relation_of(kind, find(notice, "RefSource"), find(notice, "PMID"))


_NOTES = (("COIS", "CoiStatement"), ("GN", "GeneralNote"), ("OAB", "OtherAbstract"))


def _extra(
    inner: dict[str, Element], outer: dict[str, Element], citation: Element
) -> Iterator[tuple[str, str]]:
    """Keep what NBIB prints too, under NBIB's tags: registrations, grants, interests, notes."""
    yield from (("CI", text) for text in texts(inner.get("Abstract"), "CopyrightInformation"))
    for tag, name in _NOTES:
        if name in outer:
            path = f"{name}/AbstractText" if name == "OtherAbstract" else name
            yield from ((tag, text) for text in texts(citation, path))
    for bank in inner.get("DataBankList", ()):
        numbers = texts(bank, "AccessionNumberList/AccessionNumber")
        yield from (("SI", f"{find(bank, 'DataBankName')}/{number}") for number in numbers)
    for grant in inner.get("GrantList", ()):
        parts = (find(grant, name) for name in ("GrantID", "Acronym", "Agency", "Country"))
        yield "GR", "/".join(filter(None, parts))
    for investigator in outer.get("InvestigatorList", ()):
        if name := str(_author(investigator)):
            yield "FIR", name
