"""Asking a person to read a draft until a day."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.reviews.actions.locking import (
    checked_text,
    fingerprint_of,
    locked_page,
    newest_version_of,
)
from pprnet_site.reviews.actions.notification import notify
from pprnet_site.reviews.enums import MailKind
from pprnet_site.reviews.models import MAX_NOTE, ReaderAssignment
from pprnet_site.reviews.permissions import ensure_can_lead_review, user_can_read_draft
from pprnet_site.reviews.queries.versions import text_author


@transaction.atomic
def assign_reader(
    *, page: Page, reader: User, due: date, by: User, note: str = ""
) -> ReaderAssignment:
    """Ask a person to read a draft until a day; asked again, the day and the note change.

    Raises:
        ActionRefusedError: The day has passed, or the person wrote the text or may not read it.
        PermissionDenied: This user may not ask readers.
    """
    row = locked_page(page)
    ensure_can_lead_review(by, row)
    note = checked_text(note, longest=MAX_NOTE, missing="")
    ensure_may_be_asked(row, reader=reader, due=due)
    assignment, _made = ReaderAssignment.objects.update_or_create(
        page=row,
        reader=reader,
        closed_at=None,
        defaults={"due": due, "note": note, "by": by},
    )
    notify([reader], MailKind.ASSIGNED, page_id=row.pk, by=by, due=due)
    return assignment


def ensure_may_be_asked(page: Page, *, reader: User, due: date) -> None:
    """Raise `ActionRefusedError` where a person cannot read a draft until a day."""
    if due < timezone.localdate():
        raise ActionRefusedError(_("This day has passed. Choose a later one."))
    if not user_can_read_draft(reader):
        raise ActionRefusedError(_("This person may not use the desk. Choose another reader."))
    if text_author(page.pk, fingerprint_of(newest_version_of(page))) == reader:
        raise ActionRefusedError(
            _("This person wrote the newest changes of the text. Choose another reader.")
        )


@transaction.atomic
def release_reader(*, assignment: ReaderAssignment, by: User) -> None:
    """Release a person from reading a draft.

    Raises:
        ActionRefusedError: The person has read it or was released already.
        PermissionDenied: This user may not ask readers; the person asked may always decline.
    """
    row = locked_page(assignment.page)
    if assignment.reader_id != by.pk:
        ensure_can_lead_review(by, row)
    open_rows = ReaderAssignment.objects.filter(pk=assignment.pk, closed_at=None)
    if not open_rows.update(closed_at=timezone.now()):
        raise ActionRefusedError(_("Nothing is asked of this reader any more."))
