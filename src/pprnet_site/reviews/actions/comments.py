"""Comments in the margin of a draft."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.reviews.actions.locking import checked_text, locked_page, version_of
from pprnet_site.reviews.actions.notification import notify_authors
from pprnet_site.reviews.enums import DraftText, MailKind
from pprnet_site.reviews.models import MAX_NOTE, GuestLink, MarginComment
from pprnet_site.reviews.permissions import ensure_can_read_draft, user_can_hand_in
from pprnet_site.reviews.queries.quotations import MAX_QUOTATION, Passage, find_passage
from pprnet_site.reviews.queries.versions import texts_of


@transaction.atomic
def add_comment(
    *,
    page: Page,
    revision: int | None,
    field: str,
    quotation: str,
    text: str,
    by: User,
    start: int = 0,
) -> MarginComment:
    """Save a comment on a passage of a version, or on a text where no passage is quoted.

    Args:
        page: the draft.
        revision: number of the version that the person read.
        field: which of its texts.
        quotation: the passage; empty for the text itself.
        text: the comment.
        by: who comments.
        start: near which character the passage begins, where it occurs more than once.

    Raises:
        ActionRefusedError: The comment is empty, or the passage is not in the text.
        PermissionDenied: This user may not read drafts.
    """
    row = locked_page(page)
    ensure_can_read_draft(by)
    version = version_of(row, revision)
    made = store_comment(row, version, field, quotation, text, start=start, by=by)
    notify_authors(MailKind.COMMENTED, page_id=row.pk, by=by)
    return made


def store_comment(
    page: Page,
    version: Revision,
    field: str,
    quotation: str,
    text: str,
    *,
    start: int = 0,
    by: User | None = None,
    link: GuestLink | None = None,
) -> MarginComment:
    """Store a comment with the place of its passage.

    Raises:
        ActionRefusedError: The comment is empty, or the passage is not in the text.
    """
    if field not in DraftText.values:
        raise ActionRefusedError(_("Choose the text that the comment is about."))
    text = checked_text(text, longest=MAX_NOTE, missing=_("The comment is empty. Write it first."))
    quotation = checked_text(quotation, longest=MAX_QUOTATION, missing="")
    place = passage_in(texts_of(version)[field], quotation, start=start)
    return MarginComment.objects.create(
        page=page,
        revision=version,
        field=field,
        quotation=quotation,
        start=place.start,
        end=place.end,
        text=text,
        by=by,
        link=link,
    )


def passage_in(text: str, quotation: str, *, start: int) -> Passage:
    """Return the place of a quoted passage, the beginning where nothing is quoted.

    Raises:
        ActionRefusedError: The passage is not in the text.
    """
    if not quotation:
        return Passage(0, 0)
    found = find_passage(quotation, text, near=start)
    if found is None:
        raise ActionRefusedError(
            _("The passage is not in this text. Copy it from the text, or leave it empty.")
        )
    return found


@transaction.atomic
def resolve_comment(*, comment: MarginComment, by: User) -> None:
    """Mark a comment as resolved.

    Raises:
        ActionRefusedError: It is resolved already.
        PermissionDenied: This user neither wrote it nor may change the draft.
    """
    ensure_may_resolve(comment, by)
    open_rows = MarginComment.objects.filter(pk=comment.pk, resolved_at=None)
    if not open_rows.update(resolved_at=timezone.now(), resolved_by=by):
        raise ActionRefusedError(_("This comment is resolved already."))


@transaction.atomic
def reopen_comment(*, comment: MarginComment, by: User) -> None:
    """Open a resolved comment again.

    Raises:
        ActionRefusedError: It is open.
        PermissionDenied: This user neither wrote it nor may change the draft.
    """
    ensure_may_resolve(comment, by)
    resolved = MarginComment.objects.filter(pk=comment.pk, resolved_at__isnull=False)
    if not resolved.update(resolved_at=None, resolved_by=None):
        raise ActionRefusedError(_("This comment is open."))


def ensure_may_resolve(comment: MarginComment, by: User) -> None:
    """Raise `PermissionDenied` unless a person wrote a comment or may change its draft."""
    locked_page(comment.page)
    if comment.by_id != by.pk and not user_can_hand_in(by, comment.page):
        ensure_can_read_draft(by)
        raise ActionRefusedError(_("Only the author or an editor resolves this comment."))
