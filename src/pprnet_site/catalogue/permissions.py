"""Who may fetch from the sources."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _


def user_can_harvest(user: User | AnonymousUser) -> bool:
    """Tell whether this user may start, stop and schedule harvests and change their searches."""
    return bool(user.is_active and user.has_perm("catalogue.add_harvestrun"))


def ensure_can_harvest(user: User | None) -> None:
    """Stop a user who may not harvest; no user means the command line or the clock."""
    if user is not None and not user_can_harvest(user):
        raise PermissionDenied(
            _("You do not have permission to change the harvests. Ask an editor.")
        )
