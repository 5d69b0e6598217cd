"""Services that know the sources of `many_summaries`, and the notices that they state: invented."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/site/factories"), str(ROOT / "src")]

from fakes.fake_services import dumps, mark  # noqa: E402
from fakes.invented_records import (  # noqa: E402
    crossref_update,
    crossref_work,
    europepmc_result,
    pubmed_article,
    retraction_watch_csv,
)
from fakes.recorded_lookup import RecordedLookup, updates_of  # noqa: E402

FIRST_PMID = 90_000_000
"""Of the invented works; numbers as high are not in use."""
CROSSREF_KINDS = ("retraction", "correction", "expression_of_concern", "withdrawal")
PUBMED_KINDS = ("RetractionIn", "ErratumIn", "ExpressionOfConcernIn")
FILE_KINDS = ("Retraction", "Correction", "Expression of concern", "Reinstatement")
KIND_OF = {
    "retraction": "retraction",
    "withdrawal": "retraction",
    "correction": "correction",
    "expression_of_concern": "expression-of-concern",
    "RetractionIn": "retraction",
    "ErratumIn": "correction",
    "ExpressionOfConcernIn": "expression-of-concern",
    "Retraction": "retraction",
    "Correction": "correction",
    "Expression of concern": "expression-of-concern",
    "Reinstatement": "reinstatement",
}
"""What a notice of each kind of a service is here."""


def doi_of(number: int) -> str:
    """Return the DOI of an invented work, as `many_summaries` has it."""
    return f"10.5555/example.{number}"


def pmid_of(number: int) -> str:
    """Return the PMID of an invented work."""
    return str(FIRST_PMID + number)


def title_of(number: int) -> str:
    """Return the title of an invented work."""
    return f"Sample text: study {number}"


@dataclass(frozen=True)
class Replayed:
    """One notice that is replayed: of which work, of which kind, by which service."""

    number: int
    service: str
    kind: str

    @property
    def event(self) -> tuple[str, str]:
        """Return the event that must follow: the DOI of the work and the kind."""
        return doi_of(self.number), KIND_OF[self.kind]


def replayed(works: int, notices: int) -> list[Replayed]:
    """Return notices on works spread over all: by Crossref, PubMed and the file in turn."""
    step = works // notices
    kinds = (("crossref", CROSSREF_KINDS), ("pubmed", PUBMED_KINDS), ("file", FILE_KINDS))
    found = []
    for place in range(notices):
        service, names = kinds[place % 3]
        found.append(Replayed(place * step, service, names[place // 3 % len(names)]))
    return found


@dataclass
class IndexedLookup(RecordedLookup):
    """The stand-in for very many records: found by an index and not by looking at each."""

    by_update: dict[str, list[dict]] = field(default_factory=dict)
    by_identifier: dict[str, str] = field(default_factory=dict)
    """The PMID of each DOI."""

    def works(self, fields: dict) -> list[dict]:
        """Return the works of Crossref that a filter finds."""
        asked = [part.partition(":") for part in fields["filter"].split(",")]
        dois = [self.crossref_works.get(doi) for name, _, doi in asked if name == "doi"]
        updates = [self.by_update.get(doi, []) for name, _, doi in asked if name == "updates"]
        return [*filter(None, dois), *(work for some in updates for work in some)]

    def esearch(self, fields: dict) -> bytes:
        """Return a search of PubMed."""
        term = fields["term"]
        pmids = {self.by_identifier.get(doi, "") for doi in re.findall(r'"([^"]+)"\[doi\]', term)}
        pmids |= set(re.findall(r"(\d+)\[uid\]", term))
        name = f"MCID_{len(self.histories)}"
        some = self.pubmed_articles
        self.histories[name] = [some[pmid] for pmid in sorted(pmids) if pmid in some]
        return (
            f"<eSearchResult><Count>{len(self.histories[name])}</Count><RetMax>0</RetMax>"
            f"<QueryKey>1</QueryKey><WebEnv>{name}</WebEnv><IdList/></eSearchResult>"
        ).encode()

    def europepmc(self, fields: dict) -> bytes:
        """Return the results of Europe PMC."""
        found = [
            europepmc_result(pmid, doi=doi, title=title_of(int(pmid) - FIRST_PMID))
            for doi in re.findall(r'DOI:"([^"]+)"', fields["query"])
            if (pmid := self.by_identifier.get(doi))
        ]
        return dumps(
            {"hitCount": len(found), "nextCursorMark": mark(1), "resultList": {"result": found}}
        )


def services(works: int, notices: list[Replayed], rows: int) -> IndexedLookup:
    """Return services that know all works and state the notices; the file has so many rows."""
    of = {each.number: each for each in notices}
    lookup = IndexedLookup()
    for number in range(works):
        each = of.get(number)
        doi, pmid, title = doi_of(number), pmid_of(number), title_of(number)
        lookup.crossref_works[doi] = crossref_work(doi, title)
        links = ((each.kind, "8000001"),) if each and each.service == "pubmed" else ()
        lookup.pubmed_articles[pmid] = pubmed_article(pmid, doi=doi, title=title, links=links)
        lookup.by_identifier[doi] = pmid
    for each in notices:
        if each.service == "crossref":
            update = [crossref_update(each.kind, doi_of(each.number))]
            work = crossref_work(f"10.5555/notice-{each.number}", update_to=update)
            for doi in updates_of(work):
                lookup.by_update.setdefault(doi, []).append(work)
    stated = [
        {
            "Title": title_of(each.number),
            "OriginalPaperDOI": doi_of(each.number),
            "OriginalPaperPubMedID": pmid_of(each.number),
            "RetractionDOI": f"10.5555/notice-{each.number}",
            "RetractionNature": each.kind,
            "Reason": "+Example reason;",
        }
        for each in notices
        if each.service == "file"
    ]
    lookup.csv = retraction_watch_csv(*stated, filler=max(0, rows - len(stated)))
    return lookup
