"""Hostile inputs of ten kilobytes: a file or an abstract in which one part is repeated."""

from __future__ import annotations

import gzip
import io
import random
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path

from pprnet.formats import FORMATS, write_records
from pprnet.formats.registry import writable_keys
from pprnet.formats.tables.workbook_xml import NAMESPACE
from pprnet.records import Author, PartialDate, Record

SIZE = 10_000
"""Bytes of each input."""
_TOKEN = re.compile(r"\w+|\W")
PARTS = [
    *"""()[]{}<>"'`,;:.-/\\|=%&#@~^$*+?!_ 1Aé""",
    "\t", "\n", "\r", "\u0301", "α", "‘“", " and ", ", ", "; ", "A, ", "A B, ", "A. ", "A.-", "Mc",
    "1(", "(1", "1(1)", "1-", "-1", "1, ", "1 ", ". 1", "2001 ", "2001-", "J. 1, ", "1:1", "10.",
    "10.1/", "10.1000/x&gt;", "&gt;", "&amp;", "&#1;", "&#x", "<i>", "</i>", "<!--", "<![CDATA[",
    "\\'e", "\\{", "\\alpha ", "{\\", "$", "--", "http://", "doi:", "PMC1", "W1", "1234-567",
    "978-1-", "0000-", "et al. ", "Jr", "van der ", "Part 1: ", "RETRACTED", "(Eds.) ", "pp. ",
    "Jan ", "1st ", "In: ", "n = 1", "n=", "N = 1, ", "d = 0.", "d = .1 ", "p < .", "p = .0",
    "95% CI ", "95% CI [0.1, ", "(OR = ", "[1,", "1/1 ", "1 ± ", "one hundred and ", "twenty-",
    "Objective: ", "Methods: ", "randomised ", "patients with depression ", "versus ", "RCT", "x10",
    "1,000", "1 000 ", "1·", "10^", "group, ", "effect size ", "Cohen's d ", "mean difference ",
    "not ", "of ", "the ", "A.B.", "e.g. ", "i.e. ", "vs. ", "\u2009", "\u00a0", "\u200b", "ﬁ", "İ",
]  # fmt: skip
"""What readers look for, one by one."""

ABSTRACT = (
    "OBJECTIVE: To compare cognitive therapy with usual care (n = 120 vs. n = 118). METHODS: We "
    "randomly assigned two hundred and thirty-eight adults in 12 trials. RESULTS: Depression was "
    "lower (d = -0.42, 95% CI [-0.61 to -0.23], p < .001; OR 1.9, 95 % CI 1.2-3.1). Of 1,204 "
    "participants, 64.5% (n = 77/120) recovered, F(1, 236) = 14.2. CONCLUSIONS: It works."
)


@dataclass(frozen=True, slots=True)
class Input:
    """One input."""

    name: str
    data: bytes


def pumped_texts(text: str, choose: random.Random, parts: list[str]) -> Iterator[tuple[str, str]]:
    """Yield a text with each of its tokens repeated, and with other parts repeated inside it."""
    places = {found[0]: found.start() for found in _TOKEN.finditer(text)}
    for token, at in places.items():
        yield f"{token!r} again", text[:at] + token * _times(text, token) + text[at:]
    for part in parts:
        at = choose.choice(list(places.values()))
        yield f"{part!r} at {at}", text[:at] + part * _times(text, part) + text[at:]


def _times(text: str, part: str) -> int:
    return max(1, (SIZE - len(text.encode())) // len(part.encode()))


def example_inputs(choose: random.Random) -> Iterator[Input]:
    """Yield the example of each text format with a part repeated, and packed copies of it."""
    for key, entry in FORMATS.items():
        if isinstance(entry.example, str):
            for name, text in pumped_texts(entry.example, choose, PARTS):
                yield Input(f"{key}: {name}", text.encode())
            yield Input(f"{key}: gzip of its example", packed(entry.example_bytes()))


def packed(data: bytes) -> bytes:
    """Return as many copies of some bytes as gzip packs into ten kilobytes."""
    one = len(gzip.compress(data * 20_000, 9))
    return gzip.compress(data * int(20_000 * SIZE / one), 9)


def record_inputs() -> Iterator[Input]:
    """Yield a record with one field full of a part, in each format that can be written."""
    full = Record(
        title="Invented", authors=(Author("Example", "Anna"),), issued=PartialDate(2020, 5, 1),
        journal="Invented Journal", volume="1", issue="2", pages="3-4", doi="10.1000/made",
        abstract="Sample text.", keywords=("sample",),
    )  # fmt: skip
    texts = [field.name for field in fields(Record) if field.default == ""]
    for part in PARTS:
        value = (part * SIZE)[: SIZE // len(part.encode()) * len(part) - 500]
        changed = {name: replace(full, **{name: value}) for name in texts}
        changed["author"] = replace(full, authors=(Author(literal=value),))
        changed["family"] = replace(full, authors=(Author(value, "A"),))
        changed["keyword"] = replace(full, keywords=(value,))
        for key in writable_keys():
            for name, record in changed.items():
                out = io.BytesIO()
                write_records([record], out, format=key)
                yield Input(f"{key}: {name} of {part!r}", out.getvalue())


def seed_inputs(folder: Path, choose: random.Random, number: int) -> Iterator[Input]:
    """Yield the starts of files of a folder, with a part repeated somewhere."""
    seeds = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    for _ in range(number):
        path = choose.choice(seeds)
        start = path.read_bytes()[: choose.choice((500, 2_000, 5_000))]
        part = choose.choice(PARTS).encode()
        at = choose.randrange(len(start) + 1)
        times = max(1, (SIZE - len(start)) // len(part))
        yield Input(f"{path.name}: {part!r} at {at}", start[:at] + part * times + start[at:])


def abstract_inputs(choose: random.Random) -> Iterator[Input]:
    """Yield records whose abstract or title has a part repeated, as RIS."""
    for name, text in pumped_texts(ABSTRACT, choose, PARTS * 4):
        for tag in ("AB", "TI"):
            clean = text.replace("\n", " ").replace("\r", " ")
            record = f"TY  - JOUR\nTI  - A randomised trial\n{tag}  - {clean}\nER  - \n"
            yield Input(f"{tag}: {name}", record.encode())


def bombs() -> Iterator[Input]:
    """Yield workbooks and BibTeX files that state much more than their size."""
    head = '<row><c t="inlineStr"><is><t>{}</t></is></c></row>'
    for name in ("Title", "Authors", "Abstract", "Keywords", "DOI", "Year", "Pages"):
        two = head.replace("{}", "Title") if name != "Title" else head.replace("{}", "Abstract")
        names = two.replace("</row>", "") + head.replace("<row>", "").replace("{}", name)
        for part in ("a", "A, B; ", "1;", "&amp;", "<i>", "é", "1-", "[", "A and "):
            shared = f"<si><t><![CDATA[{part * 20_000}]]></t></si>"
            cell = '<c t="s"><v>0</v></c>'
            rows = f"<row>{cell}{cell}</row>" * 2_000
            yield Input(f"xlsx: {name} of {part!r}", workbook(names + rows, shared))
    yield Input(
        "xlsx: rows", workbook(head.replace("{}", "Title") + "<row><c><v>1</v></c></row>" * 150_000)
    )
    yield Input("xlsx: cells", workbook("<row>" + "<c/>" * 2_000_000))
    yield Input("xlsx: elements", workbook("<a/>" * 2_000_000))
    for part in ("a", "A and ", "\\\\'e", "a;", "&amp;", "1-", "{a}", "A, B and ", "\\alpha "):
        for field in ("title", "author", "keywords", "year", "pages", "doi", "note"):
            seed = part * (4_000 // len(part))
            strings = "".join(f"@string{{s{n} = s{n - 1} # s{n - 1}}}\n" for n in range(1, 8))
            uses = "".join(f"@misc{{k{n}, title = {{T}}, {field} = s7}}\n" for n in range(120))
            data = f"@string{{s0 = {{{seed}}}}}\n{strings}{uses}".encode()
            yield Input(f"bibtex: {field} of strings of {part!r}", data[:SIZE])


def workbook(rows: str, shared: str = "") -> bytes:
    """Return a workbook of one sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        sheet = f'<worksheet xmlns="{NAMESPACE}"><sheetData>{rows}</sheetData></worksheet>'
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{NAMESPACE}">{shared}</sst>')
    return out.getvalue()
