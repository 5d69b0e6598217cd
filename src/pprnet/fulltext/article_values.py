"""What is read of an article: pages of passages and tables, and numbers that are uncertain."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from pprnet.records import Problem


class SourceLayer(StrEnum):
    """The part of a source that a text comes from, the most concise first."""

    ABSTRACT = "abstract"
    BODY = "body"
    TABLE = "table"
    CITATION = "citation"
    """Title, authors, year and journal, which the record of a work states."""


class FullTextKind(StrEnum):
    """The form in which an article was added."""

    JATS = "jats"
    PDF = "pdf"
    HTML = "html"
    TEXT = "text"
    """Pasted, or a file of plain text."""


UNREAD_MARK = "□"
"""Printed once for each character of a number that could not be read with certainty."""


@dataclass(frozen=True, slots=True)
class TextPassage:
    """A paragraph, heading or table row of an article."""

    layer: SourceLayer
    text: str
    page: int
    """1-based number of the page on which it begins, 0 where a source has no pages."""
    section: str = ""
    """The heading above it, empty where there is none."""
    page_starts: tuple[int, ...] = ()
    """Where in the text each further page begins, in characters from 0."""
    headings: tuple[str, ...] = ()
    """Of the columns of a table, for each of its rows."""
    cells: tuple[str, ...] = ()
    """Of a row of a table; other passages have none."""

    def page_at(self, offset: int) -> int:
        """Return the number of the page on which a character of the text is printed.

        Args:
            offset: of the character, from 0.
        """
        return self.page + bisect_right(self.page_starts, offset)


@dataclass(frozen=True, slots=True)
class Table:
    """A table as cells; a cell that spans several rows or columns is repeated in each of them."""

    page: int
    """1-based number of its page, 0 where a source has no pages."""
    caption: str
    rows: tuple[tuple[str, ...], ...]
    """All rows have the same number of cells."""
    header_rows: int = 1
    """How many of the first rows are headings."""

    def column_heading(self, column: int) -> str:
        """Return the headings above a column, from the top.

        Args:
            column: its number, from 0.
        """
        found = [row[column] for row in self.rows[: self.header_rows]]
        return " ".join(dict.fromkeys(filter(None, found)))

    def row_texts(self) -> tuple[str, ...]:
        """Return each row as a text in which a cell follows the headings of its row and column."""
        return tuple(text for text, _cells in self.text_rows())

    def text_rows(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return the rows that contain something: each as a text, and its cells."""
        rows = ((self._row_text(row), row) for row in self.rows[self.header_rows :])
        return tuple((text, row) for text, row in rows if text)

    def column_headings(self) -> tuple[str, ...]:
        """Return the headings of all columns."""
        return tuple(map(self.column_heading, range(len(self.rows[0]) if self.rows else 0)))

    def _row_text(self, row: tuple[str, ...]) -> str:
        """Return a row such as "Therapy: Mean 12.5; SD 3.1"."""
        label, cells = row[0], enumerate(row[1:], 1)
        parts = [f"{self.column_heading(at)} {cell}".strip() for at, cell in cells if cell]
        if not parts:
            return label
        return f"{label}: {'; '.join(parts)}" if label else "; ".join(parts)


@dataclass(frozen=True, slots=True)
class Unread:
    """A number on which the two readers of a PDF do not agree."""

    page: int
    first: str
    """What the first reader found in this place, empty if nothing."""
    second: str


@dataclass(frozen=True, slots=True)
class TextPage:
    """What is printed on one page; a source without pages is one page with the number 0."""

    number: int
    passages: tuple[TextPassage, ...] = ()
    tables: tuple[Table, ...] = ()
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class FullText:
    """An article as it was read."""

    kind: FullTextKind
    title: str
    pages: tuple[TextPage, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def passages(self) -> tuple[TextPassage, ...]:
        """All passages, in their order."""
        return tuple(passage for page in self.pages for passage in page.passages)

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables, in their order."""
        return tuple(table for page in self.pages for table in page.tables)

    @property
    def unread(self) -> tuple[Unread, ...]:
        """All numbers that could not be read with certainty."""
        return tuple(number for page in self.pages for number in page.unread)
