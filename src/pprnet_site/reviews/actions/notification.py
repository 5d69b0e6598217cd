"""Notices by e-mail to those concerned; they contain no text of a draft."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from pprnet_site.reviews.enums import MailKind
from pprnet_site.reviews.models import GuestLink, HandIn, MarginComment
from pprnet_site.reviews.queries.versions import newest_revision
from pprnet_site.reviews.tasks import send_review_mail

QUIET_TIME = timedelta(hours=1)
"""A person who comments several times within it causes one mail."""


def notify(
    people: Iterable[User],
    kind: MailKind,
    *,
    page_id: int,
    by: User | None,
    due: date | None = None,
) -> None:
    """Have a mail sent to each of these people but the one who acted, after the transaction."""
    if not settings.MAIL.host:
        return
    for number in sorted({person.pk for person in people} - {by.pk if by else None}):
        send = partial(
            send_review_mail.enqueue,
            number,
            kind=kind.value,
            page_id=page_id,
            by=by.pk if by else None,
            due=due.isoformat() if due else "",
        )
        transaction.on_commit(send, robust=True)


def notify_authors(
    kind: MailKind, *, page_id: int, by: User | None, link: GuestLink | None = None
) -> None:
    """Notify who handed in a draft, who wrote its newest version, and who made a guest's link."""
    if kind == MailKind.COMMENTED and is_repeated(page_id, by=by, link=link):
        return
    handed_in = HandIn.objects.filter(page=page_id, closed_at=None).select_related("by").first()
    newest = newest_revision(page_id)
    found = (
        handed_in.by if handed_in else None,
        newest.user if newest else None,
        link.by if link else None,
    )
    notify([person for person in found if person is not None], kind, page_id=page_id, by=by)


def is_repeated(page_id: int, *, by: User | None, link: GuestLink | None) -> bool:
    """Return whether this person has commented on the draft shortly before as well."""
    since = timezone.now() - QUIET_TIME
    rows = MarginComment.objects.filter(page=page_id, by=by, link=link, at__gt=since)
    return rows.count() > 1
