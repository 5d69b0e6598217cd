"""Decisions on possible duplicates, and how they are undone."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pprnet.records import MergeReason
from pprnet_site.catalogue.enums import PairVerdict
from pprnet_site.catalogue.ingest.merge_works import (
    choose_kept_work,
    merge_two_works,
    rebuild_works,
    unmerge_works,
)
from pprnet_site.catalogue.ingest.possible_duplicates import relist_pairs
from pprnet_site.catalogue.models import Record, Work, WorkPair
from pprnet_site.catalogue.write_lock import acquire_write_lock
from pprnet_site.core.errors import ActionRefusedError, ConflictError

BY_PERSON = "person"
"""The rule of a merge by a person."""
SPLIT = "split"
"""The rule of a pair that was one work until a person removed a record from it."""


@transaction.atomic
def merge_pair(*, pair: WorkPair, by: User) -> WorkPair:
    """Merge the two works of a pair; the one further along in the workflow is kept.

    Raises:
        ConflictError: Somebody else has decided on the pair, or one work was merged meanwhile.
        ActionRefusedError: Each of the two works has a summary or a draft.
    """
    pair = lock_pair(pair)
    if is_repeated_answer(pair, PairVerdict.ONE):
        return pair
    kept, gone = choose_kept_work(pair.first, pair.second)
    detail = f"{pair.detail}; {merged_by_text(by)}" if pair.detail else merged_by_text(by)
    pair.moved = merge_two_works(kept=kept, gone=gone, by=by, reason=MergeReason(BY_PERSON, detail))
    close_pair(pair, PairVerdict.ONE, by=by)
    WorkPair.objects.filter(verdict=PairVerdict.OPEN, first=gone).delete()
    WorkPair.objects.filter(verdict=PairVerdict.OPEN, second=gone).delete()
    relist_pairs([kept])
    return pair


@transaction.atomic
def mark_as_distinct(*, pair: WorkPair, by: User) -> WorkPair:
    """Record that two works are distinct; the pair is not listed again.

    Raises:
        ConflictError: Somebody else has merged them.
    """
    pair = lock_pair(pair)
    if not is_repeated_answer(pair, PairVerdict.TWO):
        close_pair(pair, PairVerdict.TWO, by=by)
    return pair


@transaction.atomic
def undo_pair(*, pair: WorkPair, by: User) -> WorkPair:
    """Undo the decision on a pair and list it as undecided again.

    Undoing a merge that the program made records that the two works are distinct.

    Raises:
        ConflictError: The decision has already been undone.
        ActionRefusedError: The merged work cannot be split again.
    """
    pair = lock_pair(pair)
    if pair.verdict == PairVerdict.OPEN:
        raise ConflictError(_("That has already been undone. Nothing more was changed."))
    by_program = pair.verdict == PairVerdict.ONE and pair.decided_at is None
    if pair.verdict == PairVerdict.ONE:
        kept, gone = merged_sides(pair)
        unmerge_works(kept=kept, gone=gone, moved=pair.moved, by=by)
        pair.moved = []
    close_pair(pair, PairVerdict.TWO if by_program else PairVerdict.OPEN, by=by)
    relist_pairs([pair.first, pair.second])
    return pair


@transaction.atomic
def split_record(*, record: Record, by: User) -> WorkPair:
    """Remove a record from its work into a new work, which is not merged with it again.

    Raises:
        ActionRefusedError: The work has no other record.
    """
    acquire_write_lock()
    record = Record.objects.select_for_update().get(pk=record.pk)
    work = Work.objects.select_for_update().get(pk=record.work_id)
    if work.records.count() < 2:  # noqa: PLR2004 - a work keeps one record at least
        raise ActionRefusedError(_("This is the only record of the work, so it cannot be removed."))
    own = Work(title=work.title, merged=record.data)
    own.save()
    detail = record.merge_detail
    record.work, record.merge_rule, record.merge_detail = own, "", ""
    record.save(update_fields=["work", "merge_rule", "merge_detail"])
    first = work.records.order_by("pk").first()
    if first is not None and first.merge_rule and not work.records.filter(merge_rule="").exists():
        Record.objects.filter(pk=first.pk).update(merge_rule="", merge_detail="")
    rebuild_works([work, own])
    pair = WorkPair(first=work, second=own, score=1.0, rule=SPLIT, detail=detail)
    close_pair(pair, PairVerdict.TWO, by=by)
    relist_pairs([work, own])
    return pair


def lock_pair(pair: WorkPair) -> WorkPair:
    """Lock a pair and its works for this transaction and return their present state."""
    acquire_write_lock()
    pair = WorkPair.objects.select_for_update().get(pk=pair.pk)
    works = Work.objects.select_for_update().filter(pk__in=(pair.first_id, pair.second_id))
    by_number = {work.pk: work for work in works}
    pair.first, pair.second = by_number[pair.first_id], by_number[pair.second_id]
    return pair


def is_repeated_answer(pair: WorkPair, verdict: PairVerdict) -> bool:
    """Return whether this decision was already made, as when a form is sent twice.

    Raises:
        ConflictError: Somebody else has made another decision.
    """
    if pair.verdict not in {PairVerdict.OPEN, verdict}:
        raise ConflictError(
            _(
                "Somebody else has already decided on these two works: %(verdict)s. Nothing "
                "was changed."
            )
            % {"verdict": pair.get_verdict_display()}
        )
    return pair.verdict == verdict


def merged_sides(pair: WorkPair) -> tuple[Work, Work]:
    """Return the kept work of a merged pair, and the work merged into it."""
    is_second = pair.second.merged_into_id == pair.first_id
    return (pair.first, pair.second) if is_second else (pair.second, pair.first)


def close_pair(pair: WorkPair, verdict: PairVerdict, *, by: User) -> None:
    """Save the decision on a pair, with the person and the time."""
    pair.verdict, pair.decided_by, pair.decided_at = verdict, by, timezone.now()
    pair.save()


def merged_by_text(by: User) -> str:
    """Return the text that names who merged two works."""
    name = by.get_full_name() or by.get_username()
    return _("merged by %(name)s") % {"name": name}
