"""The second reader: PDFium, which has no code in common with the first."""

from __future__ import annotations

import pypdfium2
import pypdfium2.raw as pdfium

from pprnet.fulltext.pdf.characters.glyphs import UNMAPPED, Glyph, GlyphPage, readable

MAX_GLYPHS = 60_000
_INVISIBLE = 3
"""Render mode of a text that is not painted: that of character recognition under a scan."""
_SAMPLE = 25
"""Characters of a page that are asked for their render mode."""


def open_pdfium(data: bytes) -> pypdfium2.PdfDocument:
    """Return a PDF as the second reader opens it.

    Args:
        data: the file.
    """
    return pypdfium2.PdfDocument(data)


def pdfium_page(page: pypdfium2.PdfPage) -> GlyphPage:
    """Return the characters of a page, in the order of the file.

    Args:
        page: of the second reader.
    """
    text = page.get_textpage()
    rotation, box = page.get_rotation(), page.get_mediabox()
    width, height = box[2] - box[0], box[3] - box[1]
    if rotation % 180:
        width, height = height, width
    count = min(text.count_chars(), MAX_GLYPHS)
    glyphs = [_glyph(text.raw, at, rotation, box) for at in range(count)]
    return GlyphPage(width, height, glyphs)


def is_text_invisible(page: pypdfium2.PdfPage) -> bool:
    """Return whether the text of a page is not painted, as under a scan.

    Args:
        page: of the second reader.
    """
    text = page.get_textpage()
    count = text.count_chars()
    places = range(0, count, max(1, count // _SAMPLE))
    objects = [pdfium.FPDFText_GetTextObject(text.raw, at) for at in places]
    modes = [pdfium.FPDFTextObj_GetTextRenderMode(found) for found in objects if found]
    return bool(modes) and sum(mode == _INVISIBLE for mode in modes) * 2 > len(modes)


def _glyph(
    text: pdfium.FPDF_TEXTPAGE, at: int, rotation: int, box: tuple[float, float, float, float]
) -> Glyph:
    code = pdfium.FPDFText_GetUnicode(text, at)
    place = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, at, place)
    x0, x1, top, bottom = _on_page(
        (place.left, place.bottom, place.right, place.top), rotation, box
    )
    character = readable(chr(code)) if code and code < 0x110000 else UNMAPPED  # noqa: PLR2004
    return Glyph(character, x0, x1, top, bottom, bottom, max(bottom - top, 0.1))


def _on_page(
    place: tuple[float, float, float, float], rotation: int, box: tuple[float, ...]
) -> tuple[float, float, float, float]:
    """Return left, right, top and bottom on the page as it is shown."""
    left, low, right, high = place
    if rotation == 90:  # noqa: PLR2004 - degrees
        return low - box[1], high - box[1], left - box[0], right - box[0]
    if rotation == 180:  # noqa: PLR2004
        return box[2] - right, box[2] - left, low - box[1], high - box[1]
    if rotation == 270:  # noqa: PLR2004
        return box[3] - high, box[3] - low, box[2] - right, box[2] - left
    return left - box[0], right - box[0], box[3] - high, box[3] - low


def has_script(document: pypdfium2.PdfDocument) -> bool:
    """Return whether a document contains JavaScript, which neither reader runs.

    Args:
        document: of the second reader.
    """
    return int(pdfium.FPDFDoc_GetJavaScriptActionCount(document.raw)) > 0
