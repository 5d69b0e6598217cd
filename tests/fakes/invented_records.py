"""Invented records as Crossref, PubMed and Europe PMC state them: names and DOIs say so."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape


def crossref_work(doi: str, title: str = "An invented title", **fields: Any) -> dict[str, Any]:
    """Return a work of Crossref; `fields` are added, with "_" for "-" ("update_to")."""
    work = {
        "DOI": doi,
        "type": "journal-article",
        "title": [title],
        "author": [{"family": "Example", "given": "Anna", "sequence": "first"}],
        "container-title": ["Journal of Invented Examples"],
        "published-print": {"date-parts": [[2020, 3]]},
        "volume": "1",
        "issue": "2",
        "page": "3-14",
    }
    return work | {name.replace("_", "-"): value for name, value in fields.items()}


def crossref_update(kind: str, doi: str, day: tuple[int, int, int] = (2021, 4, 5)) -> dict:
    """Return one entry of `update-to` or `updated-by`."""
    label = kind.replace("_", " ").capitalize()
    return {"type": kind, "DOI": doi, "label": label, "updated": {"date-parts": [list(day)]}}


def pubmed_article(
    pmid: str,
    *,
    doi: str = "",
    pmcid: str = "",
    title: str = "An invented title.",
    types: tuple[str, ...] = ("Journal Article",),
    links: tuple[tuple[str, str], ...] = (),
) -> bytes:
    """Return an article of PubMed; `links` are (RefType, PMID) of CommentsCorrections."""
    numbers = (("pubmed", pmid), ("doi", doi), ("pmc", pmcid))
    ids = "".join(
        f'<ArticleId IdType="{kind}">{escape(value)}</ArticleId>'
        for kind, value in numbers
        if value
    )
    kinds = "".join(f'<PublicationType UI="">{kind}</PublicationType>' for kind in types)
    others = "".join(
        f'<CommentsCorrections RefType="{kind}"><RefSource>J Invent Ex. 2021 Apr;1(4):5. doi: '
        f"10.5555/notice-{number}.</RefSource><PMID>{number}</PMID></CommentsCorrections>"
        for kind, number in links
    )
    return (
        f"<PubmedArticle><MedlineCitation><PMID>{pmid}</PMID><Article><Journal><JournalIssue>"
        "<Volume>1</Volume><Issue>2</Issue><PubDate><Year>2020</Year></PubDate></JournalIssue>"
        "<Title>Journal of Invented Examples</Title></Journal>"
        f"<ArticleTitle>{escape(title)}</ArticleTitle><AuthorList><Author><LastName>Example"
        "</LastName><ForeName>Anna</ForeName></Author></AuthorList>"
        f"<PublicationTypeList>{kinds}</PublicationTypeList></Article>"
        f"<CommentsCorrectionsList>{others}</CommentsCorrectionsList></MedlineCitation>"
        f"<PubmedData><ArticleIdList>{ids}</ArticleIdList></PubmedData></PubmedArticle>"
    ).encode()


def europepmc_result(
    number: str, *, source: str = "MED", title: str = "An invented title.", **fields: Any
) -> dict[str, Any]:
    """Return a result of Europe PMC; `fields` are added as they are named there."""
    result = {
        "id": number,
        "source": source,
        "title": title,
        "authorString": "Example A.",
        "journalInfo": {"volume": "1", "journal": {"title": "Journal of Invented Examples"}},
        "pubYear": "2020",
    }
    return result | ({"pmid": number} if source == "MED" else {}) | fields


RETRACTION_WATCH_HEADER = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,"
    "RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,"
    "OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes"
)


def retraction_watch_csv(*rows: dict[str, str], filler: int = 0) -> bytes:
    """Return a file of Retraction Watch: rows by the names of columns, then invented ones."""
    names = RETRACTION_WATCH_HEADER.split(",")
    more = [
        {"Title": f"Invented, no. {number}", "OriginalPaperDOI": f"10.5555/filler-{number}"}
        for number in range(filler)
    ]
    lines = [RETRACTION_WATCH_HEADER]
    for row in (*rows, *more):
        stated = {"RetractionNature": "Retraction", "RetractionDate": "4/5/2021 0:00"} | row
        lines.append(",".join(f'"{stated.get(name, "")}"' for name in names))
    return ("\r\n".join(lines) + "\r\n").encode()
