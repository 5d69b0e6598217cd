"""Properties of the guard against formulas: nothing is evaluated, and every text comes back."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pprnet.formats import read_records, write_records
from pprnet.formats.fields.placeholders import without_placeholders
from pprnet.formats.tables.csv_rows import format_row, guard_formula, unguard_formula
from pprnet.records import Author, Problem, Record
from pprnet.text import clean

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
FORMULAS = (
    '=HYPERLINK("https://example.org/?"&A1,"Invented")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-2+3",
    "+1",
    "-2",
    "\uff1d1+1",
    "'=1",
    "''=1",
    "'Tis an invented title",
    "'- a dash in an invented title'",
    '="19326203"',
)
STARTS = st.text("='+-@ \t\r\n\"\uff1d,;a", max_size=6)
CELL = st.sampled_from(FORMULAS) | st.builds("{}{}".format, STARTS, st.text(max_size=8))


@given(CELL)
def test_a_guarded_text_comes_back(text: str) -> None:
    assert unguard_formula(guard_formula(text)) == text


@given(CELL)
def test_no_guarded_text_begins_a_formula(text: str) -> None:
    assert not guard_formula(text).startswith(DANGEROUS)


@given(st.lists(CELL, min_size=1, max_size=5), st.sampled_from([",", "\t"]))
def test_every_cell_of_a_row_is_guarded_and_comes_back(cells: list[str], delimiter: str) -> None:
    row = format_row(cells, delimiter=delimiter)
    [read] = csv.reader(io.StringIO(row, newline=""), delimiter=delimiter)
    assert not any(cell.startswith(DANGEROUS) for cell in read)
    assert [unguard_formula(cell) for cell in read] == cells


def written(record: Record) -> bytes:
    """Return a record as a file of CSV."""
    out = io.BytesIO()
    write_records([record], out, format="csv")
    return out.getvalue()


def read_back(data: bytes) -> Record:
    """Return the one record of a file of CSV."""
    [record] = read_records(io.BytesIO(data), name="back.csv")
    assert not isinstance(record, Problem)
    return record


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_in_a_record_is_guarded_and_comes_back(text: str) -> None:
    record = Record(title=text, abstract=text, publisher=text, authors=(Author(literal=text),))
    data = written(record)
    rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
    assert not any(cell.startswith(DANGEROUS) for row in rows for cell in row)
    again = read_back(data)
    assert (again.title, again.abstract, again.publisher) == (text, text, text)


@settings(max_examples=200, deadline=None)
@given(CELL.map(clean).filter(lambda text: without_placeholders(Record(title=text)).title == text))
def test_a_title_comes_back_through_a_file(text: str) -> None:
    assert read_back(written(Record(title=text, abstract="Invented."))).title == text
