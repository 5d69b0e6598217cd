"""Tables with column names: the CSV and TSV files of databases, managers and screeners."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence

from pprnet.formats.columns import COLUMNS, Row, record_of
from pprnet.formats.streams import Stream, decode, split_lines
from pprnet.limits import MAX_FIELD, MAX_LINE
from pprnet.records import Problem, Record
from pprnet.text import fold

DELIMITERS = ",;\t|"
_PREAMBLE = 15
"""Lines above the column names that are passed over, such as Embase's "SEARCH QUERY"."""
_KNOWN_NEEDED = 2


def column_field(name: str) -> str:
    """Give the field that a column's name stands for, empty if none."""
    return COLUMNS.get(fold(name), "")


def has_header(head: bytes) -> bool:
    """Tell whether one of the first lines names columns of records."""
    return find_header(head) is not None


def find_header(head: bytes) -> tuple[int, str] | None:
    """Give the line number of the column names and the delimiter."""
    for number, line in split_lines(iter([head.removeprefix(b"\xef\xbb\xbf")])):
        if number > _PREAMBLE or line is None:
            break
        text = decode(line)[0]
        for delimiter in sorted(DELIMITERS, key=text.count, reverse=True):
            if _names_columns(_cells(text, delimiter)):
                return number, delimiter
    return None


def _cells(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([text], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        return []


def _names_columns(cells: Sequence[str]) -> bool:
    """Want a title among several columns, or two names that only references have."""
    fields = {column_field(cell) for cell in cells} - {""}
    telling = fields - {"language", "type", "url", "source_id", "publisher", "place", "volume"}
    enough = len(telling) >= _KNOWN_NEEDED and len(fields) * 12 >= len(cells)
    return ("title" in fields and len(cells) > 1) or enough


class Lines:
    """Feeds a CSV reader with lines, counting them and the quotation marks of a row."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.lines = stream.text_lines()
        self.number = self.quotes = 0
        self.dropped: list[int] = []

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        """Give the next line that can be held."""
        for number, line in self.lines:
            self.number = number
            if line is not None:
                self.quotes += line.count('"')
                return line + "\n"
            self.dropped.append(self.number)
        raise StopIteration


def read_table(stream: Stream) -> Iterator[Record | Problem]:
    """Read a row as a record, by the names of its columns."""
    found = find_header(stream.head)
    if found is None:
        return
    header_line, delimiter = found
    csv.field_size_limit(MAX_FIELD)
    lines = Lines(stream)
    rows = _rows(lines, delimiter)
    names: list[str] = []
    for line, row in rows:
        yield from stream.take_problems()
        if isinstance(row, Problem):
            yield row
        elif line >= header_line and not names:
            names = [name.strip() for name in row]
        elif names and any(cell.strip() for cell in row):
            yield from _read_row(stream, names, row, line)
    yield from stream.take_problems()


def _rows(lines: Lines, delimiter: str) -> Iterator[tuple[int, list[str] | Problem]]:
    """Give rows with the line at which each starts, and what could not be a row."""
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=delimiter != "\t")
    name = lines.stream.name
    while True:
        start, lines.quotes = lines.number + 1, 0
        try:
            row = next(reader)
        except StopIteration:
            row = None
        except csv.Error as error:
            yield start, Problem(name, f"passed over: not a row of a table ({error})", line=start)
            continue
        for number in lines.dropped:
            message = f"passed over: a line longer than {MAX_LINE // 2**20} MiB"
            yield number, Problem(name, message, line=number)
        lines.dropped.clear()
        if row is None:
            return
        yield start, row
        if lines.quotes % 2 and lines.number > start:
            message = 'a quotation mark (") is not closed; what follows was read as one cell'
            yield start, Problem(name, message, line=start)


def _read_row(
    stream: Stream, names: list[str], row: list[str], line: int
) -> Iterator[Record | Problem]:
    if len(row) > len(names) and any(cell.strip() for cell in row[len(names) :]):
        yield Problem(
            stream.name,
            f"expected {len(names)} cells as in the first row, got {len(row)}; the rest was left",
            line=line,
            lost=False,
        )
    yield record_of(Row(dict_of(names, row), line))


def dict_of(names: Sequence[str], row: Sequence[str]) -> Mapping[str, list[tuple[str, str]]]:
    """Gather the cells of a row under the field for which each stands."""
    cells: dict[str, list[tuple[str, str]]] = {}
    for name, cell in zip(names, row, strict=False):
        text = unquote(cell)
        if text:
            cells.setdefault(column_field(name), []).append((name, text))
    return cells


def unquote(cell: str) -> str:
    """Take off what spreadsheets put around a cell, as in `="19326203"`."""
    text = cell.strip()
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1].strip()
    return "" if text.lower() in ("null", "nan", "none", "n/a") else text
