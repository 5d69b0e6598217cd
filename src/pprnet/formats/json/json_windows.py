"""JSON objects decoded where they begin in long bytes, in time that depends on each alone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

FIRST_WINDOW = 16 * 1024
"""Bytes that are decoded first; nearly all records are shorter."""
_GROWTH = 8
_LONGEST_TOKEN = 10
"""Bytes at the end of a window in which an error may only mean that a word or number is cut."""
_LEAST_COST = 64
"""Bytes that an attempt counts at least, for the work beside the decoding."""
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class DecodedObject:
    """What came of decoding one object."""

    stated: dict[str, Any]
    """The object, empty if it is not whole."""
    end: int
    """Where it ends, or the place of the error."""
    fault: str = ""
    """Why it is not whole, empty if it is."""
    is_cut: bool = False
    """Whether the error is only that the bytes end."""
    is_deep: bool = False
    """Whether its values are nested too deep to be decoded."""

    @property
    def is_exact(self) -> bool:
        """Whether the place of the error is known."""
        return not self.is_cut and not self.is_deep


class WindowDecoder:
    """Decodes objects and counts the bytes that this took.

    An error of the decoder counts the lines of the whole text that it was given. So it is given no
    more than a window, and a longer one where the object does not end in it.
    """

    def __init__(self) -> None:
        """Prepare to decode the objects of one file."""
        self.decoded = 0
        """Bytes that were decoded, those of failed attempts too."""

    def decode(self, data: bytes | bytearray, start: int) -> DecodedObject:
        """Return the object that begins at a place, each byte of its texts as one character.

        Args:
            data: bytes with the object, which need not be UTF-8.
            start: the place of its opening brace.
        """
        size = FIRST_WINDOW
        while True:
            found = self._decode_window(data[start : start + size].decode("latin-1"), start)
            if not found.is_cut or start + size >= len(data):
                return found
            size *= _GROWTH

    def _decode_window(self, text: str, start: int) -> DecodedObject:
        try:
            stated, end = _DECODER.raw_decode(text)
        except json.JSONDecodeError as error:
            is_unterminated = error.msg.startswith("Unterminated")
            self._count(len(text) if is_unterminated else error.pos)
            is_cut = is_unterminated or error.pos >= len(text) - _LONGEST_TOKEN
            return DecodedObject({}, start + error.pos, f"not valid JSON ({error.msg})", is_cut)
        except RecursionError:
            self._count(len(text))
            return DecodedObject(
                {}, start + len(text), "its values are nested too deep", is_deep=True
            )
        self._count(end)
        return DecodedObject(stated, start + end)

    def _count(self, size: int) -> None:
        self.decoded += max(size, _LEAST_COST)
