"""Permissions on reviews."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.models import Page


def user_can_read_draft(user: User | AnonymousUser) -> bool:
    """Return whether this user may read drafts, comment on them and give a verdict."""
    return bool(user.is_active and user.has_perm("wagtailadmin.access_admin"))


def user_can_hand_in(user: User | AnonymousUser, page: Page) -> bool:
    """Return whether this user may hand this draft in."""
    return bool(page.permissions_for_user(user).can_edit())


def user_can_lead_review(user: User | AnonymousUser, page: Page) -> bool:
    """Return whether this user may ask readers, make links for guests, and override."""
    return bool(page.permissions_for_user(user).can_publish())


def ensure_can_read_draft(user: User) -> None:
    """Raise `PermissionDenied` if this user may not read drafts."""
    if not user_can_read_draft(user):
        raise PermissionDenied(_("You do not have permission to read drafts. Ask an editor."))


def ensure_can_hand_in(user: User, page: Page) -> None:
    """Raise `PermissionDenied` if this user may not hand this draft in."""
    if not user_can_hand_in(user, page):
        raise PermissionDenied(_("You do not have permission to hand in this draft."))


def ensure_can_lead_review(user: User, page: Page) -> None:
    """Raise `PermissionDenied` if this user may not decide how a draft is read."""
    if not user_can_lead_review(user, page):
        raise PermissionDenied(
            _("You do not have permission to decide how this draft is read. Ask an editor.")
        )
