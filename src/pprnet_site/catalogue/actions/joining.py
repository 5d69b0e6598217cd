"""Two works made one, and one made two again; what each says is then worked out anew."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone
from django.utils.translation import gettext as _

from pprnet.records import MergeReason
from pprnet.records import Record as Said
from pprnet_site.catalogue.actions.citations import refresh_citations
from pprnet_site.catalogue.actions.links import keep_links
from pprnet_site.catalogue.actions.merging import Slot, save_keys, save_signals
from pprnet_site.catalogue.actions.moves import put_off_before, set_status
from pprnet_site.catalogue.actions.notices import heed_notices
from pprnet_site.catalogue.actions.reader import reader
from pprnet_site.catalogue.bridge import WORK_FIELDS, fill_work
from pprnet_site.catalogue.enums import UNDOABLE_STATUSES, WorkStatus
from pprnet_site.catalogue.models import Move, Record, Signal, Work, WorkKey
from pprnet_site.core.errors import Overtaken, Refused

STAGES = list(WorkStatus)
"""In the order in which a work goes through them."""

Moved = list[tuple[int, bool]]
"""The records that changed their work: number, and whether it had no reason of its own before."""


def choose(a: Work, b: Work) -> tuple[Work, Work]:
    """Give the work to keep, the one that people have taken further, and the one to give up."""
    kept, gone = sorted((a, b), key=lambda work: (-STAGES.index(WorkStatus(work.status)), work.pk))
    return kept, gone


def ensure_can_join(kept: Work, gone: Work) -> None:
    """Refuse where one is part of another already, or a summary rests on both."""
    if WorkStatus.MERGED in {kept.status, gone.status}:
        raise Overtaken(_("One of the two is part of another work by now. Nothing was changed."))
    if gone.status not in UNDOABLE_STATUSES:
        raise Refused(
            _(
                "There is a summary, or a draft, of each of the two. Take one of them out of its "
                "draft first, then merge."
            )
        )


def join(*, kept: Work, gone: Work, by: AbstractBaseUser | None, reason: MergeReason) -> Moved:
    """Give the records of one work to another; its own row stays, marked as part of it."""
    ensure_can_join(kept, gone)
    before = WorkStatus(gone.status)
    rows = Record.objects.filter(work=gone)
    moved = [(number, not rule) for number, rule in rows.values_list("pk", "merge_rule")]
    rows.filter(merge_rule="").update(merge_rule=reason.rule, merge_detail=reason.detail)
    rows.update(work=kept)
    set_status(gone, before=before, to=WorkStatus.MERGED)
    set_whole(gone, kept)
    Move.objects.create(
        work=gone, from_status=before, to_status=WorkStatus.MERGED, note=kept.title, by=by
    )
    WorkKey.objects.filter(work=gone).delete()
    Signal.objects.filter(work=gone).delete()
    keep_links({gone.pk: Said()})
    read_again([kept])
    return moved


def set_whole(work: Work, whole: Work | None) -> None:
    """Write down which work another is part of."""
    Work.objects.filter(pk=work.pk).update(merged_into=whole)
    work.merged_into = whole


def part(*, kept: Work, gone: Work, moved: Moved, by: AbstractBaseUser | None) -> None:
    """Give a work its records back, and the state in which it was."""
    if gone.merged_into_id != kept.pk or kept.status == WorkStatus.MERGED:
        raise Refused(
            _("“%(title)s” became part of a further work since. Undo that merge first.")
            % {"title": kept}
        )
    for number, bare in moved:
        row = Record.objects.filter(pk=number, work=kept)
        row.update(work=gone, **({"merge_rule": "", "merge_detail": ""} if bare else {}))
    take_back_move(gone, by=by)
    set_whole(gone, None)
    read_again([kept, gone])


def take_back_move(gone: Work, *, by: AbstractBaseUser | None) -> None:
    """Undo the move by which a work became part of another."""
    moves = Move.objects.filter(work=gone, to_status=WorkStatus.MERGED, undone_at=None)
    move = moves.latest("pk")
    set_status(
        gone,
        before=WorkStatus.MERGED,
        to=WorkStatus(move.from_status),
        later_since=put_off_before(move),
    )
    moves.filter(pk=move.pk).update(undone_at=timezone.now(), undone_by=by)


def read_again(works: Sequence[Work]) -> None:
    """Work out anew what works say from the records that they have, and all that follows."""
    slots = [slot for slot in map(Slot, works) if slot.records]
    for slot in slots:
        slot.read_again()
        fill_work(slot.work, slot.merged)
    changed = [slot.work for slot in slots]
    heed_notices(changed)
    Work.objects.bulk_update(changed, WORK_FIELDS)
    WorkKey.objects.filter(work__in=changed).delete()
    save_keys(slots)
    save_signals(slots, changed, read=reader())
    keep_links({slot.work.pk: slot.merged for slot in slots})
    refresh_citations(changed)
