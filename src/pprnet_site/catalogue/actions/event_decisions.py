"""Decisions of editors on what happened to a work: confirm, dispute, mark as about another."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pprnet_site.catalogue.enrichment.work_events import update_events
from pprnet_site.catalogue.enums import EventVerdict
from pprnet_site.catalogue.models import EventDecision, WorkEvent
from pprnet_site.catalogue.permissions import ensure_can_decide_events
from pprnet_site.catalogue.write_lock import acquire_write_lock
from pprnet_site.core.errors import ActionRefusedError, ConflictError

MAX_TEXT = 2_000


def confirm_event(*, event: WorkEvent, text: str, by: User, seen: str = "") -> WorkEvent:
    """Confirm what a notice reports; readers see the text with it from now on.

    Args:
        event: as stored.
        text: what readers are to know; it may be empty.
        by: the editor.
        seen: the decision that the editor saw; another one since then is a conflict.

    Raises:
        ActionRefusedError: The text is too long.
        ConflictError: Somebody else has decided since.
        PermissionDenied: The user may not decide on notices.
    """
    return decide_event(event=event, verdict=EventVerdict.CONFIRMED, text=text, by=by, seen=seen)


def dispute_event(*, event: WorkEvent, reason: str, by: User, seen: str = "") -> WorkEvent:
    """Dispute what a notice reports; readers see the report and the reason, without a warning.

    Args:
        event: as stored.
        reason: why it does not hold, for readers.
        by: the editor.
        seen: the decision that the editor saw.

    Raises:
        ActionRefusedError: No reason is given, or it is too long.
        ConflictError: Somebody else has decided since.
        PermissionDenied: The user may not decide on notices.
    """
    if not reason.strip():
        raise ActionRefusedError(
            _("Write why the notice does not hold. Readers see the reason beside the notice.")
        )
    return decide_event(event=event, verdict=EventVerdict.DISPUTED, text=reason, by=by, seen=seen)


def reassign_event(*, event: WorkEvent, by: User, seen: str = "") -> WorkEvent:
    """Mark a notice as about another work; it leaves every surface of this one.

    Args:
        event: as stored.
        by: the editor.
        seen: the decision that the editor saw.

    Raises:
        ConflictError: Somebody else has decided since.
        PermissionDenied: The user may not decide on notices.
    """
    return decide_event(event=event, verdict=EventVerdict.OTHER_WORK, text="", by=by, seen=seen)


@transaction.atomic
def decide_event(
    *, event: WorkEvent, verdict: EventVerdict, text: str, by: User, seen: str
) -> WorkEvent:
    """Record a decision, and compute the state of the work again.

    Raises:
        ActionRefusedError: The text is too long.
        ConflictError: Somebody else has decided since.
        PermissionDenied: The user may not decide on notices.
    """
    ensure_can_decide_events(by)
    text = text.strip()
    if len(text) > MAX_TEXT:
        raise ActionRefusedError(
            _("The text has more than %(limit)d characters. Shorten it.") % {"limit": MAX_TEXT}
        )
    row = locked_event(event)
    ensure_current(row)
    if (row.verdict, row.text, row.decided_by_id) == (verdict, text, by.pk):
        return row  # the form was sent twice
    ensure_unchanged(row, seen=seen)
    now = timezone.now()
    EventDecision.objects.create(
        event=row, verdict=verdict, text=text, marks=row.marks, by=by, at=now
    )
    row.verdict, row.text, row.decided_by, row.decided_at = verdict, text, by, now
    return save_decision(row)


@transaction.atomic
def undo_event_decision(*, event: WorkEvent, by: User, seen: str = "") -> WorkEvent:
    """Undo the last decision on an event; the one before it counts again. Both rows are kept.

    Args:
        event: as stored.
        by: the editor.
        seen: the decision that the editor saw.

    Raises:
        ConflictError: There is no decision to undo, or another one than the editor saw.
        PermissionDenied: The user may not decide on notices.
    """
    ensure_can_decide_events(by)
    row = locked_event(event)
    ensure_current(row)
    ensure_unchanged(row, seen=seen.partition("|")[0])
    standing = list(row.decisions.filter(undone_at=None).order_by("-pk")[:2])
    if not standing:
        raise ConflictError(_("There is no decision to undo."))
    EventDecision.objects.filter(pk=standing[0].pk).update(undone_at=timezone.now(), undone_by=by)
    last = standing[1] if len(standing) > 1 else None
    row.verdict = last.verdict if last else EventVerdict.REPORTED
    row.text = last.text if last else ""
    row.decided_by, row.decided_at = (last.by, last.at) if last else (None, None)
    return save_decision(row)


def locked_event(event: WorkEvent) -> WorkEvent:
    """Return the event as it is stored now, locked until the transaction ends.

    The lock of works comes first, as in an import, so that neither waits for the other.
    """
    acquire_write_lock()
    return WorkEvent.objects.select_for_update().get(pk=event.pk)


def ensure_current(row: WorkEvent) -> None:
    """Ensure that the notices still say what an event is about.

    Raises:
        ConflictError: They have become another event, or are no longer about the work.
    """
    if not row.is_current:
        raise ConflictError(
            _("The notices no longer say this. What they say now is on the list of notices.")
        )


def ensure_unchanged(row: WorkEvent, *, seen: str) -> None:
    """Ensure that the stored decision and notices are those that the editor saw.

    Args:
        row: the event, locked.
        seen: its mark as the editor saw it, or the first part of that; empty for no comparison.

    Raises:
        ConflictError: Somebody else has decided, or undone a decision, or a notice has arrived.
    """
    decision, _bar, notices = row.decision_mark.partition("|")
    seen_decision, _bar, seen_notices = seen.partition("|")
    if not seen or seen_decision == decision:
        if seen_notices and seen_notices != notices:
            raise ConflictError(
                _("A notice has arrived since you opened this. Read what it says, then decide.")
            )
        return
    if row.verdict == EventVerdict.REPORTED:
        raise ConflictError(_("This decision has already been undone. Nothing was changed."))
    raise ConflictError(
        _("Somebody else has decided on this notice: %(verdict)s. Nothing was changed.")
        % {"verdict": row.get_verdict_display()}
    )


def save_decision(row: WorkEvent) -> WorkEvent:
    """Save the decision on an event, and what follows for its work."""
    row.changed_at = timezone.now()
    row.save(update_fields=["verdict", "text", "decided_by", "decided_at", "changed_at"])
    update_events([row.work_id])
    return row
