"""The verdict of a reader on a version."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.reviews.actions.locking import (
    checked_text,
    fingerprint_of,
    locked_page,
    version_of,
)
from pprnet_site.reviews.actions.notification import notify_authors
from pprnet_site.reviews.enums import MailKind, ReadingVerdict
from pprnet_site.reviews.models import (
    MAX_NOTE,
    GuestLink,
    HandIn,
    ReaderAssignment,
    VersionReading,
)
from pprnet_site.reviews.permissions import ensure_can_read_draft
from pprnet_site.reviews.queries.versions import text_author


@transaction.atomic
def record_reading(
    *, page: Page, revision: int | None, verdict: str, by: User, note: str = ""
) -> VersionReading:
    """Save what a person says of a version, and close what was asked of that person.

    Raises:
        ActionRefusedError: The person wrote the text or handed it in, or there is no such version.
        PermissionDenied: This user may not read drafts.
    """
    row = locked_page(page)
    ensure_can_read_draft(by)
    version = version_of(row, revision)
    if is_own_text(row.pk, fingerprint_of(version), user_id=by.pk):
        raise ActionRefusedError(
            _(
                "You wrote the newest changes of this text or handed it in. "
                "Another person has to read it."
            )
        )
    made = store_reading(row, version, verdict, note, reader=by, is_second_person=True)
    ReaderAssignment.objects.filter(page=row, reader=by, closed_at=None).update(
        closed_at=timezone.now()
    )
    notify_authors(MailKind.READ, page_id=row.pk, by=by)
    return made


def is_own_text(page_id: int, fingerprint: str, *, user_id: int | None) -> bool:
    """Return whether a person wrote the newest changes of a text, or handed it in."""
    if user_id is None:
        return False
    author = text_author(page_id, fingerprint)
    if author is not None and author.pk == user_id:
        return True
    rows = HandIn.objects.filter(page=page_id, fingerprint=fingerprint, by=user_id)
    return rows.exists()


def store_reading(
    page: Page,
    version: Revision,
    verdict: str,
    note: str,
    *,
    is_second_person: bool,
    reader: User | None = None,
    link: GuestLink | None = None,
) -> VersionReading:
    """Store a verdict on a version.

    Raises:
        ActionRefusedError: It is no verdict, or the note is too long.
    """
    if verdict not in ReadingVerdict.values:
        raise ActionRefusedError(_("Choose whether the text is fine or changes are wanted."))
    return VersionReading.objects.create(
        page=page,
        revision=version,
        fingerprint=fingerprint_of(version),
        verdict=verdict,
        note=checked_text(note, longest=MAX_NOTE, missing=""),
        reader=reader,
        link=link,
        is_second_person=is_second_person,
    )
