"""One case in the syntax of each format that can carry it: the same parts come from all."""

from __future__ import annotations

import io

import pytest

from pprnet.formats import read_records
from pprnet.records import PartialDate

PEOPLE = {
    "ris": "TY  - JOUR\nTI  - Invented\nAU  - Bramble, STK\nAU  - van der Beta, Cor\nAU  - et al.\n"
    "PY  - in press\nER  - \n",
    "enw": "%0 Journal Article\n%T Invented\n%A Bramble, STK\n%A van der Beta, Cor\n%A et al.\n"
    "%D in press\n",
    "bibtex": "@article{a, title={Invented}, author={Bramble, STK and van der Beta, Cor and "
    "others}, year={in press}}\n",
    "biblatex": "@article{a, title={Invented}, author={family=Bramble, given=STK and "
    "Cor van der Beta and others}, pubstate={inpress}}\n",
    "csv": 'title,authors,year\nInvented,"Bramble, STK; van der Beta, Cor; et al.",in press\n',
    "csl": '[{"type": "article-journal", "title": "Invented", "status": "in press", "author": ['
    '{"family": "Bramble", "given": "STK"}, {"family": "Beta", "given": "Cor", '
    '"non-dropping-particle": "van der"}, {"literal": "et al."}]}]',
    "endnote": "<xml><records><record><ref-type name='Journal Article'>17</ref-type>"
    "<contributors><authors><author>Bramble, STK</author><author>van der Beta, Cor</author>"
    "<author>et al.</author></authors></contributors><titles><title>Invented</title></titles>"
    "<dates><year>in press</year></dates></record></records></xml>",
}
THESES = {
    "ris": "TY  - THES\nTI  - Invented\nAU  - Example, A.\nPB  - Sample University\n"
    "M3  - Doctoral dissertation\nPY  - 2001\nOP  - 1990\nER  - \n",
    "bibtex": "@phdthesis{a, title={Invented}, author={Example, A.}, school={Sample University}, "
    "year=2001, origdate={1990}}\n",
    "csv": "title,authors,year,publisher,work type,genre,original date\n"
    'Invented,"Example, A.",2001,Sample University,thesis,Doctoral dissertation,1990\n',
    "csl": '[{"type": "thesis", "title": "Invented", "genre": "Doctoral dissertation", '
    '"publisher": "Sample University", "issued": {"date-parts": [[2001]]}, '
    '"original-date": {"date-parts": [[1990]]}, "author": [{"family": "Example", "given": "A."}]}]',
    "endnote": "<xml><records><record><ref-type name='Thesis'>32</ref-type><contributors><authors>"
    "<author>Example, A.</author></authors></contributors><titles><title>Invented</title></titles>"
    "<dates><year>2001</year></dates><publisher>Sample University</publisher>"
    "<work-type>Doctoral dissertation</work-type><orig-pub>1990</orig-pub></record>"
    "</records></xml>",
}


def read_one(text):
    """Return the record of a file."""
    (record,) = read_records(io.BytesIO(text.encode()), name="case")
    return record


@pytest.mark.parametrize("name", PEOPLE)
def test_people_and_status(name):
    record = read_one(PEOPLE[name])
    assert [str(author) for author in record.authors] == ["Bramble, S. T. K.", "van der Beta, Cor"]
    assert (record.authors_shortened, record.status, record.issued) == (True, "in press", None)


@pytest.mark.parametrize("name", THESES)
def test_a_thesis_with_its_kind_and_original_year(name):
    record = read_one(THESES[name])
    assert (record.genre, record.publisher) == ("Doctoral dissertation", "Sample University")
    assert (record.issued, record.original_issued) == (PartialDate(2001), PartialDate(1990))
    assert [str(author) for author in record.authors] == ["Example, A."]


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
