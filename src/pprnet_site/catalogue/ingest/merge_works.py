"""Merging of two works and its undoing; derived rows are computed again."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from pprnet.records import MergeReason
from pprnet.records import Record as EngineRecord
from pprnet_site.catalogue.data_mapper import WORK_FIELDS, fill_work
from pprnet_site.catalogue.enrichment.signal_extraction import current_extractor
from pprnet_site.catalogue.enrichment.work_citations import refresh_citations
from pprnet_site.catalogue.enrichment.work_events import update_events
from pprnet_site.catalogue.enrichment.work_links import update_links
from pprnet_site.catalogue.enums import UNDOABLE_STATUSES, WorkStatus
from pprnet_site.catalogue.ingest.matching import Candidate, save_keys, save_signals
from pprnet_site.catalogue.models import (
    ImportRun,
    Move,
    Record,
    Signal,
    StateChange,
    Work,
    WorkKey,
)
from pprnet_site.catalogue.transitions import postponed_before, set_status
from pprnet_site.core.errors import ActionRefusedError, ConflictError

STATUS_ORDER = list(WorkStatus)
"""The statuses in the order of the workflow."""

MovedRecords = list[tuple[int, bool]]
"""The records moved by a merge: number, and whether the record had no merge rule before."""


def choose_kept_work(a: Work, b: Work) -> tuple[Work, Work]:
    """Return the work to keep, the one further along, and the work to merge into it."""
    kept, gone = sorted(
        (a, b), key=lambda work: (-STATUS_ORDER.index(WorkStatus(work.status)), work.pk)
    )
    return kept, gone


def ensure_can_merge(kept: Work, gone: Work) -> None:
    """Raise an error unless the two works can be merged.

    Raises:
        ConflictError: One of them has been merged into another work.
        ActionRefusedError: Each has a summary or a draft.
    """
    if WorkStatus.MERGED in {kept.status, gone.status}:
        raise ConflictError(
            _("One of the two works has since been merged into another. Nothing was changed.")
        )
    if gone.status not in UNDOABLE_STATUSES:
        raise ActionRefusedError(
            _(
                "Each of the two works has a summary or a draft. Remove one of them from "
                "its draft first, then merge."
            )
        )


def merge_two_works(
    *,
    kept: Work,
    gone: Work,
    by: User | None,
    reason: MergeReason,
    run: ImportRun | None = None,
) -> MovedRecords:
    """Move the records of one work to another; its own row stays, marked as merged.

    Args:
        kept: the work that gets the records.
        gone: the work that loses them.
        by: the person who decided it.
        reason: why the two are one.
        run: the import that led to it, whose report names the work that is kept.

    Raises:
        ConflictError: One of them has been merged into another work.
        ActionRefusedError: Each has a summary or a draft.
    """
    ensure_can_merge(kept, gone)
    before = WorkStatus(gone.status)
    rows = Record.objects.filter(work=gone)
    moved = [(number, not rule) for number, rule in rows.values_list("pk", "merge_rule")]
    rows.filter(merge_rule="").update(merge_rule=reason.rule, merge_detail=reason.detail)
    rows.update(work=kept)
    set_status(gone, before=before, to=WorkStatus.MERGED)
    set_merged_into(gone, kept)
    Move.objects.create(
        work=gone, from_status=before, to_status=WorkStatus.MERGED, note=kept.title, by=by
    )
    WorkKey.objects.filter(work=gone).delete()
    Signal.objects.filter(work=gone).delete()
    StateChange.objects.filter(run=run, work=gone).delete()
    update_links({gone.pk: EngineRecord()})
    rebuild_works([kept], run=run)
    return moved


def set_merged_into(work: Work, whole: Work | None) -> None:
    """Save the work that another has been merged into."""
    Work.objects.filter(pk=work.pk).update(merged_into=whole)
    work.merged_into = whole


def unmerge_works(*, kept: Work, gone: Work, moved: MovedRecords, by: User | None) -> None:
    """Return the records of a merged work to it, and restore its status.

    Raises:
        ActionRefusedError: The records cannot be separated again.
    """
    if gone.merged_into_id != kept.pk or kept.status == WorkStatus.MERGED:
        raise ActionRefusedError(
            _("“%(title)s” has since been merged into another work. Undo that merge first.")
            % {"title": kept}
        )
    for number, had_no_rule in moved:
        row = Record.objects.filter(pk=number, work=kept)
        row.update(work=gone, **({"merge_rule": "", "merge_detail": ""} if had_no_rule else {}))
    undo_merge_move(gone, by=by)
    set_merged_into(gone, None)
    rebuild_works([kept, gone])


def undo_merge_move(gone: Work, *, by: User | None) -> None:
    """Undo the change of status by which a work was merged."""
    moves = Move.objects.filter(work=gone, to_status=WorkStatus.MERGED, undone_at=None)
    move = moves.latest("pk")
    set_status(
        gone,
        before=WorkStatus.MERGED,
        to=WorkStatus(move.from_status),
        later_since=postponed_before(move),
    )
    moves.filter(pk=move.pk).update(undone_at=timezone.now(), undone_by=by)


def rebuild_works(works: Sequence[Work], *, run: ImportRun | None = None) -> None:
    """Compute the merged records of works again, and all that follows from them."""
    candidates = [candidate for candidate in map(Candidate, works) if candidate.records]
    for candidate in candidates:
        candidate.rebuild()
        fill_work(candidate.work, candidate.merged)
    changed = [candidate.work for candidate in candidates]
    Work.objects.bulk_update(changed, WORK_FIELDS)
    WorkKey.objects.filter(work__in=changed).delete()
    save_keys(candidates)
    save_signals(candidates, changed, extract=current_extractor())
    update_links({candidate.work.pk: candidate.merged for candidate in candidates})
    refresh_citations(changed, run=run)
    update_events(
        [work.pk for work in changed], run=run
    )  # They are found by the DOI of the citation too.
