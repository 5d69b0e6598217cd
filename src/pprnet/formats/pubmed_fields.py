"""What the elements of a PubMed record mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from pprnet.formats.dates import date_of, day_of, month_of, parse_date
from pprnet.formats.fields import full_pages, isbns, issns, language_code, places, unique
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
_NO_LABELS = frozenset({"", "UNLABELLED", "UNLABELED", "UNASSIGNED", "ABSTRACT"})

Element: TypeAlias = Any
"""An element of lxml, which has no public types."""


def text_of(element: Element | None) -> str:
    """Give the text of an element without its markup."""
    return "" if element is None else clean("".join(element.itertext()))


def find(element: Element | None, path: str) -> str:
    """Give the text at a path, empty if there is none."""
    return "" if element is None else text_of(element.find(path))


def texts(element: Element | None, path: str) -> tuple[str, ...]:
    """Give the texts at a path, each once."""
    return () if element is None else unique(map(text_of, element.iterfind(path)))


def article_of(tree: Element, citation: Element, line: int) -> Record:
    """Read a PubmedArticle."""
    article = citation.find("Article")
    journal = None if article is None else article.find("Journal")
    types = texts(article, "PublicationTypeList/PublicationType")
    relations = tuple(_relations(citation))
    pages, number = _places(article)
    pmid = normalise_pmid(find(citation, "PMID"))
    info = citation.find("MedlineJournalInfo")
    return Record(
        source=SOURCE,
        source_id=pmid,
        line=line,
        type=type_of(types),
        title=title_of(find(article, "ArticleTitle")),
        vernacular_title=title_of(find(article, "VernacularTitle")),
        authors=_authors(article, "AuthorList"),
        abstract=_abstract(article, citation),
        issued=_date(journal, article),
        journal=find(journal, "Title"),
        journal_abbreviation=find(journal, "ISOAbbreviation") or find(info, "MedlineTA"),
        issn=issns((find(journal, "ISSN"), find(info, "ISSNLinking"))),
        volume=find(journal, "JournalIssue/Volume"),
        issue=find(journal, "JournalIssue/Issue"),
        pages=pages,
        article_number=number,
        place=find(info, "Country"),
        doi=_doi(article, tree.find("PubmedData/ArticleIdList")),
        pmid=pmid,
        pmcid=normalise_pmcid(find(tree, "PubmedData/ArticleIdList/ArticleId[@IdType='pmc']")),
        language=language_code(find(article, "Language")),
        keywords=texts(citation, "KeywordList/Keyword"),
        mesh=tuple(_headings(citation)),
        publication_types=types,
        is_retracted=is_retracted(types, relations),
        relations=relations,
        extra=tuple(_extra(article, citation)),
    )


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
        abstract=_abstract(document, document),
        issued=_parts(None if book is None else book.find("PubDate"))
        or _parts(document.find("ContributionDate")),
        publisher=find(book, "Publisher/PublisherName"),
        place=find(book, "Publisher/PublisherLocation"),
        volume=find(book, "Volume"),
        edition=find(book, "Edition"),
        isbn=isbns(texts(book, "Isbn")),
        pages=full_pages(find(document, "Pagination/MedlinePgn")),
        doi=_doi(book, document.find("ArticleIdList")),
        pmid=pmid,
        pmcid=normalise_pmcid(find(tree, "PubmedBookData/ArticleIdList/ArticleId[@IdType='pmc']")),
        language=language_code(find(document, "Language")),
        keywords=texts(document, "KeywordList/Keyword"),
        publication_types=types,
    )


def _authors(parent: Element | None, path: str) -> tuple[Author, ...]:
    if parent is None:
        return ()
    people = (_author(author) for author in parent.iterfind(f"{path}/Author"))
    return tuple(author for author in people if author != Author())


def _author(author: Element) -> Author:
    """Read a person or a group; one that a later correction withdrew is left out."""
    if author.get("ValidYN") == "N":
        return Author()
    if group := find(author, "CollectiveName"):
        return Author(literal=group.removesuffix("."))
    given = find(author, "ForeName") or space_initials(find(author, "Initials"))
    orcid = normalise_orcid(find(author, "Identifier[@Source='ORCID']"))
    return person(find(author, "LastName"), given, find(author, "Suffix"), orcid)


def _abstract(article: Element | None, citation: Element) -> str:
    """Give the abstract with its labels, else one in English from elsewhere."""
    parts = [] if article is None else article.findall("Abstract/AbstractText")
    if not parts:
        parts = citation.findall("OtherAbstract[@Language='eng']/AbstractText")
    return " ".join(filter(None, map(_labelled, parts)))


def _labelled(part: Element) -> str:
    label, text = clean(part.get("Label") or ""), text_of(part)
    return text if not text or label.upper() in _NO_LABELS else f"{label.rstrip(':')}: {text}"


def _date(journal: Element | None, article: Element | None) -> PartialDate | None:
    issued = None if journal is None else _parts(journal.find("JournalIssue/PubDate"))
    return issued or (None if article is None else _parts(article.find("ArticleDate")))


def _parts(date: Element | None) -> PartialDate | None:
    if date is None:
        return None
    if loose := find(date, "MedlineDate"):
        return parse_date(loose)
    year, month, day = find(date, "Year"), find(date, "Month"), find(date, "Day")
    return date_of(int(year) if year.isdecimal() else None, month_of(month), day_of(day))


def _places(article: Element | None) -> tuple[str, str]:
    """Give pages, and the article number where there are none."""
    pages, number = places(full_pages(find(article, "Pagination/MedlinePgn")))
    if not pages and not number:
        pages, number = places(
            find(article, "Pagination/StartPage"), find(article, "Pagination/EndPage")
        )
    if not pages and not number:
        number = places(find(article, "ELocationID[@EIdType='pii']"))[1]
    return pages, number


def _doi(article: Element | None, identifiers: Element | None) -> str:
    stated = [] if article is None else article.findall("ELocationID[@EIdType='doi']")
    valid = [find(identifiers, "ArticleId[@IdType='doi']")]
    valid += [text_of(place) for place in stated if place.get("ValidYN") != "N"]
    return next(filter(None, map(normalise_doi, valid)), "")


def _headings(citation: Element) -> Iterator[MeshHeading]:
    for heading in citation.iterfind("MeshHeadingList/MeshHeading"):
        name = heading.find("DescriptorName")
        if name is None or not text_of(name):
            continue
        yield MeshHeading(
            descriptor=text_of(name),
            qualifiers=texts(heading, "QualifierName"),
            major=any(part.get("MajorTopicYN") == "Y" for part in heading),
            ui=name.get("UI") or "",
        )


def _relations(citation: Element) -> Iterator[Relation]:
    for notice in citation.iterfind("CommentsCorrectionsList/CommentsCorrections"):
        kind = _KINDS.get(notice.get("RefType") or "")
        if kind is not None:
            yield relation_of(kind, find(notice, "RefSource"), find(notice, "PMID"))


def _extra(article: Element | None, citation: Element) -> Iterator[tuple[str, str]]:
    """Keep what NBIB prints too, under NBIB's tags: registrations, grants, interests, notes."""
    for tag, parent, path in (
        ("CI", article, "Abstract/CopyrightInformation"),
        ("COIS", citation, "CoiStatement"),
        ("GN", citation, "GeneralNote"),
        ("OAB", citation, "OtherAbstract/AbstractText"),
    ):
        yield from ((tag, text) for text in texts(parent, path))
    for bank in [] if article is None else article.iterfind("DataBankList/DataBank"):
        numbers = texts(bank, "AccessionNumberList/AccessionNumber")
        yield from (("SI", f"{find(bank, 'DataBankName')}/{number}") for number in numbers)
    for grant in [] if article is None else article.iterfind("GrantList/Grant"):
        parts = (find(grant, name) for name in ("GrantID", "Acronym", "Agency", "Country"))
        yield "GR", "/".join(filter(None, parts))
