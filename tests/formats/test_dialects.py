"""Small invented files, each with one habit or defect of a real exporter."""

from __future__ import annotations

import codecs
import gzip
import io
from pathlib import Path

import pytest

from pprnet import limits
from pprnet.errors import MissingFileError, OutputError, UnknownFormatError
from pprnet.formats import (
    detect_format,
    format_for_filename,
    read_file,
    read_records,
    write_records,
)
from pprnet.formats.fields.person_names import parse_name
from pprnet.records import Author, PartialDate, Problem, Record, RelationKind, WorkType

RIS = b"TY  - JOUR\r\nTI  - An invented title\r\nAU  - Example, A.\r\nPY  - 2020\r\nER  - \r\n"


def read(data: bytes) -> tuple[list[Record], list[Problem]]:
    found = list(read_records(io.BytesIO(data), name="case"))
    return (
        [item for item in found if isinstance(item, Record)],
        [item for item in found if isinstance(item, Problem)],
    )


ENCODED = {
    "plain": RIS,
    "byte-order mark": codecs.BOM_UTF8 + RIS,
    "UTF-16": RIS.decode().encode("utf-16"),
    "gzip": gzip.compress(RIS),
    "two gzips": gzip.compress(RIS[:20]) + gzip.compress(RIS[20:]),
    "CR alone": RIS.replace(b"\r\n", b"\r"),
    "no spaces": RIS.replace(b"  - ", b"  -"),
    "one space": RIS.replace(b"  - ", b" - "),
    "leading lines": b"Record #1 of 1\nProvider: Example\n\n1.\n" + RIS,
}


@pytest.mark.parametrize("case", ENCODED)
def test_one_reference_however_it_is_packed(case: str) -> None:
    records, problems = read(ENCODED[case])
    assert [record.title for record in records] == ["An invented title"]
    assert records[0].authors == (Author("Example", "A."),)
    assert not problems


DAMAGED = {
    "no ER": (RIS.replace(b"ER  - \r\n", b"") + RIS, 2, "last line"),
    "no TY": (RIS + RIS.replace(b"TY  - JOUR\r\n", b""), 2, "first line"),
    "Latin-1": (RIS.replace(b"Example", "Exämple".encode("latin-1")), 1, "Windows-1252"),
    "gzip cut short": (gzip.compress(RIS * 50)[:-9], None, "cut short"),
    "gzip damaged": (gzip.compress(RIS) + b"junk", 1, "other data"),
    "empty reference": (b"TY  - JOUR\nER  - \n" + RIS, 1, "without any field"),
    "stray lines": (RIS + b"some stray words\n" + RIS, 2, "expected a tag"),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_damage_costs_little_and_is_named(case: str) -> None:
    data, count, word = DAMAGED[case]
    records, problems = read(data)
    assert len(records) == count if count is not None else records
    assert any(word in problem.message for problem in problems)


REFUSED = {
    "empty": (b"", "empty"),
    "blank": (b" \n\n", "empty"),
    "zip": (b"PK\x03\x04....", "zip"),
    "pdf": (b"%PDF-1.7", "PDF"),
    "html": (b"<!DOCTYPE html><html></html>", "web page"),
    "EndNote XML": (b'<?xml version="1.0"?><xml><records></records></xml>', "EndNote"),
    "other XML": (b"<a/>", "of none of the kinds that hold references"),
    "binary": (bytes(range(256)), "binary"),
    "prose": (b"Dear editor,\nplease find enclosed", "starts with"),
    "other JSON": (b'{"hello": 1}', "neither"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_references_is_refused_with_a_reason(case: str) -> None:
    data, word = REFUSED[case]
    with pytest.raises(UnknownFormatError, match=r"case: .*Readable formats: .*RIS") as error:
        read(data)
    assert word in str(error.value)


def test_a_line_over_the_limit_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    long = b"AB  - " + b"x" * (limits.MAX_LINE + 1) + b"\n"
    records, problems = read(RIS.replace(b"AU  -", long + b"AU  -") + RIS)
    assert len(records) == 2
    assert any("MiB" in problem.message and problem.line == 3 for problem in problems)


def test_a_json_line_over_the_limit_is_passed_over() -> None:
    line = b'{"id": "https://openalex.org/W1", "title": "Invented"}\n'
    records, problems = read(line + b'{"x": "' + b"y" * (limits.MAX_LINE + 1) + b'"}\n' + line)
    assert len(records) == 2
    assert [problem.line for problem in problems] == [2]


def test_json_in_lines_arrays_and_answers() -> None:
    one = b'{"id": "https://openalex.org/W1", "title": "In {braces} and \\"quotes\\""}'
    for data in (
        one + b"\n" + one,
        b"[" + one + b",\n" + one + b"]",
        b'{"meta": {"count": 2}, "results": [' + one + b"," + one + b"]}",
        one.replace(b", ", b",\n") + b"\n" + one,
    ):
        records, problems = read(data)
        assert [record.openalex for record in records] == ["W1", "W1"], data
        assert not problems


def test_a_broken_json_line_costs_itself() -> None:
    one = b'{"id": "https://openalex.org/W1", "title": "Invented"}\n'
    records, problems = read(one + b'{"id": \n' + b"[1, 2]\n" + one)
    assert len(records) == 2
    assert [problem.line for problem in problems] == [2, 3]


OLD_WORK = b"""{"id": "https://openalex.org/W7", "title": "Invented", "type": "journal-article",
 "host_venue": {"display_name": "Example Journal", "publisher": "Example Press"},
 "publication_year": 2019, "authorships": [{"author": {"display_name": "Ana de la Example"}}],
 "biblio": {"first_page": "e08151", "last_page": null}, "is_retracted": true,
 "abstract_inverted_index": {"second": [1], "First": [0]}}"""


def test_an_older_work_of_openalex() -> None:
    record = read(OLD_WORK)[0][0]
    assert (record.journal, record.publisher) == ("Example Journal", "Example Press")
    assert record.authors == (Author("de la Example", "Ana"),)
    assert (record.pages, record.article_number) == ("", "e08151")
    assert (record.abstract, record.is_retracted) == ("First second", True)
    assert record.issued == PartialDate(2019)


NBIB = b"""
PMID- 1
OWN - NLM
TI  - [An invented title that runs over
      two lines].
FAU - Example, Anna Jr
AU  - Example A Jr
AUID- ORCID: 0000-0002-0365-7775
CN  - Example Study Group
LA  - ger
PT  - Retracted Publication
MH  - Psychotherapy/*methods
PG  - 183-92
DP  - 2015 Jul-Aug
LID - 10.1000/example [doi]
RIN - Example J. 2016 Jan;1(1):1. PMID: 2

PMID- 2
TI  - Another.
"""


def test_nbib() -> None:
    first, second = read(NBIB)[0]
    assert first.title == "An invented title that runs over two lines"
    assert first.authors == (
        Author("Example", "Anna", "Jr.", orcid="0000-0002-0365-7775"),
        Author(literal="Example Study Group"),
    )
    assert (first.pages, first.language, first.doi) == ("183-192", "de", "10.1000/example")
    assert (first.issued, first.is_retracted) == (PartialDate(2015, 7), True)
    assert (first.mesh[0].qualifiers, first.mesh[0].major) == (("methods",), True)
    assert (first.relations[0].kind, first.relations[0].pmid) == (RelationKind.RETRACTED_BY, "2")
    assert second.title == "Another"


NOTICES = """PMID- 1
TI  - An invented trial.
PT  - retracted publication
RRI - Invented J. 2018 Jun 21;378(25):e34. PMID: 8
RPI - Another J. 2019 May;1(2):3-4. PMID: 9

PMID- 8
TI  - An invented trial.
RRF - Invented J. 2013 Apr 4;368(14):1279-90. PMID: 1
"""


def test_nbib_states_what_was_retracted_and_republished() -> None:
    first, second = read(NOTICES.encode())[0]
    assert [(r.kind, r.pmid) for r in first.relations] == [(RelationKind.REPLACED_BY, "8")]
    assert [(r.kind, r.pmid) for r in second.relations] == [(RelationKind.REPLACES, "1")]
    assert (first.is_retracted, second.is_retracted) == (True, False)
    assert dict(first.extra)["RPI"].startswith("Another J.")  # printed again, not changed


XML = """<?xml version="1.0"?><!DOCTYPE PubmedArticleSet [<!ENTITY x SYSTEM "file:///etc/hostname">]>
<PubmedArticleSet>
<PubmedArticle><MedlineCitation><PMID>1</PMID><Article>
<ArticleTitle>On <i>inline</i> markup&x;</ArticleTitle>
<Abstract><AbstractText Label="AIMS">To show.</AbstractText>
<AbstractText Label="RESULTS">Shown.</AbstractText></Abstract>
<AuthorList><Author><CollectiveName>Example Group</CollectiveName></Author></AuthorList>
<Journal><JournalIssue><PubDate><MedlineDate>1998 Dec-1999 Jan</MedlineDate></PubDate>
</JournalIssue></Journal></Article></MedlineCitation></PubmedArticle>
<PubmedArticle><MedlineCitation><PMID>2</PMID><Article>
<ArticleTitle>Fish &amp; chips &eacute; broken</Nothing></Article></MedlineCitation></PubmedArticle>
<PubmedArticle><MedlineCitation><PMID>3</PMID><Article><ArticleTitle>Cut sh"""


def test_pubmed_xml_with_its_faults() -> None:
    records, problems = read(XML.encode())
    assert [record.pmid for record in records] == ["1", "2", "3"]
    assert records[0].title.startswith("On inline markup")
    assert "/" not in records[0].title
    assert records[0].abstract == "AIMS: To show. RESULTS: Shown."
    assert records[0].authors == (Author(literal="Example Group"),)
    assert records[0].issued == PartialDate(1998, 12)
    assert records[1].title == "Fish & chips é broken"
    assert [problem.line for problem in problems] == [10, 12]


BIBTEX = rb"""@string{jex = "Example " # "Journal"}
@comment{ignored {braces}}
@article{key1,
  author = {M{\"u}ller, J{\o}rgen and van den Example, Bea and {Example and Partners Group}},
  title = "The {DBT} trial: 50\% \& more",
  journal = jex, year = 2020, month = mar, pages = {25--41},
  doi = {10.1000/a\_b}, custom = {kept}
}
@book(key2, title = {In parentheses}, editor = "Example, A.")
@misc{key3, title = {Never closed
"""


def test_bibtex() -> None:
    records, problems = read(BIBTEX)
    first, second, third = records
    assert first.authors == (
        Author("Müller", "Jørgen"),
        Author("van den Example", "Bea"),
        Author(literal="Example and Partners Group"),
    )
    assert first.title == "The DBT trial: 50% & more"
    assert (first.journal, first.issued) == ("Example Journal", PartialDate(2020, 3))
    assert (first.pages, first.doi) == ("25-41", "10.1000/a_b")
    assert first.extra == (("custom", "kept"),)
    assert (second.type, second.editors) == (WorkType.BOOK, (Author("Example", "A."),))
    assert third.title == "Never closed"
    assert [problem.line for problem in problems] == [10]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_tables_by_their_column_names(delimiter: str) -> None:
    rows = [
        ["Title ", "ABSTRACT", "Author(s)", "Publication Year", "Start Page", "End Page", "Own"],
        ['"Invented, one"', '"Two\nlines"', "Example A.B., Sample C.", "2014//", "325", "41", "x"],
    ]
    records, problems = read("\n".join(delimiter.join(row) for row in rows).encode())
    if delimiter == ",":
        assert problems
        return
    assert not problems
    (record,) = records
    assert (record.title, record.abstract) == ("Invented, one", "Two lines")
    assert record.authors == (Author("Example", "A. B."), Author("Sample", "C."))
    assert (record.issued, record.pages) == (PartialDate(2014), "325-341")
    assert record.extra == (("Own", "x"),)


def test_an_unclosed_quotation_mark_is_a_problem() -> None:
    _, problems = read(b'title,abstract\nA,"never closed\nB,b\n')
    assert any("quotation mark" in problem.message for problem in problems)


NAMES = [
    ("Ludwig van Beethoven", Author("van Beethoven", "Ludwig")),
    ("van der Berg, Jan", Author("van der Berg", "Jan")),
    ("Martin Luther King Jr.", Author("King", "Martin Luther", "Jr.")),
    ("King, Martin Luther, Jr.", Author("King", "Martin Luther", "Jr.")),
    ("King, Jr., Martin Luther", Author("King", "Martin Luther", "Jr.")),
    ("Plato", Author("Plato")),
    ("World Health Organization", Author(literal="World Health Organization")),
    ("Griffin DK", Author("Griffin", "D. K.")),
    ("J. D. Gardner", Author("Gardner", "J. D.")),
    ("Gardner, J. D.", Author("Gardner", "J. D.")),
    ("Fry, J. R.", Author("Fry", "J. R.")),
    ("Jane Doe, PhD", Author("Doe", "Jane")),
    ("Jun Hua Ma", Author("Ma", "Jun Hua")),
    ("", Author()),
]


@pytest.mark.parametrize(("printed", "author"), NAMES)
def test_names(printed: str, author: Author) -> None:
    assert parse_name(printed) == author


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.ris", tmp_path):
        with pytest.raises(MissingFileError, match="cannot be read"):
            list(read_file(path))


def test_what_a_format_cannot_carry_is_said_once() -> None:
    record = Record(title="Invented", licence="cc-by", is_retracted=True)
    problems = write_records([record, record], io.BytesIO(), format="ris")
    assert sorted(problem.message.split(",")[0] for problem in problems) == [
        "has no place for is_retracted",
        "has no place for licence",
    ]
    assert all("2 records" in problem.message and not problem.lost for problem in problems)
    with pytest.raises(OutputError, match="can be written"):
        write_records([], io.BytesIO(), format="openalex")


def test_formats_by_content_and_by_name() -> None:
    assert detect_format(RIS) is not None
    assert detect_format(b"nothing of the kind") is None
    found = format_for_filename("Out.BIB")
    assert found is not None
    assert found.key == "bibtex"
    assert format_for_filename("out.docx") is None


REFWORKS = """RT Journal Article
SR Electronic(1)
ID 17
A1 Example, Anna
A1 Sample, B.
T1 An invented title that
 goes on in a second line
JF Journal of Examples
YR 2020
VO 12
IS 3
SP 101
OP 110
K1 worry
K1 examples
AB Sample text.
DO 10.1000/made.1
LA English

RT Book, Whole
A1 Example, Anna
T1 An invented book
PB Example Press
PP Exampletown
SN 9780000000002
YR 2019
"""


def test_refworks() -> None:
    (article, book), problems = read(REFWORKS.encode())
    assert not problems
    assert article.source == "refworks"
    assert article.title == "An invented title that goes on in a second line"
    assert article.authors == (Author("Example", "Anna"), Author("Sample", "B."))
    assert (article.journal, article.volume, article.issue) == ("Journal of Examples", "12", "3")
    assert (article.pages, article.doi) == ("101-110", "10.1000/made.1")
    assert (article.issued, article.keywords) == (PartialDate(2020), ("worry", "examples"))
    assert (article.abstract, article.language) == ("Sample text.", "en")
    assert (book.type, book.publisher) == (WorkType.BOOK, "Example Press")
    assert book.place == "Exampletown"
    assert book.isbn == ("9780000000002",)
