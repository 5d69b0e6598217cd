"""Numbers that are read from PDFs made of real abstracts: right, unread, wrong or missing.

Half of the PDFs are set with ReportLab, half printed by Chromium: two columns, tables, ligatures,
hyphenation, real minus signs, running heads. The texts are not kept.

    PPRNET_TEST_DATA=... python benchmarks/fulltext_numbers.py --count 60
"""

from __future__ import annotations

import argparse
import csv
import gzip
import html
import io
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from pprnet.fulltext import read_fulltext
from pprnet.text import clean

FONTS = Path("/usr/share/fonts/truetype")
TOKEN = re.compile(r"\d(?:[\d.,]*\d)?")
SPACED_SIGN = re.compile(r"([=<(\[,]\s?|\b(?:of|to|and)\s)[−–]\s(?=\d)")
LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "fi": "ﬁ", "fl": "ﬂ", "ff": "ﬀ"}
STYLE = """
@page {{ size: A4; margin: 20mm 18mm }}
body {{ font: {size}pt/1.35 "{font}"; font-variant-ligatures: common-ligatures; hyphens: auto;
  text-align: justify; font-feature-settings: "liga" 1{features} }}
h1 {{ font-size: 1.7em; text-align: left; hyphens: none }}
.columns {{ columns: {columns}; column-gap: 8mm }}
table {{ border-collapse: collapse; margin: 1em 0; hyphens: none; break-inside: avoid }}
td, th {{ padding: 2pt 7pt; text-align: left; {cell} }}
thead tr {{ border-top: 1pt solid; border-bottom: .6pt solid }}
tbody {{ border-bottom: 1pt solid }}
"""


@dataclass(frozen=True)
class Source:
    """What a PDF is made of."""

    title: str
    paragraphs: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def abstracts(folder: Path) -> list[tuple[str, str]]:
    """Return titles and abstracts with numbers in them."""
    with gzip.open(folder / "screening/Oud_2018.csv.gz", "rt", encoding="utf-8") as file:
        rows = [(clean(row["title"]), clean(row["abstract"])) for row in csv.DictReader(file)]
    printable = [(t, a) for t, a in rows if len(TOKEN.findall(a)) >= 4 and 400 < len(a) < 3_000]
    return [(t, a) for t, a in printable if all(ord(c) < 0x2213 for c in t + a)]


def make_sources(folder: Path, count: int) -> list[Source]:
    """Return the contents of the PDFs, the same in each run."""
    chance = random.Random(12)
    texts = abstracts(folder)
    found = []
    for at in range(count):
        chosen = [texts[(at * 6 + step) % len(texts)] for step in range(6)]
        rows = tuple(
            (
                f"Measure {letter}",
                str(chance.randint(10, 400)),
                f"{chance.uniform(0, 60):.2f} ({chance.uniform(1, 20):.2f})",
                f"−{chance.uniform(0, 2):.2f}",
                f"[−{chance.uniform(0, 2):.2f}, {chance.uniform(0, 2):.2f}]",
                f"<.0{chance.randint(1, 5)}",
            )
            for letter in "ABCDEFG"
        )
        texts_of = tuple(with_minus(abstract) for _, abstract in chosen)
        found.append(Source(chosen[0][0], texts_of, rows))
    return found


def with_minus(text: str) -> str:
    """Return a text with real minus signs, as journals print them."""
    return re.sub(r"(?<=[\s(=])-(?=\.?\d)", "−", text)


HEADERS = ("Measure", "n", "M (SD)", "d", "95% CI", "p")


def html_of(source: Source, at: int) -> str:
    """Return a page for Chromium."""
    fonts = ("DejaVu Serif", "Liberation Serif", "DejaVu Sans", "Liberation Sans")
    style = STYLE.format(
        size=(9, 10, 8.5)[at % 3],
        font=fonts[at % 4],
        features=', "dlig" 1' if at % 5 == 0 else "",
        columns=1 + (at % 3 != 0),
        cell="border: .5pt solid" if at % 4 == 1 else "",
    )
    head = "".join(f"<th>{html.escape(text)}</th>" for text in HEADERS)
    rows = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
        for row in source.rows
    )
    body = "".join(f"<p>{html.escape(text)}</p>" for text in source.paragraphs)
    table = (
        "<p>Table 1. Invented figures.</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><style>{style}</style>"
        f"<h1>{html.escape(source.title)}</h1><div class=columns>{body}</div>{table}</html>"
    )


def print_with_chromium(source: Source, at: int, folder: Path) -> bytes:
    """Return a PDF that Chromium printed."""
    page, printed = folder / "page.html", folder / "page.pdf"
    page.write_text(html_of(source, at), encoding="utf-8")
    subprocess.run(
        [
            os.environ.get("CHROMIUM", "chromium"),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            *(["--no-pdf-header-footer"] if at % 2 else []),
            f"--print-to-pdf={printed}",
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return printed.read_bytes()


def ligated(text: str) -> str:
    """Return a text with characters for ligatures."""
    for letters, character in LIGATURES.items():
        text = text.replace(letters, character)
    return text


def set_with_reportlab(source: Source, at: int) -> bytes:
    """Return a PDF in one or two columns with running heads and a table."""
    names = ("DejaVuSerif", "DejaVuSans", "LiberationSerif-Regular")
    for folder, name in (("dejavu", names[0]), ("dejavu", names[1]), ("liberation", names[2])):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, FONTS / folder / f"{name}.ttf"))
    font = names[at % 3]
    size = (9, 8, 10)[at % 3]
    style = ParagraphStyle("body", fontName=font, fontSize=size, leading=size * 1.25)
    style.alignment = TA_JUSTIFY
    heading = ParagraphStyle("title", fontName=font, fontSize=size * 1.8, leading=size * 2.2)
    width, height = A4
    gap, margin = 20, 50
    columns = 1 + at % 2
    one = (width - 2 * margin - gap * (columns - 1)) / columns
    frames = [
        Frame(margin + n * (one + gap), 60, one, height - 120, 0, 0, 0, 0) for n in range(columns)
    ]

    def head(canvas: object, document: BaseDocTemplate) -> None:
        canvas.setFont(font, 7)  # type: ignore[attr-defined]
        canvas.drawString(margin, height - 40, f"EXAMPLE, A.  Volume {700 + at}")  # type: ignore[attr-defined]
        canvas.drawCentredString(width / 2, 35, str(document.page + 8_000))  # type: ignore[attr-defined]

    file = io.BytesIO()
    document = BaseDocTemplate(file, pagesize=A4, title=source.title)
    document.addPageTemplates(PageTemplate(frames=frames, onPage=head))
    body: list[object] = [Paragraph(html.escape(source.title), heading), Spacer(1, 10)]
    for text in source.paragraphs:
        body += [Paragraph(html.escape(ligated(text)), style), Spacer(1, 6)]
    rules = [("FONT", (0, 0), (-1, -1), font, 6.5), ("LEFTPADDING", (0, 0), (-1, -1), 3)]
    rules += [
        ("LINEABOVE", (0, 0), (-1, 0), 1, "black"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, "black"),
    ]
    rules += [("LINEBELOW", (0, -1), (-1, -1), 1, "black"), ("RIGHTPADDING", (0, 0), (-1, -1), 3)]
    if at % 4 == 2:
        rules += [("GRID", (0, 0), (-1, -1), 0.4, "black")]
    table = Table([HEADERS, *source.rows], style=rules)
    body += [Paragraph("Table 1. Invented figures.", style), Spacer(1, 3), table]
    document.build(body)
    return file.getvalue()


def numbers(text: str) -> Counter[str]:
    """Return the numbers of a text with their signs, all minus signs as one."""
    found = []
    text = SPACED_SIGN.sub(r"\1−", text)
    for match in TOKEN.finditer(text):
        before = text[max(0, match.start() - 2) : match.start()]
        start = match.start()
        point = "." if before.endswith(".") and not before[:1].isalnum() else ""
        sign = text[start - 1 - len(point) : start - len(point)] if start > len(point) else ""
        earlier = text[start - 2 - len(point) : start - 1 - len(point)] if start > 1 else ""
        is_minus = sign in "−-–" and sign and not earlier.isalnum()
        found.append(("-" if is_minus else "") + point + match[0])
    return Counter(found)


def compare(source: Source, data: bytes, name: str) -> tuple[Counter[str], list[str]]:
    """Return how many numbers of a PDF were right, unread, wrong and missing, and those wrong."""
    article = read_fulltext(data, name=name)
    printed = Counter[str]()
    for text in (source.title, *source.paragraphs, *HEADERS, "Table 1"):
        printed += numbers(text)
    for row in source.rows:
        for cell in row:
            printed += numbers(cell)
    read = Counter[str]()
    for page in article.pages:
        cells = Counter[str]()
        for table in page.tables:
            cells += numbers(table.caption)
            for row in table.rows:
                for cell in row:
                    cells += numbers(cell)
        read += cells
        for passage in page.passages:
            if passage.layer != "table":
                read += numbers(passage.text)
    right = sum((printed & read).values())
    extra = read - printed
    missing = sum((printed - read).values())
    unread = min(missing, len(article.unread))
    counts = Counter(
        right=right, unread=unread, wrong=sum(extra.values()), missing=missing - unread
    )
    counts["printed"] = sum(printed.values())
    details = [f"{name}: read {extra}, printed {printed - read}"] if extra or missing else []
    details += [f"{name}: unread {n}" for n in article.unread[:6]]
    return counts, details


def main() -> None:
    """Print the figures; the exit code is 1 if a number is wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--keep", type=Path, help="a folder for the PDFs")
    chosen = parser.parse_args()
    total: dict[str, Counter[str]] = {"reportlab": Counter(), "chromium": Counter()}
    seconds = 0.0
    with tempfile.TemporaryDirectory() as folder:
        sources = make_sources(Path(os.environ["PPRNET_TEST_DATA"]), chosen.count)
        for at, source in enumerate(sources):
            maker = "reportlab" if at % 2 else "chromium"
            half = at // 2
            if maker == "reportlab":
                data = set_with_reportlab(source, half)
            else:
                data = print_with_chromium(source, half, Path(folder))
            if chosen.keep:
                (chosen.keep / f"{maker}_{half}.pdf").write_bytes(data)
            started = time.process_time()
            counts, details = compare(source, data, f"{maker}_{half}.pdf")
            seconds += time.process_time() - started
            total[maker] += counts
            print(*details, sep="\n", end="\n" if details else "")
    for maker, counts in total.items():
        print(maker, dict(counts))
    print(f"{seconds / chosen.count:.2f} s a PDF")
    sys.exit(any(counts["wrong"] for counts in total.values()))


if __name__ == "__main__":
    main()
