"""Rebuilding of derived tables: in batches, resumed where a rebuild was interrupted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from pprnet_site.catalogue.derived.tables import DERIVED, Derived
from pprnet_site.catalogue.models import DerivedTable, Work
from pprnet_site.catalogue.write_lock import acquire_write_lock

BATCH = 200


@dataclass(frozen=True, slots=True)
class RebuildProgress:
    """How many works or records a rebuild has processed; 0 of 0 for an entire table."""

    table: Derived
    done: int
    total: int


OnRebuild = Callable[[RebuildProgress], None]


def rebuild_derived(*, on_progress: OnRebuild = lambda _progress: None) -> list[Derived]:
    """Rebuild each derived table that is not complete at its present version; return those."""
    stale = stale_tables()
    for table in stale:
        rebuild_table(table, on_progress)
    return stale


def stale_tables() -> list[Derived]:
    """Return the derived tables that have not been rebuilt completely for their present version."""
    complete = dict(DerivedTable.objects.filter(is_complete=True).values_list("key", "version"))
    return [table for table in DERIVED if complete.get(table.key) != table.version]


def rebuild_table(table: Derived, on_progress: OnRebuild) -> None:
    """Rebuild one table, resuming an interrupted rebuild for the same version."""
    state, _made = DerivedTable.objects.get_or_create(
        key=table.key, defaults={"version": table.version}
    )
    if state.version != table.version:
        state.version, state.reached, state.is_complete = table.version, 0, False
        state.save()
    numbers = numbers_after(table, state.reached)
    on_progress(RebuildProgress(table, 0, len(numbers)))
    for start in range(0, len(numbers), BATCH):
        batch = numbers[start : start + BATCH]
        rebuild_batch(table, state, batch)
        on_progress(RebuildProgress(table, start + len(batch), len(numbers)))
    if table.rows is None:
        table.rebuild(())
    state.reached, state.is_complete = 0, True
    state.save()


def numbers_after(table: Derived, reached: int) -> list[int]:
    """Return the numbers of the works or records that remain to be processed."""
    if table.rows is None:
        return []
    rows = table.rows().filter(pk__gt=reached).order_by("pk")
    return list(rows.values_list("pk", flat=True))


@transaction.atomic
def rebuild_batch(table: Derived, state: DerivedTable, batch: list[int]) -> None:
    """Rebuild the rows of some works or records, and save the progress."""
    acquire_write_lock()
    table.rebuild(batch)
    state.reached = batch[-1]
    state.save()


def mark_new_site() -> None:
    """Record, in a site without works, that every derived table is complete."""
    if not Work.objects.exists():
        DerivedTable.objects.bulk_create(
            [
                DerivedTable(key=each.key, version=each.version, is_complete=True)
                for each in DERIVED
            ],
            ignore_conflicts=True,
        )
