"""JSON objects one by one: from lines, from an array, or from an answer list of a service."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pprnet.formats.streams import Stream
from pprnet.limits import MAX_LINE

_ANSWER = re.compile(rb'\s*\{\s*"(?:meta|results|items|group_by)"\s*:')
_MARKS = re.compile(rb'["\\{}\[\]]')
_STRING = re.compile(rb'["\\]')
_LONGEST_OPENING = 256

Piece = tuple[int, bytes | None]
"""Line number and the bytes of one object, `None` if it was too long to hold."""


def objects(stream: Stream) -> Iterator[Piece]:
    """Give the bytes of each object, whatever holds them."""
    head = stream.head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"["):
        return nested(stream, depth=1)
    if _ANSWER.match(head):
        return nested(stream, depth=2)
    first, newline, rest = head.partition(b"\n")
    if not newline or first.rstrip().endswith(b"}") or rest.lstrip().startswith(b"{"):
        return ((number, line) for number, line in stream.lines() if line is None or line.strip())
    return nested(stream, depth=0)


def listed(stream: Stream, key: str) -> Iterator[Piece]:
    """Cut out the objects of each array that stands under a key, wherever it stands."""
    opening = re.compile(rb'"%s"\s*:\s*\[' % key.encode())
    cutter, held, line = None, b"", 1
    for chunk in stream.chunks():
        held += chunk
        while held:
            if cutter is None:
                found = opening.search(held)
                end = found.end() if found else max(0, len(held) - _LONGEST_OPENING)
                line += held.count(b"\n", 0, end)
                held = held[end:]
                if not found:
                    break
                cutter = Cutter(0, within=True)
                cutter.line = line
            yield from cutter.feed(held)
            held = cutter.rest
            if cutter.ended:
                line, cutter = cutter.line, None
    if cutter is not None:
        yield from cutter.close()


def nested(stream: Stream, *, depth: int) -> Iterator[Piece]:
    """Cut out the objects that open at a depth, passing over what lies between."""
    cutter = Cutter(depth)
    for chunk in stream.chunks():
        yield from cutter.feed(chunk)
    yield from cutter.close()


class Cutter:
    """Follows brackets and strings through chunks of JSON."""

    def __init__(self, depth: int, *, within: bool = False) -> None:
        self.wanted = depth
        self.depth = 0
        self.within = within
        """Whether it stands in an array already, and is to stop where that ends."""
        self.ended = False
        self.rest = b""
        self.in_string = self.escaped = False
        self.line = self.start_line = 1
        self.held: bytearray | None = None
        self.over = False

    def feed(self, chunk: bytes) -> Iterator[Piece]:
        """Take more bytes and give the objects that they complete."""
        start, at = 0, 0
        if self.escaped and chunk:
            self.escaped, at = False, 1
        while found := (_STRING if self.in_string else _MARKS).search(chunk, at):
            at = found.end()
            mark = found[0]
            if mark == b"\\":
                self.escaped = at >= len(chunk)
                at += 1
            elif mark == b'"':
                self.in_string = not self.in_string
            elif mark in b"{[":
                if mark == b"{" and self.depth == self.wanted and self.held is None:
                    self.open(chunk, start, found.start())
                    start = found.start()
                self.depth += 1
            elif self.within and self.depth == 0:
                self.line += chunk.count(b"\n", start, at)
                self.ended, self.rest = True, chunk[at:]
                return
            else:
                self.depth = max(0, self.depth - 1)
                if mark == b"}" and self.depth == self.wanted and self.held is not None:
                    yield self.shut(chunk[start:at])
                    start = at
        self.keep(chunk[start:])

    def open(self, chunk: bytes, start: int, at: int) -> None:
        """Begin an object."""
        self.line += chunk.count(b"\n", start, at)
        self.start_line = self.line
        self.held, self.over = bytearray(), False

    def keep(self, data: bytes) -> None:
        """Hold the bytes of an object that is not complete."""
        self.line += data.count(b"\n")
        if self.held is None or self.over:
            return
        self.held += data
        if len(self.held) > MAX_LINE:
            self.held, self.over = bytearray(), True

    def shut(self, data: bytes) -> Piece:
        """Hand over a complete object."""
        self.keep(data)
        held, self.held = self.held, None
        return self.start_line, None if self.over or held is None else bytes(held)

    def close(self) -> Iterator[Piece]:
        """Hand over what is left of an object that was cut short."""
        if self.held is not None:
            yield self.start_line, None if self.over else bytes(self.held)
