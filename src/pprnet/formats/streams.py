"""Bytes into lines: unzipped, in one encoding, numbered, and never more than one in memory."""

from __future__ import annotations

import codecs
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, TypeVar

from pprnet.errors import OverBudgetError
from pprnet.formats.budget import Budget
from pprnet.limits import MAX_LINE
from pprnet.records import Problem

T = TypeVar("T")
CHUNK = 1 << 16
HEAD = 1 << 16
GZIP_MAGIC = b"\x1f\x8b"
_GZIP_WINDOW = 31

_WIDE_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(slots=True)
class Stream:
    """A source read from front to back, with what went wrong on the way."""

    raw: BinaryIO
    name: str
    head: bytes = b""
    """The first bytes, unzipped and in UTF-8 if they came in UTF-16."""
    problems: list[Problem] = field(default_factory=list)
    budget: Budget = field(default_factory=Budget)
    """What the reading of the source may take."""
    _chunks: Iterator[bytes] = field(init=False)

    def __post_init__(self) -> None:
        """Read the head."""
        self._chunks = self._decoded()
        for chunk in self._chunks:
            self.head += chunk
            if len(self.head) >= HEAD:
                break

    def _decoded(self) -> Iterator[bytes]:
        return _to_utf8(self._unzipped())

    def _unzipped(self) -> Iterator[bytes]:
        start = self._read_chunk()
        if not start.startswith(GZIP_MAGIC):
            while start:
                yield start
                start = self._read_chunk()
            return
        for piece in self._gunzip(start):
            self.budget.unpack(len(piece))
            yield piece

    def _read_chunk(self) -> bytes:
        """Read the next bytes, empty at the end."""
        chunk = self.raw.read(CHUNK) or b""
        self.budget.size += len(chunk)
        return chunk

    def _gunzip(self, data: bytes) -> Iterator[bytes]:
        """Decompress member after member; what follows a fault is lost, with a problem."""
        unzip = zlib.decompressobj(_GZIP_WINDOW)
        while data:
            try:
                yield unzip.decompress(data, CHUNK)
            except zlib.error:
                self._add_problem("the gzip data are damaged here; what came before was kept")
                return
            data = unzip.unconsumed_tail
            if unzip.eof:
                data = unzip.unused_data.lstrip(b"\x00") or self._read_chunk()
                if data and not data.startswith(GZIP_MAGIC[: len(data)]):
                    self._add_problem("other data follow the end of the gzip; they were skipped")
                    return
                unzip = zlib.decompressobj(_GZIP_WINDOW)
            elif not data:
                data = self._read_chunk()
                if not data:
                    self._add_problem("the gzip is cut short; what came before the cut was kept")

    def _add_problem(self, message: str) -> None:
        self.problems.append(Problem(self.name, message))

    def take_problems(self) -> list[Problem]:
        """Return what went wrong since the last call."""
        taken, self.problems = self.problems, []
        return taken

    def within_budget(self, found: Iterable[T]) -> Iterator[T | Problem]:
        """Yield what is read until the budget of the source is spent, and then a problem.

        Args:
            found: records, notices or problems, as they are read from the source.
        """
        number = 0
        try:
            for item in found:
                number += not isinstance(item, Problem)
                yield item
        except OverBudgetError as error:
            self.problems.append(Problem(self.name, str(error), position=number + 1))
        yield from self.take_problems()

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes from the start, without a byte-order mark of UTF-8."""
        yield self.head.removeprefix(codecs.BOM_UTF8)
        yield from self._chunks

    def lines(self) -> Iterator[tuple[int, bytes | None]]:
        """Yield each line with its number, without its end; `None` for one that is too long."""
        return split_lines(self.chunks())

    def text_lines(self) -> Iterator[tuple[int, str | None]]:
        """Yield the lines as text, in UTF-8 or, where a line is not, in Windows-1252."""
        for start, text in self.text_blocks():
            yield from enumerate((None,) if text is None else text.split("\n"), start)

    def text_blocks(self) -> Iterator[tuple[int, str | None]]:
        """Yield one or more lines as text, with the number of the first; `None` as above."""
        is_noted = False
        for start, lines in _line_batches(self.chunks()):
            batch = _decode_all(lines)
            if batch is not None:
                yield start, batch
                continue
            for number, line in enumerate(lines, start):
                text, encoding = (None, "") if line is None else decode(line)
                if encoding and not is_noted:
                    is_noted = True
                    self._add_encoding_problem(encoding, number)
                yield number, text

    def _add_encoding_problem(self, encoding: str, number: int) -> None:
        message = f"not UTF-8; read as {encoding} here and wherever else it is needed"
        self.problems.append(Problem(self.name, message, line=number, lost=False))


def _decode_all(lines: list[bytes | None]) -> str | None:
    """Return lines as one text, `None` if they are not all in UTF-8."""
    try:
        return b"\n".join(lines).decode("utf-8")  # type: ignore[arg-type]
    except (UnicodeDecodeError, TypeError):
        return None


def _to_utf8(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the bytes, converting UTF-16 (known by its byte-order mark) into UTF-8."""
    first = next(chunks, b"")
    while len(first) < len(codecs.BOM_UTF16_LE) and (more := next(chunks, b"")):
        first += more
    encoding = next((name for mark, name in _WIDE_MARKS if first.startswith(mark)), "")
    if not encoding:
        yield first
        yield from chunks
        return
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    yield decoder.decode(first[2:]).encode("utf-8", "replace")
    for chunk in chunks:
        yield decoder.decode(chunk).encode("utf-8", "replace")
    yield decoder.decode(b"", final=True).encode("utf-8", "replace")


def decode(data: bytes) -> tuple[str, str]:
    """Return the text, and the name of the encoding if it was not UTF-8.

    Args:
        data: bytes in UTF-8, Windows-1252 or Latin-1.
    """
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        cut = error.end == len(data) and error.reason == "unexpected end of data"
        # A file cut inside a character, unless all that speaks for UTF-8 is one last odd byte.
        if cut and (error.end - error.start > 1 or not data[: error.start].isascii()):
            return data.decode("utf-8", "replace"), ""
    try:
        return data.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "Latin-1"


def split_lines(
    chunks: Iterator[bytes], limit: int = MAX_LINE
) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines between LF, CR LF or CR, numbered from 1.

    Args:
        chunks: bytes of a file, in pieces of any length.
        limit: bytes of the longest line; a longer one is `None`.
    """
    for start, lines in _line_batches(chunks, limit):
        yield from enumerate(lines, start)


def _line_batches(
    chunks: Iterator[bytes], limit: int = MAX_LINE
) -> Iterator[tuple[int, list[bytes | None]]]:
    """Yield the lines that each chunk completes, with the number of the first."""
    number, held, over, after_cr = 1, [b""], False, False
    size = 0
    for chunk in chunks:
        data = chunk
        if after_cr and data:
            data = data.removeprefix(b"\n")
            after_cr = False
        if not data:
            continue
        after_cr = data.endswith(b"\r")
        pieces = _pieces(data)
        held.append(pieces[0])
        size += len(pieces[0])
        if len(pieces) > 1:
            first = None if over or size > limit else b"".join(held)
            lines: list[bytes | None] = [first, *pieces[1:-1]]
            yield number, lines
            number, over = number + len(lines), False
            held, size = [pieces[-1]], len(pieces[-1])
        if size > limit:
            held, size, over = [], 0, True
    if any(held) or over:
        yield number, [None if over else b"".join(held)]


def _pieces(data: bytes) -> list[bytes]:
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return data.split(b"\n")
