"""Invented workbooks as Excel and its like write them, and damaged copies of them."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Sequence

import pytest

from pprnet.formats import read_records
from pprnet.records import Author, PartialDate, Problem, Record

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
STRICT = 'xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"'
HEAD = ("Title", "Authors", "Year", "DOI", "Abstract")
ROW = ("An invented title", "Example, Anna; Sample, B.", "2020", "10.1000/made.1", "Sample text.")


def read(data: bytes) -> tuple[list[Record], list[Problem]]:
    found = list(read_records(io.BytesIO(data), name="made.xlsx"))
    return (
        [item for item in found if isinstance(item, Record)],
        [item for item in found if isinstance(item, Problem)],
    )


def packed(sheets: Sequence[str], shared: str = "", name: str = MAIN) -> bytes:
    """Pack sheets as a workbook."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", f"<workbook {name}/>")
        for number, rows in enumerate(sheets, start=1):
            sheet = f"<worksheet {name}><sheetData>{rows}</sheetData></worksheet>"
            archive.writestr(f"xl/worksheets/sheet{number}.xml", sheet)
        if shared:
            archive.writestr("xl/sharedStrings.xml", f"<sst {name}>{shared}</sst>")
    return out.getvalue()


def inline(*rows: Sequence[str]) -> str:
    """Write rows with their texts in the cells."""
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    return "".join(f"<row>{''.join(map(cell.format, row))}</row>" for row in rows)


def check(records: list[Record]) -> None:
    assert len(records) == 1
    record = records[0]
    assert (record.source, record.title, record.doi) == ("xlsx", ROW[0], ROW[3])
    assert record.authors == (Author("Example", "Anna"), Author("Sample", "B."))
    assert (record.issued, record.abstract) == (PartialDate(2020), ROW[4])


@pytest.mark.parametrize("name", [MAIN, STRICT])
def test_texts_in_the_cells(name: str) -> None:
    records, problems = read(packed([inline(HEAD, ROW)], name=name))
    check(records)
    assert not problems


def test_shared_texts_numbers_gaps_and_formatted_runs() -> None:
    texts = [*HEAD, *ROW[:2], *ROW[3:]]
    shared = "".join(f"<si><r><t>{text[:3]}</t></r><r><t>{text[3:]}</t></r></si>" for text in texts)
    head = "".join(f'<c r="{"BCDEF"[at]}1" t="s"><v>{at}</v></c>' for at in range(5))
    cells = (
        '<c r="B5" t="s"><v>5</v></c><c r="C5" t="s"><v>6</v></c><c r="D5"><v>2020.0</v></c>'
        '<c r="E5" t="s"><v>7</v></c><c r="F5" t="str"><f>A1</f><v>Sample text.</v></c>'
    )
    records, problems = read(
        packed([f'<row r="1">{head}</row><row r="5">{cells}</row>'], shared=shared)
    )
    check(records)
    assert records[0].line == 5
    assert not problems


def test_every_sheet_with_column_names_is_read_and_another_is_reported() -> None:
    other = inline(("Budget", "Euro"), ("Tea", "3"))
    records, problems = read(packed([inline(HEAD, ROW), other, inline(HEAD, ROW)]))
    assert [record.title for record in records] == [ROW[0], ROW[0]]
    (problem,) = problems
    assert "a sheet of 2 rows" in problem.message
    assert problem.lost


DAMAGED = {
    "cut short": lambda data: data[: len(data) // 2],
    "no sheet": lambda _data: packed([]),
    "broken sheet": lambda _data: packed([inline(HEAD, ROW) + "<row><c"]),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_damage_is_a_problem_that_says_what_to_do(case: str) -> None:
    records, problems = read(DAMAGED[case](packed([inline(HEAD, ROW)])))
    assert len(records) <= 1
    assert any(problem.lost for problem in problems)
    assert all("workbook" in problem.message for problem in problems)


def test_a_day_as_excel_counts_it() -> None:
    head = ("Title", "Publication Date")
    title = '<c t="inlineStr"><is><t>An invented title</t></is></c>'
    row = f'<row>{title}<c s="1"><v>43831</v></c></row>'
    records, _problems = read(packed([inline(head) + row]))
    assert records[0].issued is None, "no year is made up of a count of days"


@pytest.mark.parametrize("name", ["XFD1048576", "ZZ60000", "A99999999999", "ZZZZ3"])
def test_a_cell_far_away_takes_no_memory_for_the_cells_between(name: str) -> None:
    row = f'<row r="{name.lstrip("AXFDZ")}"><c r="{name}"><v>1</v></c></row>'
    tracemalloc.start()
    records, problems = read(packed([inline(HEAD, ROW) + row]))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert records[0].title == ROW[0]
    assert not [problem for problem in problems if problem.lost]
    assert most < 4_000_000
