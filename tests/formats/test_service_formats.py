"""What Crossref, Europe PMC and the vendors' files say, field by field, on real answers."""

from __future__ import annotations

import io

import pytest
from real_files import split

from pprnet.formats import read_records, write_records
from pprnet.formats.fields.abstracts import abstract_text
from pprnet.formats.json.crossref_works import record_from_crossref
from pprnet.formats.json.europepmc_results import record_from_europepmc
from pprnet.records import Author, PartialDate, Record, RelationKind, WorkType
from shared_data import SharedData


def crossref_records(data: SharedData) -> list[Record]:
    return [r for path in sorted((data / "crossref").iterdir()) for r in split(path)[0]]


def test_crossref_over_all_recorded_answers(shared_data: SharedData) -> None:
    records = crossref_records(shared_data)
    assert len(records) == 422
    kinds = [relation.kind for record in records for relation in record.relations]
    assert kinds.count(RelationKind.CORRECTS) == 18
    assert kinds.count(RelationKind.CORRECTED_BY) == 2
    assert kinds.count(RelationKind.HAS_PREPRINT) == 2
    assert sum(record.type is WorkType.PREPRINT for record in records) == 4
    assert sum(bool(record.abstract) for record in records) >= 113
    assert not any("jats:" in record.abstract or "<p>" in record.abstract for record in records)
    assert all(record.doi for record in records)


UPDATES = [
    ("update-to", "retraction", RelationKind.RETRACTS, False),
    ("updated-by", "retraction", RelationKind.RETRACTED_BY, True),
    ("updated-by", "expression_of_concern", RelationKind.CONCERN_BY, False),
    ("updated-by", "erratum", RelationKind.CORRECTED_BY, False),
    ("updated-by", "reinstatement", RelationKind.REINSTATED_BY, False),
    ("update-to", "reinstatement", RelationKind.REINSTATES, False),
    ("update-to", "new_version", RelationKind.UPDATE_OF, False),
]


@pytest.mark.parametrize(("side", "kind", "expected", "retracted"), UPDATES)
def test_crossref_notices(side: str, kind: str, expected: RelationKind, retracted: bool) -> None:
    notice = {"DOI": "10.1000/Notice", "type": kind, "updated": {"date-parts": [[2010, 2, 6]]}}
    record = record_from_crossref({"DOI": "10.1000/x", "title": ["Invented"], side: [notice]})
    assert [(r.kind, r.doi) for r in record.relations] == [(expected, "10.1000/notice")]
    assert record.relations[0].note.endswith("2010-02-06")
    assert record.is_retracted is retracted


ABSTRACTS = [
    ("<jats:title>Abstract</jats:title><jats:p>One.</jats:p>", "One."),
    (
        "<jats:sec><jats:title>Methods</jats:title>\n<jats:p>We <jats:italic>did</jats:italic> it."
        "</jats:p></jats:sec><jats:sec><jats:title>Results:</jats:title><jats:p>p &lt; .05</jats:p>"
        "</jats:sec>",
        "Methods: We did it. Results: p < .05",
    ),
    ("<h4>Background</h4>Text.<h4>Aim</h4>More.", "Background: Text. Aim: More."),
    ("plain, with d > 0.4 and p < 0.05", "plain, with d > 0.4 and p < 0.05"),
]


@pytest.mark.parametrize(("markup", "text"), ABSTRACTS)
def test_abstracts_come_out_as_labelled_text(markup: str, text: str) -> None:
    assert abstract_text(markup) == text


def test_europepmc_core(shared_data: SharedData) -> None:
    records, _ = split(shared_data / "europepmc/search_cancer_core.json")
    assert sum(bool(record.abstract) for record in records) == 21
    assert (
        sum(relation.kind is RelationKind.CORRECTS for r in records for relation in r.relations)
        == 2
    )
    assert sum(heading.major for record in records for heading in record.mesh) > 20
    assert any(author.orcid for record in records for author in record.authors)
    assert all(r.open_copy.startswith("https://europepmc.org/") for r in records if r.open_copy)
    assert sum(bool(record.open_copy) for record in records) >= 9


def test_europepmc_says_the_same_in_json_xml_and_dublin_core(shared_data: SharedData) -> None:
    folder = shared_data / "europepmc"
    lite, xml, dublin = (
        {record.source_id: record for record in split(folder / name)[0]}
        for name in ("search_cancer.json", "search_cancer.xml", "search_cancer_dc.xml")
    )
    assert list(lite) == list(xml)
    for number, record in lite.items():
        other = xml[number]
        assert (record.title, record.authors, record.doi) == (other.title, other.authors, other.doi)
        assert (record.issued, record.issn) == (other.issued, other.issn)
    shared = set(lite) & set(dublin)
    assert len(shared) > 20
    for number in shared:
        assert dublin[number].title == lite[number].title
        assert dublin[number].doi == lite[number].doi


def test_europepmc_short_names_keep_initials_and_groups() -> None:
    text = "Example JR, de la Sample AB, Example Study Group."
    people = record_from_europepmc({"id": "1", "source": "MED", "authorString": text}).authors
    assert people == (
        Author("Example", "J. R."),
        Author("de la Sample", "A. B."),
        Author(literal="Example Study Group"),
    )


VENDORS = [
    ("formats/srdedupe_real/mini_wos.ciw", 0, "doi", "10.1093/scipol/scu086"),
    ("formats/jabref/IsiImporterTestWOS.isi", 0, "issued", PartialDate(2006, 6, 14)),
    ("formats/jabref/IsiImporterTestWOS.isi", 0, "pages", "5323-5331"),
    ("formats/jabref/OvidImporterTest5.txt", 0, "volume", "28"),
    ("formats/jabref/OvidImporterTest5.txt", 0, "pages", "103-106"),
    ("formats/jabref/OvidImporterTest1.txt", 3, "publisher", "Publisher"),
    ("formats/jabref/Endnote.book.example.enw", 0, "isbn", ("9783864903113",)),
    ("dedup/dedupe_sweep_copper.endnote.xml.gz", 0, "source_id", "258"),
    ("dedup/dedupe_sweep_copper.endnote.xml.gz", 0, "issn", ("2213-4239", "2213-4220")),
]


@pytest.mark.parametrize(("name", "at", "field", "value"), VENDORS)
def test_fields_of_vendors_files(
    shared_data: SharedData, name: str, at: int, field: str, value: object
) -> None:
    assert getattr(split(shared_data / name)[0][at], field) == value


def test_orcids_of_web_of_science_find_their_authors(shared_data: SharedData) -> None:
    people = split(shared_data / "formats/srdedupe_real/mini_wos.ciw")[0][0].authors
    assert [(p.family, p.orcid) for p in people] == [
        ("Abramo", ""),
        ("D'Angelo", "0000-0002-6977-6611"),
        ("Rosati", "0000-0001-5085-5056"),
    ]


def test_endnote_marks_a_group_by_a_comma() -> None:
    data = (
        b"<xml><records><record><rec-number>9</rec-number><contributors><authors><author>"
        b"<style>Example Health Office,</style></author><author>Example, Anna</author></authors>"
        b"</contributors><titles><title>Invented</title></titles></record></records></xml>"
    )
    (record,) = read_records(io.BytesIO(data), name="library.xml")
    assert isinstance(record, Record)
    assert record.authors == (Author(literal="Example Health Office"), Author("Example", "Anna"))


def test_what_is_left_behind_is_listed_down_to_orcids() -> None:
    record = Record(
        title="Invented", authors=(Author("Example", "A.", orcid="0000-0002-1825-0097"),)
    )
    for key, listed in (("ris", True), ("bibtex", True), ("csv", True), ("csl-json", False)):
        left = write_records([record], io.BytesIO(), format=key)
        assert any("orcid" in problem.message for problem in left) is listed, key
