"""Crossref, PubMed, Europe PMC and the Retraction Watch file on 127.0.0.1, asked by identifier.

    with RecordedLookup(crossref={doi: work}, pubmed={pmid: xml}) as services:
        client = HttpClient("test@example.org", transport=services.transport())

Each answers only for the records that it holds. `recorded(shared_data)` holds real ones;
`invented_records` makes invented ones. `services.faults.append(Fault("503", "crossref"))` makes the
next question whose address has "crossref" in it fail; `Fault` has the kinds: a status, "cut",
"malformed", "html", "empty", "huge" and "slow".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from fakes import service_records
from fakes.fake_services import FakeServices, Reply, dumps, mark, unmark
from fakes.service_records import ServiceRecords
from shared_data import SharedData

NOT_FOUND = b"Resource not found."


@dataclass
class RecordedLookup(FakeServices):
    """The services behind one port, which answer by identifier."""

    service_records: ServiceRecords = field(default_factory=lambda: ServiceRecords([], [], [], []))
    crossref_works: dict[str, dict] = field(default_factory=dict)
    """By DOI in lower case."""
    pubmed_articles: dict[str, bytes] = field(default_factory=dict)
    """By PMID."""
    europepmc_results: list[dict] = field(default_factory=list)
    strays: list = field(default_factory=list)
    """Works of Crossref, articles or results that are sent although nobody asked for them."""
    refused: str = ""
    """A part of an identifier for which Crossref and Europe PMC answer with status 400."""
    csv: bytes = b""
    """The Retraction Watch file."""
    etag: str = 'W/"1"'

    def reply(self, host: str, path: str, fields: dict, headers: Mapping[str, str]) -> Reply:
        if host == "gitlab.com":
            return self.file(headers)
        if self.refused and self.refused in str(fields):
            return Reply(b'{"status":"failed","message-type":"validation-failure"}', 400)
        if host == "api.crossref.org" and path != "works":
            return self.single_work(unquote(path.removeprefix("works/")))
        return super().reply(host, path, fields, headers)

    def file(self, headers: Mapping[str, str]) -> Reply:
        known = {"ETag": self.etag, "Last-Modified": "Mon, 05 Jan 2026 06:00:00 GMT"}
        unchanged = self.etag and headers.get("If-None-Match") == self.etag
        return Reply(b"", 304, known) if unchanged else Reply(self.csv, headers=known)

    def single_work(self, doi: str) -> Reply:
        work = self.crossref_works.get(doi.lower())
        if work is None:
            return Reply(NOT_FOUND, 404)
        return Reply(dumps({"status": "ok", "message-type": "work", "message": work}))

    def crossref(self, fields: dict) -> bytes:
        found = self.works(fields)
        start = int(fields.get("offset", 0))
        items = found[start : start + int(fields["rows"])]
        message = {"total-results": len(found), "items": items}
        return dumps({"status": "ok", "message-type": "work-list", "message": message})

    def works(self, fields: dict) -> list[dict]:
        if text := fields.get("query.bibliographic"):
            return sorted(self.crossref_works.values(), key=lambda work: -likeness(work, text))
        asked = [part.partition(":") for part in fields["filter"].split(",")]
        dois = [doi.lower() for name, _, doi in asked if name == "doi"]
        updated = {doi.lower() for name, _, doi in asked if name == "updates"}
        found = [self.crossref_works[doi] for doi in reversed(dois) if doi in self.crossref_works]
        found += [work for work in self.crossref_works.values() if updated & updates_of(work)]
        return found + (self.strays if dois else [])

    def esearch(self, fields: dict) -> bytes:
        term = fields["term"].lower()
        asked = {
            *(f"doi {doi}" for doi in re.findall(r'"([^"]+)"\[doi\]', term)),
            *(f"pmid {pmid}" for pmid in re.findall(r"(\d+)\[uid\]", term)),
            *(f"pmcid {pmcid}" for pmcid in re.findall(r"(pmc\d+)\[pmcid\]", term)),
        }
        articles = self.pubmed_articles.values()
        found = [article for article in articles if asked & set(names_of(article))]
        name = f"MCID_{len(self.histories)}"
        self.histories[name] = [*reversed(found), *(self.strays if found else [])]
        return (
            f"<eSearchResult><Count>{len(self.histories[name])}</Count><RetMax>0</RetMax>"
            f"<QueryKey>1</QueryKey><WebEnv>{name}</WebEnv><IdList/></eSearchResult>"
        ).encode()

    def europepmc(self, fields: dict) -> bytes:
        query = fields["query"].lower()
        asked = {
            *(("doi", doi) for doi in re.findall(r'doi:"([^"]+)"', query)),
            *(("pmid", pmid) for pmid in re.findall(r"ext_id:(\d+) and src:med", query)),
            *(("pmcid", pmcid) for pmcid in re.findall(r"pmcid:(pmc\d+)", query)),
        }
        names = ("doi", "pmid", "pmcid")
        found = [
            result
            for result in reversed(self.europepmc_results)
            if asked & {(name, str(result.get(name, "")).lower()) for name in names}
        ]
        found += self.strays
        start, size = unmark(fields["cursorMark"]), int(fields["pageSize"])
        some = found[start : start + size]
        after = mark(start + len(some)) if some else fields["cursorMark"]
        return dumps(
            {"hitCount": len(found), "nextCursorMark": after, "resultList": {"result": some}}
        )


def recorded(data: SharedData) -> RecordedLookup:
    """Return services that hold the real records of the shared data."""
    articles = service_records.pubmed(data)
    return RecordedLookup(
        crossref_works={work["DOI"].lower(): work for work in service_records.crossref(data)},
        pubmed_articles={names_of(article)[0].split()[1]: article for article in articles},
        europepmc_results=service_records.europepmc(data),
    )


def names_of(article: bytes) -> list[str]:
    """Return the PMID, DOI and PMCID of an article of PubMed, each with its kind."""
    tree = etree.fromstring(article)
    kinds = {"doi": "doi", "pmc": "pmcid"}
    stated = [
        (kinds[each.get("IdType")], each.text or "")
        for each in tree.iterfind("PubmedData/ArticleIdList/ArticleId")
        if each.get("IdType") in kinds
    ]
    stated += [("doi", each.text or "") for each in tree.iterfind(".//ELocationID[@EIdType='doi']")]
    pmid = tree.findtext("MedlineCitation/PMID") or ""
    return [f"pmid {pmid}", *(f"{kind} {value.strip().lower()}" for kind, value in stated)]


def updates_of(work: dict) -> set[str]:
    """Return the DOIs that a notice of Crossref is about."""
    return {update["DOI"].lower() for update in work.get("update-to", [])}


def likeness(work: dict, text: str) -> int:
    """Return how many words of a text a work of Crossref has in its title."""
    words = set(re.findall(r"\w+", text.lower()))
    return len(words & set(re.findall(r"\w+", " ".join(work.get("title", [])).lower())))
