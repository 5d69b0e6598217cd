"""A page of a PDF: two readings compared, tables as cells, lines in the order of reading."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from pprnet.fulltext.article_values import Table, Unread
from pprnet.fulltext.pdf.characters.glyph_lines import glyph_lines
from pprnet.fulltext.pdf.characters.glyphs import GlyphPage, turned
from pprnet.fulltext.pdf.characters.number_agreement import PageComparison
from pprnet.fulltext.pdf.layout.page_columns import PrintedLine, lines_in_order
from pprnet.fulltext.pdf.layout.page_tables import divided_tables

MAX_PAGES = 400
_FEWEST_LETTERS = 20
"""Letters of a page that is not only a picture."""
_FEWEST_TURNED_LINES = 3


@dataclass(frozen=True, slots=True)
class PdfPage:
    """What is read of a page before the document is put together."""

    number: int
    height: float
    lines: tuple[PrintedLine, ...] = ()
    tables: tuple[Table, ...] = ()
    unread: tuple[Unread, ...] = ()
    is_picture: bool = False
    """Whether it has an image and practically no text."""
    stated_title: str = ""
    """What the file states as its title, on the first page."""


def compared_page(first: GlyphPage, second: GlyphPage | None, number: int) -> PdfPage:
    """Return a page from its two readings.

    Args:
        first: of the reader whose text is used.
        second: of the other; `None` if it could not read the page.
        number: of the page.
    """
    comparison = PageComparison(number, second)
    turns = Counter(glyph.turn for glyph in first.glyphs)
    lines: list[PrintedLine] = []
    tables: list[Table] = []
    for turn, _ in turns.most_common():
        comparison.turn_to(turn)
        level = [turned(glyph, turn) for glyph in first.glyphs if glyph.turn == turn]
        words = [comparison.words(line) for line in glyph_lines(level)]
        if turn and len(words) < _FEWEST_TURNED_LINES:
            continue  # text in the margin
        found, rest = divided_tables(words, first if not turn else _unruled(first), number)
        tables += found
        lines += _after(lines, lines_in_order(rest))
    comparison.close()
    letters = sum(sum(map(str.isalnum, line.text)) for line in lines)
    return PdfPage(
        number,
        first.height,
        tuple(lines),
        tuple(tables),
        tuple(comparison.unread),
        is_picture=letters < _FEWEST_LETTERS and first.image_share > 0.2,  # noqa: PLR2004
    )


def _unruled(page: GlyphPage) -> GlyphPage:
    return GlyphPage(page.width, page.height, [])


def _after(lines: list[PrintedLine], more: list[PrintedLine]) -> list[PrintedLine]:
    """Return lines whose columns are counted on from those before."""
    start = max((line.column for line in lines), default=-1) + 1
    return [replace(line, column=line.column + start) for line in more]
