"""One case in the syntax of each format that can carry it: the same parts come from all."""

from __future__ import annotations

import io

import pytest

from pprnet.formats import read_records
from pprnet.records import PartialDate, WorkType
from spec.field_notations import (
    TITLE,
    Case,
    biblatex,
    bibtex,
    csv,
    enw,
    isi,
    nbib,
    ovid,
    refworks,
    ris,
)
from spec.xml_notations import csl, endnote_xml, jats, jats_with_roles, pubmed_xml

NOTATIONS = {
    "ris": ris,
    "enw": enw,
    "refworks": refworks,
    "isi": isi,
    "ovid": ovid,
    "nbib": nbib,
    "pubmed-xml": pubmed_xml,
    "jats": jats,
    "endnote-xml": endnote_xml,
    "csl-json": csl,
    "csv": csv,
    "bibtex": bibtex,
    "biblatex": biblatex,
}
MANAGERS = ("ris", "endnote-xml", "csl-json", "csv", "bibtex", "biblatex")
"""Formats of reference managers, which have a place for nearly everything."""
STATING_STATUS = (*MANAGERS, "enw", "refworks", "ovid")
STATING_THESES = (*MANAGERS, "enw")
MARKING_THESES = (*STATING_THESES, "refworks", "ovid", "nbib")
STATING_TRANSLATORS = (*MANAGERS, "enw", "ovid", "jats")
STATING_EVENTS = (*MANAGERS, "enw", "isi", "ovid", "jats")
WITHOUT_MONTH = {"biblatex"}
"""Formats with a date in figures only."""

NAMES = {
    "Bramble, STK": "Bramble, S. T. K.",
    "Bramble, S.T.K.": "Bramble, S. T. K.",
    "Bramble, S T K": "Bramble, S. T. K.",
    "Bramble, J-P": "Bramble, J.-P.",
    "Bramble, Sue TK": "Bramble, Sue T. K.",
    "Satra, ALINA": "Satra, ALINA",
    "SATRA, LI": "SATRA, LI",
    "van der Beta, Cor": "van der Beta, Cor",
    "De la Beta, Cor M.": "De la Beta, Cor M.",
    "Beta y Gamma, Cor": "Beta y Gamma, Cor",
    "Example, Anna Bo, Jr.": "Example, Anna Bo, Jr.",
    "Example, A. B., III": "Example, A. B., III",
    "Example, Anna, 3rd": "Example, Anna, III",
    "d'Exemple, Anne": "d'Exemple, Anne",
    "ten Sample, B.": "ten Sample, B.",
    "EXAMPLE, SUE": "EXAMPLE, SUE",
    "Le, Bo": "Le, Bo",
    "O'Sample-Gamma, Anne-Marie": "O'Sample-Gamma, Anne-Marie",
    "Éxample, Zoë": "Éxample, Zoë",
}
"""People as sources print them, and as they are read."""
NOBODY = ("[No author name available]", "Anonymous", "N/A")
MONTHS = {
    "janvier": 1, "Février": 2, "März": 3, "abril": 4, "maggio": 5, "juni": 6, "juil": 7,
    "août": 8, "septiembre": 9, "Oktober": 10, "novembro": 11, "dicembre": 12, "Dec": 12,
}  # fmt: skip


def read_one(text):
    """Return the record of a file."""
    (record,) = read_records(io.BytesIO(text.encode()), name="case")
    return record


def read_case(notation, case):
    """Return the record of a case in a notation, read as the format that is meant."""
    record = read_one(NOTATIONS[notation](case))
    assert record.source == {"biblatex": "bibtex"}.get(notation, notation)
    assert record.title == TITLE
    return record


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize(("printed", "read"), NAMES.items())
def test_a_person_is_the_same_in_every_format(notation, printed, read):
    record = read_case(notation, Case(authors=(printed, "Example, A.")))
    assert list(map(str, record.authors)) == [read, "Example, A."]
    assert not record.authors_shortened


@pytest.mark.parametrize("notation", NOTATIONS)
def test_a_shortened_list_with_a_group(notation):
    case = Case(
        authors=("Bramble, STK", "van der Beta, Cor"), group="Example Study Group", shortened=True
    )
    record = read_case(notation, case)
    people = ["Bramble, S. T. K.", "van der Beta, Cor", "Example Study Group"]
    assert list(map(str, record.authors)) == people
    assert (record.authors[-1].literal, record.authors_shortened) == (people[-1], True)


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("placeholder", NOBODY)
def test_a_placeholder_is_nobody(notation, placeholder):
    assert read_case(notation, Case(authors=(placeholder,))).authors == ()


@pytest.mark.parametrize("notation", STATING_STATUS)
def test_a_status_in_place_of_the_year(notation):
    record = read_case(notation, Case(year="in press"))
    assert (record.status, record.issued) == ("in press", None)


@pytest.mark.parametrize("notation", STATING_THESES)
def test_a_thesis_with_its_kind(notation):
    case = Case("thesis", publisher="Sample University", genre="Doctoral dissertation")
    record = read_case(notation, case)
    assert (record.type, record.publisher) == (WorkType.THESIS, "Sample University")
    assert (record.genre, record.issued) == ("Doctoral dissertation", PartialDate(2001))


@pytest.mark.parametrize("notation", MARKING_THESES)
def test_a_thesis_is_no_article(notation):
    assert read_case(notation, Case("thesis")).type is WorkType.THESIS


@pytest.mark.parametrize("notation", MANAGERS)
def test_an_original_year(notation):
    record = read_case(notation, Case("book", original="1990"))
    assert (record.issued, record.original_issued) == (PartialDate(2001), PartialDate(1990))


@pytest.mark.parametrize("notation", STATING_TRANSLATORS)
def test_a_translator_is_no_author(notation):
    record = read_case(notation, Case("book", translator="van der Beta, STK"))
    assert list(map(str, record.authors)) == ["Example, A."]
    assert list(map(str, record.translators)) == ["van der Beta, S. T. K."]


def test_a_translator_of_jats_by_role_alone():
    case = Case("book", translator="van der Beta, STK")
    assert read_one(jats_with_roles(case)) == read_one(jats(case))


@pytest.mark.parametrize("notation", STATING_EVENTS)
def test_a_paper_with_its_conference_and_its_proceedings(notation):
    case = Case("conference", event="First Example Congress", journal="Sample Proceedings")
    record = read_case(notation, case)
    assert (record.event, record.journal) == ("First Example Congress", "Sample Proceedings")
    assert dict(record.extra).keys().isdisjoint({"wos:CT", "T2", "C3"})


@pytest.mark.parametrize("notation", [name for name in NOTATIONS if name not in WITHOUT_MONTH])
@pytest.mark.parametrize(("printed", "month"), MONTHS.items())
def test_a_month_is_read_in_every_language(notation, printed, month):
    assert read_case(notation, Case(month=printed)).issued == PartialDate(2001, month)


def test_a_chapter_has_the_fields_of_its_book_before_or_after_it():
    book = "@book{b, editor={Ed, Eve}, title={The Book}, year={2009}, publisher={Press}}\n"
    chapter = "@incollection{c, author={Chap, Cid}, title={A chapter}, crossref={B}}\n"
    for text, at in ((book + chapter, 1), (chapter + book, 0)):
        found = list(read_records(io.BytesIO(text.encode()), name="case"))[at]
        assert (found.title, found.journal, found.publisher) == ("A chapter", "The Book", "Press")
        assert (str(found.editors[0]), found.issued) == ("Ed, Eve", PartialDate(2009))


def test_a_chapter_without_its_book_is_kept_with_a_problem():
    text = "@incollection{c, title={A chapter}, crossref={none}}\n@misc{d, title={Next}}\n"
    first, problem, last = read_records(io.BytesIO(text.encode()), name="case")
    assert (first.title, last.title) == ("A chapter", "Next")
    assert "'none', which is not in the file" in problem.message
    assert not problem.lost
