"""The summaries of a TOML file as drafts: `[[summary]]` with the fields of a draft."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

from pprnet.errors import InputError
from pprnet.lint.draft import FIELDS, Draft, PrintedCitation, SourceFacts
from pprnet.lint.draft_files.placed_drafts import PartKey, PlacedDraft
from pprnet.lint.draft_reading import CITATION
from pprnet.records import Record
from pprnet.vocab import research_type_by_label


def toml_drafts(
    text: str, name: str, language: str, records: Mapping[str, Record]
) -> tuple[PlacedDraft, ...]:
    """Return the summaries of a file.

    A summary without a work at hand and without `citation` has no citations as a part: its sources
    are bound elsewhere.

    Args:
        text: of the file.
        name: of the file, for errors.
        language: of summaries where neither they nor the file state one; empty for English.
        records: works by the keys that summaries name as `record`.

    Raises:
        InputError: The text is no TOML, or has no summary.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{name}: expected TOML, got {error}") from error
    summaries = data.get("summary")
    if not isinstance(summaries, list) or not all(isinstance(each, dict) for each in summaries):
        raise InputError(f"{name}: expected summaries under [[summary]], got none")
    drafts, at = [], 0
    for summary in summaries:
        placed = _toml_draft(text, {**_defaults(data), **summary}, at, language, records)
        drafts.append(placed)
        at = max((placed.start, *placed.offsets.values())) + 1
    return tuple(drafts)


def _defaults(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a file states for all its summaries."""
    return {name: data[name] for name in ("language", "certainty") if name in data}


def _toml_draft(
    text: str, summary: Mapping[str, Any], at: int, language: str, records: Mapping[str, Record]
) -> PlacedDraft:
    """Return one summary, each part with its place after a given one."""
    start = max(text.find("[[summary]]", at), at)
    fields = {name: summary[name] for name in FIELDS if isinstance(summary.get(name), str)}
    offsets: dict[PartKey, int] = {(name, 0): _place(text, fields[name], start) for name in fields}
    citations = None
    printed, record = str(summary.get("citation", "")), _record(summary, records)
    if "citation" in summary or record:
        citations = (PrintedCitation(printed, record),)
        offsets[CITATION, 0] = _place(text, printed, start) if printed else start
    draft = Draft(
        fields,
        language or str(summary.get("language", "en")),
        citations=citations,
        sources=_facts(summary, records),
        month=str(summary.get("month", "")),
    )
    return PlacedDraft(draft, offsets, start)


def _place(text: str, value: str, start: int) -> int:
    """Return where a value is printed in the file; the start where it is printed with escapes."""
    found = text.find(value, start) if value else -1
    return found if found >= 0 else start


def _record(summary: Mapping[str, Any], records: Mapping[str, Record]) -> Record | None:
    """Return the work that a summary names, `None` where it is not at hand."""
    return records.get(str(summary.get("record", "")))


def _facts(summary: Mapping[str, Any], records: Mapping[str, Record]) -> tuple[SourceFacts, ...]:
    """Return what a summary states of its source."""
    research_type = research_type_by_label(str(summary.get("research_type", "")))
    certainty = summary.get("certainty")
    return (
        SourceFacts(
            record=_record(summary, records),
            research_type=research_type.key if research_type else "",
            certainty=None if certainty is None else str(certainty).replace("not appraised", ""),
        ),
    )
