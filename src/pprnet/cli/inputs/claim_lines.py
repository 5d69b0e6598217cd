"""Lines of JSON that hold a text and its sources."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from pprnet.claims import SourceText
from pprnet.cli.inputs.opened_files import open_input
from pprnet.formats.streams import Stream
from pprnet.limits import MAX_LINE
from pprnet.records import Problem

MAX_TEXT = 10_000
"""Characters of a text, five times a summary; each claim is compared with all of the sources."""
MAX_SOURCE_TEXT = 200_000
"""Characters of the sources of one text, twice an article."""
MAX_SOURCES = 1000
_EXPECTED = 'expected an object such as {"id": "1", "text": "...", "sources": [...]}'


class SourceLine(msgspec.Struct):
    """A source in a line."""

    text: str
    layer: str = "abstract"


class ClaimLine(msgspec.Struct):
    """A text with its sources."""

    text: str
    id: Any = None
    sources: list[SourceLine] = []

    def source_texts(self) -> list[SourceText]:
        """Return the sources as the engine takes them."""
        return [SourceText(source.layer, source.text) for source in self.sources]


_decoder = msgspec.json.Decoder(ClaimLine)


def read_claim_lines(file: Path) -> Iterator[ClaimLine | Problem]:
    """Yield the texts of a file with their sources; what cannot be read is a problem.

    Args:
        file: JSON lines, plain or in gzip.

    Raises:
        MissingFileError: The file cannot be read.
    """
    with open_input(file) as source:
        stream = Stream(source, file.name)
        yield from stream.within_budget(_claim_lines(stream))


def _claim_lines(stream: Stream) -> Iterator[ClaimLine | Problem]:
    for number, line in stream.lines():
        yield from stream.take_problems()
        if line is None:
            yield Problem(stream.name, f"skipped: longer than {MAX_LINE} bytes", line=number)
        elif line.strip():
            yield _claim_line(stream.name, number, line)


def _claim_line(name: str, number: int, line: bytes) -> ClaimLine | Problem:
    """Return the text of one line, or what is wrong with the line."""
    try:
        read = _decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Problem(name, f"skipped: {_EXPECTED} ({error})", line=number)
    if len(read.text) > MAX_TEXT:
        return Problem(
            name,
            f"skipped: the text has {len(read.text)} characters, at most {MAX_TEXT} are checked; "
            "divide it",
            line=number,
        )
    total = sum(len(source.text) for source in read.sources)
    if total > MAX_SOURCE_TEXT:
        return Problem(
            name,
            f"skipped: the sources have {total} characters, at most {MAX_SOURCE_TEXT} are read; "
            "leave some out",
            line=number,
        )
    if len(read.sources) > MAX_SOURCES:
        return Problem(
            name,
            f"skipped: {len(read.sources)} sources, at most {MAX_SOURCES} are read; join some",
            line=number,
        )
    return read
