"""The tagged formats beside RIS: EndNote's ENW, Web of Science and RefWorks.

Each has its own way with lines and its own tags; their meaning is that of RIS.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from pprnet.formats.streams import Stream
from pprnet.formats.tagged import isi_tags
from pprnet.formats.tagged.isi_tags import TagFields
from pprnet.formats.tagged.ris_fields import ris_record
from pprnet.formats.tagged.tagged_entry import TaggedEntry
from pprnet.limits import MAX_LINE
from pprnet.records import Problem, Record


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a tagged format is written."""

    source: str
    tag: re.Pattern[str]
    """Finds a tag and its value at the start of a line."""
    opens: str
    """The tag that opens a reference."""
    closes: str = ""
    """The tag that closes one; empty where a blank line or the next reference does."""
    listing: frozenset[str] = frozenset()
    """Tags whose further lines are further values."""
    boilerplate: frozenset[str] = frozenset()
    """Tags that speak of the file."""
    names: Mapping[str, str] | None = None
    """The tags of RIS for its own."""
    translate: Callable[[TagFields], TagFields] | None = None
    finish: Callable[[Record, TagFields], Record] | None = None


ENW_TAGS = {
    "%0": "TY", "%A": "AU", "%E": "ED", "%T": "TI", "%D": "PY", "%8": "DA", "%J": "JF",
    "%B": "T2", "%V": "VL", "%N": "IS", "%P": "SP", "%I": "PB", "%C": "CY", "%U": "UR",
    "%R": "DO", "%K": "KW", "%X": "AB", "%G": "LA", "%7": "ET", "%@": "SN", "%M": "AN",
    "%F": "ID", "%9": "M3", "%Q": "TT", "%]": "C7", "%S": "T3", "%Z": "N1", "%+": "AD",
    "%W": "DP", "%~": "DB", "%>": "L1", "%2": "C2",
}  # fmt: skip
REFWORKS_TAGS = {
    "RT": "TY", "A1": "AU", "A2": "ED", "T1": "TI", "T2": "T2", "JF": "JF", "JO": "JA",
    "YR": "PY", "FD": "DA", "VO": "VL", "IS": "IS", "SP": "SP", "OP": "EP", "K1": "KW",
    "AB": "AB", "NO": "N1", "PB": "PB", "PP": "CY", "SN": "SN", "LA": "LA", "DO": "DO",
    "UL": "UR", "LK": "L2", "ID": "ID", "AN": "AN", "ED": "ET", "AD": "AD", "DB": "DB",
    "DS": "DP", "OT": "TT", "TO": "TT",
}  # fmt: skip

ENW = Dialect(
    "enw", re.compile(r"\s*(%[0-9A-Z@!+$*\[\]=>~^&()#(])(?:\s|$)(.*)"), "%0", names=ENW_TAGS
)
ISI = Dialect(
    "isi",
    re.compile(r"([A-Z][A-Z0-9])(?: |$)(.*)"),
    "PT",
    closes="ER",
    listing=frozenset({"AU", "AF", "BA", "BF", "BE", "ED", "CR", "C1", "RP"}),
    boilerplate=frozenset({"FN", "VR", "EF"}),
    translate=isi_tags.isi_to_ris,
    finish=isi_tags.add_isi_orcids,
)
REFWORKS = Dialect("refworks", re.compile(r"([A-Z][A-Z0-9])(?: |$)(.*)"), "RT", names=REFWORKS_TAGS)


def read_enw(stream: Stream) -> Iterator[Record | Problem]:
    """Read the references of an EndNote export file."""
    return read_dialect(stream, ENW)


def read_isi(stream: Stream) -> Iterator[Record | Problem]:
    """Read the references of a Web of Science file."""
    return read_dialect(stream, ISI)


def read_refworks(stream: Stream) -> Iterator[Record | Problem]:
    """Read the references of a RefWorks tagged file."""
    return read_dialect(stream, REFWORKS)


def read_dialect(stream: Stream, dialect: Dialect) -> Iterator[Record | Problem]:
    """Read each reference from the tag that opens it to the one that closes it or the next."""
    entry, blank = TaggedEntry(), True
    for number, line in stream.text_lines():
        if line is None:
            message = f"skipped a line longer than {MAX_LINE // 2**20} MiB"
            yield Problem(stream.name, message, line=number)
            continue
        found = dialect.tag.match(line)
        if found and found[1] not in dialect.boilerplate:
            tag, text = found[1], found[2].strip()
            ends = bool(dialect.closes) and tag == dialect.closes
            if tag == dialect.opens or (blank and not dialect.closes and entry.pieces):
                yield from _close(stream, dialect, entry, ended=not dialect.closes)
                entry = TaggedEntry(number)
            elif not entry.pieces:
                entry = TaggedEntry(number)
            if ends:
                yield from _close(stream, dialect, entry, ended=True)
                entry = TaggedEntry(number)
            else:
                entry.add(tag, text)
        elif line.strip() and not found:
            yield from _continue_entry(stream, dialect, entry, number, line.strip())
        blank = not line.strip()
    yield from _close(stream, dialect, entry, ended=not dialect.closes)


def _continue_entry(
    stream: Stream, dialect: Dialect, entry: TaggedEntry, number: int, text: str
) -> Iterator[Problem]:
    """Take a line without a tag."""
    if not entry.pieces:
        message = f'expected a tag such as "{dialect.opens} ", got "{text[:40]}"'
        yield Problem(stream.name, message, line=number, lost=False)
    elif entry.pieces[-1][0] in dialect.listing:
        entry.add(entry.pieces[-1][0], text)
    else:
        entry.continue_value(text)


def _close(
    stream: Stream, dialect: Dialect, entry: TaggedEntry, *, ended: bool
) -> Iterator[Record | Problem]:
    fields = entry.fields()
    if not fields:
        return
    if not any(text for tag, text in fields if tag != dialect.opens):
        message = "skipped a reference without any field"
        yield Problem(stream.name, message, line=entry.line)
        return
    yield _dialect_record(dialect, fields, entry.line)
    if entry.is_truncated:
        message = f"a reference over {MAX_LINE // 2**20} MiB was cut there"
        yield Problem(stream.name, message, line=entry.line, lost=False)
    if not ended:
        message = f'a reference without its last line "{dialect.closes}"; read up to the next'
        yield Problem(stream.name, message, line=entry.line, lost=False)


def _dialect_record(dialect: Dialect, fields: TagFields, line: int) -> Record:
    if dialect.translate:
        translated = dialect.translate(fields)
    else:
        names = dialect.names or {}
        translated = [(names.get(tag, tag), text) for tag, text in fields]
    record = replace(ris_record(translated, line), source=dialect.source)
    return dialect.finish(record, fields) if dialect.finish else record
