"""Where the next record begins in damaged JSON, and whether it is whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

import orjson

from pprnet.formats.budget import MIB, Budget
from pprnet.formats.json.json_windows import DecodedObject, WindowDecoder
from pprnet.limits import MAX_LINE

TOO_LONG = f"longer than {MAX_LINE // 2**20} MiB"
_TOO_DAMAGED = "too damaged; what follows was not searched for records any more"
_TOO_DAMAGED_LINES = (
    "too damaged; from here on damaged lines were not searched for records any more"
)

_OBJECT = re.compile(rb'\{\s{0,64}"')
_LONGEST_START = 66
"""Bytes of the longest text that the pattern matches."""
_ENOUGH_KEYS = 0.7
"""Share of the keys, of the object that has fewer, by which it is like a record (the overlap
coefficient). In answers of Crossref, Europe PMC and OpenAlex, records have 0.81 or more in common
with the one that has most keys, and objects inside records that pass as records 0.6 or less."""
_FIRST_OBJECTS = 500
"""Objects among which a first record is looked for, those inside records too."""
_DECODED_RATIO = 8
"""Bytes that may be decoded in search of records for each byte of the file."""

IsRecord = Callable[[Mapping[str, Any]], bool]
"""Whether an object is a record of one of the known kinds."""


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """A place in bytes: that of a record, or the first at which one may still begin."""

    start: int
    end: int = 0
    """Where the search continues, which is the end of a whole record; 0 where none was found."""
    fault: str = ""
    """Why the record is lost, empty for a whole one."""

    @property
    def is_found(self) -> bool:
        """Whether a record begins here, whole or damaged."""
        return self.end > 0


class RecordFinder:
    """Finds records in bytes that are not JSON as they stand.

    A damaged record is distinguished from the one before it by the place of its error, which is the
    same for an object and for those inside it.
    """

    def __init__(self, is_record: IsRecord, budget: Budget) -> None:
        """Prepare the search in one file.

        Args:
            is_record: tells records from the objects inside them.
            budget: how many bytes of the file have been read.
        """
        self.is_record = is_record
        self.budget = budget
        self.decoder = WindowDecoder()
        self.longest = b""
        """The longest object that was whole, which the next records are like."""
        self.is_searched = False
        """Whether a longer one was looked for in what follows the first damaged record."""
        self.error_at = 0
        """The place in the file of the last error that was counted as a lost record."""
        self.is_ended = False
        """Whether the search took more than a file of this size needs, and that was said."""
        self._last_fault = _TOO_DAMAGED
        self._keys_of = b""
        self._keys: frozenset[str] = frozenset()

    @property
    def decoded(self) -> int:
        """Bytes that were decoded in search of records."""
        return self.decoder.decoded

    def note_whole(self, data: bytes) -> None:
        """Remember an object that is whole, if it is the longest.

        Args:
            data: its bytes.
        """
        if len(data) > len(self.longest):
            self.longest = data

    def note_damaged(self, data: bytes | bytearray, offset: int) -> int:
        """Remember where the damage is of an object that is known to be lost.

        Args:
            data: bytes that begin with it.
            offset: the place in the file of these bytes.

        Returns:
            From where on its parts and what follows are to be searched.
        """
        if self._is_exhausted() or not data.startswith(b"{"):
            return 0
        found = self.decoder.decode(data, 0)
        self.error_at = max(self.error_at, offset + found.end)
        return found.end if not found.fault and self._is_wanted(found.stated) else 1

    def next_place(
        self, data: bytes | bytearray, start: int, offset: int = 0, *, is_last: bool
    ) -> RecordPlace:
        """Return where a record begins, whole or damaged.

        Args:
            data: the bytes read so far.
            start: where to begin.
            offset: the place in the file of these bytes.
            is_last: whether no bytes follow.
        """
        self._find_longest(data)
        at = start
        for opening in _OBJECT.finditer(data, start):
            if self._is_exhausted():
                return self._end_search(data, opening.start())
            place = self._place(data, opening.start(), offset, is_last=is_last)
            if place:
                return place
            at = opening.start() + 1
        return RecordPlace(len(data) if is_last else max(at, len(data) - _LONGEST_START))

    def places_in(self, data: bytes) -> Iterator[RecordPlace]:
        """Yield the records in a line that is not JSON, but for the first damaged one.

        That one is the reason for which the line is known to be lost.

        Args:
            data: the line.
        """
        self._last_fault = _TOO_DAMAGED_LINES
        self.error_at, start, is_first = 0, 0, True
        while (place := self.next_place(data, start, is_last=True)).is_found:
            if not place.fault or not is_first or self.is_ended:
                yield place
            is_first = is_first and not place.fault
            start = place.end

    def _is_exhausted(self) -> bool:
        size = max(self.budget.size, self.budget.unpacked)
        return self.is_ended or self.decoded > _DECODED_RATIO * size + MIB

    def _end_search(self, data: bytes | bytearray, start: int) -> RecordPlace:
        """Return a place for all that is left, which is lost; the second time, nothing."""
        if self.is_ended:
            return RecordPlace(len(data))
        self.is_ended = True
        return RecordPlace(start, len(data), self._last_fault)

    def _place(
        self, data: bytes | bytearray, start: int, offset: int, *, is_last: bool
    ) -> RecordPlace | None:
        """Return the place of an object, `None` if it is a part of a record."""
        found = self.decoder.decode(data, start)
        if found.is_cut and not is_last and len(data) - start <= MAX_LINE:
            return RecordPlace(start)
        if found.fault:
            if not _is_between_values(data, start):
                return None
            fault, end = TOO_LONG if found.is_cut and not is_last else found.fault, start + 1
        elif self._is_wanted(found.stated):
            fault, end = _fault_of(data[start : found.end]), found.end
        else:
            return None
        return RecordPlace(start, end, fault) if self._is_new(found, start, offset, fault) else None

    def _is_new(self, found: DecodedObject, start: int, offset: int, fault: str) -> bool:
        """Return whether a record is whole, or damaged at a place that was not counted yet."""
        if not fault:
            return True
        is_new = offset + (found.end if found.is_exact else start + 1) > self.error_at
        self.error_at = max(self.error_at, offset + found.end)
        return is_new

    def _find_longest(self, data: bytes | bytearray) -> None:
        """Look once for a record that shows which keys the others have."""
        if not self.is_searched:
            self.is_searched = True
            self.note_whole(self._largest_record(data))

    def _largest_record(self, data: bytes | bytearray) -> bytes:
        """Return the record with most keys near the start, which no object inside another has."""
        largest, keys, at = b"", 0, 0
        for opening in islice(_OBJECT.finditer(data), _FIRST_OBJECTS):
            if opening.start() < at or self._is_exhausted():
                continue
            found = self.decoder.decode(data, opening.start())
            stated = bytes(data[opening.start() : found.end])
            if found.fault or not self._is_wanted(found.stated) or _fault_of(stated):
                continue
            at = found.end
            if len(found.stated) > keys:
                largest, keys = stated, len(found.stated)
        return largest

    def _is_wanted(self, stated: Mapping[str, Any]) -> bool:
        """Return whether an object is a record with keys in common with a whole one of the file."""
        if not self.is_record(stated):
            return False
        if self._keys_of != self.longest:
            self._keys_of, self._keys = self.longest, self._record_keys(self.longest)
        fewer = min(len(self._keys), len(stated))
        return not self._keys or len(self._keys & stated.keys()) >= _ENOUGH_KEYS * fewer

    def _record_keys(self, data: bytes) -> frozenset[str]:
        """Return the keys of an object, none if it is no record."""
        stated = orjson.loads(data)
        is_usual = isinstance(stated, dict) and self.is_record(stated)
        return frozenset(stated) if is_usual else frozenset()


def _fault_of(data: bytes | bytearray) -> str:
    """Return what is wrong with bytes that are JSON if each is one character."""
    try:
        orjson.loads(data)
    except orjson.JSONDecodeError as error:
        return f"not valid JSON ({error.msg})"
    return ""


def _is_between_values(data: bytes | bytearray, at: int) -> bool:
    """Return whether an object may begin at a place, unlike one at which a text ends in a brace."""
    before = data[max(0, at - _LONGEST_START) : at]
    text = before.rstrip()
    return not text or b"\n" in before[len(text) :] or text[-1:] in b"[,:{}"
