"""EndNote XML: the fields of each record, whatever its styles, in the meaning of RIS."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pprnet.formats.detection import Detection, xml_with
from pprnet.formats.fields.ris_fields import ris_record
from pprnet.formats.format_entry import Format
from pprnet.formats.streams import Stream
from pprnet.formats.xml.xml_elements import Element, read_elements
from pprnet.records import Problem, Record
from pprnet.text import shift_digits

SOURCE = "endnote-xml"
_TAG = re.compile(rb"<(/?)record(?:\s[^<>]*)?(/?)>")
_PATHS = (
    ("contributors/authors/author", "AU"),
    ("contributors/secondary-authors/author", "ED"),
    ("contributors/tertiary-authors/author", "A3"),
    ("contributors/subsidiary-authors/author", "A4"),
    ("contributors/translated-authors/author", "A4"),
    ("titles/title", "TI"),
    ("titles/secondary-title", "T2"),
    ("titles/tertiary-title", "T3"),
    ("titles/alt-title", "J2"),
    ("titles/short-title", "ST"),
    ("titles/translated-title", "TT"),
    ("periodical/full-title", "JF"),
    ("periodical/abbr-1", "JA"),
    ("periodical/abbr-2", "J2"),
    ("alt-periodical/full-title", "JF"),
    ("alt-periodical/abbr-1", "JA"),
    ("pages", "SP"),
    ("volume", "VL"),
    ("number", "IS"),
    ("edition", "ET"),
    ("section", "section"),
    ("keywords/keyword", "KW"),
    ("dates/year", "PY"),
    ("dates/pub-dates/date", "DA"),
    ("pub-location", "CY"),
    ("publisher", "PB"),
    ("isbn", "SN"),
    ("accession-num", "AN"),
    ("electronic-resource-num", "DO"),
    ("abstract", "AB"),
    ("language", "LA"),
    ("work-type", "M3"),
    ("urls/related-urls/url", "UR"),
    ("urls/web-urls/url", "UR"),
    ("urls/pdf-urls/url", "L1"),
    ("urls/text-urls/url", "L2"),
    ("remote-database-name", "DB"),
    ("remote-database-provider", "DP"),
    ("auth-address", "AD"),
    ("notes", "N1"),
    ("research-notes", "RN"),
    ("label", "LB"),
    ("call-num", "CN"),
    ("caption", "caption"),
    ("orig-pub", "OP"),
    ("reprint-edition", "RP"),
    ("custom1", "C1"),
    ("custom2", "C2"),
    ("custom3", "C3"),
    ("custom4", "C4"),
    ("custom5", "C5"),
    ("custom6", "C6"),
    ("custom7", "C7"),
)
_STEPS = tuple((path.partition("/")[0], path, tag) for path, tag in _PATHS)
"""Each with the element of the record in which it is; most records have few of them."""
_GENERIC = frozenset({"13", ""})


def read_endnote_xml(stream: Stream) -> Iterator[Record | Problem]:
    """Yield each record of a library.

    Args:
        stream: the file.
    """
    return read_elements(stream, _TAG, _endnote_record)


def _endnote_record(tree: Element, line: int) -> Record | None:
    present = {child.tag for child in tree}
    fields = [
        (tag, text) for top, path, tag in _STEPS if top in present for text in _texts(tree, path)
    ]
    number = "".join(_texts(tree, "rec-number"))
    if not fields:
        return None
    record = ris_record([("TY", _endnote_type(tree)), ("ID", number), *fields], line)
    return replace(record, source=SOURCE)


def _endnote_type(tree: Element) -> str:
    named = tree.find("ref-type")
    if named is None:
        return "JOUR"
    name = named.get("name") or ""
    if (named.text or "").strip() in _GENERIC or name == "Generic":
        return "GEN"
    return str(name or "JOUR")


def _texts(tree: Element, path: str) -> list[str]:
    """Return the texts at a path; several lines (of ISSNs, say) are joined by semicolons."""
    found = (_printed(element).strip() for element in tree.iterfind(path))
    joint = "; " if path in ("isbn", "keywords/keyword") else " "
    return [joint.join(text.splitlines()) for text in found if text]


def _printed(element: Element) -> str:
    """Return the text of a field, an exponent or index in characters of its own."""
    pieces = [element.text or ""]
    for style in element:
        inner, face = "".join(style.itertext()), style.get("face") or ""
        if "script" in face:
            inner = shift_digits(pieces[-1], inner, raised="superscript" in face)
        pieces += filter(None, (inner, style.tail))
    return "".join(pieces)


ENDNOTE_XML = Format(
    key="endnote-xml",
    name="EndNote XML",
    label="EndNote XML",
    extensions=(".xml",),
    media_type="application/xml",
    recognised_by="an element `records` with a `record`, or one `rec-number`",
    detection=(Detection(30, xml_with(re.compile(rb"<records>\s*<record[\s>]|<rec-number>"))),),
    read=read_endnote_xml,
    example="""\
<xml><records>
<record><rec-number>1</rec-number><ref-type name='Journal Article'>17</ref-type><titles><title>\
<style face='normal'>First é</style></title></titles><dates><year>2020</year></dates></record>
<record><rec-number>2</rec-number><ref-type name='Journal Article'>17</ref-type><titles><title>\
<style face='normal'>Second</style></title></titles><dates><year>2021</year></dates></record>
</records></xml>
""",
)
