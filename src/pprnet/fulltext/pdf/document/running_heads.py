"""Running heads, feet and page numbers: what is printed on several pages in the same place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pprnet.fulltext.pdf.layout.page_columns import PrintedLine
from pprnet.fulltext.pdf.pdf_pages import PdfPage
from pprnet.text import fold

_EDGE_LINES = 4
_EDGE = 0.13
"""Height of the margin in which heads and feet are, as a part of the page."""
_SHARE = 0.2
"""On how many of the pages a head is repeated at least."""
_STEP = 6.0
_DIGITS = re.compile(r"\d{1,9}")
_PAGE_NUMBER = re.compile(
    r"[-–—(\[|\s]{0,3}(?:p(?:age|\.)?\s{0,2})?\d{1,4}(?:\s?(?:of|/|de|sur)\s?\d{1,4})?[-–—)\]|.\s]{0,3}",
    re.IGNORECASE,
)
_PRINTED_BY_BROWSER = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?(?: .{0,300})?"
    r"|(?:https?|file)://\S{1,500}(?: \d{1,3}/\d{1,3})?",
    re.IGNORECASE,
)
"""Date and title, or address and page, which a browser prints on the edges of each page."""

_Place = tuple[bool, int, str]
"""Whether it is at the top, its height in steps, and its words."""


def without_running_heads(pages: Sequence[PdfPage]) -> list[list[PrintedLine]]:
    """Return the lines of each page without heads, feet and page numbers.

    Args:
        pages: of a document, in their order.
    """
    seen: Counter[_Place] = Counter()
    for page in pages:
        seen.update({place for line in _edge_lines(page) for place in _near(page, line)})
    fewest = max(2.0, _SHARE * len(pages))
    return [_kept(page, seen, fewest) for page in pages]


def _kept(page: PdfPage, seen: Counter[_Place], fewest: float) -> list[PrintedLine]:
    edge = {id(line) for line in _edge_lines(page) if _is_running(page, line, seen, fewest)}
    return [line for line in page.lines if id(line) not in edge]


def _is_running(page: PdfPage, line: PrintedLine, seen: Counter[_Place], fewest: float) -> bool:
    is_number = _PAGE_NUMBER.fullmatch(line.text) and not line.text.strip().endswith(")")
    if is_number or _PRINTED_BY_BROWSER.fullmatch(line.text):
        return True
    return seen[_place(page, line)] >= fewest


def _edge_lines(page: PdfPage) -> Iterator[PrintedLine]:
    """Yield the lines in the upper and lower margin of a page, those nearest to the edge."""
    ordered = sorted(page.lines, key=lambda line: line.base)
    margin = _EDGE * page.height
    yield from (line for line in ordered[:_EDGE_LINES] if line.base <= margin)
    yield from (line for line in ordered[-_EDGE_LINES:] if line.base >= page.height - margin)


def _place(page: PdfPage, line: PrintedLine) -> _Place:
    shape = fold(_DIGITS.sub("#", line.text)) or line.text.strip()
    return line.base < page.height / 2, round(line.base / _STEP), shape


def _near(page: PdfPage, line: PrintedLine) -> Iterator[_Place]:
    """Yield the place of a line and the next ones above and below."""
    is_top, height, shape = _place(page, line)
    yield from ((is_top, height + step, shape) for step in (-1, 0, 1))
