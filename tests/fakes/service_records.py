"""What the stand-in for the four services holds: recorded answers, taken apart."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass

from shared_data import SharedData

ARTICLE = re.compile(rb"<PubmedArticle>.*?</PubmedArticle>", re.DOTALL)
ENTREZ = tuple(f"biopython_entrez/pubmed{number}.xml" for number in (1, 2, 4, 5, 6, 7))


@dataclass(frozen=True)
class ServiceRecords:
    """The records of each service, as it states them."""

    pubmed: list[bytes]
    europepmc: list[dict]
    openalex: list[dict]
    crossref: list[dict]

    @classmethod
    def of(cls, data: SharedData, limit: int = 1000) -> ServiceRecords:
        held = (pubmed(data), europepmc(data), openalex(data), crossref(data))
        return cls(*(records[:limit] for records in held))


def pubmed(data: SharedData) -> list[bytes]:
    folder = data / "pubmed_xml"
    files = [folder / name for name in ENTREZ] + sorted((folder / "efetch_single").glob("*.xml"))
    return [article for file in files for article in ARTICLE.findall(file.read_bytes())]


def europepmc(data: SharedData) -> list[dict]:
    core = json.loads((data / "europepmc/search_cancer_core.json").read_bytes())
    many = json.loads(
        gzip.decompress((data / "europepmc/search_1000results_cancer.json.gz").read_bytes())
    )
    found = core["resultList"]["result"] + many["resultList"]["result"][:75]
    return list({result["id"]: result for result in found}.values())


def openalex(data: SharedData) -> list[dict]:
    found = []
    for file in sorted((data / "openalex").glob("*.json")):
        stated = json.loads(file.read_bytes())
        found += stated.get("results", [stated])
    file = data / "screening/Oud_2018.works.jsonl.gz"
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        found += [json.loads(line) for line, _ in zip(lines, range(90), strict=False)]
    return list({work["id"]: work for work in found}.values())


def crossref(data: SharedData) -> list[dict]:
    found = {}
    for file in sorted((data / "crossref").glob("*_with_cursor_*.json.gz")):
        response = json.loads(gzip.decompress(file.read_bytes()))["response"]
        for work in response["message"]["items"]:
            found[work["DOI"]] = work
    return list(found.values())
