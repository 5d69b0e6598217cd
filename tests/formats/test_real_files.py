"""Every real file: nothing lost in silence, and the counts that are known."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from pathlib import Path

import pytest

from pprnet.errors import UnknownFormatError
from pprnet.formats import read_file
from pprnet.records import Problem, Record

FOLDERS = ("formats", "nbib", "pubmed_xml", "openalex")
COUNTS = {
    "screening/Oud_2018.works.jsonl.gz": 952,
    "nbib/study_design_1.nbib": 494,
    "nbib/srdedupe_mini_pubmed.nbib": 133,
    "pubmed_xml/baseline_subset/pubmed21n0001.xml.gz": 49,
    "pubmed_xml/baseline_subset/pubmed21n1001.xml.gz": 37,
    "formats/asreview_baseline/RIS/_baseline.ris": 100,
    "formats/asreview_baseline/RIS/_baseline_pubmed.ris": 50,
    "formats/asreview_baseline/CSV/_baseline_embase.csv": 10,
    "formats/asreview_baseline/CSV/_baseline_excel.csv": 10,
    "formats/asreview_demo/ovid_psycinfo.ris": 6,
    "formats/rispy/example_bom.ris": 1,
    "openalex/work_05.json": 5,
}

MARKS = {
    "pubmed-xml": re.compile(rb"<Pubmed(?:Book)?Article[\s>]"),
    "nbib": re.compile(rb"^PMID ?-", re.MULTILINE),
    "ris": re.compile(rb"^TY  ?- ", re.MULTILINE),
}


def split(path: Path) -> tuple[list[Record], list[Problem]]:
    found = list(read_file(path))
    return (
        [item for item in found if isinstance(item, Record)],
        [item for item in found if isinstance(item, Problem)],
    )


@pytest.mark.parametrize(("name", "count"), COUNTS.items())
def test_known_counts(shared_data: Path, name: str, count: int) -> None:
    records, problems = split(shared_data / name)
    assert len(records) == count
    assert not [problem for problem in problems if problem.lost]
    assert [record.position for record in records] == list(range(1, count + 1))


def test_records_in_are_records_out_and_problems(shared_data: Path) -> None:
    seen: Counter[str] = Counter()
    for folder in FOLDERS:
        for path in sorted((shared_data / folder).rglob("*")):
            if not path.is_file():
                continue
            try:
                records, problems = split(path)
            except UnknownFormatError:
                continue
            lost = sum(problem.lost for problem in problems)
            source = records[0].source if records else "none"
            seen[source] += len(records)
            if source in MARKS:
                opener = gzip.open if path.suffix == ".gz" else open
                with opener(path, "rb") as file:
                    marks = len(MARKS[source].findall(file.read()))
                assert len(records) + lost >= marks, path
    assert {"pubmed-xml", "nbib", "ris", "csv", "bibtex", "openalex"} <= set(seen)


def test_a_work_of_openalex_is_whole(shared_data: Path) -> None:
    records, _ = split(shared_data / "screening/Oud_2018.works.jsonl.gz")
    first = records[0]
    assert first.openalex == first.source_id == "W2154275807"
    assert (first.doi, first.pmid) == ("10.1192/bjp.bp.112.117762", "23637110")
    assert (first.volume, first.issue, first.pages) == ("202", "5", "357-364")
    assert first.journal == "British Journal of Psychiatry"
    assert (first.authors[0].family, first.authors[0].given) == ("Borschmann", "Rohan")
    assert first.mesh[0].major
    assert sum(bool(record.abstract) for record in records) > 700
    assert sum(bool(record.authors) for record in records) > 940


JABREF = [
    ("formats/jabref/RisImporterTest4c.ris", "volume", "50"),
    ("formats/jabref/RisImporterTest4c.ris", "issue", "2"),
    ("formats/jabref/RisImporterTest6.ris", "pmid", "23690738"),
    ("formats/jabref/RisImporterTest6.ris", "pmcid", "PMC3654245"),
    ("formats/jabref/RisImporterTestDOI.ris", "pmid", "26957754"),
    ("formats/jabref/RisImporterTest5b.ris", "pages", "377-386"),
    ("formats/jabref/RisImporterTest3.ris", "journal", "Dermoscopy Image Analysis"),
    ("formats/jabref/RisImporterTest3.ris", "isbn", ("9781482253269",)),
    ("formats/jabref/RisImporterTestScience.ris", "doi", "10.1016/j.actamat.2016.09.028"),
    ("formats/jabref/NbibImporterTest.nbib", "doi", "10.4103/2277-9175.180636"),
    ("formats/jabref/MedlinePlainImporterTestCompleteEntry.txt", "pages", "454-481"),
    ("formats/jabref/MedlinePlainImporterTestCompleteEntry.txt", "pmcid", "PMC4513071"),
    ("pubmed_xml/jabref_medline/MedlineImporterTestPubmedBook.xml", "isbn", ("9781860163593",)),
    ("pubmed_xml/jabref_medline/MedlineImporterTestPubmedBook.xml", "place", "London"),
]


@pytest.mark.parametrize(("name", "field", "value"), JABREF)
def test_fields_that_another_importer_expects(
    shared_data: Path, name: str, field: str, value: object
) -> None:
    records, _ = split(shared_data / name)
    assert getattr(records[0], field) == value


def test_retractions_are_read(shared_data: Path) -> None:
    found = [
        record
        for path in sorted((shared_data / "pubmed_xml/baseline_subset").iterdir())
        for record in split(path)[0]
        if record.is_retracted
    ]
    assert found
    assert all(record.relations for record in found)
