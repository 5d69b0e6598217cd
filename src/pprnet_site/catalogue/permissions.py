"""Permissions to harvest, and to decide on notices about works."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _


def user_can_harvest(user: User | AnonymousUser) -> bool:
    """Return whether this user may start, stop and schedule harvests and change their searches."""
    return bool(user.is_active and user.has_perm("catalogue.add_harvestrun"))


def user_can_decide_events(user: User | AnonymousUser) -> bool:
    """Return whether this user may decide on notices about works, which readers see."""
    return bool(user.is_active and user.has_perm("catalogue.add_eventdecision"))


def ensure_can_harvest(user: User | None) -> None:
    """Raise an error unless the user may harvest; None means the command line or the scheduler.

    Raises:
        PermissionDenied: The user may not harvest.
    """
    if user is not None and not user_can_harvest(user):
        raise PermissionDenied(
            _("You do not have permission to change the harvests. Ask an editor.")
        )


def ensure_can_decide_events(user: User) -> None:
    """Raise an error unless the user may decide on notices.

    Raises:
        PermissionDenied: The user may not decide on notices.
    """
    if not user_can_decide_events(user):
        raise PermissionDenied(_("You do not have permission to decide on notices. Ask an editor."))
