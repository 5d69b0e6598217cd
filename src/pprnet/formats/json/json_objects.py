"""JSON objects one by one: from lines, from an array, or from an answer list of a service.

A damaged object costs itself: reading goes on at the next place where a whole record begins.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass

from pprnet.formats.json.json_recovery import TOO_LONG, IsRecord, RecordFinder, RecordPlace
from pprnet.formats.json.json_windows import WindowDecoder
from pprnet.formats.streams import Stream
from pprnet.limits import MAX_LINE

_STRUCTURE = re.compile(rb'["{}\[\]]')
_STRING = re.compile(rb'["\\]')
_LONGEST_OPENING = 256
_FIRST_SEARCH = 1 << 18
"""Bytes to be held before the first search, so that there are records to compare with."""
_OUTSIDE = "not valid JSON (text between two objects)"


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
            self.rejected = False
            yield JsonPiece(number, line or b"", "" if line else TOO_LONG)
            if not self.rejected:
                self.finder.note_whole(line or b"")
            elif line:
                yield from self._inside(number, line)

    def _inside(self, number: int, line: bytes) -> Iterator[JsonPiece]:
        """Yield the records inside a line that is no object."""
        for place in self.finder.places_in(line):
            data = b"" if place.fault else line[place.start : place.end]
            yield JsonPiece(number, data, place.fault)

    def _from_lists(self) -> Iterator[JsonPiece]:
        """Yield objects; a rejected one and what follows is searched for the next whole one."""
        cutter = _ListCutter(self.opening)
        for chunk in self.stream.chunks():
            yield from self._feed(cutter, chunk)
        yield from self._feed(cutter, b"", is_last=True)

    def _feed(
        self, cutter: _ListCutter, chunk: bytes, *, is_last: bool = False
    ) -> Iterator[JsonPiece]:
        cutter.held += chunk
        while not cutter.is_lost or (yield from self._find_next(cutter, is_last=is_last)):
            piece = cutter.next_piece(is_last=is_last)
            if piece is None:
                return
            self.rejected = False
            yield piece
            if self.rejected:
                cutter.lose(self.finder)
            else:
                self.finder.note_whole(piece.data)

    def _find_next(self, cutter: _ListCutter, *, is_last: bool) -> Generator[JsonPiece, None, bool]:
        """Yield the records up to the next whole one; return whether there is one yet."""
        while cutter.has_enough(is_last=is_last):
            found = self.finder.next_place(
                cutter.held, cutter.scanned, cutter.dropped, is_last=is_last
            )
            piece = cutter.go_to(found)
            if piece is None:
                return False
            yield piece
            self.finder.note_whole(piece.data)
            if not found.fault:
                return True
        return False


def _has_object_lines(head: bytes) -> bool:
    """Return whether each line is an object."""
    first, newline, rest = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    first = first.rstrip()
    if not first.startswith(b"{") or first.endswith(b","):
        return False
    return not newline or first.endswith(b"}") or rest.lstrip().startswith(b"{")


class _ListCutter:
    """Follows brackets and strings through the bytes of lists."""

    def __init__(self, opening: re.Pattern[bytes] | None) -> None:
        self.opening = opening
        self.inside = opening is None
        """Whether a list is open."""
        self.held = bytearray()
        self.scanned = 0
        self.taken = 0
        """Bytes of the last piece, which are dropped when it is known not to be rejected."""
        self.dropped = 0
        self.line = 1
        self.is_lost = False
        """Whether the next record is being looked for."""
        self.decoder: WindowDecoder | None = None
        """What tells where objects end after the first damaged one, as brackets may be missing."""
        self._start_object()

    def _start_object(self) -> None:
        self.depth = 0
        self.in_string = False
        self.is_ending = False
        """Whether a bracket has closed the list, unless an object follows at once."""
        self.before = b""
        """What followed the end of the list in bytes that were dropped, without white space."""
        self.fault = ""
        self.enough = 0
        """Bytes to be held before the next attempt to find the end of an object."""

    def _drop(self, end: int) -> None:
        self.line += self.held.count(b"\n", 0, end)
        del self.held[:end]
        self.dropped += end
        self.scanned = self.taken = 0

    def lose(self, finder: RecordFinder) -> None:
        """Look for the next record, from inside the last piece, which is lost."""
        self._start_object()
        if not self.decoder:
            self.enough = min(max(_FIRST_SEARCH, 4 * self.taken), MAX_LINE)
        self.taken = 0
        self.is_lost = True
        self.decoder = finder.decoder
        self.scanned = finder.note_damaged(self.held, self.dropped)

    def has_enough(self, *, is_last: bool) -> bool:
        """Return whether to try again to find the end of an object."""
        return is_last or len(self.held) >= self.enough

    def _wait(self) -> None:
        """Wait for as many bytes again, so that all attempts take time in proportion to them."""
        self.enough = min(2 * len(self.held), MAX_LINE)

    def go_to(self, place: RecordPlace) -> JsonPiece | None:
        """Leave out what comes before a place; return the record that begins there, if any."""
        self._drop(place.start)
        if not place.is_found:
            self._wait()
            return None
        size = place.end - place.start
        if place.fault:
            self.scanned = size
            return JsonPiece(self.line, b"", place.fault)
        self.is_lost = False
        return self._take(size)

    def next_piece(self, *, is_last: bool) -> JsonPiece | None:
        """Return the next object, `None` where more bytes are needed or none is left."""
        if self.taken:
            self._drop(self.taken)
        while True:
            if not self.inside and not self._open_list():
                return None
            if (end := self._next_end(is_last=is_last)) is not None:
                return self._take(end, self.fault) if end else self._take_outside()
            if not self.inside:
                continue
            if self.depth == 0:
                self.before = self._after_list(self.scanned)
                self._drop(self.scanned)
                return None
            if len(self.held) > MAX_LINE:
                return self._take(len(self.held), TOO_LONG)
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
        self.taken = end
        self._start_object()
        return piece

    def _take_outside(self) -> JsonPiece:
        """Return a piece for a text where an object was expected; it stays to be searched."""
        self._drop(max(0, self.scanned - 1))
        return JsonPiece(self.line, b"", _OUTSIDE)

    def _next_end(self, *, is_last: bool) -> int | None:
        """Return where an object ends, by its brackets or, after a damaged one, by decoding it."""
        end = None if self.depth and self.decoder else self._end_of_object()
        if end is None and self.depth and self.decoder:
            return self._decoded_end(self.decoder, is_last=is_last)
        return end

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

    def _decoded_end(self, decoder: WindowDecoder, *, is_last: bool) -> int | None:
        """Return where the object at the start ends or is damaged, `None` where it is cut."""
        if not self.has_enough(is_last=is_last):
            return None
        found = decoder.decode(self.held, 0)
        if found.is_cut and not is_last:
            self._wait()
            return None
        self.fault = found.fault
        return found.end

    def _is_next_key(self, at: int) -> bool:
        """Return whether a quotation mark opens the key that follows the end of the list."""
        return self.is_ending and self._after_list(at) == b","

    def _after_list(self, end: int) -> bytes:
        """Return the start of what follows the last closing bracket before a place."""
        return (self.before + self.held[:end]).rpartition(b"]")[2].strip()[:2]

    def _mark_between(self, mark: bytes, at: int) -> None:
        """Start the next object, or note the end of the list, at a bracket between two objects."""
        if mark == b"{":
            self._drop(at)
            self.scanned = len(self.held) if self.decoder else 1
            self.depth, self.is_ending = 1, False
        elif mark == b"]" and self.opening:
            self.is_ending = True
