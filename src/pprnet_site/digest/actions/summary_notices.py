"""Dated notes on what readers already have: the text stays, and the note says what changed."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from pprnet_site.digest.actions.notes import NoteText, ensure_published
from pprnet_site.digest.actions.publishing import locked_summary
from pprnet_site.digest.models import Notice, SummaryPage
from pprnet_site.digest.permissions import ensure_can_publish


@transaction.atomic
def add_notice(
    *, summary: SummaryPage, kind: str, text: str, date: date, by: AbstractBaseUser | None
) -> SummaryPage:
    """Put a dated note on a published summary, for readers to see at once.

    Changes that wait in a draft stay in the draft, which gets the note too.
    """
    live = locked_summary(summary)
    ensure_can_publish(by, live)
    ensure_published(live)
    note = NoteText(kind, text, date).values()
    draft = live.get_latest_revision_as_object() if live.has_unpublished_changes else None
    live.notices.add(Notice(**note))
    live.save_revision(user=by, log_action=True).publish(user=by)
    if draft is not None:
        restore_pending_draft(draft, note, by=by)
    return SummaryPage.objects.get(pk=live.pk)


def restore_pending_draft(
    draft: SummaryPage, note: dict[str, object], *, by: AbstractBaseUser | None
) -> None:
    """Write the changes that were waiting as the newest version again, with the note on it."""
    known = SummaryPage.objects.get(pk=draft.pk)
    draft.notices.add(Notice(**note))
    draft.last_published_at = known.last_published_at
    draft.save_revision(user=by, log_action=True)
