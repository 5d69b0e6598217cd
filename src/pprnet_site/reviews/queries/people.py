"""The people of a network: who writes, who edits, who may read."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

WRITE_PERMISSIONS = ("add_page", "change_page", "publish_page")
PUBLISH_PERMISSIONS = ("publish_page",)
UNUSABLE = "!"
"""How a stored password begins with which nobody can log in: the account is no person's."""
NETWORK_SIZE = 2
"""People from which on a second one reads."""


def people_with(permissions: Collection[str]) -> QuerySet[User]:
    """Return the active accounts of people who have one of these permissions on pages."""
    granted = Q(groups__page_permissions__permission__codename__in=permissions)
    people = User.objects.filter(Q(is_superuser=True) | granted, is_active=True)
    return people.exclude(password__startswith=UNUSABLE).exclude(password="").distinct()


def writing_people() -> QuerySet[User]:
    """Return the people who may write or edit here."""
    return people_with(WRITE_PERMISSIONS).order_by("pk")


def editing_people() -> QuerySet[User]:
    """Return the people who may publish here."""
    return people_with(PUBLISH_PERMISSIONS).order_by("pk")


def is_network() -> bool:
    """Return whether at least two people may write or edit here, so that a second one reads."""
    return len(writing_people().values_list("pk", flat=True)[:NETWORK_SIZE]) == NETWORK_SIZE
