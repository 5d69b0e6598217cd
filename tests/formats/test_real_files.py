"""Every real file: nothing lost in silence, and the counts that are known."""

from __future__ import annotations

import gzip
import re

import pytest
import real_files
from real_files import split

from pprnet.formats import FORMATS
from shared_data import SharedData

OTHER_MARKS = (
    "MedlinePlainImporterTestMultipleEntries.txt",  # two records without a PMID
    "search_cancer_core.json",  # two comments have a source too
    "search_cancer_dc.xml",  # Dublin Core has no element for the source
    "_select_param_00.json.gz",  # only the fields that were asked for
    "example_extraneous_data.ris",  # prose with tags between the references
    "RisImporterTest1.ris",  # a second "TY" within a reference
)
SAME_SOURCE = {"europepmc": "europepmc-xml"}
"""Formats whose records are marked like those of another: the XML of Europe PMC as its JSON."""
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


@pytest.mark.parametrize(("name", "count"), COUNTS.items())
def test_known_counts(shared_data: SharedData, name: str, count: int) -> None:
    records, problems = split(shared_data / name)
    assert len(records) == count
    assert not [problem for problem in problems if problem.lost]
    assert [record.position for record in records] == list(range(1, count + 1))


MARKS = {
    "pubmed-xml": re.compile(rb"<Pubmed(?:Book)?Article[\s>]"),
    "endnote-xml": re.compile(rb"<record>"),
    "nbib": re.compile(rb"^PMID ?-", re.MULTILINE),
    "ris": re.compile(rb"^TY  ?- ", re.MULTILINE),
    "enw": re.compile(rb"^%0", re.MULTILINE),
    "isi": re.compile(rb"^PT [A-Z]", re.MULTILINE),
    "bibtex": re.compile(rb"^@(?!comment|string|preamble)\w+\{", re.MULTILINE | re.IGNORECASE),
    "crossref": re.compile(rb'"reference-count":'),
    "europepmc": re.compile(rb'"source" ?: ?"(?:MED|PMC|PPR)"|<source>(?:MED|PMC|PPR)</source>'),
}
"""What a record shows in the bytes of its file, found without our readers."""


def test_the_table_of_real_files_is_complete_and_right(shared_data: SharedData) -> None:
    expected = {row.file: row for row in real_files.read_table()}
    found = {name: real_files.row_of(name, shared_data) for name in real_files.names(shared_data)}
    if shared_data.is_copy:
        formats = {row.format for row in expected.values()}
        expected = {name: row for name, row in expected.items() if name in found}
        assert {row.format for row in expected.values()} == formats
    assert found == expected


def test_no_record_of_any_real_file_is_lost_in_silence(shared_data: SharedData) -> None:
    wrong = []
    for row in real_files.read_table():
        mark = MARKS.get(row.format)
        if mark is None or row.file.endswith(OTHER_MARKS):
            continue
        path = shared_data.find(row.file)
        if shared_data.is_copy and path is None:
            continue  # not copied
        assert path is not None, row.file
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rb") as file:
            shown = len(mark.findall(file.read().removeprefix(b"\xef\xbb\xbf")))
        if not shown <= row.records + row.lost or row.records > max(shown, 1):
            wrong.append((shown, row))
    assert not wrong


def test_every_format_has_a_real_file_or_says_that_it_has_none() -> None:
    sources = {row.format for row in real_files.read_table()}
    sources |= {SAME_SOURCE[source] for source in sources & set(SAME_SOURCE)}
    without = {key for key, found in FORMATS.items() if not found.has_real_files}
    assert set(FORMATS) - sources == without


def test_a_work_of_openalex_is_complete(shared_data: SharedData) -> None:
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
    shared_data: SharedData, name: str, field: str, value: object
) -> None:
    records, _ = split(shared_data / name)
    assert getattr(records[0], field) == value


def test_retractions_are_read(shared_data: SharedData) -> None:
    found = [
        record
        for path in sorted((shared_data / "pubmed_xml/baseline_subset").iterdir())
        for record in split(path)[0]
        if record.is_retracted
    ]
    assert found
    assert all(record.relations for record in found)
