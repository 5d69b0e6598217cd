"""Workbooks of Excel and its like: the rows of the first sheet that has column names.

The parts of the archive are unpacked piece by piece within the budget of the file, whatever sizes
it states.
"""

from __future__ import annotations

import io
import re
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from pprnet.formats.detection import Detection
from pprnet.formats.format_entry import Format
from pprnet.formats.streams import Stream
from pprnet.formats.tables.sheet_records import read_sheet_records
from pprnet.formats.tables.workbook_xml import NAMESPACE, read_shared_strings, read_sheet
from pprnet.limits import MAX_UPLOAD
from pprnet.records import Problem, Record

_SHARED = "xl/sharedStrings.xml"
_SHEET = re.compile(r"xl/worksheets/sheet(\d{1,9})\.xml")

_FAULTS = (
    zipfile.BadZipFile, zlib.error, struct.error, OSError, ValueError, LookupError, EOFError,
    RuntimeError, NotImplementedError, OverflowError,
)  # fmt: skip
"""What the archive and the XML inside it may raise."""


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
    """Yield the records of each sheet."""
    names = archive.namelist()
    shared: list[str] = []
    if _SHARED in names:
        with _opened(archive, _SHARED) as part:
            shared = read_shared_strings(part, stream.budget)
    sheets = sorted((int(found[1]), name) for name in names if (found := _SHEET.fullmatch(name)))
    if not sheets:
        yield Problem(stream.name, "expected a workbook with a sheet, got an archive without one")
    for _, name in sheets:
        with _opened(archive, name) as part:
            rows = read_sheet(part, shared, stream.budget)
            yield from read_sheet_records(stream.name, rows, source="xlsx")


def _opened(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    """Open a part of an archive for reading.

    Raises:
        BadZipFile: It is packed as no workbook is, and could not be unpacked piece by piece.
    """
    if archive.getinfo(name).compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile(f"its part {name} is packed in an unusual way")
    return archive.open(name)


def _example() -> bytes:
    """Return a workbook of one sheet with its texts in the cells."""
    head = ("Title", "Authors", "Year")
    table = (head, ("First é", "Example, A.", "2020"), ("Second", "Sample, B.", "2021"))
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    rows = "".join(f"<row>{''.join(map(cell.format, row))}</row>" for row in table)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", f'<workbook xmlns="{NAMESPACE}"/>')
        sheet = f'<worksheet xmlns="{NAMESPACE}"><sheetData>{rows}</sheetData></worksheet>'
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
