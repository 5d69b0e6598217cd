"""Recorded works of Crossref and PubMed: every field that a person can check is right.

The references are read plainly by `plain_reading`, which shares nothing with the readers.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator

import pytest
from lxml import etree

from fakes import service_records
from pprnet.formats.json.crossref_works import record_from_crossref
from pprnet.sources.clients.entrez import parse_efetch
from reference.plain_reading import FIELDS, crossref_fields, disagreements, pubmed_fields

RECORDS = 200
"""Checked of each service, spread over all that are recorded."""
BASELINE = "pubmed_xml/baseline_subset/pubmed21n{}.xml.gz"


def crossref_works(data) -> list[dict]:
    """Return all recorded works, each once."""
    found = {}
    for name in data.names("crossref"):
        response = json.loads(gzip.decompress((data / name).read_bytes()))["response"]
        for work in works_in(response.get("message") if isinstance(response, dict) else None):
            found[work["DOI"]] = work
    return list(found.values())


def works_in(message: object) -> Iterator[dict]:
    """Yield the works of an answer, which lists them or is a single one."""
    if isinstance(message, dict):
        for work in message.get("items", [message]):
            if isinstance(work, dict) and "DOI" in work and "title" in work:
                yield work


def pubmed_articles(data) -> list[bytes]:
    """Return recorded articles: of efetch, and of the yearly files where they are at hand."""
    found = service_records.pubmed(data)
    for number in ("0001", "1001", "1002", "1005"):
        if file := data.find(BASELINE.format(number)):
            found += service_records.ARTICLE.findall(gzip.decompress(file.read_bytes()))
    return found


def spread(found: list, number: int = RECORDS) -> list:
    """Return so many items of a list, evenly spread."""
    step = max(1, len(found) / number)
    return [found[int(place * step)] for place in range(min(number, len(found)))]


def check(pairs: Iterator, record_property) -> None:
    """Check all fields, and report how many there were."""
    wrong = {}
    number = 0
    for name, stated, record in pairs:
        number += 1
        if fields := disagreements(stated, record):
            wrong[name] = fields
    record_property("fields", number * FIELDS)
    record_property("disagreements", sum(map(len, wrong.values())))
    print(f"{number * FIELDS} fields of {number} records, {len(wrong)} records differ")  # noqa: T201
    assert wrong == {}
    assert number >= 60


def test_crossref(shared_data, record_property):
    works = spread(crossref_works(shared_data))
    check(
        ((work["DOI"], crossref_fields(work), record_from_crossref(work)) for work in works),
        record_property,
    )


def test_pubmed(shared_data, record_property):
    def pairs():
        for article in spread(pubmed_articles(shared_data)):
            body = b"<PubmedArticleSet>" + article + b"</PubmedArticleSet>"
            (record,) = parse_efetch(body)
            yield record.pmid, pubmed_fields(etree.fromstring(article)), record

    check(pairs(), record_property)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("title", ("Another title", "")),
        ("authors", ["Else Somebody"]),
        ("year", 1900),
        ("journal", "Another Journal"),
        ("volume", "999"),
        ("issue", "999"),
        ("pages", "998-999"),
        ("doi", "10.5555/other"),
        ("type", "webpage"),
    ],
)
def test_a_wrong_field_is_seen(shared_data, field, wrong):
    work = crossref_works(shared_data)[0]
    stated = crossref_fields(work)
    assert disagreements(stated | {field: wrong}, record_from_crossref(work)) == [field]
