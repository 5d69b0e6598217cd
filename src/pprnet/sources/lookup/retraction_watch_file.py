"""Crossref's file of the Retraction Watch data, downloaded when it has changed."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO, cast

import orjson

from pprnet.errors import OutputError, OverBudgetError, SourceResponseError, UnknownFormatError
from pprnet.formats.json.json_values import as_int, as_text
from pprnet.formats.streams import CHUNK
from pprnet.records import Problem
from pprnet.sources.notices import Notice
from pprnet.sources.retraction_watch import read_retraction_watch
from pprnet.sources.services import RETRACTION_WATCH, Service

if TYPE_CHECKING:
    from pprnet.sources.http import HttpClient

FILE_NAME = "retraction_watch.csv"
SMALLEST_SHARE = 0.5
"""Share of the rows of the file before, under which a new file is not believed."""


@dataclass(frozen=True, slots=True)
class FileVersion:
    """By what a file is recognised as unchanged."""

    etag: str = ""
    modified: str = ""
    rows: int = 0

    def __str__(self) -> str:
        """Return the version as a text that can be kept."""
        return orjson.dumps([self.etag, self.modified, self.rows]).decode()


def file_version(known: str) -> FileVersion:
    """Return the version of a kept text; any other text is no version.

    Args:
        known: as `str` of a version returned it.
    """
    try:
        etag, modified, rows = orjson.loads(known or "")
    except (orjson.JSONDecodeError, ValueError, TypeError):
        return FileVersion()
    return FileVersion(as_text(etag), as_text(modified), as_int(rows) or 0)


@dataclass(frozen=True, slots=True)
class RetractionWatchFile:
    """A complete file, which exists until the context that returned it ends."""

    content: BinaryIO
    version: str
    """To be kept, and given as `known` the next time, once the notices are stored."""
    rows: int

    def notices(self) -> Iterator[Notice | Problem]:
        """Yield the notices of the file one by one; a row that states too little is a problem."""
        self.content.seek(0)
        return read_retraction_watch(self.content, name=FILE_NAME)


@contextmanager
def fetch_retraction_watch(
    client: HttpClient,
    *,
    known: str,
    folder: Path | None = None,
    service: Service = RETRACTION_WATCH,
) -> Iterator[RetractionWatchFile | None]:
    """Return a context with the whole file, or with `None` where it has not changed.

    Args:
        client: through which the request is sent.
        known: `version` of the file that was read last; empty if none was, or to read it again.
        folder: in which the file is kept meanwhile; the system's own for temporary files if `None`.
        service: where the file is, and how large it may be.

    Raises:
        SourceError: On entering: no answer, or one that is no complete file.
        OutputError: On entering: the file cannot be kept, for lack of space.
    """
    with _temporary_file(folder) as content:
        yield _download(client, service, content, file_version(known))


def _temporary_file(folder: Path | None) -> BinaryIO:
    """Return a new file, which is removed when it is closed."""
    try:
        return cast("BinaryIO", TemporaryFile(dir=folder))
    except OSError as error:
        raise _no_space(error) from error


def _download(
    client: HttpClient, service: Service, content: BinaryIO, known: FileVersion
) -> RetractionWatchFile | None:
    """Return the downloaded file once it is known to be complete, `None` if it has not changed."""

    def read(headers: Mapping[str, str] | None) -> RetractionWatchFile | None:
        etag = headers.get("etag", "") if headers is not None else known.etag
        if headers is None or (etag and etag == known.etag):
            return None
        rows = _complete_rows(content, known)
        version = FileVersion(etag, headers.get("last-modified", ""), rows)
        return RetractionWatchFile(content, str(version), rows)

    fields = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    asked = {name: value for name, value in fields.items() if value}
    try:
        return client.download(service, f"/{FILE_NAME}", content, read, headers=asked)
    except OSError as error:
        raise _no_space(error) from error


def _no_space(error: OSError) -> OutputError:
    """Return the error for a file that cannot be written."""
    return OutputError(f"{FILE_NAME}: could not be written ({error}); free some disk space")


def _complete_rows(content: BinaryIO, known: FileVersion) -> int:
    """Return the number of rows of a file, or raise if it is none or has been cut."""
    content.seek(0)
    try:
        read_retraction_watch(content, name=FILE_NAME)
    except (UnknownFormatError, OverBudgetError) as error:
        raise _incomplete(str(error)) from error
    rows, width, last = _count_rows(content)
    if last != width or not rows or _quotes(content) % 2:
        raise _incomplete(f"expected a whole file, got one that ends within row {rows}; try later")
    if rows < known.rows * SMALLEST_SHARE:
        raise _incomplete(f"expected about {known.rows} rows as before, got {rows}; look at it")
    return rows


def _incomplete(message: str) -> SourceResponseError:
    """Return the error for an answer that is not the whole file."""
    return SourceResponseError(f"{RETRACTION_WATCH.label} ({FILE_NAME}): {message}")


def _count_rows(content: BinaryIO) -> tuple[int, int, int]:
    """Return the number of rows, of columns, and of cells in the last row."""
    content.seek(0)
    text = TextIOWrapper(content, encoding="utf-8-sig", errors="replace", newline="")
    rows, width, last = -1, 0, 0
    try:
        for row in filter(None, csv.reader(text)):
            rows, last = rows + 1, len(row)
            width = width or last
    except csv.Error as error:
        raise SourceResponseError(
            f"{RETRACTION_WATCH.label}: not CSV ({error}); try later"
        ) from error
    finally:
        text.detach()
    return rows, width, last


def _quotes(content: BinaryIO) -> int:
    """Return the number of quotation marks: odd where the file ends within a quoted cell."""
    content.seek(0)
    return sum(chunk.count(b'"') for chunk in iter(lambda: content.read(CHUNK), b""))
