"""Bytes to a full text, whatever its kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from pprnet.errors import InputError, TooLargeError
from pprnet.formats.detection import describe_bytes
from pprnet.fulltext.article_values import FullText, FullTextKind
from pprnet.fulltext.markup.html_article import read_html_article
from pprnet.fulltext.markup.jats_article import JATS_START, read_jats_article
from pprnet.fulltext.pasted_article import read_pasted_article
from pprnet.fulltext.pdf.document.pdf_article import article_of_pages
from pprnet.fulltext.pdf.pdf_pages import PdfPage
from pprnet.limits import MAX_FULLTEXT
from pprnet.records import Problem

FullTextPart = PdfPage | FullText | Problem
"""What a reader yields: pages of a PDF one by one, any other article at once."""

_HEAD = 65_536
_PDF_HEAD = 1_024
_JATS_PARTS = re.compile(rb"<(?:\w+:)?(?:front|front-stub|article-meta|body)[\s>]")
_HTML = re.compile(
    rb"<!doctype\s+html|<(?:html|head|body|article|main|div|table|section|p|h1|h2)[\s>]", re.I
)
_PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def read_fulltext(data: bytes, *, name: str) -> FullText:
    """Return an article in JATS, PDF, HTML or plain text.

    It is read in this process; use `pprnet.limited_reading` for a file of which nobody knows what
    is in it.

    Args:
        data: the file, or a text that was pasted.
        name: of the file, for problems.

    Raises:
        InputError: Nothing of it can be read; the message says why and what to do.
    """
    return assembled_fulltext(fulltext_parts(data, name=name), name=name)


def read_fulltext_parts(source: BinaryIO, *, name: str) -> Iterator[FullTextPart]:
    """Yield what is read of an article, page by page where it is a PDF.

    Args:
        source: a file that is open for reading bytes.
        name: of the file, for problems.

    Raises:
        InputError: Nothing of it can be read; the message says why and what to do.
    """
    return fulltext_parts(source.read(MAX_FULLTEXT + 1), name=name)


def fulltext_parts(data: bytes, *, name: str) -> Iterator[FullTextPart]:
    """Yield what is read of an article, page by page where it is a PDF.

    Args:
        data: the file.
        name: of the file, for problems.

    Raises:
        InputError: Nothing of it can be read.
        TooLargeError: It has too many bytes.
    """
    if len(data) > MAX_FULLTEXT:
        raise TooLargeError(
            f"{name}: the file has more than {MAX_FULLTEXT >> 20} MB, most of which are pictures; "
            "save it with smaller ones, or add the article as a web page or as text"
        )
    kind = _kind(data, name)
    if kind is FullTextKind.PDF:
        from pprnet.fulltext.pdf.pdf_documents import read_pdf_pages  # large libraries

        yield from read_pdf_pages(data, name=name)
        return
    try:
        yield _READERS[kind](data, name=name)
    except RecursionError as error:
        raise InputError(
            f"{name}: its elements are too deeply nested; paste the text of the article instead"
        ) from error


_READERS = {
    FullTextKind.JATS: read_jats_article,
    FullTextKind.HTML: read_html_article,
    FullTextKind.TEXT: read_pasted_article,
}


def assembled_fulltext(parts: Iterable[FullTextPart], *, name: str) -> FullText:
    """Return an article from what was read of it.

    Args:
        parts: from `read_fulltext_parts`.
        name: of the file, for problems.
    """
    pages: list[PdfPage] = []
    problems: list[Problem] = []
    for part in parts:
        if isinstance(part, FullText):
            return part
        if isinstance(part, Problem):
            problems.append(part)
        else:
            pages.append(part)
    return article_of_pages(pages, problems, name)


def _kind(data: bytes, name: str) -> FullTextKind:
    """Return the kind of a file.

    Raises:
        InputError: It is none that can be read.
    """
    head = data[:_HEAD]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in head[:_PDF_HEAD]:
        return FullTextKind.PDF
    if start[:1] == b"<":
        return _markup_kind(start, name)
    is_binary = start.startswith(_PACKED) or (b"\x00" in head and not head.startswith(_WIDE))
    if not start or is_binary:
        raise InputError(
            f"{name}: expected an article as PDF, JATS, web page or text, but "
            f"{describe_bytes(head)}; save it as one of these, or paste its text"
        )
    return FullTextKind.TEXT


def _markup_kind(start: bytes, name: str) -> FullTextKind:
    """Return whether a file of elements is JATS or HTML.

    Raises:
        InputError: It is neither.
    """
    html, jats = _HTML.search(start), JATS_START.search(start)
    is_page = re.match(rb"<!doctype\s+html|<html[\s>]", start, re.I)
    if jats and not is_page and _JATS_PARTS.search(start):
        return FullTextKind.JATS
    if html:
        return FullTextKind.HTML
    if start.startswith(b"<?xml"):
        raise InputError(
            f"{name}: this is XML, but neither JATS nor a web page; add the PDF of the article or "
            "paste its text"
        )
    return FullTextKind.TEXT
