"""Recorded works of Crossref and PubMed, read plainly: what a person finds who looks at them.

Nothing here is taken from the readers. A field is what the source prints, without markup, with
single spaces, one kind of dash and the last page in full.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from pprnet.records import Author, Record

Fields = dict[str, Any]

CROSSREF_TYPES = {
    "journal-article": "article-journal",
    "posted-content": "article",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "book-series": "book",
    "book-set": "book",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "book-track": "chapter",
    "reference-entry": "chapter",
    "dissertation": "thesis",
    "report": "report",
    "report-component": "report",
    "report-series": "report",
    "standard": "report",
    "proceedings-article": "paper-conference",
    "dataset": "dataset",
}
"""Crossref's types and what CSL 1.0.2 calls them; all others are a "document"."""


def text(stated: object) -> str:
    """Return a text without markup, with single spaces and one kind of dash and quote."""
    plain = str(stated or "")
    for _ in range(2):  # publishers send "&amp;lt;i&amp;gt;" too
        plain = html.unescape(re.sub(r"<[^<>]*>", "", plain))
    plain = re.sub(r"[\u2010-\u2015\u2212]", "-", plain)
    return " ".join(plain.split()).strip()


def pages(stated: str) -> str:
    """Return pages with the last in full: "325-41" is "325-341"."""
    if stated in ("no-no", "n/a-n/a"):
        return ""
    found = re.fullmatch(r"(\D*)(\d+)-(\D*)(\d+)", text(stated))
    if not found:
        return text(stated)
    mark, first, second_mark, last = found.groups()
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    start, end = f"{mark}{first}", f"{second_mark or mark}{last}"
    return start if start == end else f"{start}-{end}"


def crossref_fields(work: Mapping[str, Any]) -> Fields:
    """Return the fields of a work of Crossref."""
    title = text(next(iter(work.get("title") or []), ""))
    subtitle = text(next(iter(work.get("subtitle") or []), ""))
    dates = (work.get(name) for name in ("published-print", "posted", "published", "issued"))
    years = [date["date-parts"][0][0] for date in dates if date and date["date-parts"][0][0]]
    return {
        "title": (title, subtitle),
        "authors": [
            " ".join(text(each.get(part)) for part in ("family", "name", "given", "suffix"))
            for each in work.get("author") or []
        ],
        "year": years[0] if years else None,
        "journal": text(next(iter(work.get("container-title") or []), "")),
        "volume": text(work.get("volume")),
        "issue": text(work.get("issue")),
        "pages": pages(work.get("page", "")),
        "number": text(work.get("article-number")),
        "doi": work["DOI"].lower(),
        "type": CROSSREF_TYPES.get(work.get("type", ""), "document"),
    }


def pubmed_fields(article: etree._Element) -> Fields:
    """Return the fields of an article of PubMed."""

    def at(path: str) -> str:
        found = article.find(path)
        return "" if found is None else text("".join(found.itertext()))

    inner = "MedlineCitation/Article"
    year = at(f"{inner}/Journal/JournalIssue/PubDate/Year") or next(
        iter(re.findall(r"\d{4}", at(f"{inner}/Journal/JournalIssue/PubDate/MedlineDate"))), ""
    )
    doi = at("PubmedData/ArticleIdList/ArticleId[@IdType='doi']") or at(
        f"{inner}/ELocationID[@EIdType='doi']"
    )
    types = [text(each.text) for each in article.iterfind(f"{inner}/PublicationTypeList/*")]
    return {
        "title": (at(f"{inner}/ArticleTitle"), ""),
        "authors": [
            " ".join(
                text("".join(each.find(part).itertext()))
                for part in ("CollectiveName", "LastName", "ForeName", "Suffix")
                if each.find(part) is not None
            )
            for each in article.iterfind(f"{inner}/AuthorList/Author")
            if each.get("ValidYN") != "N"
        ],
        "year": int(year) if year else None,
        "journal": at(f"{inner}/Journal/Title"),
        "volume": at(f"{inner}/Journal/JournalIssue/Volume"),
        "issue": at(f"{inner}/Journal/JournalIssue/Issue"),
        "pages": pages(at(f"{inner}/Pagination/MedlinePgn")),
        "number": "",
        "doi": doi.lower(),
        "type": "article" if "Preprint" in types else "article-journal",
    }


def disagreements(stated: Fields, record: Record) -> list[str]:
    """Return the fields in which a record differs from what its source states."""
    checks = {
        "title": is_title(*stated["title"], record.title),
        "authors": are_people(stated["authors"], record.authors),
        "year": stated["year"] == (record.issued.year if record.issued else None),
        "journal": stated["journal"] == text(record.journal),
        "volume": stated["volume"] == text(record.volume),
        "issue": stated["issue"] == text(record.issue),
        "pages": is_place(stated, record),
        "doi": stated["doi"] == record.doi,
        "type": stated["type"] == record.type.value,
    }
    return [name for name, agrees in checks.items() if not agrees]


FIELDS = 9
"""Fields that are checked of each record."""


def is_title(title: str, subtitle: str, read: str) -> bool:
    """Return whether a title is the stated one, also with its subtitle, without its full stop."""
    kept = text(read)
    forms = {title, title.removesuffix(".")}
    if not title:
        return kept == subtitle
    if title.startswith("[") and title.rstrip(".").endswith("]"):  # a translated title of PubMed
        forms = {title.rstrip(".")[1:-1].removesuffix(".")}
    whole = {f"{form}{joint}{subtitle}" for form in forms for joint in (": ", " ")}
    return kept in (whole if subtitle and squeezed(subtitle) not in squeezed(title) else forms)


def squeezed(value: str) -> str:
    """Return the letters and digits of a text in lower case."""
    return re.sub(r"\W+", "", value).lower()


def are_people(stated: list[str], read: tuple[Author, ...]) -> bool:
    """Return whether all authors are there, in order and letter by letter.

    A suffix stands behind the given names, or (in Crossref) behind the family name.
    """
    kept = [each for each in read if each.literal != "et al."]
    printed = [squeezed(name).replace("3rd", "iii").replace("2nd", "ii") for name in stated]
    return len(kept) == len(printed) and all(
        name
        in {
            squeezed(text(f"{each.literal}{each.family}{each.given}{each.suffix}")),
            squeezed(text(f"{each.family}{each.suffix}{each.given}")),
        }
        for name, each in zip(printed, kept, strict=True)
    )


def is_place(stated: Fields, record: Record) -> bool:
    """Return whether pages and article number are what is stated, in either of the two fields."""
    kept = {text(record.pages), text(record.article_number)} - {""}
    wanted = {stated["pages"], stated["number"]} - {""}
    return wanted <= kept if wanted else not record.pages
