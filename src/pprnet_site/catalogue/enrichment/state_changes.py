"""Which works changed their state with an import, for its report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pprnet_site.catalogue.models import ImportRun, StateChange, Work
from pprnet_site.catalogue.query_chunks import CHUNK


def save_state_changes(
    works: Sequence[Work], before: Mapping[int, str], *, run: ImportRun | None
) -> None:
    """Save the changes of state that an import led to; a work has one row for each import.

    Args:
        works: those whose state has just changed.
        before: their states before, by number.
        run: the import; where there is none, nothing is saved.
    """
    if run is None or not works:
        return
    rows = {row.work_id: row for row in StateChange.objects.filter(run=run, work__in=works)}
    new = []
    for work in works:
        row = rows.get(work.pk)
        if row is None:
            row = StateChange(run=run, work=work, before=before[work.pk])
            new.append(row)
        row.after = work.state
    StateChange.objects.bulk_create(new, batch_size=CHUNK)
    StateChange.objects.bulk_update(rows.values(), ["after"], batch_size=100)
