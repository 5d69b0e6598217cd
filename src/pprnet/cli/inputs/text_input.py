"""The text of a file or of standard input, whatever its encoding."""

from __future__ import annotations

import codecs
import re
import sys
from pathlib import Path
from typing import BinaryIO

from pprnet.errors import InputError, MissingFileError, TooLargeError
from pprnet.formats.streams import decode
from pprnet.limits import MAX_UPLOAD

ENCODINGS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, as it begins in the same way
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
BINARY = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f]")
"""What no text has; the end of DOS files and escape sequences of a terminal may be in one."""
STANDARD_INPUT = "standard input"


def read_text_file(file: Path) -> str:
    """Return the text of a file.

    Args:
        file: a text, such as a page copied from the browser.

    Raises:
        TooLargeError: The file is over the limit of an upload.
        MissingFileError: The file cannot be read.
        InputError: It is no text.
    """
    try:
        with file.open("rb") as stream:
            data = _read_limited(stream, str(file))
    except OSError as error:
        raise MissingFileError(f"{file}: could not be read ({error.strerror})") from error
    return decode_text(data, str(file))


def text_of_standard_input() -> str:
    """Return the text of standard input.

    Raises:
        TooLargeError: It is over the limit of an upload.
        InputError: It is no text.
    """
    return decode_text(_read_limited(sys.stdin.buffer, STANDARD_INPUT), STANDARD_INPUT)


def _read_limited(stream: BinaryIO, name: str) -> bytes:
    """Return what a stream has, unless it is over the limit."""
    data = stream.read(MAX_UPLOAD + 1)
    if len(data) > MAX_UPLOAD:
        limit = MAX_UPLOAD // 1024**2
        raise TooLargeError(f"{name}: expected a text of up to {limit} MB, got more; divide it")
    return data


def decode_text(data: bytes, name: str) -> str:
    """Return bytes as text: by their byte order mark, else in UTF-8, Windows-1252 or Latin-1.

    Args:
        data: the bytes.
        name: of the file, for the error.

    Raises:
        InputError: They are no text.
    """
    known = ((mark, encoding) for mark, encoding in ENCODINGS if data.startswith(mark))
    mark, encoding = next(known, (b"", ""))
    rest = data[len(mark) :]
    text = rest.decode(encoding, "replace") if mark else decode(rest)[0]
    if found := BINARY.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise InputError(
            f"{name}, line {line}: expected a text, got a character that no text has; save the "
            "document as plain text, or copy its text to a file"
        )
    return text
