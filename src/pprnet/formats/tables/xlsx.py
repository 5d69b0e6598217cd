"""Workbooks of Excel and its like: the rows of the first sheet that has column names.

The parts of the archive are unpacked piece by piece up to a limit, whatever sizes it states,
so that a small file cannot fill the machine.
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any

from lxml import etree

from pprnet.formats.detection import Detection
from pprnet.formats.format_entry import Format
from pprnet.formats.streams import Stream
from pprnet.formats.tables.csv_tables import read_table_rows
from pprnet.limits import MAX_FIELD, MAX_UPLOAD
from pprnet.records import Problem, Record

_NAME = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_COLUMN = re.compile(r"[A-Z]{1,3}")
_ROW, _CELL, _TEXT, _ITEM = "row", "c", "t", "si"
MAX_UNPACKED = 16 * MAX_UPLOAD
"""Bytes that a part of a workbook may have unpacked."""
MAX_COLUMNS = 16_384

_FAULTS = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, etree.XMLSyntaxError,
    OSError, ValueError, KeyError, EOFError, RuntimeError, NotImplementedError, OverflowError,
)  # fmt: skip
"""What the archive and the XML inside it may raise."""


class _TooLargeError(ValueError):
    """A part of a workbook is over the limit."""


class _LimitedReader:
    """A part of an archive that may be read only so far."""

    def __init__(self, part: IO[bytes]) -> None:
        self.part, self.left = part, MAX_UNPACKED

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        data = self.part.read(min(size, 1 << 16) if size >= 0 else 1 << 16)
        self.left -= len(data)
        if self.left < 0:
            message = f"a part of it is over {MAX_UNPACKED // 2**20} MiB unpacked"
            raise _TooLargeError(message)
        return data


def _is_workbook(head: bytes) -> bool:
    """Return whether a zip archive is a workbook, by the names of its first parts."""
    if not head.startswith(b"PK\x03\x04"):
        return False
    return b"xl/" in head or (b"[Content_Types].xml" in head[:512] and b"word/" not in head)


def read_xlsx(stream: Stream) -> Iterator[Record | Problem]:
    """Yield the rows of each sheet that names columns of references as records.

    Args:
        stream: the file.
    """
    with tempfile.SpooledTemporaryFile(max_size=MAX_UPLOAD) as held:
        for chunk in stream.chunks():
            held.write(chunk)
        held.seek(0)
        try:
            with zipfile.ZipFile(held) as archive:
                yield from _sheets(stream, archive)
        except _FAULTS as error:
            message = f"the workbook cannot be read further ({error}); save it again, or as CSV"
            yield Problem(stream.name, message)


def _sheets(stream: Stream, archive: zipfile.ZipFile) -> Iterator[Record | Problem]:
    names = archive.namelist()
    shared = _shared_strings(archive) if "xl/sharedStrings.xml" in names else []
    sheets = sorted((int(found[1]), name) for name in names if (found := _SHEET.fullmatch(name)))
    if not sheets:
        yield Problem(stream.name, "expected a workbook with a sheet, got an archive without one")
    for _, name in sheets:
        with archive.open(name) as part:
            for item in read_table_rows(stream.name, _rows(_LimitedReader(part), shared)):
                yield replace(item, source="xlsx") if isinstance(item, Record) else item


def _elements(part: Any, *tags: str) -> Iterator[Any]:
    """Yield elements once they are complete, and free their memory."""
    wanted = [prefix + tag for tag in tags for prefix in (_NAME, _STRICT)]
    options: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False}
    for _, element in etree.iterparse(part, events=("end",), tag=wanted, **options):
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _shared_strings(archive: zipfile.ZipFile) -> list[str]:
    with archive.open("xl/sharedStrings.xml") as part:
        return [_text(item) for item in _elements(_LimitedReader(part), _ITEM)]


def _text(element: Any) -> str:
    """Return the text of a string, without the reading aids of Japanese."""
    texts = (part for part in element.iter() if etree.QName(part).localname == _TEXT)
    kept = (part.text or "" for part in texts if "rPh" not in str(part.getparent().tag))
    return "".join(kept)[: MAX_FIELD + 1]


def _rows(part: Any, shared: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the cells of each row."""
    number = 0
    for row in _elements(part, _ROW):
        stated = row.get("r") or ""
        number = int(stated) if stated.isascii() and stated.isdigit() else number + 1
        cells: list[str] = []
        for cell in row:
            at = _column(cell.get("r") or "")
            at = len(cells) if at is None else at
            cells.extend([""] * (at - len(cells)))
            cells.append(_value(cell, shared))
        yield number, cells


def _column(name: str) -> int | None:
    """Return the 0-based column of a cell such as "AB12"."""
    found = _COLUMN.match(name)
    if not found:
        return None
    place = 0
    for letter in found[0]:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1 if place <= MAX_COLUMNS else None


def _value(cell: Any, shared: list[str]) -> str:
    kind = cell.get("t") or ""
    if kind == "inlineStr":
        return _text(cell)
    held = next((part.text or "" for part in cell if etree.QName(part).localname == "v"), "")
    if kind == "s":
        known = held.isascii() and held.isdigit() and int(held) < len(shared)
        return shared[int(held)] if known else ""
    if kind == "" and held.endswith(".0"):
        return held[:-2]
    return "" if kind == "e" else held


def _example() -> bytes:
    """Return a workbook of one sheet with its texts in the cells."""
    head = ("Title", "Authors", "Year")
    table = (head, ("First é", "Example, A.", "2020"), ("Second", "Sample, B.", "2021"))
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    rows = "".join(f"<row>{''.join(map(cell.format, row))}</row>" for row in table)
    name = _NAME.strip("{}")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", f'<workbook xmlns="{name}"/>')
        sheet = f'<worksheet xmlns="{name}"><sheetData>{rows}</sheetData></worksheet>'
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return out.getvalue()


XLSX = Format(
    key="xlsx",
    name="XLSX",
    label="workbook with column names (XLSX)",
    extensions=(".xlsx",),
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    recognised_by="a zip archive with the parts of a workbook",
    detection=(Detection(0, _is_workbook, is_binary=True),),
    read=read_xlsx,
    has_real_files=False,
    example=_example,
)
