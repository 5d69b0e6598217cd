"""Handing in a draft."""

from __future__ import annotations

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
from pprnet_site.reviews.models import MAX_NOTE, HandIn
from pprnet_site.reviews.permissions import ensure_can_hand_in
from pprnet_site.reviews.queries.people import editing_people


@transaction.atomic
def hand_in(*, page: Page, by: User, note: str = "") -> HandIn:
    """Hand in the newest version of a draft; an earlier hand-in of it is closed.

    Raises:
        ActionRefusedError: The draft has no version, or this text is handed in already.
        PermissionDenied: This user may not change the draft.
    """
    row = locked_page(page)
    ensure_can_hand_in(by, row)
    note = checked_text(note, longest=MAX_NOTE, missing="")
    revision = newest_version_of(row)
    fingerprint = fingerprint_of(revision)
    before = HandIn.objects.filter(page=row, closed_at=None)
    if before.filter(fingerprint=fingerprint).exists():
        raise ActionRefusedError(_("This text is handed in already."))
    before.update(closed_at=timezone.now())
    made = HandIn.objects.create(
        page=row, revision=revision, fingerprint=fingerprint, by=by, note=note
    )
    notify(editing_people(), MailKind.HANDED_IN, page_id=row.pk, by=by)
    return made


@transaction.atomic
def undo_hand_in(*, page: Page, by: User) -> None:
    """Undo the hand-in of a draft.

    Raises:
        ActionRefusedError: It is not handed in.
        PermissionDenied: This user may not change the draft.
    """
    row = locked_page(page)
    ensure_can_hand_in(by, row)
    if not HandIn.objects.filter(page=row, closed_at=None).update(closed_at=timezone.now()):
        raise ActionRefusedError(_("This draft is not handed in."))
