"""Permissions on full texts and on decisions about claims."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.models import Page


def user_can_read_full_texts(user: User | AnonymousUser) -> bool:
    """Return whether this user may read, add and delete full texts: everyone who may write."""
    return bool(user.is_active and user.has_perm("wagtailadmin.access_admin"))


def user_can_decide_claims(user: User | AnonymousUser, page: Page) -> bool:
    """Return whether this user may decide about the claims of a summary."""
    return bool(page.permissions_for_user(user).can_edit())


def user_can_override(user: User | AnonymousUser, page: Page) -> bool:
    """Return whether this user may let an error stand, with a reason: who may publish."""
    return bool(page.permissions_for_user(user).can_publish())


def ensure_can_read_full_texts(user: User) -> None:
    """Raise `PermissionDenied` if this user may not read full texts."""
    if not user_can_read_full_texts(user):
        raise PermissionDenied(
            _("You do not have permission to use full texts. Ask an editor for the right to write.")
        )


def ensure_can_decide_claims(user: User | None, page: Page) -> None:
    """Raise `PermissionDenied` unless this user may decide; no user means the command line."""
    if user is not None and not user_can_decide_claims(user, page):
        raise PermissionDenied(
            _("You do not have permission to change this summary. Ask an editor.")
        )


def ensure_can_override(user: User | None, page: Page) -> None:
    """Raise `PermissionDenied` unless this user may override; no user means the command line."""
    if user is not None and not user_can_override(user, page):
        raise PermissionDenied(
            _("You do not have permission to let an error stand. Ask an editor to decide.")
        )
