"""The first reader: pdfplumber, which also finds ruled tables."""

from __future__ import annotations

import io
import re
from typing import Any

from pdfminer.pdftypes import PDFStream, resolve1
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from pprnet.fulltext.pdf.characters.glyphs import Glyph, GlyphPage, Rule, readable

MAX_GLYPHS = 60_000
"""Characters of a page; a dense page has about 8,000."""
MAX_CONTENT = 4_000_000
"""Bytes of drawing of a page; reading them takes some seconds, and a usual page has 50,000."""
MAX_EDGES = 3_000
"""Lines of a page among which ruled tables are looked for; a figure may have more."""
_SHORTEST_RULE = 40.0
_BOLD = re.compile(r"bold|black|heavy|semibold|\.B$|-B$", re.IGNORECASE)


def open_plumber(data: bytes) -> PDF:
    """Return a PDF as the first reader opens it.

    Args:
        data: the file.
    """
    return PDF.open(io.BytesIO(data), unicode_norm=None)


def content_size(page: Page) -> int:
    """Return how many bytes of drawing a page has, unpacked.

    Args:
        page: of the first reader.
    """
    streams = (resolve1(each) for each in page.page_obj.contents)
    return sum(len(each.get_data()) for each in streams if isinstance(each, PDFStream))


def plumber_page(page: Page) -> GlyphPage:
    """Return the characters, rules and ruled tables of a page.

    Args:
        page: of the first reader.
    """
    width, height = float(page.width), float(page.height)
    glyphs = [_glyph(char, height) for char in page.chars[:MAX_GLYPHS]]
    found = GlyphPage(width, height, [glyph for glyph in glyphs if glyph.text])
    edges = page.edges
    if len(edges) <= MAX_EDGES:
        found.rules = _joined_rules(edges)
        if any(edge["orientation"] == "v" for edge in edges):
            found.grids = _grids(page)
    found.image_share = _image_share(page.images, width * height)
    return found


def _glyph(char: dict[str, Any], height: float) -> Glyph:
    a, b, c, d = char["matrix"][:4]
    turn = _turn(a, b)
    box = float(char["x0"]), float(char["x1"]), float(char["top"]), float(char["bottom"])
    scale = (c * c + d * d) ** 0.5
    is_level = turn == 0
    base = height - float(char["matrix"][5]) if is_level and scale else box[3]
    base = base if box[2] - scale <= base <= box[3] + scale else box[3]
    size = float(char["size"]) if is_level else box[1] - box[0]
    bold = bool(_BOLD.search(str(char["fontname"])))
    return Glyph(readable(char["text"]), *box, base, max(size, 0.1), turn, bold)


def _turn(a: float, b: float) -> int:
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 2
    return 1 if b > 0 else 3


def _joined_rules(edges: list[dict[str, Any]]) -> list[Rule]:
    """Return horizontal lines, with those joined that continue each other."""
    level = sorted(
        (round(float(e["top"])), float(e["x0"]), float(e["x1"]), float(e["top"]))
        for e in edges
        if e["orientation"] == "h"
    )
    rules: list[Rule] = []
    for _, x0, x1, top in level:
        last = rules[-1] if rules else None
        if last and abs(last.top - top) <= 1.5 and x0 <= last.x1 + 3:  # noqa: PLR2004 - points
            last.x1 = max(last.x1, x1)
        else:
            rules.append(Rule(x0, x1, top))
    return [rule for rule in rules if rule.x1 - rule.x0 >= _SHORTEST_RULE]


def _grids(page: Page) -> list[list[list[tuple[float, float, float, float] | None]]]:
    """Return the boxes of the cells of tables that are ruled in both directions."""
    tables = page.find_tables()
    grids = [[list(row.cells) for row in table.rows] for table in tables]
    return [grid for grid in grids if len(grid) > 1 and max(map(len, grid)) > 1]


def _image_share(images: list[dict[str, Any]], area: float) -> float:
    """Return the part of a page that the largest image covers."""
    sizes = (abs(float(i["x1"] - i["x0"]) * float(i["bottom"] - i["top"])) for i in images)
    return min(1.0, max(sizes, default=0.0) / area) if area > 0 else 0.0
