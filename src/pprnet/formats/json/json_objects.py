"""JSON objects one by one: from lines, from an array, or from an answer list of a service.

A damaged object costs itself: reading goes on at the next place where a whole record begins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pprnet.formats.json.json_recovery import RecordFinder
from pprnet.formats.streams import Stream
from pprnet.limits import MAX_LINE

_STRUCTURE = re.compile(rb'["{}\[\]]')
_STRING = re.compile(rb'["\\]')
_LONGEST_OPENING = 256

IsRecord = Callable[[Mapping[str, Any]], bool]
"""Whether an object is a record of one of the known kinds."""


@dataclass(frozen=True, slots=True)
class JsonPiece:
    """The bytes of one object, and why they are lost if they are."""

    line: int
    data: bytes
    fault: str = ""


class JsonObjects:
    """The objects of a file, of which the reader rejects those that are not JSON.

    Iteration yields a `JsonPiece` for each object; after `reject` it goes on inside that piece.
    """

    def __init__(self, stream: Stream, is_record: IsRecord, *, key: str = "") -> None:
        """Prepare to cut a file.

        Args:
            stream: the file.
            is_record: tells records from the objects inside them.
            key: name of the lists that hold the objects, empty where the file itself is one.
        """
        self.stream = stream
        self.opening = re.compile(rb'"%s"\s*:\s*\[' % key.encode()) if key else None
        self.finder = RecordFinder(is_record, stream.budget)
        self.rejected = False

    def __iter__(self) -> Iterator[JsonPiece]:
        """Yield the objects in file order."""
        if self.opening is None and _has_object_lines(self.stream.head):
            return self._from_lines()
        return self._from_lists()

    def reject(self) -> None:
        """Refuse the last piece, so that whole objects are looked for inside it."""
        self.rejected = True

    def _from_lines(self) -> Iterator[JsonPiece]:
        for number, line in self.stream.lines():
            if line is not None and not line.strip():
                continue
            yield JsonPiece(number, line or b"", "" if line else _TOO_LONG)
            if self._was_rejected() and line:
                yield from (JsonPiece(number, found) for found in self.finder.whole_in(line))

    def _from_lists(self) -> Iterator[JsonPiece]:
        """Yield objects; a rejected one and what follows is searched for the next whole one."""
        cutter = _ListCutter(self.opening)
        for chunk in self.stream.chunks():
            yield from self._feed(cutter, chunk)
        yield from self._feed(cutter, b"", is_last=True)

    def _feed(
        self, cutter: _ListCutter, chunk: bytes, *, is_last: bool = False
    ) -> Iterator[JsonPiece]:
        cutter.add(chunk)
        while True:
            if cutter.is_lost and not self._find_next(cutter, is_last=is_last):
                return
            piece = cutter.next_piece(is_last=is_last)
            if piece is None:
                return
            yield piece
            if self._was_rejected():
                cutter.lose(piece)
            else:
                self.finder.note_whole(piece.data)

    def _find_next(self, cutter: _ListCutter, *, is_last: bool) -> bool:
        """Go to the next whole record; return whether there is one in what was read so far."""
        start = self.finder.next_start(cutter.held, cutter.scanned, is_last=is_last)
        if start.is_found:
            cutter.go_on_at(start.at)
        else:
            cutter.keep_from(start.at)
        return start.is_found

    def _was_rejected(self) -> bool:
        rejected, self.rejected = self.rejected, False
        return rejected


def _has_object_lines(head: bytes) -> bool:
    """Return whether each line is an object."""
    first, newline, rest = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    first = first.rstrip()
    if not first.startswith(b"{") or first.endswith(b","):
        return False
    return not newline or first.endswith(b"}") or rest.lstrip().startswith(b"{")


_TOO_LONG = f"longer than {MAX_LINE // 2**20} MiB"
_OUTSIDE = "not valid JSON (text between two objects)"


class _ListCutter:
    """Follows brackets and strings through the bytes of lists."""

    def __init__(self, opening: re.Pattern[bytes] | None) -> None:
        self.opening = opening
        self.inside = opening is None
        """Whether a list is open."""
        self.held = bytearray()
        self.scanned = 0
        self.line = 1
        self.is_lost = False
        """Whether the next record is being looked for."""
        self._start_object()

    def _start_object(self) -> None:
        self.depth = 0
        self.in_string = False
        self.is_ending = False
        """Whether a bracket has closed the list, unless an object follows at once."""

    def add(self, chunk: bytes) -> None:
        """Append bytes."""
        self.held += chunk

    def _drop(self, end: int) -> None:
        self.line += self.held.count(b"\n", 0, end)
        del self.held[:end]
        self.scanned = 0

    def lose(self, piece: JsonPiece) -> None:
        """Look for the next record, from inside a piece that is lost."""
        self.held[:0] = piece.data
        self.line = piece.line
        self.scanned = 1 if piece.data else 0
        self.is_lost = True
        self._start_object()

    def go_on_at(self, start: int) -> None:
        """Go on with the record that begins at a place."""
        self._drop(start)
        self.is_lost = False

    def keep_from(self, start: int) -> None:
        """Leave out what comes before a place, as no record begins there."""
        self._drop(start)

    def next_piece(self, *, is_last: bool) -> JsonPiece | None:
        """Return the next object, `None` where more bytes are needed or none is left."""
        while True:
            if not self.inside and not self._open_list():
                return None
            if (end := self._end_of_object()) is not None:
                return self._take(end) if end else self._take_outside()
            if not self.inside:
                continue
            if self.depth == 0:
                self._drop(self.scanned)
                return None
            if len(self.held) > MAX_LINE:
                return self._take(len(self.held), _TOO_LONG)
            return self._take(len(self.held)) if is_last and self.held else None

    def _open_list(self) -> bool:
        """Go to the start of the next list."""
        found = self.opening.search(self.held) if self.opening else None
        self._drop(found.end() if found else max(0, len(self.held) - _LONGEST_OPENING))
        self.inside = found is not None
        self._start_object()
        return self.inside

    def _take(self, end: int, fault: str = "") -> JsonPiece:
        piece = JsonPiece(self.line, b"" if fault else bytes(self.held[:end]), fault)
        self._drop(end)
        self._start_object()
        return piece

    def _take_outside(self) -> JsonPiece:
        """Return a piece for a text where an object was expected; it stays to be searched."""
        self._drop(max(0, self.scanned - 1))
        return JsonPiece(self.line, b"", _OUTSIDE)

    def _end_of_object(self) -> int | None:
        """Return where the object ends, 0 for a text outside, `None` where no end was found."""
        held, at = self.held, self.scanned
        while found := (_STRING if self.in_string else _STRUCTURE).search(held, at):
            at = found.end()
            mark = found[0]
            if mark == b"\\":
                if at >= len(held):
                    self.scanned = at - 1
                    return None
                at += 1
            elif mark == b'"':
                if self.depth == 0 and not self._is_next_key(found.start()):
                    self.scanned = at
                    return 0
                self.in_string = not self.in_string
            elif self.depth == 0:
                self._mark_between(mark, found.start())
                if mark == b"{":
                    at = self.scanned
            else:
                self.depth += 1 if mark in b"{[" else -1
                if self.depth == 0:
                    return at
            if self.is_ending and mark in b'"}':
                self._drop(at)
                self.inside = False
                return None
        self.scanned = len(held)
        return None

    def _is_next_key(self, at: int) -> bool:
        """Return whether a quotation mark opens the key that follows the end of the list."""
        return self.is_ending and bytes(self.held[:at]).rpartition(b"]")[2].strip() == b","

    def _mark_between(self, mark: bytes, at: int) -> None:
        """Start the next object, or note the end of the list, at a bracket between two objects."""
        if mark == b"{":
            self._drop(at)
            self.scanned, self.depth, self.is_ending = 1, 1, False
        elif mark == b"]" and self.opening:
            self.is_ending = True
