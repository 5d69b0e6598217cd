"""XML cut into the elements that are records, each parsed by itself.

One broken record then costs that record and not the rest of the file, memory stays flat, and
no document type definition, entity or network address in the file is ever looked at.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from lxml import etree

from pprnet.formats.streams import Stream, decode
from pprnet.limits import MAX_LINE
from pprnet.records import Problem, Record
from pprnet.text import shift_digits

Element: TypeAlias = Any
"""An element of lxml, which has no public types."""

_LONGEST_TAG = 256
_SOMETHING = re.compile(rb"\S")
_ENCODING = re.compile(rb"""<\?xml[^>]*encoding=["']([A-Za-z0-9._-]+)["']""")
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]*);")
_XML_ENTITIES = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_BARE_AMPERSAND = re.compile(rb"&(?!#?\w+;)")
NAMESPACES = {
    "mml": "http://www.w3.org/1998/Math/MathML",
    "xlink": "http://www.w3.org/1999/xlink",
    "ali": "http://www.niso.org/schemas/ali/1.0/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
}
"""Prefixes that the root of a file declares for the records inside it."""
_DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())
_WRAPPER = b"<r " + _DECLARED.encode() + b">%s</r>"


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
        encoding="utf-8",
    )


_PARSER = _parser(recover=False)
"""Used for every record; it keeps nothing from one to the next."""


@dataclass(slots=True)
class _XmlFragment:
    """The bytes of one record."""

    line: int
    data: bytes
    fault: str = ""
    """What its element lacked."""


@dataclass(slots=True)
class _XmlSplitter:
    """Finds where records begin and end in chunks of XML."""

    tag: re.Pattern[bytes]
    """A record's start or end tag: the slash of an end tag, then that of an empty element."""
    line: int = 1
    held: bytearray = field(default_factory=bytearray)
    inside: bool = False
    searched: int = 0
    start_line: int = 1
    outside_line: int = 0
    """The line of the first text since the last record, 0 where there was none."""

    def feed(self, chunk: bytes) -> Iterator[_XmlFragment]:
        """Read more bytes and yield the records that they complete."""
        self.held += chunk
        while found := self.tag.search(self.held, self.searched):
            yield from self._take(found[1] == b"/", found.start(), found.end(), found[2] == b"/")
        if not self.inside:
            self._pass_over(max(0, len(self.held) - _LONGEST_TAG))
        elif len(self.held) > MAX_LINE:
            yield _XmlFragment(self.start_line, b"", f"longer than {MAX_LINE // 2**20} MiB")
            self.inside = False
            self._drop(len(self.held))
        self.searched = max(self.searched, len(self.held) - _LONGEST_TAG)

    def _take(self, closes: bool, start: int, end: int, empty: bool) -> Iterator[_XmlFragment]:
        if closes and self.inside:
            yield _XmlFragment(self.start_line, bytes(self.held[:end]))
            self.inside = False
            self._drop(end)
            return
        if self.inside:
            yield _XmlFragment(self.start_line, bytes(self.held[:start]), "without its end tag")
            self._drop(start)
            end -= start
        else:
            self._pass_over(start)
            end -= start
            if closes:
                yield _XmlFragment(self.outside_line or self.line, b"", "without its start tag")
        self.outside_line = 0
        if closes or empty:
            self._drop(end)
        self.inside = not closes and not empty
        self.start_line = self.line
        self.searched = end if self.inside else 0

    def _pass_over(self, end: int) -> None:
        """Leave out what is outside the records, and remember where its first tag or text is."""
        if not self.outside_line and (found := _SOMETHING.search(self.held, 0, end)):
            self.outside_line = self.line + self.held.count(b"\n", 0, found.start())
        self._drop(end)

    def _drop(self, end: int) -> None:
        self.line += self.held.count(b"\n", 0, end)
        del self.held[:end]
        self.searched = 0

    def close(self) -> Iterator[_XmlFragment]:
        """Yield what is left of a record that was cut short."""
        if self.inside:
            yield _XmlFragment(self.start_line, bytes(self.held), "cut short")


SHIFTED = {"sup": True, "sub": False}
"""The elements whose text is set above the line or below it, and whether it is above."""


def text_with_shifts(element: Element) -> str:
    """Return the text of an element; a number raised after a number stays apart (10³, not 103).

    Args:
        element: any element.
    """
    pieces = [element.text or ""]
    for child in element:
        inner = text_with_shifts(child)
        if child.tag in SHIFTED:
            before = next((piece for piece in reversed(pieces) if piece), "")
            inner = shift_digits(before, inner, raised=SHIFTED[child.tag])
        pieces += [inner, child.tail or ""]
    return "".join(pieces)


ElementReader = Callable[[Any, int], Record | None]
"""Reads an element that starts on a line as a record, or finds that it is none."""


def read_elements(
    stream: Stream, tag: re.Pattern[bytes], read_element: ElementReader
) -> Iterator[Record | Problem]:
    """Yield each element with a tag as a record, with a problem for what is not one.

    Args:
        stream: the file.
        tag: the element's start or end tag: group 1 is the slash of an end tag, group 2 that of an
            empty element.
        read_element: makes the record from an element and its 1-based line; `None` if it is none.
    """
    encoding = declared_encoding(stream.head)
    if encoding.startswith("utf-16"):
        encoding = "utf-8"  # the stream has turned it into UTF-8 already
    splitter = _XmlSplitter(tag)
    for chunk in stream.chunks():
        for piece in splitter.feed(chunk):
            yield from _read(stream, piece, encoding, read_element)
    for piece in splitter.close():
        yield from _read(stream, piece, encoding, read_element)


def _read(
    stream: Stream, piece: _XmlFragment, encoding: str, read_element: ElementReader
) -> Iterator[Record | Problem]:
    tree, fault = parse_element(recode_to_utf8(piece.data, encoding)) if piece.data else (None, "")
    record = None if tree is None else read_element(tree, piece.line)
    fault = piece.fault or fault
    if record is None:
        message = f"skipped: a record {fault or 'without title and number'}"
        yield Problem(stream.name, message, line=piece.line)
        return
    yield record
    if fault:
        message = f"a record {fault}; what could be read of it was kept"
        yield Problem(stream.name, message, line=piece.line, lost=False)


def declared_encoding(head: bytes) -> str:
    """Return the encoding that an XML declaration names, in lower case, else "utf-8".

    Args:
        head: first bytes of a file.
    """
    found = _ENCODING.match(head.lstrip())
    return found[1].decode("ascii").lower() if found else "utf-8"


def recode_to_utf8(data: bytes, encoding: str) -> bytes:
    """Return bytes in UTF-8; as they are where the encoding is not known.

    Args:
        data: in the encoding.
        encoding: its name.
    """
    if encoding in ("utf-8", "utf8", "us-ascii", "ascii"):
        return data
    try:
        return data.decode(encoding, "replace").encode("utf-8", "replace")
    except LookupError:
        return data


def parse_element(data: bytes) -> tuple[Element | None, str]:
    """Return an element, as it is, with usual faults repaired or as far as it can be recovered.

    Args:
        data: the element in UTF-8, from its start tag to its end tag.

    Returns:
        The element, and what is wrong with it, empty if nothing is.
    """
    try:
        return etree.fromstring(data, _PARSER), ""
    except etree.XMLSyntaxError as error:
        fault = f"that is not well-formed XML ({error.msg})"
    mended, legacy = _repair(data)
    try:
        wrapped = etree.fromstring(_WRAPPER % mended, _parser(recover=False))
        return wrapped[0], f"that is not UTF-8, read as {legacy}" if legacy else ""
    except etree.XMLSyntaxError:
        pass
    tree = etree.fromstring(_WRAPPER % mended, _parser(recover=True))
    return (tree[0] if tree is not None and len(tree) else None), fault


def _repair(data: bytes) -> tuple[bytes, str]:
    """Return UTF-8 without entities that XML does not know, and the encoding if it was another."""
    text, legacy = decode(data)
    data = _ENTITY.sub(_character, text.encode("utf-8", "replace"))
    return _BARE_AMPERSAND.sub(b"&amp;", data), legacy


def _character(found: re.Match[bytes]) -> bytes:
    if found[1] in _XML_ENTITIES:
        return found[0]
    character = html.unescape(found[0].decode("ascii"))
    return character.encode() if not character.startswith("&") else b"&amp;" + found[0][1:]
