"""The tagged export of Web of Science (ISI), its tags translated into those of RIS."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pprnet.formats.detection import Detection, text_with
from pprnet.formats.fields.person_names import parse_name
from pprnet.formats.format_entry import Format
from pprnet.formats.streams import Stream
from pprnet.formats.tables.isi_rows import is_isi_table, isi_rows
from pprnet.formats.tagged.tagged_dialects import Dialect, TagFields, dialect_record, read_dialect
from pprnet.identifiers import normalise_orcid
from pprnet.records import Author, Problem, Record
from pprnet.text import clean, fold

_NAMES = {
    "TI": "TI", "SO": "JF", "LA": "LA", "DE": "KW", "ID": "KW", "AB": "AB", "SN": "SN",
    "EI": "SN", "BN": "SN", "JI": "JA", "PY": "PY", "VL": "VL", "IS": "IS", "BP": "SP",
    "EP": "EP", "AR": "C7", "DI": "DO", "D2": "DO", "PU": "PB", "PI": "CY", "UT": "AN",
    "BE": "ED", "ED": "ED", "FT": "TT",
}  # fmt: skip
_ADDRESSED = re.compile(r"(?<![^/;])([^/;]+)/([\dX-]{16,19})")


def _isi_to_ris(fields: TagFields) -> TagFields:
    """Return the fields of a Web of Science record under the tags of RIS."""
    full = any(tag in ("AF", "BF") for tag, _ in fields)
    return [("TY", _isi_type(fields)), *_ris_fields(fields, full=full)]


def _ris_fields(fields: TagFields, *, full: bool) -> Iterator[tuple[str, str]]:
    year = next((text for tag, text in fields if tag == "PY"), "")
    is_named = any(tag in ("SO", "JI") for tag, _ in fields)
    for tag, text in fields:
        if tag in ("AF", "BF") or (tag in ("AU", "BA", "CA", "GP") and not full):
            yield "AU", text
        elif tag in ("AU", "BA", "PT", "OI", "RI", "CT"):
            continue
        elif tag in ("CA", "GP"):
            yield "AU", f"{text},"
        elif tag == "DT":
            yield from (("M3", part) for part in re.split(r";\s*", text))
        elif tag == "PD":
            yield "DA", f"{text} {year}"
        elif tag == "J9" and not is_named:
            yield "JA", text
        elif tag == "PM":
            yield "U1", f"{text}[pmid]"
        else:
            yield _NAMES.get(tag, f"wos:{tag}"), text


def _isi_type(fields: TagFields) -> str:
    """Return the type: "J" is a journal, "B" a book or its chapter, "S" a series, "P" a patent."""
    stated = dict(reversed(fields))
    letter, kinds = stated.get("PT", "J")[:1], stated.get("DT", "")
    if letter == "P":
        return "PAT"
    if letter == "J":
        return "JOUR"
    if "Proceedings" in kinds or "CT" in stated:
        return "CPAPER"
    return "CHAP" if stated.get("SO") and stated.get("SO") != stated.get("TI") else "BOOK"


def _complete_isi_record(record: Record, fields: TagFields) -> Record:
    """Return the record with what RIS has no tag for: the conference, and ORCID iDs."""
    event = next((clean(text) for tag, text in fields if tag == "CT"), "")
    return _add_isi_orcids(replace(record, event=event) if event else record, fields)


def _add_isi_orcids(record: Record, fields: TagFields) -> Record:
    """Return the record with the ORCID iDs that are listed under its authors' names."""
    listed = " ".join(text for tag, text in fields if tag == "OI")
    found = {
        _folded_name(parse_name(name)): orcid
        for name, number in _ADDRESSED.findall(listed)
        if (orcid := normalise_orcid(number))
    }
    if not found:
        return record
    people = (
        replace(author, orcid=found.get(_folded_name(author), author.orcid))
        for author in record.authors
    )
    return replace(record, authors=tuple(people))


def _folded_name(author: Author) -> tuple[str, str]:
    return fold(author.family or author.literal), fold(author.given)


_DIALECT = Dialect(
    "isi",
    re.compile(r"([A-Z][A-Z0-9])(?: |$)(.*)"),
    "PT",
    closes="ER",
    listing=frozenset({"AU", "AF", "BA", "BF", "BE", "ED", "CR", "C1", "RP"}),
    boilerplate=frozenset({"FN", "VR", "EF"}),
    translate=_isi_to_ris,
    finish=_complete_isi_record,
)
_FIRST_LINES = re.compile(
    rb"^(?:FN (?:ISI|Clarivate|Thomson)|PT [A-Z](?:[ \t]|\r?$))", re.MULTILINE
)


def read_isi(stream: Stream) -> Iterator[Record | Problem]:
    """Yield the references of a Web of Science file, tagged or in a table.

    Args:
        stream: the file.
    """
    if is_isi_table(stream.head.removeprefix(b"\xef\xbb\xbf").lstrip()):
        return _read_rows(stream)
    return read_dialect(stream, _DIALECT)


def _read_rows(stream: Stream) -> Iterator[Record | Problem]:
    """Yield the rows of a table as records."""
    for row in isi_rows(stream):
        if isinstance(row, Problem):
            yield row
        elif any(tag != "PT" for tag, _ in row[1]):
            yield dialect_record(_DIALECT, row[1], row[0])
        else:
            message = "skipped a reference without any field"
            yield Problem(stream.name, message, line=row[0])


ISI = Format(
    key="isi",
    name="Web of Science",
    label="Web of Science (ISI)",
    extensions=(".isi", ".ciw"),
    media_type="application/x-inst-for-scientific-info",
    recognised_by="a line such as `FN Clarivate` or `PT J`, or columns named `PT`, `AU` and so on",
    detection=(Detection(130, text_with(_FIRST_LINES)), Detection(131, is_isi_table)),
    read=read_isi,
    example="""\
FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Example, A
TI First é
PY 2020
ER

PT J
AU Sample, B
TI Second
PY 2021
ER

EF
""",
)
