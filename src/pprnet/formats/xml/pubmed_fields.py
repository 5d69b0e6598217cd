"""What the elements of a PubMed record mean."""

from __future__ import annotations

from collections.abc import Iterator

from pprnet.formats.fields.bibliographic_fields import (
    clean_term,
    full_pages,
    isbns,
    issns,
    language_code,
    pages_and_number,
    unique_texts,
)
from pprnet.formats.fields.dates import date_of, day_of, month_of, parse_date
from pprnet.formats.fields.initials import space_initials
from pprnet.formats.fields.medline import (
    RELATIONS,
    author_with_suffix,
    is_marked_retracted,
    medline_relation,
    medline_title,
    medline_work_type,
)
from pprnet.formats.fields.names.name_notes import without_lead
from pprnet.formats.fields.person_names import AND_OTHERS
from pprnet.formats.xml.xml_elements import Element, text_with_shifts
from pprnet.identifiers import normalise_doi, normalise_orcid, normalise_pmcid, normalise_pmid
from pprnet.records import Author, MeshHeading, PartialDate, Record, Relation, WorkType
from pprnet.text import clean

SOURCE = "pubmed-xml"
_KINDS = dict(RELATIONS.values())
_NAMES = frozenset({"CollectiveName", "LastName", "ForeName", "Initials", "Suffix", "Identifier"})
_NOBODY = Author()
_NO_LABELS = frozenset({"", "UNLABELLED", "UNLABELED", "UNASSIGNED", "ABSTRACT"})


def _element_text(element: Element | None) -> str:
    """Return the text of an element without its markup."""
    if element is None:
        return ""
    if len(element):
        return clean(text_with_shifts(element))
    text = element.text
    if text is None or (text.isalnum() and text.isascii()):
        return text or ""
    return clean(text)


def _find_terms(element: Element | None, path: str) -> tuple[str, ...]:
    """Return the terms of a vocabulary at a path, each once."""
    if element is None:
        return ()
    return unique_texts([clean_term(found.text or "") for found in element.iterfind(path)])


def _find_text(element: Element | None, path: str) -> str:
    """Return the text at a path, empty if there is none."""
    return "" if element is None else _element_text(element.find(path))


def _find_texts(element: Element | None, path: str) -> tuple[str, ...]:
    """Return the texts at a path, each once."""
    found = () if element is None else element.iterfind(path)
    return unique_texts([_element_text(part) for part in found])


def _children_by_tag(element: Element | None) -> dict[str, Element]:
    """Return the children of an element by their tags, the first of each."""
    found: dict[str, Element] = {}
    for child in () if element is None else element:
        found.setdefault(child.tag, child)
    return found


def pubmed_article_record(tree: Element, citation: Element, line: int) -> Record:
    """Return a PubmedArticle as a record.

    Args:
        tree: element of the article.
        citation: its MedlineCitation.
        line: 1-based line on which the element starts.
    """
    outer = _children_by_tag(citation)
    article = outer.get("Article")
    inner = _children_by_tag(article)
    journal = inner.get("Journal")
    head, info = _children_by_tag(journal), _children_by_tag(outer.get("MedlineJournalInfo"))
    issue = _children_by_tag(head.get("JournalIssue"))
    types = _find_terms(inner.get("PublicationTypeList"), "PublicationType")
    relations = tuple(_relations(outer))
    pages, number = _pages_and_number(inner, article)
    pmid = normalise_pmid(_element_text(outer.get("PMID")))
    numbers = _numbers(tree.find("PubmedData/ArticleIdList"))
    return Record(
        source=SOURCE,
        source_id=pmid,
        line=line,
        type=medline_work_type(types),
        title=medline_title(_element_text(inner.get("ArticleTitle"))),
        vernacular_title=medline_title(_element_text(inner.get("VernacularTitle"))),
        authors=_pubmed_people(inner.get("AuthorList")),
        abstract=_abstract(inner.get("Abstract"), citation),
        issued=_date_parts(issue.get("PubDate")) or _date_parts(inner.get("ArticleDate")),
        journal=_element_text(head.get("Title")),
        journal_abbreviation=_element_text(head.get("ISOAbbreviation"))
        or _element_text(info.get("MedlineTA")),
        issn=issns((_element_text(head.get("ISSN")), _element_text(info.get("ISSNLinking")))),
        volume=_element_text(issue.get("Volume")),
        issue=_element_text(issue.get("Issue")),
        pages=pages,
        article_number=number,
        place=_element_text(info.get("Country")),
        doi=_doi(numbers.get("doi", ""), article),
        pmid=pmid,
        pmcid=normalise_pmcid(numbers.get("pmc", "")),
        language=language_code(_element_text(inner.get("Language"))),
        keywords=_find_texts(citation, "KeywordList/Keyword") if "KeywordList" in outer else (),
        mesh=tuple(_headings(outer.get("MeshHeadingList"))),
        publication_types=types,
        is_retracted=is_marked_retracted(types, relations),
        relations=relations,
        extra=tuple(_extra(inner, outer, citation)),
    )


def _numbers(identifiers: Element | None) -> dict[str, str]:
    """Return the article's identifiers by their kinds, the first of each."""
    found: dict[str, str] = {}
    for number in () if identifiers is None else identifiers:
        found.setdefault(number.get("IdType") or "", _element_text(number))
    return found


def pubmed_book_record(tree: Element, document: Element, line: int) -> Record:
    """Return a PubmedBookArticle: a book, or a chapter with the book as its container.

    Args:
        tree: element of the article.
        document: its BookDocument.
        line: 1-based line on which the element starts.
    """
    book = document.find("Book")
    chapter, title = (
        _find_text(document, "ArticleTitle"),
        medline_title(_find_text(book, "BookTitle")),
    )
    own = _authors(document, "AuthorList[@Type='authors']") or _authors(document, "AuthorList")
    pmid = normalise_pmid(_find_text(document, "PMID"))
    types = _find_texts(document, "PublicationType")
    return Record(
        source=SOURCE,
        source_id=pmid,
        line=line,
        type=WorkType.CHAPTER if chapter else WorkType.BOOK,
        title=medline_title(chapter) or title,
        journal=title if chapter else "",
        authors=own or _authors(book, "AuthorList[@Type='authors']"),
        editors=_authors(book, "AuthorList[@Type='editors']"),
        abstract=_abstract(document.find("Abstract"), document),
        issued=_date_parts(None if book is None else book.find("PubDate"))
        or _date_parts(document.find("ContributionDate")),
        publisher=_find_text(book, "Publisher/PublisherName"),
        place=_find_text(book, "Publisher/PublisherLocation"),
        volume=_find_text(book, "Volume"),
        edition=_find_text(book, "Edition"),
        isbn=isbns(_find_texts(book, "Isbn")),
        pages=full_pages(_find_text(document, "Pagination/MedlinePgn")),
        doi=_doi(_numbers(document.find("ArticleIdList")).get("doi", ""), book),
        pmid=pmid,
        pmcid=normalise_pmcid(
            _find_text(tree, "PubmedBookData/ArticleIdList/ArticleId[@IdType='pmc']")
        ),
        language=language_code(_find_text(document, "Language")),
        keywords=_find_texts(document, "KeywordList/Keyword"),
        publication_types=types,
    )


def _authors(parent: Element | None, path: str) -> tuple[Author, ...]:
    return () if parent is None else _pubmed_people(parent.find(path))


def _pubmed_people(listed: Element | None) -> tuple[Author, ...]:
    if listed is None:
        return ()
    people = [_author(author) for author in listed if author.tag == "Author"]
    people += [AND_OTHERS] if people and listed.get("CompleteYN") == "N" else []
    return tuple([author for author in people if author != _NOBODY])


def _author(author: Element) -> Author:
    """Return a person or a group; one that a later correction withdrew is left out."""
    if author.get("ValidYN") == "N":
        return _NOBODY
    part = {child.tag: _element_text(child) for child in author if child.tag in _NAMES}
    if group := part.get("CollectiveName"):
        return Author(literal=without_lead(group.removesuffix(".")))
    given = part.get("ForeName") or space_initials(part.get("Initials", ""))
    orcid = author.find("Identifier[@Source='ORCID']") if "Identifier" in part else None
    return author_with_suffix(
        part.get("LastName", ""),
        given,
        part.get("Suffix", ""),
        normalise_orcid(_element_text(orcid)),
    )


def _abstract(abstract: Element | None, citation: Element) -> str:
    """Return the abstract with its labels, else one in English from elsewhere."""
    parts = [] if abstract is None else abstract.findall("AbstractText")
    if not parts:
        parts = citation.findall("OtherAbstract[@Language='eng']/AbstractText")
    return " ".join(filter(None, map(_labelled, parts)))


def _labelled(part: Element) -> str:
    label, text = clean(part.get("Label") or ""), _element_text(part)
    return text if not text or label.upper() in _NO_LABELS else f"{label.rstrip(':')}: {text}"


def _date_parts(date: Element | None) -> PartialDate | None:
    if date is None:
        return None
    part = {child.tag: _element_text(child) for child in date}
    if loose := part.get("MedlineDate"):
        return parse_date(loose)
    year = part.get("Year", "")
    month, day = month_of(part.get("Month", "")), day_of(part.get("Day", ""))
    return date_of(int(year) if year.isdecimal() else None, month, day)


def _pages_and_number(inner: dict[str, Element], article: Element | None) -> tuple[str, str]:
    """Return pages, and the article number where there are none."""
    printed = _children_by_tag(inner.get("Pagination"))
    pages, number = pages_and_number(full_pages(_element_text(printed.get("MedlinePgn"))))
    if not pages and not number:
        start, end = _element_text(printed.get("StartPage")), _element_text(printed.get("EndPage"))
        pages, number = pages_and_number(start, end)
    if not pages and not number:
        number = pages_and_number(_find_text(article, "ELocationID[@EIdType='pii']"))[1]
    return pages, number


def _doi(listed: str, article: Element | None) -> str:
    """Return the DOI among the article's identifiers, else the one that it states itself."""
    if doi := normalise_doi(listed):
        return doi
    stated = [] if article is None else article.findall("ELocationID[@EIdType='doi']")
    valid = [_element_text(place) for place in stated if place.get("ValidYN") != "N"]
    return next(filter(None, map(normalise_doi, valid)), "")


def _headings(listed: Element | None) -> Iterator[MeshHeading]:
    for heading in () if listed is None else listed:
        name, ui, major, qualifiers = "", "", False, []
        for part in heading:
            if part.tag == "DescriptorName" and not name:
                name, ui = clean_term(part.text or ""), part.get("UI") or ""
            elif part.tag == "QualifierName":
                qualifiers.append(clean_term(part.text or ""))
            major = major or part.get("MajorTopicYN") == "Y"
        if name:
            yield MeshHeading(name, unique_texts(qualifiers) if qualifiers else (), major, ui)


def _relations(outer: dict[str, Element]) -> Iterator[Relation]:
    for notice in outer.get("CommentsCorrectionsList", ()):
        kind = _KINDS.get(notice.get("RefType") or "")
        if kind is not None:
            yield medline_relation(
                kind, _find_text(notice, "RefSource"), _find_text(notice, "PMID")
            )


_NOTES = (("COIS", "CoiStatement"), ("GN", "GeneralNote"), ("OAB", "OtherAbstract"))


def _extra(
    inner: dict[str, Element], outer: dict[str, Element], citation: Element
) -> Iterator[tuple[str, str]]:
    """Yield what NBIB prints too, under NBIB's tags: registrations, grants, interests, notes."""
    yield from (("CI", text) for text in _find_texts(inner.get("Abstract"), "CopyrightInformation"))
    for tag, name in _NOTES:
        if name in outer:
            path = f"{name}/AbstractText" if name == "OtherAbstract" else name
            yield from ((tag, text) for text in _find_texts(citation, path))
    for bank in inner.get("DataBankList", ()):
        numbers = _find_texts(bank, "AccessionNumberList/AccessionNumber")
        yield from (("SI", f"{_find_text(bank, 'DataBankName')}/{number}") for number in numbers)
    for grant in inner.get("GrantList", ()):
        parts = (_find_text(grant, name) for name in ("GrantID", "Acronym", "Agency", "Country"))
        yield "GR", "/".join(filter(None, parts))
    for investigator in outer.get("InvestigatorList", ()):
        if name := str(_author(investigator)):
            yield "FIR", name
