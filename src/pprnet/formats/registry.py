"""The formats that can be read or written, and how each is recognised."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pprnet.formats.streams import GZIP_MAGIC
from pprnet.formats.tables import csv_tables
from pprnet.formats.tables.xlsx import is_workbook
from pprnet.text import clean


@dataclass(frozen=True, slots=True)
class Format:
    """A way in which records are written down."""

    key: str
    label: str
    extensions: tuple[str, ...]
    can_read: bool
    can_write: bool


FORMATS: dict[str, Format] = {
    found.key: found
    for found in (
        Format("openalex", "OpenAlex works (JSON or JSON lines)", (".openalex",), True, False),
        Format("crossref", "Crossref works (JSON)", (".crossref",), True, False),
        Format("europepmc", "Europe PMC results (JSON)", (".epmc",), True, False),
        Format("europepmc-xml", "Europe PMC results (XML, Dublin Core)", (".xml",), True, False),
        Format("ris", "RIS", (".ris",), True, True),
        Format("nbib", "NBIB (PubMed, MEDLINE)", (".nbib", ".medline"), True, True),
        Format("pubmed-xml", "PubMed XML", (".xml",), True, False),
        Format("jats", "JATS full text", (".xml",), True, False),
        Format("endnote-xml", "EndNote XML", (".xml",), True, False),
        Format("enw", "EndNote tagged (ENW)", (".enw",), True, False),
        Format("isi", "Web of Science (ISI)", (".isi", ".ciw"), True, False),
        Format("ovid", "Ovid text", (".ovid",), True, False),
        Format("refworks", "RefWorks tagged", (".refworks",), True, False),
        Format("bibtex", "BibTeX", (".bib", ".bibtex"), True, True),
        Format("csl-json", "CSL-JSON", (".json",), True, True),
        Format("csv", "table with column names (CSV or TSV)", (".csv", ".tsv"), True, True),
        Format("xlsx", "workbook with column names (XLSX)", (".xlsx",), True, False),
        Format("jsonl", "pprnet's own JSON lines", (".jsonl",), True, True),
    )
}

_RIS = re.compile(rb"^[ \t]*TY[ \t]{1,3}-", re.MULTILINE)
_NBIB = re.compile(rb"^(?:PMID|OWN |STAT|FAU |PMC |JID )[ \t]*-", re.MULTILINE)
_TAGGED = re.compile(rb"^(?:ER|A1|AU|T1|TI|AB|N2|JO|JF|PY|Y1)  ?-", re.MULTILINE)
_BIBTEX = re.compile(rb"^[ \t]*@[A-Za-z]+\s*[{(]", re.MULTILINE)
_OPENALEX = re.compile(rb'openalex\.org/W\d|"(?:authorships|abstract_inverted_index)"\s*:')
_CROSSREF = re.compile(
    rb'"message-type"\s*:|"(?:is-referenced-by-count|reference-count|content-domain)"\s*:'
)
_EUROPEPMC = re.compile(rb'"resultList"\s*:|"(?:isOpenAccess|inEPMC|authorString)"\s*:')
_EUROPEPMC_XML = re.compile(rb"<responseWrapper[\s>]|<resultList[\s>]")
_JATS = re.compile(rb"<article[\s>].*?<(?:front|front-stub|article-meta)[\s>]", re.DOTALL)
_ENDNOTE = re.compile(rb"<records>\s*<record[\s>]|<rec-number>")
_ENW = re.compile(rb"^[ \t]*%(?:0(?:[ \t]|\r?$)|[ATE] )", re.MULTILINE)
_ISI = re.compile(rb"^(?:FN (?:ISI|Clarivate|Thomson)|PT [A-Z](?:[ \t]|\r?$))", re.MULTILINE)
_REFWORKS = re.compile(
    rb"^RT [A-Z][A-Za-z ,()-]+\r?$(?s:.{0,4000}?)^(?:SR|ID|A1|T1|JF) ", re.MULTILINE
)
_OVID = re.compile(
    rb"^(?:Accession Number|Unique Identifier|Author|Authors|Title|Source|Publication Type)"
    rb"[ \t]*\r?\n[ \t]+\S",
    re.MULTILINE,
)
_CSL = re.compile(rb'"type"\s*:\s*"')
_TAGGED_LINES = 2


def detect_format(head: bytes) -> Format | None:
    """Recognise a format by its first bytes (unzipped; UTF-8, or near it)."""
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if is_workbook(head):
        return FORMATS["xlsx"]
    if b"\x00" in head[:1024]:
        return None
    head = head.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    key = next((key for key, test in _TESTS if test(head)), None)
    return FORMATS[key] if key else None


def _is_json(head: bytes) -> bool:
    return head[:1] in (b"{", b"[")


_TESTS: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("pubmed-xml", lambda head: head[:1] == b"<" and b"<Pubmed" in head and b"Article" in head),
    ("europepmc-xml", lambda head: head[:1] == b"<" and bool(_EUROPEPMC_XML.search(head))),
    ("endnote-xml", lambda head: head[:1] == b"<" and bool(_ENDNOTE.search(head))),
    ("jats", lambda head: head[:1] == b"<" and bool(_JATS.search(head))),
    ("jsonl", lambda head: _is_json(head) and b'"pprnet_record"' in head[:64]),
    ("openalex", lambda head: _is_json(head) and bool(_OPENALEX.search(head))),
    ("crossref", lambda head: _is_json(head) and bool(_CROSSREF.search(head))),
    ("europepmc", lambda head: _is_json(head) and bool(_EUROPEPMC.search(head))),
    ("csl-json", lambda head: _is_json(head) and bool(_CSL.search(head))),
    ("ris", lambda head: bool(_RIS.search(head))),
    ("nbib", lambda head: bool(_NBIB.search(head))),
    ("enw", lambda head: bool(_ENW.search(head))),
    ("isi", lambda head: bool(_ISI.search(head))),
    ("refworks", lambda head: bool(_REFWORKS.search(head))),
    ("bibtex", lambda head: bool(_BIBTEX.search(head))),
    ("ovid", lambda head: len(_OVID.findall(head)) >= _TAGGED_LINES),
    ("csv", lambda head: not _is_json(head) and head[:1] != b"<" and csv_tables.has_header(head)),
    ("ris", lambda head: len(_TAGGED.findall(head)) >= _TAGGED_LINES),
)

_DESCRIPTIONS = (
    (
        rb"PK\x03\x04|PK\x05\x06",
        "a zip archive or an Office document; unpack it, or save a table as XLSX or CSV",
    ),
    (rb"%PDF-", "a PDF; export the references that it holds"),
    (rb"\xd0\xcf\x11\xe0", "an old Office document; save it as CSV"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8", "an image"),
    (rb"BZh|\xfd7zXZ|7z\xbc\xaf|Rar!|\x28\xb5\x2f\xfd", "a packed file; unpack it first"),
    (rb"SQLite format 3", "a database"),
    (rb"\s*(?:<!doctype html|<html)", "a web page; use the page's own export"),
    (rb"\s*<", "XML, but of none of the kinds that hold references"),
    (rb"\s*[\[{]", "JSON, but neither works of a known source nor CSL-JSON"),
)


def describe_bytes(head: bytes) -> str:
    """Say what bytes look like that are in none of the formats."""
    if not head.strip():
        return "it is empty"
    body = head.removeprefix(b"\xef\xbb\xbf")
    for pattern, look in _DESCRIPTIONS:
        if re.match(pattern, body, re.IGNORECASE | re.MULTILINE):
            return f"it looks like {look}"
    if body.startswith(GZIP_MAGIC) or b"\x00" in body[:1024]:
        return "it looks like binary data"
    start = clean(body[:200].decode("utf-8", "replace"))[:60]
    return f'it starts with "{start}"'


def readable_labels() -> str:
    """Name the formats that can be read, for a message."""
    return ", ".join(found.label for found in FORMATS.values() if found.can_read)


def format_for_filename(name: str) -> Format | None:
    """Give the format that a file's name stands for when it is written."""
    lower = name.lower()
    found: Iterator[Format] = (
        known for known in FORMATS.values() if known.can_write and lower.endswith(known.extensions)
    )
    return next(found, None)
