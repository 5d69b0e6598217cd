"""Habits of single databases and programs, in invented exports."""

from __future__ import annotations

import io
import json

import pytest

from pprnet.formats import read_records
from pprnet.records import Author, PartialDate, Problem, Record, WorkType


def read_one(text):
    """Return the record of a file."""
    (record,) = read_records(io.BytesIO(text.encode()), name="case")
    return record


def test_a_table_of_web_of_science_with_its_group_and_month():
    names = "Publication Type,Authors,Group Authors,Article Title,Publication Date,Publication Year"
    record = read_one(f'{names}\nC,"Example, AB",Sample Study Group,Invented,MAY 3,2010\n')
    assert record.authors[-1] == Author(literal="Sample Study Group")
    assert record.issued == PartialDate(2010, 5, 3)


def test_a_table_with_year_month_and_day():
    record = read_one("title,authors,year,month,day\nInvented,Example A.,2010,5,3\n")
    assert record.issued == PartialDate(2010, 5, 3)


def test_a_table_of_zotero_with_its_kinds():
    names = "Item Type,Author,Title,Publication Year,Type"
    paper = read_one(f'{names}\nconferencePaper,"Example, A.",Invented,2010,\n')
    thesis = read_one(f'{names}\nthesis,"Example, A.",Invented,2010,Doctoral dissertation\n')
    assert (paper.type, thesis.type) == (WorkType.CONFERENCE, WorkType.THESIS)
    assert (paper.genre, thesis.genre) == ("", "Doctoral dissertation")


DEGREES = {
    "Ph.D.": "Doctoral dissertation",
    "Psy.D.": "Doctoral dissertation",
    "M.Sc.": "Master's thesis",
    "Master of Arts": "Master's thesis",
    "PhD thesis": "PhD thesis",
    "Sample": "",
}


@pytest.mark.parametrize("degree", DEGREES)
def test_a_degree_names_the_kind_of_a_thesis(degree):
    record = read_one(f"TY  - THES\nTI  - Invented\nM3  - {degree}\nER  - \n")
    assert record.genre == DEGREES[degree]


def test_authors_stated_under_two_tags_count_once():
    people = "A1  - Example, A.\nAU  - Example, A.\nAU  - Sample, B.\n"
    record = read_one(f"TY  - JOUR\nTI  - Invented\n{people}ER  - \n")
    assert list(map(str, record.authors)) == ["Example, A.", "Sample, B."]


def test_authors_that_openalex_cuts_off_are_shortened():
    authorships = [{"author": {"display_name": "Anna Example"}}]
    work = {"id": "https://openalex.org/W1", "title": "Invented", "authorships": authorships}
    assert read_one(json.dumps(work | {"is_authors_truncated": True})).authors_shortened
    assert not read_one(json.dumps(work)).authors_shortened


def test_the_older_name_of_an_abbreviation_in_csl():
    item = {
        "id": "a",
        "type": "article-journal",
        "title": "Invented",
        "journalAbbreviation": "Inv J",
    }
    record = read_one(json.dumps([item]))
    assert (record.journal_abbreviation, record.extra) == ("Inv J", ())


def test_a_date_online_where_nbib_states_no_other():
    record = read_one("PMID- 1\nTI  - Invented.\nDEP - 20110203\n")
    assert record.issued == PartialDate(2011, 2, 3)


def test_numbered_references_of_ovid_with_tags_are_several():
    one = "<{0}>\nVN  - Ovid Technologies\nUI  - {0}\nTI  - Invented {0}\nAU  - Example A\n\n"
    text = one.format(1) + one.format(2) + one.format(3)
    found = list(read_records(io.BytesIO(text.encode()), name="case"))
    titles = [item.title for item in found if isinstance(item, Record)]
    assert titles == ["Invented 1", "Invented 2", "Invented 3"]
    assert not any(item.lost for item in found if isinstance(item, Problem))


def test_a_journal_of_web_of_science_by_its_shortest_name():
    text = "FN Clarivate Analytics Web of Science\nPT J\nTI Invented\nJ9 INV J\nPY 2010\nER\n"
    assert read_one(text).journal == "INV J"
