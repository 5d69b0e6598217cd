"""The decisions of the screening as files for a reference manager or a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO

from django.db.models import QuerySet

from pprnet.formats.ris_write import write_ris
from pprnet_site.catalogue import bridge
from pprnet_site.catalogue.enums import INCLUDED_STATUSES, WorkStatus
from pprnet_site.catalogue.models import Move, Work
from pprnet_site.desk.enums import ExclusionReason

BATCH = 500
COLUMNS = (
    *("title", "abstract", "authors", "year", "journal", "doi", "pmid"),
    *("included", "reason", "note", "decided_by", "decided_at"),
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First characters with which a spreadsheet would run a cell instead of showing it."""

MARKS = {True: "ASReview_relevant", False: "ASReview_irrelevant"}
"""How screening programs write a verdict into the notes of RIS, so that they read it back."""


def decided_works() -> QuerySet[Work]:
    """Give the works that were screened in or out, in the order in which they came."""
    aside = (WorkStatus.FOUND, WorkStatus.MERGED)
    return Work.objects.exclude(status__in=aside).order_by("pk")


def batches(works: QuerySet[Work]) -> Iterator[list[tuple[Work, Move | None]]]:
    """Give works with the move that screened each, a batch at a time."""
    numbers = list(works.values_list("pk", flat=True))
    for start in range(0, len(numbers), BATCH):
        chunk = numbers[start : start + BATCH]
        moves = Move.objects.filter(
            work__in=chunk, undone_at=None, from_status=WorkStatus.FOUND, put_off=False
        )
        by_work = {move.work_id: move for move in moves.select_related("by")}
        rows = Work.objects.filter(pk__in=chunk).order_by("pk")
        yield [(work, by_work.get(work.pk)) for work in rows]


def decisions_ris() -> Iterator[bytes]:
    """Write the decided works as RIS, the verdict and its reason in the notes of each."""
    for batch in batches(decided_works()):
        notes = {str(work.pk): ris_note(work, move) for work, move in batch}
        records = (replace(bridge.record_of(work), source_id=str(work.pk)) for work, _ in batch)
        yield from write_ris(records, note=lambda record, notes=notes: notes[record.source_id])


def ris_note(work: Work, move: Move | None) -> str:
    """Say in one line what was decided, why, by whom and when."""
    said = MARKS[work.status in INCLUDED_STATUSES]
    if move is None:
        return said
    parts = [said, reason_of(move), move.note, name_of(move), f"{move.at:%Y-%m-%d}"]
    return "; ".join(part for part in parts if part)


def decisions_csv() -> Iterator[bytes]:
    """Write the decided works as a table, one row each; `included` is 1 or 0."""
    yield b"\xef\xbb\xbf"
    yield line_of(COLUMNS)
    for batch in batches(decided_works()):
        for work, move in batch:
            yield line_of([shown(text) for text in row_of(work, move)])


def row_of(work: Work, move: Move | None) -> list[str]:
    """Give the cells of a work."""
    told = [reason_of(move), move.note, name_of(move), move.at.isoformat()] if move else [""] * 4
    included = "1" if work.status in INCLUDED_STATUSES else "0"
    year = str(work.year or "")
    about = [work.title, work.abstract, work.authors, year, work.journal, work.doi, work.pmid]
    return [*about, included, *told]


def line_of(cells: list[str] | tuple[str, ...]) -> bytes:
    """Write a row of a table."""
    out = StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue().encode("utf-8", "replace")


def shown(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula, as OWASP advises."""
    return f"'{text}" if text.startswith(FORMULA) else text


def reason_of(move: Move) -> str:
    """Give the reason of a move in words."""
    known = move.reason in ExclusionReason.values
    return str(ExclusionReason(move.reason).label) if known else move.reason


def name_of(move: Move) -> str:
    """Name who made a move."""
    return str(move.by.get_full_name() or move.by.get_username()) if move.by else ""
