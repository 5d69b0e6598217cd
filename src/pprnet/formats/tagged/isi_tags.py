"""The tags of Web of Science in those of RIS."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pprnet.formats.fields.person_names import parse_name
from pprnet.identifiers import normalise_orcid
from pprnet.records import Author, Record
from pprnet.text import fold

TagFields = Sequence[tuple[str, str]]

_NAMES = {
    "TI": "TI", "SO": "JF", "LA": "LA", "DE": "KW", "ID": "KW", "AB": "AB", "SN": "SN",
    "EI": "SN", "BN": "SN", "JI": "JA", "PY": "PY", "VL": "VL", "IS": "IS", "BP": "SP",
    "EP": "EP", "AR": "C7", "DI": "DO", "D2": "DO", "PU": "PB", "PI": "CY", "UT": "AN",
    "BE": "ED", "ED": "ED", "FT": "TT",
}  # fmt: skip
_ADDRESSED = re.compile(r"([^/;]+)/([\dX-]{16,19})")


def isi_to_ris(fields: TagFields) -> TagFields:
    """Give the fields of a Web of Science record under the tags of RIS."""
    full = any(tag in ("AF", "BF") for tag, _ in fields)
    return [("TY", _isi_type(fields)), *_ris_fields(fields, full=full)]


def _ris_fields(fields: TagFields, *, full: bool) -> Iterator[tuple[str, str]]:
    year = next((text for tag, text in fields if tag == "PY"), "")
    for tag, text in fields:
        if tag in ("AF", "BF") or (tag in ("AU", "BA", "CA", "GP") and not full):
            yield "AU", text
        elif tag in ("AU", "BA", "PT", "OI", "RI"):
            continue
        elif tag in ("CA", "GP"):
            yield "AU", f"{text},"
        elif tag == "DT":
            yield from (("M3", part) for part in re.split(r";\s*", text))
        elif tag == "PD":
            yield "DA", f"{text} {year}"
        elif tag == "PM":
            yield "U1", f"{text}[pmid]"
        else:
            yield _NAMES.get(tag, f"wos:{tag}"), text


def _isi_type(fields: TagFields) -> str:
    """Give the type: "J" is a journal, "B" a book or its chapter, "S" a series, "P" a patent."""
    stated = dict(reversed(fields))
    letter, kinds = stated.get("PT", "J")[:1], stated.get("DT", "")
    if letter == "P":
        return "PAT"
    if letter == "J":
        return "JOUR"
    if "Proceedings" in kinds or "CT" in stated:
        return "CPAPER"
    return "CHAP" if stated.get("SO") and stated.get("SO") != stated.get("TI") else "BOOK"


def add_isi_orcids(record: Record, fields: TagFields) -> Record:
    """Give authors the ORCID iDs that are listed under their names."""
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
