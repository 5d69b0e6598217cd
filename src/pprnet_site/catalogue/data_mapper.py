"""Conversion between engine values and database rows."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from pprnet.citations.csl_items import CSL_DATE_FIELDS, CSL_NAME_FIELDS, CSL_TEXT_FIELDS
from pprnet.extraction.signal_registry import STORED_KINDS, Signal
from pprnet.formats.json.csl import to_csl
from pprnet.formats.json.jsonl import record_from_json, record_to_json
from pprnet.records import MergeReason, Record
from pprnet_site.catalogue import models

MAX_SOURCE_ID = 255
RECORD_KEY = "record:"
"""How the key of a record begins."""
PASTED = "pasted"
"""What the source of a pasted record begins with, how it is merged, and the origin of its fields.
"""
TYPED = "by hand"
"""`source` of a record that a person typed."""
MAX_DOI = 512
MAX_KEY = 255
LAST_YEAR = 9999

CITED_FIELDS = ("type", *CSL_TEXT_FIELDS, *CSL_NAME_FIELDS, *CSL_DATE_FIELDS, "DOI", "URL", "ISBN")
"""The CSL variables that a reference is formatted from; a citation contains no abstract."""

# PostgreSQL holds neither the zero character nor half of a surrogate pair.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def strip_unstorable(value: Any) -> Any:
    """Return JSON values without the characters that a database cannot store."""
    if isinstance(value, str):
        return _UNSTORABLE.sub("", value) if _UNSTORABLE.search(value) else value
    if isinstance(value, list):
        return [strip_unstorable(item) for item in value]
    if isinstance(value, dict):
        return {strip_unstorable(name): strip_unstorable(item) for name, item in value.items()}
    return value


def record_data(record: Record) -> dict[str, Any]:
    """Return a record as the JSON that is stored."""
    data: dict[str, Any] = strip_unstorable(record_to_json(record))
    return data


def fingerprint(record: Record) -> str:
    """Return the SHA-256 of a record's content, whatever its position in a file."""
    data = record_data(record)
    said = {name: value for name, value in data.items() if name not in {"position", "line"}}
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def record_row(
    record: Record,
    *,
    work: models.Work,
    run: models.ImportRun | None = None,
    reason: MergeReason | None = None,
) -> models.Record:
    """Make the unsaved row of a record that belongs to a work."""
    return models.Record(
        work=work,
        run=run,
        source=record.source[:32],
        source_id=strip_unstorable(record.source_id)[:MAX_SOURCE_ID],
        position=record.position,
        fingerprint=fingerprint(record),
        data=record_data(record),
        merge_rule=reason.rule[:64] if reason else "",
        merge_detail=strip_unstorable(reason.detail) if reason else "",
    )


def record_key(record: Record) -> str:
    """Return a key by which a record names its work."""
    return f"{RECORD_KEY}{fingerprint(record)}"


def record_from_row(row: models.Record) -> Record:
    """Return the record that a row stores."""
    return record_from_json(row.data)


def merged_record(work: models.Work) -> Record:
    """Return the merged record of a work."""
    return record_from_json(work.merged)


def authors_line(record: Record) -> str:
    """Return the authors on one line, in index order, separated by semicolons."""
    return "; ".join(filter(None, map(str, record.authors)))


def fill_work(work: models.Work, merged: Record) -> models.Work:
    """Set the fields of a work from its merged record, without saving it."""
    year = merged.issued.year if merged.issued else None
    work.merged = record_data(merged)
    work.title = strip_unstorable(merged.title or merged.vernacular_title)
    work.authors = strip_unstorable(authors_line(merged))
    work.year = year if year and 0 < year <= LAST_YEAR else None
    work.journal = strip_unstorable(merged.journal)
    work.doi = strip_unstorable(merged.doi) if len(merged.doi) <= MAX_DOI else ""
    work.pmid = merged.pmid[:16]
    work.abstract = strip_unstorable(merged.abstract)
    return work


WORK_FIELDS = ("merged", "title", "authors", "year", "journal", "doi", "pmid", "abstract")
"""The fields that `fill_work` sets."""


def stored_key(key: str) -> str:
    """Return a blocking key as it is stored: in full, or its hash where it is long."""
    key = strip_unstorable(key)
    return key if len(key) <= MAX_KEY else hashlib.sha256(key.encode()).hexdigest()


def signal_rows(work: models.Work, signals: Iterable[Signal]) -> list[models.Signal]:
    """Make the unsaved rows of the signals extracted from a work.

    Sentence roles are left out: a page that shows them computes them in about a millisecond, and
    ten rows for each work would enlarge the database for values that nobody judges.
    """
    return [
        models.Signal(
            work=work,
            kind=signal.kind.value,
            value=signal.value,
            score=signal.score,
            method=signal.method,
            version=signal.version,
            spans=[[span.field, span.start, span.end] for span in signal.spans],
            detail=signal_detail(signal),
        )
        for signal in signals
        if signal.kind in STORED_KINDS
    ]


def signal_detail(signal: Signal) -> dict[str, Any]:
    """Return the parts of an effect or a finding as they are stored, empty for other signals."""
    parts = signal.effect or signal.finding
    stored: dict[str, Any] = strip_unstorable(asdict(parts)) if parts else {}
    return stored


def citation_item(record: Record) -> dict[str, Any]:
    """Return the CSL-JSON item of a record, limited to the fields of a reference."""
    item = strip_unstorable(to_csl(record))
    return {name: item[name] for name in CITED_FIELDS if item.get(name)}
