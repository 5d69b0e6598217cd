"""Where the next whole record begins in damaged JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

import orjson

from pprnet.formats.budget import MIB, Budget
from pprnet.limits import MAX_LINE

_OBJECT = re.compile(rb'\{\s{0,64}"')
_DECODER = json.JSONDecoder()
_ENOUGH_KEYS = 0.3
"""Share of keys in common by which an object is like a record (as Jaccard has it)."""
_FIRST_OBJECTS = 500
"""Objects among which a first record is looked for, those inside records too."""
_DECODED_RATIO = 8
"""Bytes that may be decoded in search of records for each byte of the file."""


@dataclass(frozen=True, slots=True)
class RecordStart:
    """A place in bytes: that of a record, or the first at which one may still begin."""

    at: int
    is_found: bool


class RecordFinder:
    """Finds whole records in bytes that are not JSON as they stand."""

    def __init__(self, is_record: Callable[[Mapping[str, Any]], bool], budget: Budget) -> None:
        """Prepare the search in one file.

        Args:
            is_record: tells records from the objects inside them.
            budget: how many bytes of the file have been read.
        """
        self.is_record = is_record
        self.budget = budget
        self.longest = b""
        """The longest object that was whole, which the next records are like."""
        self.is_searched = False
        """Whether a longer one was looked for in what follows the first damaged record."""
        self.decoded = 0

    def note_whole(self, data: bytes) -> None:
        """Remember an object that is whole, if it is the longest.

        Args:
            data: its bytes.
        """
        if len(data) > len(self.longest):
            self.longest = data

    def next_start(self, data: bytes | bytearray, start: int, *, is_last: bool) -> RecordStart:
        """Return where a whole record begins.

        Args:
            data: the bytes read so far.
            start: where to begin.
            is_last: whether no bytes follow.
        """
        text = data.decode("latin-1")  # one character a byte, so that places are the same
        if not self.is_searched:
            self.is_searched = True
            self.note_whole(self._largest_record(text))
        for found in _OBJECT.finditer(data, start):
            end = self._end_of_record(text, found.start())
            if end:
                return RecordStart(found.start(), True)
            if end is None and not is_last and len(data) - found.start() <= MAX_LINE:
                return RecordStart(found.start(), False)
        return RecordStart(len(data) if is_last else max(start, len(data) - 1), False)

    def whole_in(self, data: bytes) -> Iterator[bytes]:
        """Yield the whole records in a line that is not JSON.

        Args:
            data: the line.
        """
        start = 0
        while (found := self.next_start(data, start, is_last=True)).is_found:
            start = self._end_of_record(data.decode("latin-1"), found.at) or len(data)
            yield data[found.at : start]

    def _end_of_record(self, text: str, start: int) -> int | None:
        """Return where a record ends, 0 if none begins here, `None` if its end is not there."""
        if self.decoded > _DECODED_RATIO * self.budget.size + MIB:
            return 0
        try:
            stated, end = _DECODER.raw_decode(text, start)
        except json.JSONDecodeError as error:
            self.decoded += error.pos - start
            is_cut = error.pos >= len(text) - 1 or error.msg.startswith("Unterminated")
            return None if is_cut else 0
        except RecursionError:
            self.decoded += len(text) - start
            return 0
        self.decoded += end - start
        is_whole = self.is_record(stated) and self._is_like_others(stated)
        return end if is_whole and _is_json(text[start:end]) else 0

    def _largest_record(self, text: str) -> bytes:
        """Return the record with most keys near the start, which no object inside another has."""
        largest, keys, at = "", 0, 0
        for found in islice(_OBJECT.finditer(text.encode("latin-1")), _FIRST_OBJECTS):
            end = self._end_of_record(text, found.start()) if found.start() >= at else None
            if end:
                at, stated = end, text[found.start() : end]
                count = len(json.loads(stated))
                largest, keys = (stated, count) if count > keys else (largest, keys)
        return largest.encode("latin-1")

    def _is_like_others(self, stated: Mapping[str, Any]) -> bool:
        """Return whether an object has keys in common with a whole record of the file."""
        other = orjson.loads(self.longest) if self.is_searched and self.longest else None
        if not isinstance(other, dict) or not self.is_record(other):
            return True
        return len(other.keys() & stated.keys()) >= _ENOUGH_KEYS * len(other.keys() | stated.keys())


def _is_json(text: str) -> bool:
    """Return whether bytes, each as one character, are JSON in UTF-8."""
    try:
        orjson.loads(text.encode("latin-1"))
    except orjson.JSONDecodeError:
        return False
    return True
