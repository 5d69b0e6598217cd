"""Derived tables brought up to date: batch by batch, and resumed where a rebuild was cut off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from pprnet_site.catalogue.derived.tables import DERIVED, Derived
from pprnet_site.catalogue.ingest.locks import acquire_write_lock
from pprnet_site.catalogue.models import DerivedTable, Work

BATCH = 200


@dataclass(frozen=True, slots=True)
class RebuildProgress:
    """How many of its works or records a rebuild has worked through; 0 of 0 for a whole table."""

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
    """Return the derived tables that were not rebuilt to the end for their present version."""
    complete = dict(DerivedTable.objects.filter(is_complete=True).values_list("key", "version"))
    return [table for table in DERIVED if complete.get(table.key) != table.version]


def rebuild_table(table: Derived, on_progress: OnRebuild) -> None:
    """Rebuild one table from where an earlier rebuild for the same version was cut off."""
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
    """Return the numbers of the works or records that are still to be worked through."""
    if table.rows is None:
        return []
    rows = table.rows().filter(pk__gt=reached).order_by("pk")
    return list(rows.values_list("pk", flat=True))


@transaction.atomic
def rebuild_batch(table: Derived, state: DerivedTable, batch: list[int]) -> None:
    """Rebuild what belongs to some works or records, and keep how far that has come."""
    acquire_write_lock()
    table.rebuild(batch)
    state.reached = batch[-1]
    state.save()


def mark_new_site() -> None:
    """Note in a site without works that every derived table is complete."""
    if not Work.objects.exists():
        DerivedTable.objects.bulk_create(
            [
                DerivedTable(key=each.key, version=each.version, is_complete=True)
                for each in DERIVED
            ],
            ignore_conflicts=True,
        )
