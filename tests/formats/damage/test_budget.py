"""Small files that state far more than their size: what was read is kept, one problem says so."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pprnet.formats import read_records
from pprnet.formats.budget import Allowance, Budget, BudgetLimits
from pprnet.limits import MAX_FIELD
from pprnet.records import Problem, Record
from pprnet.sources import read_retraction_watch

RIS = b"TY  - JOUR\nTI  - Invented\nAU  - Example, A.\nER  - \n"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = (
    '<row><c t="inlineStr"><is><t>Title</t></is></c><c t="inlineStr"><is><t>Year</t></is></c></row>'
)
ROW = '<row><c t="inlineStr"><is><t>Invented</t></is></c><c><v>2020</v></c></row>'
SMALL = BudgetLimits(repeated=Allowance(40_000, 0, 40_000, 0), held=Allowance(20_000, 0, 20_000, 0))


def read(data: bytes, limits: BudgetLimits | None = None) -> tuple[list[Record], list[Problem]]:
    budget = Budget(limits) if limits else None
    found = list(read_records(io.BytesIO(data), name="small", budget=budget))
    return (
        [item for item in found if isinstance(item, Record)],
        [item for item in found if isinstance(item, Problem)],
    )


def workbook(rows: str, shared: str = "", packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack the rows of one sheet, after those that name the columns, as a workbook."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>", zipfile.ZIP_DEFLATED)
        sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{HEAD}{rows}</sheetData></worksheet>'
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{shared}</sst>')
    return out.getvalue()


def string_bomb(lines: int, after: str = "") -> bytes:
    """Return strings that each double the one before, an entry that uses the last, and more."""
    strings = ['@string{s0 = "a"}']
    strings += [f"@string{{s{n} = s{n - 1} # s{n - 1}}}" for n in range(1, lines)]
    entry = f"@article{{one, title = s{lines - 1}, year = 2020}}"
    return "\n".join([*strings, entry, after]).encode()


@contextmanager
def memory_below(limit: int) -> Iterator[None]:
    """Check what Python reserved at most."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < limit
    finally:
        tracemalloc.stop()


def check_end(problems: list[Problem], what: str) -> None:
    """Check that one problem says that the reading ended, and what to do."""
    (problem,) = problems
    assert problem.lost
    assert "reading stopped here" in problem.message
    assert what in problem.message
    assert "To read the rest" in problem.message


FILLED = [b" " * 1_000_000, b"\n" * 1_000_000, b"N1  - x\n" * 100_000]


@pytest.mark.parametrize("filling", FILLED, ids=["spaces", "lines", "notes"])
def test_a_gzip_that_unpacks_to_too_much(filling: bytes) -> None:
    records, problems = read(gzip.compress(RIS + filling * 12))
    assert [record.title for record in records] == ["Invented"]
    check_end(problems, "the file unpacks to more than")
    assert problems[0].position == 2


def test_a_gzip_of_many_members() -> None:
    bomb = gzip.compress(RIS) + gzip.compress(b"\n" * 1_000_000) * 40
    records, problems = read(bomb)
    assert len(records) == 1
    check_end(problems, "the file unpacks to more than")


def test_a_gzip_of_countless_tiny_records() -> None:
    records, problems = read(gzip.compress(RIS * 50_000))
    assert 5_000 < len(records) < 50_000
    check_end(problems, "its records grow to more than")


def test_honest_files_are_read_to_their_end() -> None:
    record = "TY  - JOUR\nTI  - Invented {0}\nAU  - Example, A.\nDO  - 10.1000/{0}\nER  - \n"
    data = "".join(map(record.format, range(30_000))).encode()
    for form in (data, gzip.compress(data)):
        records, problems = read(form)
        assert len(records) == 30_000
        assert not problems


def test_a_text_shared_by_many_cells() -> None:
    shared = f"<si><t>{'a' * 1_000_000}</t></si>"
    data = workbook('<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>' * 4_000, shared)
    with memory_below(40_000_000):
        _, problems = read(data)
    check_end(problems, "texts defined once are repeated to more than")


def test_shared_texts_are_counted_at_each_use() -> None:
    data = workbook(ROW + '<row><c t="s"><v>0</v></c></row>' * 30, f"<si><t>{'a' * 999}</t></si>")
    records, problems = read(data)
    assert (len(records), problems) == (31, [])
    records, problems = read(data, SMALL)
    assert len(records) == 1 + 20
    check_end(problems, "repeated")


def test_too_many_shared_texts() -> None:
    _, problems = read(workbook(ROW, "<si><t>a</t></si>" * 1_000), SMALL)
    check_end(problems, "its definitions grow to more than")


@pytest.mark.parametrize(
    "rows",
    [
        ROW * 100_000,
        ROW + "<row><c/></row>" * 600_000,
        ROW + "<row>" + "<c/>" * 2_000_000,
        ROW + "<row><c><v>" + "x" * 9_000_000,
        ROW + "<!--" + "x" * 9_000_000,
    ],
    ids=["rows", "empty rows", "one row", "one text", "a comment"],
)
def test_a_workbook_that_unpacks_to_too_much(rows: str) -> None:
    records, problems = read(workbook(rows))
    assert len(records) < 30_000
    (problem,) = problems
    assert problem.lost
    assert "small, record" in str(problem)


def test_a_cell_in_the_last_column_of_every_row() -> None:
    row = '<row><c r="A2" t="inlineStr"><is><t>Invented</t></is></c><c r="XFD2"><v>1</v></c></row>'
    records, problems = read(workbook(row * 2_000))
    assert len(records) == 2_000
    (problem,) = problems
    assert "columns without a name" in problem.message
    assert "(rows: 2000)" in problem.message
    assert not problem.lost


def test_a_column_with_a_name_far_to_the_right() -> None:
    cell = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'
    head = cell.format("B1", "Title") + cell.format("XFD1", "Abstract")
    row = cell.format("B2", "Invented") + cell.format("XFD2", "Sample text.")
    data = workbook(f"<row>{head}</row><row>{row}</row>")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as target:
        sheet = archive.read("xl/worksheets/sheet1.xml").replace(HEAD.encode(), b"")
        target.writestr("xl/worksheets/sheet1.xml", sheet)
    (record,), problems = read(out.getvalue())
    assert (record.title, record.abstract, problems) == ("Invented", "Sample text.", [])


REFUSED = {
    "an unusual way": workbook(ROW, packing=zipfile.ZIP_BZIP2),
    "longer than 4 MiB": workbook(ROW + "<!--" + "".join(map(str, range(1_000_000)))),
    "nested more than": workbook(ROW + "<a>" * 1_000),
}


@pytest.mark.parametrize("reason", REFUSED)
def test_workbooks_of_a_kind_that_no_program_writes(reason: str) -> None:
    _, (problem,) = read(REFUSED[reason])
    assert problem.lost
    assert reason in problem.message
    assert "save it again" in problem.message


def test_a_workbook_that_defines_entities() -> None:
    out = io.BytesIO()
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    with zipfile.ZipFile(out, "w") as archive:
        document = f'<!DOCTYPE a [<!ENTITY a0 "b">{entities}]><worksheet xmlns="{MAIN}">&a8;'
        archive.writestr("xl/worksheets/sheet1.xml", document)
    records, (problem,) = read(out.getvalue())
    assert not records
    assert "document type" in problem.message


@pytest.mark.parametrize("lines", [25, 31, 200])
def test_strings_that_double(lines: int) -> None:
    after = '@string{jci = "Invented Journal"}\n@article{two, title = {Second}, journal = jci}'
    with memory_below(20_000_000):
        (first, second), problems = read(string_bomb(lines, after))
    assert len(first.title) <= MAX_FIELD
    assert (second.title, second.journal) == ("Second", "Invented Journal")
    (problem,) = problems
    assert "@string" in problem.message
    assert problem.lost
    assert problem.line <= lines


def test_one_string_used_many_times() -> None:
    entries = "".join(f"@article{{k{n}, title = {{T {n}}}, note = s}}\n" for n in range(500))
    bomb = f'@string{{s = "{"a" * 40_000}"}}\n{entries}'.encode()
    records, problems = read(bomb)
    assert [record.title for record in records] == [f"T {n}" for n in range(500)]
    assert sum(len(text) for record in records for _, text in record.extra) < 10_000_000
    assert len(problems) == 1


def test_a_value_joined_to_more_than_a_field() -> None:
    strings = f'@string{{s = "{"a" * 300_000}"}}\n'
    entry = "@article{k, title = s # s # s # s # { end}, year = 2020}"
    (record,), (problem,) = read((strings + entry).encode())
    assert len(record.title) == MAX_FIELD
    assert record.issued
    assert "joined to more than" in problem.message
    assert problem.line == 2


def test_notices_from_a_table_that_unpacks_to_too_much() -> None:
    row = b"10.1000/made,Retraction,1/2/2020 0:00,Invented\n"
    head = b"OriginalPaperDOI,RetractionNature,RetractionDate,Title\n"
    data = gzip.compress(head + row + b"," * 10_000_000)
    notice, problem = read_retraction_watch(io.BytesIO(data), name="notices.csv.gz")
    assert isinstance(problem, Problem)
    assert "unpacks to more than" in problem.message
    assert not isinstance(notice, Problem)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_larger_file_may_take_more(one: int, other: int) -> None:
    smaller, larger = sorted((one, other))
    limits = BudgetLimits()
    for allowed in (limits.unpacked, limits.repeated, limits.held, limits.stored):
        assert allowed.amount(smaller) <= allowed.amount(larger)
        assert allowed.amount(larger) >= min(20 * larger, 2**20)
    assert limits.unpacked.amount(larger) <= 20 * larger + 256 * 2**20


HOSTILE = ("xlsx_shared_string_2kB_to_4GB.xlsx", "xlsx_wide_rows.xlsx", "bibtex_string_bomb_20.bib")


@pytest.mark.parametrize("name", HOSTILE)
def test_files_that_were_found_to_fill_a_machine(shared_data: Path, name: str) -> None:
    records, problems = read((shared_data / "hostile" / name).read_bytes())
    assert len(problems) == 1
    assert sum(len(record.title) for record in records) < 10_000_000
