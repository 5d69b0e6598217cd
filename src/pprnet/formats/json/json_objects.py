"""JSON objects one by one: from lines, from an array, or from an answer list of a service."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pprnet.formats.streams import Stream
from pprnet.limits import MAX_LINE

_RESPONSE = re.compile(rb'\s*\{\s*"(?:meta|results|items|group_by)"\s*:')
_STRUCTURE = re.compile(rb'["\\{}\[\]]')
_STRING = re.compile(rb'["\\]')
_LONGEST_OPENING = 256

ObjectBytes = tuple[int, bytes | None]
"""Line number and the bytes of one object, `None` if it was too long to hold."""


def split_objects(stream: Stream) -> Iterator[ObjectBytes]:
    """Yield the bytes of each object in an array, in lines or under keys, with its line.

    Args:
        stream: the file.
    """
    head = stream.head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"["):
        return split_objects_at_depth(stream, depth=1)
    if _RESPONSE.match(head):
        return split_objects_at_depth(stream, depth=2)
    first, newline, rest = head.partition(b"\n")
    if not newline or first.rstrip().endswith(b"}") or rest.lstrip().startswith(b"{"):
        return ((number, line) for number, line in stream.lines() if line is None or line.strip())
    return split_objects_at_depth(stream, depth=0)


def split_objects_under_key(stream: Stream, key: str) -> Iterator[ObjectBytes]:
    """Yield the objects of each array under a key, at any depth.

    Args:
        stream: the file.
        key: name of the key.
    """
    opening = re.compile(rb'"%s"\s*:\s*\[' % key.encode())
    splitter, held, line = None, b"", 1
    for chunk in stream.chunks():
        held += chunk
        while held:
            if splitter is None:
                found = opening.search(held)
                end = found.end() if found else max(0, len(held) - _LONGEST_OPENING)
                line += held.count(b"\n", 0, end)
                held = held[end:]
                if not found:
                    break
                splitter = _JsonSplitter(0, in_array=True)
                splitter.line = line
            yield from splitter.feed(held)
            held = splitter.rest
            if splitter.ended:
                line, splitter = splitter.line, None
    if splitter is not None:
        yield from splitter.close()


def split_objects_at_depth(stream: Stream, *, depth: int) -> Iterator[ObjectBytes]:
    """Yield the objects that open at a depth, skipping what is between them.

    Args:
        stream: the file.
        depth: number of brackets that are open around an object; 0 for lines of objects.
    """
    splitter = _JsonSplitter(depth)
    for chunk in stream.chunks():
        yield from splitter.feed(chunk)
    yield from splitter.close()


class _JsonSplitter:
    """Follows brackets and strings through chunks of JSON."""

    def __init__(self, depth: int, *, in_array: bool = False) -> None:
        self.wanted = depth
        self.depth = 0
        self.in_array = in_array
        """Whether it starts inside an array, and stops where that ends."""
        self.ended = False
        self.rest = b""
        self.in_string = self.escaped = False
        self.line = self.start_line = 1
        self.held: bytearray | None = None
        self.too_long = False

    def feed(self, chunk: bytes) -> Iterator[ObjectBytes]:
        """Read more bytes and yield the objects that they complete."""
        start, at = 0, 0
        if self.escaped and chunk:
            self.escaped, at = False, 1
        while found := (_STRING if self.in_string else _STRUCTURE).search(chunk, at):
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
            elif self.in_array and self.depth == 0:
                self.line += chunk.count(b"\n", start, at)
                self.ended, self.rest = True, chunk[at:]
                return
            else:
                self.depth = max(0, self.depth - 1)
                if mark == b"}" and self.depth == self.wanted and self.held is not None:
                    yield self.finish(chunk[start:at])
                    start = at
        self.keep(chunk[start:])

    def open(self, chunk: bytes, start: int, at: int) -> None:
        """Begin an object."""
        self.line += chunk.count(b"\n", start, at)
        self.start_line = self.line
        self.held, self.too_long = bytearray(), False

    def keep(self, data: bytes) -> None:
        """Keep the bytes of an object that is not complete."""
        self.line += data.count(b"\n")
        if self.held is None or self.too_long:
            return
        self.held += data
        if len(self.held) > MAX_LINE:
            self.held, self.too_long = bytearray(), True

    def finish(self, data: bytes) -> ObjectBytes:
        """Return a complete object, without its bytes if it is too long."""
        self.keep(data)
        held, self.held = self.held, None
        return self.start_line, None if self.too_long or held is None else bytes(held)

    def close(self) -> Iterator[ObjectBytes]:
        """Yield what is left of an object that was cut short."""
        if self.held is not None:
            yield self.start_line, None if self.too_long else bytes(self.held)
