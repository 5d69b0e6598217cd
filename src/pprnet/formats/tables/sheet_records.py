"""The rows of a sheet of a workbook as records: only cells under a name are looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pprnet.formats.tables.columns import TableRow, table_record
from pprnet.formats.tables.csv_tables import cells_by_field, names_columns
from pprnet.formats.tables.workbook_xml import SheetRow
from pprnet.records import Problem, Record

PREAMBLE = 200
"""Rows among which the names of the columns are looked for."""


@dataclass(slots=True)
class _Count:
    """Rows of one kind, which share one problem."""

    number: int = 0
    first: int = 0

    def add(self, line: int) -> None:
        """Count a row."""
        self.first = self.first or line
        self.number += 1


def read_sheet_records(
    name: str, rows: Iterable[SheetRow], *, source: str
) -> Iterator[Record | Problem]:
    """Yield each row after the one that names the columns as a record.

    Args:
        name: name of the file, for problems.
        rows: of one sheet.
        source: name of the format, for the records.
    """
    names: Mapping[int, str] = {}
    filled, outside = _Count(), _Count()
    for line, row in rows:
        cells = {at: text for at, text in row.items() if not text.isspace()}
        if not cells:
            continue
        filled.add(line)
        if not names:
            is_head = filled.number <= PREAMBLE and names_columns(list(cells.values()))
            names = {at: text.strip() for at, text in cells.items()} if is_head else names
            continue
        named = [(names[at], cells[at]) for at in sorted(cells.keys() & names.keys())]
        if len(named) < len(cells):
            outside.add(line)
        if named:
            record = table_record(TableRow(cells_by_field(named), line))
            yield replace(record, source=source)
    yield from _sheet_problems(name, filled, outside, is_read=bool(names))


def _sheet_problems(
    name: str, filled: _Count, outside: _Count, *, is_read: bool
) -> Iterator[Problem]:
    """Yield what is said of a sheet once it has been read."""
    if filled.number and not is_read:
        yield Problem(
            name,
            f"skipped a sheet of {filled.number} rows: none of the first {PREAMBLE} names columns "
            "of references",
        )
    if outside.number:
        yield Problem(
            name,
            f"text in columns without a name was ignored from here on (rows: {outside.number}); "
            "name the columns in the first row to have it read",
            line=outside.first,
            lost=False,
        )
