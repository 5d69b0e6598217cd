"""Tables of JATS and HTML as cells; what spans several rows or columns is repeated in each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from pprnet.formats.xml.xml_elements import Element
from pprnet.fulltext.article_values import Table

MAX_COLUMNS = 200
MAX_CELLS = 60_000
_CELLS = frozenset({"td", "th"})
_PARTS = frozenset({"thead", "tbody", "tfoot", "tgroup"})

ElementText = Callable[[Element], str]


@dataclass(slots=True)
class _Grid:
    """The cells that are placed so far."""

    rows: list[dict[int, str]] = field(default_factory=list)
    reaching: dict[int, tuple[int, str]] = field(default_factory=dict)
    """By column: in how many further rows a cell from above is repeated, and its text."""
    header_rows: int = 0

    def add_row(self, cells: list[tuple[str, int, int]]) -> None:
        """Place a row of cells, each with its text and how many columns and rows it spans."""
        row: dict[int, str] = {}
        self.rows.append(row)
        reaching = {}
        for column, (left, text) in self.reaching.items():
            row[column] = text
            if left > 1:
                reaching[column] = (left - 1, text)
        column = 0
        for text, across, down in cells:
            while column in row:
                column += 1
            for at in range(column, min(MAX_COLUMNS, column + across)):
                row[at] = text
                if down > 1:
                    reaching[at] = (down - 1, text)
            column += across
        self.reaching = reaching


def table_of(
    element: Element, caption: str, *, text_of: ElementText, tag_of: ElementText
) -> Table | None:
    """Return a table, `None` if it has no cells.

    Args:
        element: the table.
        caption: its title.
        text_of: gives the text of a cell.
        tag_of: gives the name of an element without its namespace.
    """
    grid, count = _Grid(), 0
    for row in _rows(element, tag_of):
        cells = [cell for cell in row if tag_of(cell) in _CELLS][:MAX_COLUMNS]
        if cells and _is_header(row, cells, tag_of) and grid.header_rows == len(grid.rows):
            grid.header_rows += 1
        grid.add_row(
            [(text_of(cell), _span(cell, "colspan"), _span(cell, "rowspan")) for cell in cells]
        )
        count += len(grid.rows[-1])
        if count > MAX_CELLS:
            break
    return _complete_table(grid, caption)


def _rows(element: Element, tag_of: ElementText) -> Iterator[Element]:
    """Yield the rows of a table, not those of tables inside its cells."""
    for child in element:
        tag = tag_of(child)
        if tag == "tr":
            yield child
        elif tag in _PARTS:
            yield from _rows(child, tag_of)


def _is_header(row: Element, cells: list[Element], tag_of: ElementText) -> bool:
    return tag_of(row.getparent()) == "thead" or all(tag_of(cell) == "th" for cell in cells)


def _span(cell: Element, name: str) -> int:
    stated = (cell.get(name) or "1").strip()
    is_number = stated.isascii() and stated.isdigit() and len(stated) < 5  # noqa: PLR2004
    return max(1, min(MAX_COLUMNS, int(stated))) if is_number else 1


def _complete_table(grid: _Grid, caption: str) -> Table | None:
    """Return the cells with rows of one length."""
    width = max((max(row, default=-1) + 1 for row in grid.rows), default=0)
    if not width:
        return None
    rows = tuple(tuple(row.get(at, "") for at in range(width)) for row in grid.rows if row)
    headers = max(1, grid.header_rows) if len(rows) > 1 else 0
    return Table(0, caption, rows, min(headers, len(rows) - 1))
