"""What the reading process sends: frames with a kind, a length and a content.

Records, problems, notices and parts of full texts are sent in MessagePack and decoded to exactly
those types, so the process that reads hostile input can send nothing else.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from enum import IntEnum

import msgspec

from pprnet.fulltext import FullText, FullTextPart, PdfPage
from pprnet.records import Problem, Record
from pprnet.sources import Notice

HEADER = struct.Struct("<BI")
"""Kind and length of a frame."""
MAX_FRAME = 256 * 1024 * 1024
"""Bytes; a record of the largest fields is far below it."""

Item = Record | Problem | Notice
"""What is read of a file of records or notices."""
SentValue = Item | FullTextPart
"""What a frame may contain."""


class FrameKind(IntEnum):
    """What a frame contains."""

    RECORD = 1
    PROBLEM = 2
    NOTICE = 3
    REFUSAL = 4
    """The message of an input error: the file cannot be read at all."""
    OUT_OF_MEMORY = 5
    FAULT = 6
    """An error that no input should cause, with its message."""
    END = 7
    PAGE = 8
    FULLTEXT = 10


ITEM_TYPES: dict[FrameKind, type[SentValue]] = {
    FrameKind.RECORD: Record,
    FrameKind.PROBLEM: Problem,
    FrameKind.NOTICE: Notice,
    FrameKind.PAGE: PdfPage,
    FrameKind.FULLTEXT: FullText,
}
_KINDS = {item_type: kind for kind, item_type in ITEM_TYPES.items()}
_DECODERS = {
    kind: msgspec.msgpack.Decoder(item_type, strict=False) for kind, item_type in ITEM_TYPES.items()
}
_encoder = msgspec.msgpack.Encoder()


def frame_of(item: SentValue) -> bytes:
    """Return the frame of a record, problem, notice or part of a full text.

    Args:
        item: what is sent.
    """
    return make_frame(_KINDS[type(item)], _encoder.encode(item))


def make_frame(kind: FrameKind, content: bytes = b"") -> bytes:
    """Return a frame.

    Args:
        kind: what the frame contains.
        content: its bytes.
    """
    return HEADER.pack(kind, len(content)) + content


def item_of(kind: FrameKind, content: bytes) -> SentValue:
    """Return what a frame contains.

    Args:
        kind: of the frame.
        content: of the frame.

    Raises:
        ValueError: The content is not one, or the kind has none.
    """
    if kind not in _DECODERS:
        raise ValueError(f"a frame of kind {kind!r} contains no item")
    item: SentValue = _DECODERS[kind].decode(content)
    return item


class FrameBuffer:
    """Bytes as they arrive, cut into frames."""

    def __init__(self) -> None:
        """Begin without any bytes."""
        self._bytes = bytearray()

    def frames(self, more: bytes) -> Iterator[tuple[FrameKind, bytes]]:
        """Add bytes and yield each frame that is complete now.

        Args:
            more: the bytes that arrived next.

        Raises:
            ValueError: The bytes are no frames.
        """
        self._bytes += more
        start = 0
        while len(self._bytes) - start >= HEADER.size:
            kind, length = HEADER.unpack_from(self._bytes, start)
            if length > MAX_FRAME:
                raise ValueError(f"a frame of {length} bytes is too long")
            end = start + HEADER.size + length
            if len(self._bytes) < end:
                break
            yield FrameKind(kind), bytes(self._bytes[start + HEADER.size : end])
            start = end
        del self._bytes[:start]
