"""Secret links for reviewers without an account. Only the hash of a secret is stored."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.reviews.actions.comments import store_comment
from pprnet_site.reviews.actions.locking import (
    checked_text,
    fingerprint_of,
    locked_page,
    version_of,
)
from pprnet_site.reviews.actions.notification import notify_authors
from pprnet_site.reviews.actions.readings import is_own_text, store_reading
from pprnet_site.reviews.enums import MailKind
from pprnet_site.reviews.models import GuestLink, MarginComment, VersionReading
from pprnet_site.reviews.permissions import ensure_can_lead_review
from pprnet_site.reviews.queries.guest_links import token_hash

TOKEN_BYTES = 32
MOST_DAYS = 60
"""Days after which a link expires at the latest."""
MOST_COMMENTS = 100
"""Comments that one link may leave."""
MAX_NAME = 120


@dataclass(frozen=True, slots=True)
class MadeGuestLink:
    """A new link, and its secret, which is shown once."""

    link: GuestLink
    token: str


@transaction.atomic
def make_guest_link(*, page: Page, revision: int | None, days: int, by: User) -> MadeGuestLink:
    """Make a link to one version that expires after some days.

    Raises:
        ActionRefusedError: The number of days is not from 1 to `MOST_DAYS`, or no such version.
        PermissionDenied: This user may not make links.
    """
    row = locked_page(page)
    ensure_can_lead_review(by, row)
    if not 1 <= days <= MOST_DAYS:
        raise ActionRefusedError(
            _("A link is valid for 1 to %(most)d days. Choose another number.")
            % {"most": MOST_DAYS}
        )
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = GuestLink.objects.create(
        page=row,
        revision=version_of(row, revision),
        token_hash=token_hash(token),
        by=by,
        expires_at=timezone.now() + timedelta(days=days),
    )
    return MadeGuestLink(link, token)


@transaction.atomic
def withdraw_guest_link(*, link: GuestLink, by: User) -> None:
    """Withdraw a link; what the guest said stays.

    Raises:
        ActionRefusedError: It is withdrawn already.
        PermissionDenied: This user may not make links.
    """
    ensure_can_lead_review(by, locked_page(link.page))
    open_rows = GuestLink.objects.filter(pk=link.pk, withdrawn_at=None)
    if not open_rows.update(withdrawn_at=timezone.now()):
        raise ActionRefusedError(_("This link is withdrawn already."))


@transaction.atomic
def erase_guest(*, link: GuestLink, by: User) -> None:
    """Withdraw a link and erase the name of its guest; comments and verdicts stay without it.

    Raises:
        PermissionDenied: This user may not make links.
    """
    ensure_can_lead_review(by, locked_page(link.page))
    GuestLink.objects.filter(pk=link.pk).update(guest_name="")
    GuestLink.objects.filter(pk=link.pk, withdrawn_at=None).update(withdrawn_at=timezone.now())


@transaction.atomic
def comment_as_guest(
    *, link: GuestLink, name: str, field: str, quotation: str, text: str
) -> MarginComment:
    """Save a comment of a guest on the version that the link shows.

    Raises:
        ActionRefusedError: The link has ended, or a name or the comment is missing.
    """
    row = locked_page(link.page)
    guest = named_link(link, name)
    if MarginComment.objects.filter(link=guest).count() >= MOST_COMMENTS:
        raise ActionRefusedError(
            _("No more comments can be left with this link. Write to the editor instead.")
        )
    made = store_comment(row, guest.revision, field, quotation, text, link=guest)
    notify_authors(MailKind.COMMENTED, page_id=row.pk, by=None, link=guest)
    return made


@transaction.atomic
def read_as_guest(*, link: GuestLink, name: str, verdict: str, note: str = "") -> VersionReading:
    """Save the verdict of a guest on the version that the link shows.

    It counts as that of a second person where a person other than the author made the link.

    Raises:
        ActionRefusedError: The link has ended, or a name or the verdict is missing.
    """
    row = locked_page(link.page)
    guest = named_link(link, name)
    is_own = is_own_text(row.pk, fingerprint_of(guest.revision), user_id=guest.by_id)
    made = store_reading(
        row, guest.revision, verdict, note, link=guest, is_second_person=not is_own
    )
    notify_authors(MailKind.READ, page_id=row.pk, by=None, link=guest)
    return made


def named_link(link: GuestLink, name: str) -> GuestLink:
    """Return the link as it is stored, with the name that its guest gave first.

    Raises:
        ActionRefusedError: The link has ended, or no name is given.
    """
    row = GuestLink.objects.select_related("revision").get(pk=link.pk)
    if row.withdrawn_at is not None or row.expires_at <= timezone.now():
        raise ActionRefusedError(_("This link is no longer valid. Ask the editor for another one."))
    if not row.guest_name:
        row.guest_name = checked_text(
            " ".join(name.split()), longest=MAX_NAME, missing=_("Enter your name first.")
        )
        row.save(update_fields=["guest_name"])
    return row
