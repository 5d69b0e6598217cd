"""The decisions of the screening as files for a reference manager or a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from django.db.models import QuerySet

from pprnet.formats.tables.csv_rows import format_row
from pprnet.formats.tagged.ris_writer import write_ris
from pprnet.records import Record
from pprnet_site.catalogue import data_mapper
from pprnet_site.catalogue.enums import INCLUDED_STATUSES, WorkStatus
from pprnet_site.catalogue.models import Move, Work
from pprnet_site.desk.enums import ExclusionReason

EXPORT_BATCH = 500
EXPORT_COLUMNS = (
    *("title", "abstract", "authors", "year", "journal", "doi", "pmid"),
    *("included", "reason", "note", "decided_by", "decided_at"),
)
RIS_VERDICTS = {True: "ASReview_relevant", False: "ASReview_irrelevant"}
"""Verdicts as screening programs write and read them in the notes of RIS."""


def decided_works() -> QuerySet[Work]:
    """Return the works that were screened in or out, in the order in which they were added."""
    unscreened = (WorkStatus.FOUND, WorkStatus.MERGED)
    return Work.objects.exclude(status__in=unscreened).order_by("pk")


def decision_batches(works: QuerySet[Work]) -> Iterator[list[tuple[Work, Move | None]]]:
    """Yield batches of works, each work with the move that screened it."""
    numbers = list(works.values_list("pk", flat=True))
    for start in range(0, len(numbers), EXPORT_BATCH):
        chunk = numbers[start : start + EXPORT_BATCH]
        moves = Move.objects.filter(
            work__in=chunk, undone_at=None, from_status=WorkStatus.FOUND, put_off=False
        )
        by_work = {move.work_id: move for move in moves.select_related("by")}
        rows = Work.objects.filter(pk__in=chunk).order_by("pk")
        yield [(work, by_work.get(work.pk)) for work in rows]


def decisions_ris() -> Iterator[bytes]:
    """Yield the decided works as RIS, with the verdict and its reason in the notes."""
    for batch in decision_batches(decided_works()):
        notes = {str(work.pk): ris_note(work, move) for work, move in batch}
        records = (
            replace(data_mapper.merged_record(work), source_id=str(work.pk)) for work, _ in batch
        )
        yield from write_ris(records, note=note_lookup(notes))


def note_lookup(notes: dict[str, str]) -> Callable[[Record], str]:
    """Return a function that finds the note of a record by the number of its work."""
    return lambda record: notes[record.source_id]


def ris_note(work: Work, move: Move | None) -> str:
    """Return in one line what was decided, why, by whom and when."""
    said = RIS_VERDICTS[work.status in INCLUDED_STATUSES]
    if move is None:
        return said
    parts = [said, reason_label(move), move.note, mover_name(move), f"{move.at:%Y-%m-%d}"]
    return "; ".join(part for part in parts if part)


def decisions_csv() -> Iterator[bytes]:
    """Yield the decided works as CSV, one row each; `included` is 1 or 0."""
    yield b"\xef\xbb\xbf"
    yield csv_line(EXPORT_COLUMNS)
    for batch in decision_batches(decided_works()):
        for work, move in batch:
            yield csv_line(decision_cells(work, move))


def decision_cells(work: Work, move: Move | None) -> list[str]:
    """Return the cells of a work."""
    told = (
        [reason_label(move), move.note, mover_name(move), move.at.isoformat()] if move else [""] * 4
    )
    included = "1" if work.status in INCLUDED_STATUSES else "0"
    year = str(work.year or "")
    about = [work.title, work.abstract, work.authors, year, work.journal, work.doi, work.pmid]
    return [*about, included, *told]


def csv_line(cells: Iterable[str]) -> bytes:
    """Return a row of CSV."""
    return format_row(cells).encode("utf-8", "replace")


def reason_label(move: Move) -> str:
    """Return the label of the reason of a move."""
    known = move.reason in ExclusionReason.values
    return str(ExclusionReason(move.reason).label) if known else move.reason


def mover_name(move: Move) -> str:
    """Return the name of the person who made a move."""
    return str(move.by.get_full_name() or move.by.get_username()) if move.by else ""
