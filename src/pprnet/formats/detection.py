"""How a format is recognised by the first bytes of a file, and what other bytes look like."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pprnet.formats.streams import GZIP_MAGIC
from pprnet.text import clean


@dataclass(frozen=True, slots=True)
class Detection:
    """A test by which files of a format are recognised."""

    order: int
    """When the test is made, lowest first; each number occurs once.

    0-9 archives, 10-49 XML, 50-99 JSON, 100-169 tags at the start of lines, 170-179 tables,
    180 and more whatever should be tried when all else has failed.
    """
    matches: Callable[[bytes], bool]
    """Whether the first bytes are those of the format.

    They come without byte-order mark and leading white space, with LF at the ends of lines.
    """
    is_binary: bool = False
    """Whether the bytes are no text; they then come with their own line ends."""


def is_json(head: bytes) -> bool:
    """Return whether the first bytes open a JSON object or array.

    Args:
        head: first bytes of a file, without leading white space.
    """
    return head[:1] in (b"{", b"[")


def is_xml(head: bytes) -> bool:
    """Return whether the first bytes open an XML file.

    Args:
        head: first bytes of a file, without leading white space.
    """
    return head[:1] == b"<"


def xml_with(pattern: re.Pattern[bytes]) -> Callable[[bytes], bool]:
    """Return a test for XML that has a pattern among its first bytes.

    Args:
        pattern: what only this format has.
    """
    return lambda head: is_xml(head) and bool(pattern.search(head))


def json_with(pattern: re.Pattern[bytes]) -> Callable[[bytes], bool]:
    """Return a test for JSON that has a pattern among its first bytes.

    Args:
        pattern: what only this format has.
    """
    return lambda head: is_json(head) and bool(pattern.search(head))


def text_with(pattern: re.Pattern[bytes], *, at_least: int = 1) -> Callable[[bytes], bool]:
    """Return a test for text that has a pattern some times among its first bytes.

    Args:
        pattern: what only this format has, compiled with `re.MULTILINE` for starts of lines.
        at_least: how often it must occur.
    """
    if at_least == 1:
        return lambda head: bool(pattern.search(head))
    return lambda head: len(pattern.findall(head)) >= at_least


_DESCRIPTIONS = (
    (
        rb"PK\x03\x04|PK\x05\x06",
        "a zip archive or an Office document; unpack it, or save a table as XLSX or CSV",
    ),
    (rb"%PDF-", "a PDF; export the references that it holds"),
    (rb"\xd0\xcf\x11\xe0", "an old Office document; save it as CSV"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8", "an image"),
    (rb"BZh|\xfd7zXZ|7z\xbc\xaf|Rar!|\x28\xb5\x2f\xfd", "a packed file; unpack it first"),
    (rb"SQLite format 3", "a database"),
    (rb"\s*(?:<!doctype html|<html)", "a web page; use the page's own export"),
    (rb"\s*<", "XML, but of none of the kinds that hold references"),
    (rb"\s*[\[{]", "JSON, but neither works of a known source nor CSL-JSON"),
)


def describe_bytes(head: bytes) -> str:
    """Return in words what bytes look like that are in none of the formats.

    Args:
        head: first bytes of a file, uncompressed.
    """
    if not head.strip():
        return "it is empty"
    body = head.removeprefix(b"\xef\xbb\xbf")
    for pattern, look in _DESCRIPTIONS:
        if re.match(pattern, body, re.IGNORECASE | re.MULTILINE):
            return f"it looks like {look}"
    if body.startswith(GZIP_MAGIC) or b"\x00" in body[:1024]:
        return "it looks like binary data"
    start = clean(body[:200].decode("utf-8", "replace"))[:60]
    return f'it starts with "{start}"'
