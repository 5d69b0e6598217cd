"""Ovid's text export: names of fields on their own lines, values indented beneath."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pprnet.formats.detection import Detection, text_with
from pprnet.formats.fields.bibliographic_fields import work_type
from pprnet.formats.fields.ris_fields import ris_record
from pprnet.formats.format_entry import Format
from pprnet.formats.streams import Stream
from pprnet.formats.tagged.ovid_source import CONFERENCE, ovid_source_fields
from pprnet.formats.tagged.tagged_entry import TaggedEntry, first_line_problem
from pprnet.limits import MAX_LINE
from pprnet.records import Problem, Record, WorkType

SOURCE = "ovid"

_START = re.compile(r"\s*+<\s*+\d+\s*+(?:\.\s*+)?>\s*+$")
_NUMBER_AT_END = re.compile(r"(?:^|[<\s])\d{1,9}>$")
_NAME = re.compile(r"[A-Z][A-Za-z /&'()-]{1,60}$")
_FIRST = frozenset({"Score", "Accession Number", "Unique Identifier", "UI", "VN", "Database"})
_ONCE = frozenset(
    {"Title", "Author", "Authors", "Source", "Abstract", "Accession Number", "Unique Identifier"}
)
"""Fields that no reference has twice."""
_TAGS = {
    "title": "TI", "chapter title": "CT", "author": "AU", "authors": "AU", "author(s)": "AU",
    "abstract": "AB", "language": "LA", "issn": "SN", "issn print": "SN", "issn electronic": "SN",
    "issn linking": "SN", "isbn": "SN", "doi number": "DO", "doi": "DO",
    "digital object identifier": "DO", "author keywords": "KW", "keywords": "KW",
    "keyword": "KW", "keyword heading": "KW", "key concepts": "KW",
    "publication type": "M3", "document type": "M3",
    "accession number": "AN", "unique identifier": "AN", "ui": "AN", "year of publication": "PY",
    "publication date": "DA", "date of publication": "DA", "volume": "VL", "issue": "IS",
    "page": "SP", "pages": "SP", "publisher": "PB", "institution": "AD", "pmid": "U1",
    "journal": "JF", "url": "UR", "original title": "TT",
    "conference name": CONFERENCE,
}  # fmt: skip
_AFTER_NAME = re.compile(
    r"[*+#\d,]+|\(\d+\)|(?:MD|PhD|RN|FAAN|MPH|MSc|MS|BSc|PsyD|EdD|DPhil|FRCPsych|BS|BA|MA)\.?"
)
"""A mark of an institution, or a degree."""
_RIS_TYPES = {WorkType.BOOK: "BOOK", WorkType.CONFERENCE: "CONF", WorkType.THESIS: "THES"}
_TAG_BY_ROLE = {"ed": "ED", "eds": "ED", "editor": "ED", "trans": "A4", "translator": "A4"}
_ROLE = re.compile(rf"\[({'|'.join(_TAG_BY_ROLE)})\.?\]$", re.IGNORECASE)
"""What follows the name of a person who is no author."""
_NOTE = re.compile(r"(?:\.\s*|(?<![\s.])\s+)?\[[A-Z][^\[\]]*\]\s*$")


def read_ovid(stream: Stream) -> Iterator[Record | Problem]:
    """Yield each reference, from its number in angle brackets or from its first field.

    Args:
        stream: the file.
    """
    entry = TaggedEntry()
    numbered = False
    for number, line in stream.text_lines():
        if line is None:
            message = f"skipped a line longer than {MAX_LINE // 2**20} MiB"
            yield Problem(stream.name, message, line=number)
            continue
        name = line.rstrip() if _NAME.match(line.rstrip()) else ""
        if _START.match(line) or (not numbered and _starts_next(entry, name)):
            yield from _close(stream, entry)
            numbered = numbered or bool(_START.match(line))
            entry = TaggedEntry(number)
        if name:
            entry.add(name, "")
        elif line.strip() and not _START.match(line):
            if entry.pieces:
                if not line[:1].isspace() or _NUMBER_AT_END.search(line):
                    entry.note_opening(number)
                entry.continue_value(line.strip())
            else:
                message = f'expected the name of a field such as "Title", got "{line.strip()[:40]}"'
                yield Problem(stream.name, message, line=number, lost=False)
    yield from _close(stream, entry)


def _starts_next(entry: TaggedEntry, name: str) -> bool:
    """Return whether a field opens the next of some references without numbers."""
    return name in _FIRST and any(held == name for held, _ in entry.pieces)


def _close(stream: Stream, entry: TaggedEntry) -> Iterator[Record | Problem]:
    for place, part in enumerate(entry.references(_ONCE)):
        yield from _close_one(stream, part)
        if place:
            yield first_line_problem(stream.name, "<1>", part.line)


def _close_one(stream: Stream, entry: TaggedEntry) -> Iterator[Record | Problem]:
    fields = [(name, text) for name, text in entry.fields() if text]
    if not fields:
        if entry.pieces:
            message = "skipped a reference without any field"
            yield Problem(stream.name, message, line=entry.line)
        return
    given = _ris_fields(fields)
    event = next((text.strip() for tag, text in given if tag == CONFERENCE), "")
    rest = [field for field in given if field[0] != CONFERENCE]
    yield replace(ris_record(rest, entry.line), source=SOURCE, event=event)
    if entry.is_truncated:
        message = f"a reference over {MAX_LINE // 2**20} MiB was cut there"
        yield Problem(stream.name, message, line=entry.line, lost=False)


def _ris_fields(fields: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the fields under the tags of RIS."""
    stated = {name.lower(): text for name, text in reversed(fields)}
    source = list(ovid_source_fields(stated.get("source", "")))
    given: list[tuple[str, str]] = [("TY", _ovid_type(stated, source))]
    for name, text in fields:
        tag = _TAGS.get(name.lower(), "")
        if tag == "AU":
            given.extend(_ovid_people(text))
        elif tag == "TI":
            title = _NOTE.sub("", text)
            given.append((tag, title if title.endswith("...") else title.removesuffix(".")))
        elif tag == "U1":
            given.append((tag, f"{text} [pmid]"))
        elif tag:
            given.append((tag, text.removesuffix(".") if tag in ("LA", "KW", "AN") else text))
        elif name.lower() != "source":
            given.append((name, text))
    taken = {tag for tag, _ in given}
    return given + [(tag, text) for tag, text in source if tag not in taken]


def _ovid_people(text: str) -> Iterator[tuple[str, str]]:
    """Yield authors without their degrees and the marks of their institutions."""
    for part in re.split(r";\s+(?![A-Z][A-Za-z]{1,4}[;.\s]|FAAN|PhD)", text):
        name = part.strip()
        found = _ROLE.search(name)
        tag = _TAG_BY_ROLE[found[1].lower()] if found else "AU"
        name = name[: found.start()] if found else name
        name = re.sub(r"(?:;\s*[A-Z][A-Za-z]{1,5}){1,20}(?=\s|$)", "", name)
        words = name.split()
        while len(words) > 1 and _AFTER_NAME.fullmatch(words[-1].strip(",;") or ","):
            words.pop()
        yield tag, " ".join(words).strip(" ,;")


def _ovid_type(stated: dict[str, str], source: Sequence[tuple[str, str]]) -> str:
    kind = work_type(stated.get("publication type", ""), WorkType.ARTICLE)
    if stated.get("chapter title") or (kind is WorkType.BOOK and dict(source).get("SP")):
        return "CHAP"
    return _RIS_TYPES.get(kind, "JOUR")


_FIELD_NAMES = re.compile(
    rb"^(?:Accession Number|Unique Identifier|Author|Authors|Title|Source|Publication Type)"
    rb"[ \t]*\r?\n[ \t]+\S",
    re.MULTILINE,
)

OVID = Format(
    key="ovid",
    name="Ovid",
    label="Ovid text",
    extensions=(".ovid",),
    media_type="text/plain",
    recognised_by="two names of fields, such as `Title`, each above an indented value",
    detection=(Detection(160, text_with(_FIELD_NAMES, at_least=2)),),
    read=read_ovid,
    example="""\
<1>
Author
  Example, A.
Title
  First é.
Year of Publication
  2020
<2>
Author
  Sample, B.
Title
  Second.
Year of Publication
  2021
""",
)
