"""Dated notes on what readers already have: the text stays, and the note says what changed."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.models import Work
from pprnet_site.core.errors import Refused
from pprnet_site.digest.actions.publishing import held
from pprnet_site.digest.actions.works import bring
from pprnet_site.digest.enums import NoticeKind
from pprnet_site.digest.models import Notice, SummaryPage
from pprnet_site.digest.permissions import ensure_can_publish

STATUS_OF_NOTICE = {
    NoticeKind.CORRECTED: WorkStatus.CORRECTED,
    NoticeKind.RETRACTED: WorkStatus.RETRACTED,
}
"""Where a note takes the works; an expression of concern leaves them where they are."""


@transaction.atomic
def add_notice(
    *, summary: SummaryPage, kind: str, text: str, date: date, by: AbstractBaseUser | None
) -> SummaryPage:
    """Put a dated note on a published summary, for readers to see at once.

    Changes that wait in a draft stay in the draft, which gets the note too.
    """
    live = held(summary)
    ensure_can_publish(by, live)
    if not live.live:
        raise Refused(_("Only a published summary takes a note: nobody has read this one yet."))
    if not text.strip():
        raise Refused(_("The note says nothing yet. Write what changed and why."))
    draft = live.get_latest_revision_as_object() if live.has_unpublished_changes else None
    note = {"kind": NoticeKind(kind), "text": text.strip(), "date": date}
    live.notices.add(Notice(**note))
    live.save_revision(user=by, log_action=True).publish(user=by)
    if draft is not None:
        keep_draft(draft, note, by=by)
    move_works(live, NoticeKind(kind), by=by)
    return SummaryPage.objects.get(pk=live.pk)


def keep_draft(draft: SummaryPage, note: dict[str, object], *, by: AbstractBaseUser | None) -> None:
    """Write the changes that were waiting as the newest version again, with the note on it."""
    known = SummaryPage.objects.get(pk=draft.pk)
    draft.notices.add(Notice(**note))
    draft.last_published_at = known.last_published_at
    draft.save_revision(user=by, log_action=True)


def move_works(summary: SummaryPage, kind: NoticeKind, *, by: AbstractBaseUser | None) -> None:
    """Move the works of the summary to what the note says of them."""
    status = STATUS_OF_NOTICE.get(kind)
    sources = summary.sources.values_list("work_id", flat=True)
    for work in Work.objects.select_for_update().filter(pk__in=list(sources)):
        if status is not None:
            bring(work, to=status, by=by)
