"""One entry for each format: all that the rest of the code, its tests and its pages need of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from pprnet.formats.detection import Detection
from pprnet.formats.streams import Stream
from pprnet.records import Problem, Record

ReadFunction = Callable[[Stream], Iterator[Record | Problem]]
"""Reads a source as records, with a problem for whatever is not one."""


class WriteFunction(Protocol):
    """Turns records into the bytes of a file, piece by piece."""

    def __call__(self, records: Iterable[Record]) -> Iterator[bytes]:
        """Yield the bytes."""


class AnnotatedWriteFunction(Protocol):
    """Turns records into the bytes of a file, with a note on each that has one."""

    def __call__(
        self, records: Iterable[Record], note: Callable[[Record], str] | None = None
    ) -> Iterator[bytes]:
        """Yield the bytes."""


@dataclass(frozen=True, slots=True)
class Writer:
    """How a format is written, and the fields of a record that it carries."""

    write: WriteFunction
    supported_fields: frozenset[str]
    """Names of the fields of a record that come back when the file is read."""
    supported_parts: frozenset[str] = frozenset()
    """Those of `record_parts.PARTS` that come back."""
    write_annotated: AnnotatedWriteFunction | None = None
    """`None` for a format that is written without notes."""


@dataclass(frozen=True, slots=True)
class Format:
    """A way in which records are stored in a file; an entry in the reader's own module."""

    key: str
    """The name in code, options and the source of a record; it never changes."""
    name: str
    """The proper name, the same in every language, as lists of formats show it."""
    label: str
    """A few words in English that say what the format is."""
    extensions: tuple[str, ...]
    """Endings of file names in lower case, with their dot."""
    media_type: str
    recognised_by: str
    """What the detection looks for, in words for the reference page (Markdown)."""
    detection: tuple[Detection, ...]
    """Tests of a file's first bytes; one that succeeds is enough."""
    read: ReadFunction
    example: str | Callable[[], bytes]
    """Two invented references in the format, "First é" of 2020 and "Second" of 2021.

    A text, or a function that makes a binary file. Tests damage and mutate it.
    """
    writer: Writer | None = None
    """`None` for a format that is only read."""
    has_real_files: bool = True
    """Whether the tests read real exports too; otherwise the format is known from its
    documentation and invented files only."""

    @property
    def can_write(self) -> bool:
        """Whether records can be written in the format."""
        return self.writer is not None

    def example_bytes(self) -> bytes:
        """Return the example as a file, in UTF-8 where it is text."""
        return self.example.encode() if isinstance(self.example, str) else self.example()
