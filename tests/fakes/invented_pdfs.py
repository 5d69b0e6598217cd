"""PDFs with invented content, made as the tests need them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

LEFT, TOP, LEADING = 60.0, 760.0, 13.0
RIGHT_COLUMN = 320.0

Draw = Callable[[Canvas], None]


def pdf_of(*pages: Draw, title: str = "", encrypt: object = None) -> bytes:
    """Return a PDF with a page for each function that draws one."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=True, encrypt=encrypt)
    canvas.setTitle(title)
    for draw in pages:
        canvas.setFont("Helvetica", 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def lines_at(
    lines: Iterable[str], *, x: float = LEFT, y: float = TOP, font: str = "", size: float = 10
) -> Draw:
    """Return what draws lines under each other."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font or "Helvetica", size)
        for at, line in enumerate(lines):
            canvas.drawString(x, y - at * LEADING, line)

    return draw


def both(*parts: Draw) -> Draw:
    """Return what draws several parts of one page."""

    def draw(canvas: Canvas) -> None:
        for part in parts:
            part(canvas)

    return draw


def ruled_table(rows: Sequence[Sequence[str]], *, y: float = 500, widths: float = 75) -> Draw:
    """Return what draws a table with three rules, as journals print it."""

    def draw(canvas: Canvas) -> None:
        right = LEFT + widths * len(rows[0])
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                canvas.drawString(LEFT + column * widths, y - at * LEADING, cell)
        bottom = y - LEADING * (len(rows) - 1) - 4
        for height in (y + 10, y - 4, bottom):
            canvas.line(LEFT, height, right, height)

    return draw


def gridded_table(rows: Sequence[Sequence[str]], *, y: float = 500, width: float = 75) -> Draw:
    """Return what draws a table with a frame around each cell."""

    def draw(canvas: Canvas) -> None:
        xs = [LEFT - 3 + width * at for at in range(len(rows[0]) + 1)]
        ys = [y + 12 - LEADING * 1.4 * at for at in range(len(rows) + 1)]
        canvas.grid(xs, ys)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                canvas.drawString(LEFT + column * width, y - at * LEADING * 1.4, cell)

    return draw


def scanned_page(canvas: Canvas) -> None:
    """Draw a picture over the page, and nothing else."""
    pixels = io.BytesIO(b"P5 8 8 255\n" + bytes(range(0, 256, 4)))
    canvas.drawImage(ImageReader(pixels), 0, 0, *A4)


def raw_pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """Return a PDF of objects as they are, numbered from 1, with a right table of their places."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d %s>>\n" % (len(objects) + 1, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def content_stream(text: bytes, *, entries: bytes = b"") -> bytes:
    """Return the object of a content stream."""
    return b"<</Length %d %s>>stream\n" % (len(text), entries) + text + b"\nendstream"
