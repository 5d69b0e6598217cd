"""The XML inside a workbook, read tag by tag: no tree is built, and no cell is made up.

A row is a dictionary of the cells that it has, so that a cell far to the right costs no blanks.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import IO, Any, Generic, TypeVar
from xml.parsers import expat

from pprnet.formats.budget import MIB, Budget
from pprnet.limits import MAX_FIELD

T = TypeVar("T")
SheetRow = tuple[int, Mapping[int, str]]
"""Number of a row, and its texts by their 0-based column."""

CHUNK = 1 << 18
MAX_TAG = 4 * MIB
"""Bytes of one tag or comment; a parser would read a longer one again and again."""
MAX_DEPTH = 256
MAX_COLUMNS = 16_384
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_TAGS = {
    f"{space} {tag}": tag
    for tag in ("row", "c", "v", "t", "si", "rPh")
    for space in (NAMESPACE, _STRICT)
}
_COLUMN = re.compile(r"[A-Z]{1,3}")


class PartError(ValueError):
    """A part of a workbook is not XML as a workbook has it."""


class _PartParser(ABC, Generic[T]):
    """Collects what the tags of one part of a workbook contain."""

    def __init__(self) -> None:
        self.ready: list[T] = []
        self.pieces: list[str] = []
        self.left = 0
        """Characters that may still be kept of the text."""
        self.depth = 0
        self.is_text = False
        self.is_reading_aid = False
        """Whether the parser is inside the reading aid of a Japanese text."""

    def begin_text(self) -> None:
        """Forget the text before."""
        self.pieces, self.left = [], MAX_FIELD + 1

    @abstractmethod
    def opened(self, tag: str, attributes: Mapping[str, str], /) -> None:
        """Note a tag that opens."""

    @abstractmethod
    def closed(self, tag: str) -> None:
        """Note a tag that closes."""

    def start_tag(self, name: str, attributes: dict[str, str]) -> None:
        """Note the start of an element, of which only those of a workbook count."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise PartError(f"its elements are nested more than {MAX_DEPTH} deep")
        if tag := _TAGS.get(name):
            if tag == "rPh":
                self.is_reading_aid = True
            self.opened(tag, attributes)

    def end_tag(self, name: str) -> None:
        """Note the end of an element."""
        self.depth -= 1
        if tag := _TAGS.get(name):
            self.is_text = False
            if tag == "rPh":
                self.is_reading_aid = False
            self.closed(tag)

    def text(self, data: str) -> None:
        """Keep characters, if they belong to a text."""
        if self.is_text and self.left > 0:
            self.pieces.append(data[: self.left])
            self.left -= len(data)

    def items(self, part: IO[bytes], budget: Budget) -> Iterator[T]:
        """Yield what a part contains, as it is read.

        Args:
            part: open for reading bytes.
            budget: of the file that it belongs to.

        Raises:
            PartError: It is not XML, or not that of a workbook; what came before is yielded.
        """
        parser = _expat_parser(self)
        fed, data = 0, b" "
        while data:
            data = part.read(CHUNK)
            budget.unpack(len(data))
            fed += len(data)
            fault = _fed(parser, data)
            yield from self.ready
            self.ready = []
            if fault:
                raise fault
            if fed - parser.CurrentByteIndex > MAX_TAG:
                raise PartError(f"a tag in it is longer than {MAX_TAG // MIB} MiB")


def _expat_parser(handler: _PartParser[Any]) -> expat.XMLParserType:
    """Return a parser that calls the methods of a handler."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = handler.start_tag
    parser.EndElementHandler = handler.end_tag
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refuse_document_type
    return parser


def _fed(parser: expat.XMLParserType, data: bytes) -> Exception | None:
    """Return the error that a parser raises on the next bytes (none at the end), if any."""
    try:
        parser.Parse(data, not data)
    except expat.ExpatError as error:
        return PartError(f"its XML is damaged: {error}")
    except Exception as error:  # noqa: BLE001 - raised again by the caller
        return error
    return None


def _refuse_document_type(*_: object) -> None:
    raise PartError("it defines a document type, which no workbook does")


class _SharedStrings(_PartParser[str]):
    """The texts that cells refer to."""

    def opened(self, tag: str, _attributes: Mapping[str, str], /) -> None:
        """Begin a text or a part of it."""
        if tag == "si":
            self.begin_text()
        self.is_text = tag == "t" and not self.is_reading_aid

    def closed(self, tag: str) -> None:
        """Complete a text."""
        if tag == "si":
            self.ready.append("".join(self.pieces))


class _Sheet(_PartParser[SheetRow]):
    """The rows of a sheet."""

    def __init__(self, shared: list[str], budget: Budget) -> None:
        super().__init__()
        self.shared, self.budget = shared, budget
        self.number = 0
        self.cells: dict[int, str] = {}
        self.column = -1
        self.kind = ""
        self.has_value = False

    def opened(self, tag: str, attributes: Mapping[str, str], /) -> None:
        """Begin a row, a cell or its text."""
        if tag == "row":
            stated = attributes.get("r", "")
            known = stated.isascii() and stated.isdigit() and len(stated) < 10  # noqa: PLR2004
            self.number = int(stated) if known else self.number + 1
            self.cells, self.column = {}, -1
        elif tag == "c":
            column = _column(attributes.get("r", ""))
            self.column = self.column + 1 if column is None else column
            self.kind, self.has_value = attributes.get("t", ""), False
            self.begin_text()
        elif self.kind == "inlineStr":
            self.is_text = tag == "t" and not self.is_reading_aid
        elif tag == "v" and not self.has_value:
            self.is_text = self.has_value = True

    def closed(self, tag: str) -> None:
        """Complete a row or a cell."""
        if tag == "row":
            self.ready.append((self.number, self.cells))
            self.cells = {}
        elif tag == "c" and self.column < MAX_COLUMNS and (text := self._value()):
            self.cells[self.column] = text

    def _value(self) -> str:
        """Return the text of the cell that was read."""
        held = "".join(self.pieces)
        if self.kind == "s":
            known = held.isascii() and held.isdigit() and len(held) < 10  # noqa: PLR2004
            text = self.shared[int(held)] if known and int(held) < len(self.shared) else ""
            self.budget.repeat(len(text))
            return text
        if not self.kind and held.endswith(".0"):
            return held[:-2]
        return "" if self.kind == "e" else held


def _column(name: str) -> int | None:
    """Return the 0-based column of a cell such as "AB12"."""
    found = _COLUMN.match(name)
    if not found:
        return None
    place = 0
    for letter in found[0]:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1 if place <= MAX_COLUMNS else None


def read_shared_strings(part: IO[bytes], budget: Budget) -> list[str]:
    """Return the texts that cells refer to.

    Args:
        part: `xl/sharedStrings.xml`, open for reading bytes.
        budget: of the workbook.
    """
    texts = []
    for text in _SharedStrings().items(part, budget):
        budget.hold(len(text))
        texts.append(text)
    return texts


def read_sheet(part: IO[bytes], shared: list[str], budget: Budget) -> Iterator[SheetRow]:
    """Yield the rows of a sheet.

    Args:
        part: the sheet, open for reading bytes.
        shared: the texts that cells refer to.
        budget: of the workbook.
    """
    return _Sheet(shared, budget).items(part, budget)
