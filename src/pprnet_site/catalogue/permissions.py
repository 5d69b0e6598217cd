"""Permission to harvest."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _


def user_can_harvest(user: User | AnonymousUser) -> bool:
    """Return whether this user may start, stop and schedule harvests and change their searches."""
    return bool(user.is_active and user.has_perm("catalogue.add_harvestrun"))


def ensure_can_harvest(user: User | None) -> None:
    """Raise an error unless the user may harvest; None means the command line or the scheduler.

    Raises:
        PermissionDenied: The user may not harvest.
    """
    if user is not None and not user_can_harvest(user):
        raise PermissionDenied(
            _("You do not have permission to change the harvests. Ask an editor.")
        )
