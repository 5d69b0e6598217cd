"""Start the reading process, receive what it reads, and say why it ended."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import IO, BinaryIO, cast

import msgspec

from pprnet.errors import InputError, OutputError
from pprnet.fulltext import FullText, FullTextPart, assembled_fulltext
from pprnet.limited_reading.child import Arguments
from pprnet.limited_reading.frames import (
    ITEM_TYPES,
    FrameBuffer,
    FrameKind,
    Item,
    SentValue,
    item_of,
)
from pprnet.limited_reading.limits_of_reading import (
    FULLTEXT_LIMITS,
    UPLOAD_LIMITS,
    ReadingLimits,
)
from pprnet.records import Problem

BLOCK = 1 << 16
MODULE = "pprnet.limited_reading.child"
_FULLTEXT = "fulltext"
"""The reader of articles; see `child.READERS`."""
_RECORDS_STOPPED = (
    "reading stopped after {count} records, because the next one {reason}; what was read before is "
    "kept. Remove that record from the file, or split the file, and import the rest"
)
_PAGES_STOPPED = (
    "reading stopped after {count} pages, because the next one {reason}; what was read before is "
    "kept. Print the article to a new PDF, add its web page or paste its text"
)
TIME_SIGNALS = (-signal.SIGPROF, -signal.SIGXCPU)


class FileKind(StrEnum):
    """What a file contains."""

    REFERENCES = "references"
    """Bibliographic records in any known format."""
    NOTICES = "notices"
    """Retraction Watch's table of notices."""


def read_in_process(
    source: BinaryIO,
    *,
    name: str,
    kind: FileKind = FileKind.REFERENCES,
    limits: ReadingLimits = UPLOAD_LIMITS,
) -> Iterator[Item]:
    """Yield the records (or notices) and problems of a source, read in a process of its own.

    A reading that takes too much time or memory ends with a problem that says so; what was read
    before it is kept. The process is ended with the iteration, and gets no environment variables
    of this one, so no passwords.

    Args:
        source: a file open for reading bytes; it is read from its start.
        name: of the file, for problems.
        kind: what it contains.
        limits: what the reading may take.

    Raises:
        InputError: The source is in no known format.
        OutputError: The process could not be started.
    """
    items = _read(source, name, kind.value, limits, _RECORDS_STOPPED)
    yield from cast("Iterator[Item]", items)


def read_fulltext_in_process(
    source: BinaryIO, *, name: str, limits: ReadingLimits = FULLTEXT_LIMITS
) -> FullText:
    """Return an article in JATS, PDF, HTML or plain text, read in a process of its own.

    Where the reading takes too much time or memory, the pages that were read before are kept, and
    a problem says so.

    Args:
        source: a file open for reading bytes; it is read from its start.
        name: of the file, for problems.
        limits: what the reading may take.

    Raises:
        InputError: Nothing of it can be read; the message says why and what to do.
        OutputError: The process could not be started.
    """
    parts = _read(source, name, _FULLTEXT, limits, _PAGES_STOPPED)
    return assembled_fulltext(cast("Iterator[FullTextPart]", parts), name=name)


def _read(
    source: BinaryIO, name: str, reader: str, limits: ReadingLimits, stopped: str
) -> Iterator[SentValue]:
    """Yield what a reader finds, and a problem if it was stopped."""
    with _as_real_file(source) as file, _started(file, name, reader, limits) as process:
        reading = _Reading(process, limits)
        yield from reading.items()
        if reason := reading.reason_of_end():
            message = stopped.format(count=reading.received, reason=reason)
            yield Problem(name, message, position=reading.received + 1)


class _Reading:
    """What has come from a reading process so far, and how it ended."""

    def __init__(self, process: subprocess.Popen[bytes], limits: ReadingLimits) -> None:
        """Begin with a process that was just started."""
        self.process = process
        self.limits = limits
        self.received = 0
        self.is_silent = False
        self.end: FrameKind | None = None
        self.said = ""

    def items(self) -> Iterator[SentValue]:
        """Yield what the process sends, to its last frame or its end.

        Raises:
            InputError: The process refused the file.
        """
        for kind, content in self._frames():
            if kind is FrameKind.REFUSAL:
                raise InputError(content.decode())
            if kind in ITEM_TYPES:
                item = item_of(kind, content)
                self.received += not isinstance(item, Problem)
                yield item
            else:
                self.end, self.said = kind, content.decode()

    def _frames(self) -> Iterator[tuple[FrameKind, bytes]]:
        """Yield frames until the process closes its output or is silent for too long."""
        pipe = self.process.stdout
        assert pipe is not None
        buffer = FrameBuffer()
        while _has_output(pipe, self.limits.silent_seconds):
            block = os.read(pipe.fileno(), BLOCK)
            if not block:
                return
            yield from buffer.frames(block)
        self.is_silent = True
        self.process.kill()

    def reason_of_end(self) -> str:
        """Return why the process ended before the end of the file; empty if it did not."""
        code = self.process.wait()
        if self.end is FrameKind.END:
            return ""
        if self.end is FrameKind.FAULT:
            return f"met a fault of the program ({self.said})"
        if self.is_silent:
            return f"did not come within {self.limits.silent_seconds} s"
        if code in TIME_SIGNALS:
            return f"took more than {self.limits.item_seconds} s of processor time"
        return f"took more than {self.limits.megabytes} MB of memory"


def _has_output(pipe: IO[bytes], seconds: float) -> bool:
    """Return whether there is something to read, or the end, within some seconds."""
    return bool(select.select([pipe], [], [], seconds)[0])


@contextmanager
def _started(
    file: IO[bytes], name: str, reader: str, limits: ReadingLimits
) -> Iterator[subprocess.Popen[bytes]]:
    """Start the reading process, and end it in any case.

    Raises:
        OutputError: It could not be started.
    """
    argument = msgspec.json.encode(Arguments(name, reader, limits)).decode()
    try:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", MODULE, argument],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"},
        )
    except OSError as error:
        raise OutputError(
            f"{name}: the process that reads files could not be started ({error}); "
            "try again when the machine has more free memory"
        ) from error
    with process:
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()


@contextmanager
def _as_real_file(source: BinaryIO) -> Iterator[IO[bytes]]:
    """Return a file that another process can read: the source itself, or a copy of it."""
    try:
        source.fileno()
    except (OSError, AttributeError):
        with tempfile.TemporaryFile() as copy:
            source.seek(0)
            shutil.copyfileobj(source, copy)
            copy.seek(0)
            yield copy
    else:
        yield source
