"""A PDF opened by both readers and read page by page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

import pypdfium2
from pdfminer.pdfpage import PDFPage
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from pprnet.errors import InputError
from pprnet.fulltext.pdf.characters.glyphs import GlyphPage
from pprnet.fulltext.pdf.characters.pdfium_glyphs import (
    has_script,
    is_text_invisible,
    open_pdfium,
    pdfium_page,
)
from pprnet.fulltext.pdf.characters.plumber_glyphs import (
    MAX_CONTENT,
    content_size,
    open_plumber,
    plumber_page,
)
from pprnet.fulltext.pdf.pdf_pages import MAX_PAGES, PdfPage, compared_page
from pprnet.records import Problem

_OTHER_WAYS = "add the article as a web page or paste its text"
_PASSWORD = "password"  # noqa: S105 - a word of an error message


def read_pdf_pages(data: bytes, *, name: str) -> Iterator[PdfPage | Problem]:
    """Yield the pages of a PDF, with a problem for what could not be read.

    Args:
        data: the file.
        name: of the file, for problems.

    Raises:
        InputError: No page of it can be read.
    """
    documents = _Documents(data, name)
    yield from documents.problems
    count = documents.page_count()
    if not count:
        raise documents.damaged()
    for number in range(1, min(count, MAX_PAGES) + 1):
        yield from documents.page(number)
    if count > MAX_PAGES:
        yield Problem(
            name,
            f"the first {MAX_PAGES} of {count} pages were read; to read others, save them as a "
            "file of their own",
            position=MAX_PAGES + 1,
        )


def _is_invisible(document: pypdfium2.PdfDocument, at: int) -> bool:
    try:
        return is_text_invisible(document[at])
    except pypdfium2.PdfiumError:
        return False


class _Documents:
    """One PDF as both readers open it."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open it.

        Raises:
            InputError: Neither reader can.
        """
        self.name = name
        self.problems: list[Problem] = []
        self._second = self._opened_second(data)
        self._first = self._opened_first(data)
        self._first_pages: Iterator[Any] = iter(())
        if self._first is not None:
            self._first_pages = PDFPage.create_pages(self._first.doc)
        if self._first is None and self._second is None:
            raise self.damaged()
        if self._second is not None:
            self._note_special(data, self._second)

    def damaged(self) -> InputError:
        """Return the error for a file of which no page can be read."""
        return InputError(
            f"{self.name}: the PDF is damaged and no page of it can be read; open it in a viewer "
            f"and print it to a new PDF, or {_OTHER_WAYS}"
        )

    def _opened_second(self, data: bytes) -> pypdfium2.PdfDocument | None:
        try:
            document = open_pdfium(data)
            return document if len(document) else None
        except pypdfium2.PdfiumError as error:
            if _PASSWORD in str(error).lower():
                raise InputError(
                    f"{self.name}: the PDF is encrypted and opens only with a password; save a "
                    f"copy without one and add that, or {_OTHER_WAYS}"
                ) from error
            return None

    def _opened_first(self, data: bytes) -> PDF | None:
        try:
            return open_plumber(data)
        except Exception:  # noqa: BLE001 - a damaged file may raise anything; the other reader is left
            return None

    def _note_special(self, data: bytes, document: pypdfium2.PdfDocument) -> None:
        if has_script(document) or b"/JavaScript" in data:
            self._note("the PDF contains a script, which was not run; its text is read as usual")
        if any(_is_invisible(document, at) for at in range(min(3, len(document)))):
            self._note(
                "the text was recognised from a scan by a program; compare its numbers with the "
                "printed page before you rely on them"
            )

    def _note(self, message: str) -> None:
        self.problems.append(Problem(self.name, message, lost=False))

    def page_count(self) -> int:
        """Return the number of pages, as far as it can be known without reading them."""
        if self._second is not None:
            return len(self._second)
        self._first_pages = iter(list(islice(self._first_pages, MAX_PAGES + 1)))
        pages = list(self._first_pages)
        self._first_pages = iter(pages)
        return len(pages)

    def page(self, number: int) -> Iterator[PdfPage | Problem]:
        """Yield a page, or a problem where neither reader can read it."""
        first, second = self._first_page(number), self._second_page(number)
        found = first or second
        if found is None:
            yield self._lost(number, "neither reader of PDFs can read it")
            return
        if first is None or second is None:
            yield Problem(
                self.name,
                f"page {number}: only one of the two readers of PDFs can read it, so that its "
                f"numbers are not compared and count as unread; {_OTHER_WAYS}",
                position=number,
            )
        try:
            page = compared_page(found, second if first else None, number)
        except (RecursionError, ArithmeticError, ValueError, MemoryError) as error:
            yield self._lost(number, f"its layout cannot be followed ({type(error).__name__})")
            return
        yield replace(page, stated_title=self._title()) if number == 1 else page

    def _lost(self, number: int, reason: str) -> Problem:
        return Problem(
            self.name,
            f"page {number} was left out: {reason}; {_OTHER_WAYS}",
            position=number,
        )

    def _first_page(self, number: int) -> GlyphPage | None:
        try:
            source = next(self._first_pages, None)
            if source is None or self._first is None:
                return None
            page = Page(self._first, source, page_number=number)
            if content_size(page) > MAX_CONTENT:
                return None
            found = plumber_page(page)
            page.close()
        except Exception:  # noqa: BLE001 - as above
            return None
        return found

    def _second_page(self, number: int) -> GlyphPage | None:
        if self._second is None:
            return None
        try:
            page = self._second[number - 1]
            found = pdfium_page(page)
            page.close()
        except (pypdfium2.PdfiumError, IndexError, ValueError):
            return None
        return found

    def _title(self) -> str:
        """Return what the file states as its title."""
        try:
            found = self._second.get_metadata_value("Title") if self._second else ""
        except (pypdfium2.PdfiumError, UnicodeError):
            found = ""
        return str(found or "")[:1_000]
