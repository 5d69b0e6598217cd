"""The Retraction Watch data, as Crossref publishes them in one CSV file."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import BinaryIO

from pprnet.errors import UnknownFormatError
from pprnet.formats.fields.person_names import parse_name
from pprnet.formats.streams import Stream
from pprnet.identifiers import normalise_doi, normalise_pmid
from pprnet.limits import MAX_LINE
from pprnet.records import PartialDate, Problem
from pprnet.sources.notices import Notice, NoticeKind
from pprnet.text import clean

SOURCE = "retraction-watch"

NOTICE_KINDS = {
    "retraction": NoticeKind.RETRACTION,
    "expression of concern": NoticeKind.CONCERN,
    "correction": NoticeKind.CORRECTION,
    "reinstatement": NoticeKind.REINSTATEMENT,
}
_NEEDED = ("originalpaperdoi", "retractionnature")
_DATE_FORMATS = ("%m/%d/%Y", "%Y-%m-%d")
_QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_REPLACED, _RETURNED = "retract and replace", "temporary removal"
"""Reasons, in lower case."""
_MAX_AUTHORS = 100
_RECORD_LIMIT = min(MAX_LINE, 2**31 - 1)


def read_retraction_watch(source: BinaryIO, *, name: str) -> Iterator[Notice | Problem]:
    """Yield the notices of a file one by one; a row that states too little is a problem.

    Columns are found by their names, in any case: the official header ("OriginalPaperDOI") and that
    of copies made of it ("originalpaperdoi") are equal.

    Args:
        source: the CSV file, open for reading bytes.
        name: of the file, for problems.

    Raises:
        UnknownFormatError: The header lacks a column that is needed.
    """
    stream = Stream(source, name)
    lines = (text or "" for _, text in stream.text_lines())
    table = csv.reader((line + "\n" for line in lines), strict=False)
    csv.field_size_limit(_RECORD_LIMIT)
    columns = _columns(next(table, []), name)
    return stream.within_budget(_rows(stream, table, columns))


def _columns(header: list[str], name: str) -> list[str]:
    """Return the names of the columns in lower case, without spaces."""
    columns = [column.strip().lower().replace(" ", "") for column in header]
    if missing := [column for column in _NEEDED if column not in columns]:
        raise UnknownFormatError(
            f"{name}, line 1: expected the header of Retraction Watch with "
            f"{' and '.join(missing)}, got {', '.join(header)[:80] or 'nothing'}; use the "
            "file from Crossref unchanged"
        )
    return columns


def _rows(
    stream: Stream, table: Iterator[list[str]], columns: list[str]
) -> Iterator[Notice | Problem]:
    """Yield the notice or problem of each row."""
    line = getattr(table, "line_num", 1)
    while True:
        start = line + 1
        try:
            row = next(table, None)
        except csv.Error as error:
            yield Problem(stream.name, f"skipped: not a row of CSV ({error})", line=start)
            line = getattr(table, "line_num", start)
            continue
        line = getattr(table, "line_num", start)
        yield from stream.take_problems()
        if row is None:
            return
        if row:
            yield _notice(dict(zip(columns, row, strict=False)), stream.name, start)


def _notice(row: Mapping[str, str], name: str, line: int) -> Notice | Problem:
    """Return the notice of a row, or the problem with it."""
    stated = row.get("retractionnature", "")
    reasons = retraction_reasons(row.get("reason", ""))
    kind = _kind_of(NOTICE_KINDS.get(clean(stated).lower()), reasons)
    if kind is None:
        expected = ", ".join(NOTICE_KINDS)
        message = f"skipped: expected a nature of {expected}, got {stated[:60]!r}"
        return Problem(name, message, line=line)
    notice = Notice(
        kind,
        doi=normalise_doi(row.get("originalpaperdoi", "")),
        pmid=normalise_pmid(row.get("originalpaperpubmedid", "")),
        notice_doi=normalise_doi(row.get("retractiondoi", "")),
        notice_pmid=normalise_pmid(row.get("retractionpubmedid", "")),
        date=retraction_date(row.get("retractiondate", "")),
        reasons=reasons,
        title=_clean_value(row.get("title", "")),
        source=SOURCE,
        note=_clean_value(row.get("notes", "")),
        authors=tuple(_family_names(row.get("author", ""))),
        journal=_clean_value(row.get("journal", "") or row.get("container", "")),
        published=retraction_date(row.get("originalpaperdate", "")),
    )
    if not (notice.doi or notice.pmid or notice.title):
        return Problem(name, "skipped: neither DOI, PMID nor title of the work", line=line)
    return notice


def _kind_of(stated: NoticeKind | None, reasons: Collection[str]) -> NoticeKind | None:
    """Return the kind of a row; that a work was replaced is stated among the reasons.

    With a temporary removal the same reason means that the same text came back.
    """
    known = {reason.lower() for reason in reasons}
    if _REPLACED not in known:
        return stated
    if stated is NoticeKind.REINSTATEMENT and _RETURNED not in known:
        return NoticeKind.REPLACEMENT
    return NoticeKind.REPLACEMENT if stated is NoticeKind.RETRACTION else stated


def _family_names(text: str) -> Iterator[str]:
    """Yield the family names of "Ann Example;Bo van der Example"."""
    for name in text.split(";")[:_MAX_AUTHORS]:
        author = parse_name(_clean_value(name))
        if found := author.family or author.literal:
            yield found


def _clean_value(text: str) -> str:
    """Return a text, empty for "unavailable", and for "None" or "nan" in a copy's empty cell."""
    text = clean(text)
    return "" if text.lower() in ("none", "nan", "unavailable") else text


def retraction_date(text: str) -> PartialDate | None:
    """Return the date of "8/30/2023 0:00" (month first) or "2023-08-30", or `None`.

    Args:
        text: a cell of the file.
    """
    day = text.strip().replace("T", " ").partition(" ")[0]
    for form in _DATE_FORMATS:
        try:
            found = datetime.strptime(day, form)  # noqa: DTZ007 a day has no zone
        except ValueError:
            continue
        return PartialDate(found.year, found.month, found.day)
    return None


def retraction_reasons(text: str) -> tuple[str, ...]:
    """Return the reasons of a cell, each once and without its plus sign.

    Args:
        text: "+Paper Mill;+Fake Peer Review;" or a copy's "['+Paper Mill' '+Fake Peer Review']".
    """
    if text.startswith("["):
        parts = [single or double for single, double in _QUOTED.findall(text)]
    else:
        parts = text.split(";")
    cleaned = (clean(part).lstrip("+").strip() for part in parts)
    return tuple(dict.fromkeys(filter(None, map(_clean_value, cleaned))))
