"""What each action does first: lock the page, find the version, check the texts sent."""

from __future__ import annotations

from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.reviews.queries.versions import newest_revision, revision_of, version_text


def locked_page(page: Page) -> Page:
    """Return the page as it is stored, locked until the transaction ends."""
    row: Page = Page.objects.select_for_update().get(pk=page.pk)
    return row


def newest_version_of(page: Page) -> Revision:
    """Return the newest version of a page.

    Raises:
        ActionRefusedError: It has none.
    """
    revision = newest_revision(page.pk)
    if revision is None:
        raise ActionRefusedError(_("This draft has no saved version yet. Save it first."))
    return revision


def version_of(page: Page, number: int | None) -> Revision:
    """Return the version with this number.

    Raises:
        ActionRefusedError: The page has no such version.
    """
    revision = revision_of(page.pk, number)
    if revision is None:
        raise ActionRefusedError(_("This version does not exist any more. Open the draft again."))
    return revision


def fingerprint_of(revision: Revision) -> str:
    """Return the fingerprint of the text of a version."""
    return version_text(revision.content).fingerprint


def checked_text(text: str, *, longest: int, missing: str) -> str:
    """Return a text without white space around it.

    Raises:
        ActionRefusedError: It is empty and `missing` says what to write, or it is too long.
    """
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if missing and not text:
        raise ActionRefusedError(missing)
    if len(text) > longest:
        raise ActionRefusedError(
            _("The text has %(count)d characters. Shorten it to %(longest)d.")
            % {"count": len(text), "longest": longest}
        )
    return text
