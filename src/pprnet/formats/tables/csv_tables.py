"""Tables with column names: the CSV and TSV files of databases, managers and screeners."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pprnet.formats.detection import Detection, is_json, is_xml
from pprnet.formats.format_entry import Format, Writer
from pprnet.formats.record_parts import ARTICLE_NUMBER_PART, STATUS_PARTS
from pprnet.formats.streams import Stream, decode, split_lines
from pprnet.formats.tables.columns import COLUMNS, TableRow, header_problems, table_record
from pprnet.formats.tables.csv_rows import unguard_formula
from pprnet.formats.tables.csv_writer import SUPPORTED_FIELDS, write_csv
from pprnet.limits import MAX_FIELD, MAX_LINE
from pprnet.records import Problem, Record
from pprnet.text import fold

DELIMITERS = ",;\t|"
_PREAMBLE = 15
"""Lines above the column names that are passed over, such as Embase's "SEARCH QUERY"."""
_KNOWN_NEEDED = 2
_ENOUGH_ROWS = 0.5
"""Share of the lines after an unclosed quotation mark that must look like rows to be read so."""

NumberedRow = tuple[int, "list[str] | Problem"]


_LONGEST_NAME = 200
"""Characters of the name of a column."""


def column_field(name: str) -> str:
    """Return the field that a column's name stands for, empty if none.

    Args:
        name: as it stands in the file.
    """
    return COLUMNS.get(fold(name), "") if len(name) <= _LONGEST_NAME else ""


def _has_header(head: bytes) -> bool:
    """Return whether one of the first lines names columns of records."""
    return _find_header(head) is not None


def _find_header(head: bytes) -> tuple[int, str] | None:
    """Return the line number of the column names and the delimiter."""
    for number, line in split_lines(iter([head.removeprefix(b"\xef\xbb\xbf")])):
        if number > _PREAMBLE or line is None:
            break
        text = decode(line)[0]
        for delimiter in sorted(DELIMITERS, key=text.count, reverse=True):
            if names_columns(_split_cells(text, delimiter)):
                return number, delimiter
    return None


def _split_cells(text: str, delimiter: str) -> list[str]:
    """Return the cells of one line, none if it cannot be split."""
    try:
        space = delimiter != "\t"
        return next(csv.reader([text], delimiter=delimiter, skipinitialspace=space), [])
    except csv.Error:
        return []


def names_columns(cells: Sequence[str]) -> bool:
    """Return whether there is a title among several columns, or two typical names.

    Args:
        cells: a row.
    """
    fields = {column_field(cell) for cell in cells} - {""}
    typical = fields - {"language", "type", "url", "source_id", "publisher", "place", "volume"}
    enough = len(typical) >= _KNOWN_NEEDED and len(fields) * 12 >= len(cells)
    return ("title" in fields and len(cells) > 1) or enough


class _UnclosedRowError(Exception):
    """A row has grown over the limit, or the file has ended inside it."""


class _CsvLines:
    """Feeds a CSV reader with lines, keeping those of the row that is being read."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.lines = stream.text_lines()
        self.pending: deque[tuple[int, str]] = deque()
        """Lines to be read once more."""
        self.row: list[tuple[int, str]] = []
        self.size = 0
        self.dropped: list[int] = []

    def begin_row(self) -> None:
        """Forget the row before."""
        self.row.clear()
        self.size = 0

    def __iter__(self) -> _CsvLines:
        return self

    def __next__(self) -> str:
        """Return the next line that is not too long."""
        if self.size > MAX_FIELD:
            raise _UnclosedRowError
        found = self.next_line()
        if found is None:
            if self.row:
                raise _UnclosedRowError
            raise StopIteration
        self.row.append(found)
        self.size += len(found[1]) + 1
        return found[1] + "\n"

    def next_line(self) -> tuple[int, str] | None:
        """Return the next line with its number, `None` at the end."""
        if self.pending:
            return self.pending.popleft()
        for number, line in self.lines:
            if line is not None:
                return number, line
            self.dropped.append(number)
        return None


def read_table(stream: Stream) -> Iterator[Record | Problem]:
    """Yield each row as a record, by the names of its columns.

    Args:
        stream: the file.
    """
    found = _find_header(stream.head)
    if found is None:
        return
    csv.field_size_limit(2 * MAX_FIELD)
    rows = _rows(_CsvLines(stream), found[1])
    for item in _read_rows(stream.name, rows, found[0]):
        yield from stream.take_problems()
        yield item
    yield from stream.take_problems()


def _read_rows(
    name: str, rows: Iterable[NumberedRow], header_line: int
) -> Iterator[Record | Problem]:
    """Yield each row after the line with the names of the columns as a record."""
    names: list[str] = []
    is_checked = False
    for line, row in rows:
        if isinstance(row, Problem):
            yield row
        elif names and any(cell.strip() for cell in row):
            if not is_checked:
                is_checked, fields = True, list(map(column_field, names))
                yield from header_problems(name, fields, cells=len(row), line=header_line)
            yield from _read_row(name, names, row, line)
        elif not names and line >= header_line:
            names = [cell.strip() for cell in row]


def _rows(lines: _CsvLines, delimiter: str) -> Iterator[NumberedRow]:
    """Yield rows with the line at which each starts, and what could not be a row."""
    space = delimiter != "\t"
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=space)
    width = 0
    while True:
        lines.begin_row()
        try:
            row = next(reader)
        except StopIteration:
            yield from _dropped_lines(lines)
            return
        except _UnclosedRowError:
            yield from _recovered_row(lines, delimiter, width)
            continue
        except csv.Error as error:
            start = lines.row[0][0] if lines.row else 0
            message = f"skipped: not a row of a table ({error})"
            yield start, Problem(lines.stream.name, message, line=start)
            continue
        yield from _dropped_lines(lines)
        if len(lines.row) > 1 and sum(text.count('"') for _, text in lines.row) % 2:
            yield from _recovered_row(lines, delimiter, width, row)
            continue
        width = width or len(row)
        yield lines.row[0][0], row


def _dropped_lines(lines: _CsvLines) -> Iterator[NumberedRow]:
    for number in lines.dropped:
        message = f"skipped: a line longer than {MAX_LINE // 2**20} MiB"
        yield number, Problem(lines.stream.name, message, line=number)
    lines.dropped.clear()


def _recovered_row(
    lines: _CsvLines, delimiter: str, width: int, read: list[str] | None = None
) -> Iterator[NumberedRow]:
    """Yield a row with an odd quotation mark, and a problem for it.

    Where the lines after the first look like rows, the mark was a stray one and they are read as
    rows (none of them before the last has a mark, so each is read only once more). Where they do
    not, they are the rest of a long cell.
    """
    (start, first), *rest = lines.row
    rows = sum(len(_split_cells(text, delimiter)) == width for _, text in rest)
    over = lines.size > MAX_FIELD
    message = 'a quotation mark (") is not closed; '
    if not rest or (width > 1 and rows > _ENOUGH_ROWS * len(rest)):
        lines.pending.extendleft(reversed(rest))
        over = False
        yield start, _without_mark(first, delimiter, width)
        message += "it was read as an ordinary character"
    else:
        joined = "\n".join([first, *(text for _, text in rest)])
        yield start, read or _split_cells(joined[:MAX_FIELD], delimiter)
        message += "what follows was read as one cell"
        if over:
            message += " and left out from there on"
            _skip(lines)
    yield start, Problem(lines.stream.name, message, line=start, lost=over)


def _skip(lines: _CsvLines) -> None:
    """Skip lines up to the one that closes the mark."""
    while (found := lines.next_line()) is not None:
        if found[1].count('"') % 2:
            return


def _without_mark(text: str, delimiter: str, width: int) -> list[str]:
    """Split a line in which one quotation mark is read as a character."""
    as_read = _split_cells(text, delimiter)
    at = text.rfind('"')
    without = _split_cells(text[:at] + text[at + 1 :], delimiter)
    return without if abs(len(without) - width) < abs(len(as_read) - width) else as_read


def _read_row(name: str, names: list[str], row: list[str], line: int) -> Iterator[Record | Problem]:
    if len(row) > len(names) and any(cell.strip() for cell in row[len(names) :]):
        yield Problem(
            name,
            f"expected {len(names)} cells as in the first row, got {len(row)}; the rest "
            "was ignored",
            line=line,
            lost=False,
        )
    yield table_record(TableRow(cells_by_field(zip(names, row, strict=False)), line))


def cells_by_field(named: Iterable[tuple[str, str]]) -> Mapping[str, list[tuple[str, str]]]:
    """Return the cells of a row under the field that each stands for.

    Args:
        named: the name of the column and the text of each cell.
    """
    cells: dict[str, list[tuple[str, str]]] = {}
    for name, cell in named:
        text = _unquote_cell(cell)
        if text:
            cells.setdefault(column_field(name), []).append((name, text))
    return cells


def _unquote_cell(cell: str) -> str:
    """Return a cell without what spreadsheets put around it, as in `="19326203"` or `'=x`."""
    text = cell.strip()
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1].strip()
    text = unguard_formula(text)
    return "" if text.lower() in ("null", "nan", "none", "n/a") else text


def _is_table(head: bytes) -> bool:
    return not is_json(head) and not is_xml(head) and _has_header(head)


CSV = Format(
    key="csv",
    name="CSV/TSV",
    label="table with column names (CSV or TSV)",
    extensions=(".csv", ".tsv"),
    media_type="text/csv",
    recognised_by="one of the first lines names columns of references, such as `title`",
    detection=(Detection(170, _is_table),),
    read=read_table,
    writer=Writer(write_csv, SUPPORTED_FIELDS, ARTICLE_NUMBER_PART | STATUS_PARTS),
    example="""\
title,authors,year
First é,Example A.,2020
Second,Sample B.,2021
""",
)
