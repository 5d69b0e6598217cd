"""Dated notes on published summaries: added at once, or published together with a change."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.digest.actions.publishing import locked_summary, stored_summary
from pprnet_site.digest.enums import SummaryNoticeKind
from pprnet_site.digest.models import Notice, SummaryPage
from pprnet_site.digest.permissions import ensure_can_publish
from pprnet_site.digest.publication import gate


@dataclass(frozen=True, slots=True)
class NoteText:
    """A dated note for readers, not yet stored."""

    kind: str
    text: str
    date: date

    def values(self) -> dict[str, Any]:
        """Return the fields by name.

        Raises:
            ActionRefusedError: The text is empty.
        """
        text = self.text.strip()
        if not text:
            raise ActionRefusedError(_("The note is empty. Write what changed and why."))
        return asdict(self) | {"kind": SummaryNoticeKind(self.kind), "text": text}


def set_note(draft: SummaryPage, note: NoteText | None) -> None:
    """Set the note that is published with the draft; None removes an unpublished one.

    Published notes stay, and so does a second unpublished note.

    Raises:
        ActionRefusedError: The summary is not published.
    """
    waiting = gate.unpublished_notes(draft)
    if note is None and not waiting:
        return
    ensure_published(draft)
    taken = waiting[:1]
    kept = [notice for notice in draft.notices.all() if notice not in taken]
    draft.notices = [*([Notice(**note.values())] if note else []), *kept]


def ensure_published(summary: SummaryPage) -> None:
    """Raise `ActionRefusedError` unless the summary is published."""
    if gate.live_version(summary) is None:
        raise ActionRefusedError(
            _("Only a published summary can have a note. This one has not been published.")
        )


@transaction.atomic
def add_notice(
    *, summary: SummaryPage, kind: str, text: str, date: date, by: User | None
) -> SummaryPage:
    """Add a dated note to a published summary and publish it at once.

    Unpublished changes stay in the draft, which gets the note too.

    Raises:
        ActionRefusedError: The summary is not published, or the note is empty.
        PermissionDenied: This user may not publish.
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
    return stored_summary(live)


def restore_pending_draft(draft: SummaryPage, note: dict[str, object], *, by: User | None) -> None:
    """Save the unpublished changes as the newest version again, with the note."""
    known = stored_summary(draft)
    draft.notices.add(Notice(**note))
    draft.last_published_at = known.last_published_at
    draft.save_revision(user=by, log_action=True)
