"""Names of people for readers, never the names that they log in with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NAME_FIELDS = ("first_name", "last_name")


def display_name(user: User) -> str:
    """Return the name of a person for readers, or nothing where they have stated none."""
    name = user.get_full_name()
    return "" if name == user.get_username() else name


def is_log_in_name(name: str) -> bool:
    """Return whether somebody logs in with this name."""
    return bool(name) and get_user_model().objects.filter(username=name).exists()


def set_display_name(*, user: User, name: str) -> None:
    """Save the name of a person for readers; the last word is stored as the family name."""
    user.first_name, _space, user.last_name = " ".join(name.split()).rpartition(" ")
    names = {field.name for field in user._meta.fields}  # noqa: SLF001 - documented
    user.clean_fields(exclude=names.difference(NAME_FIELDS))
    user.save(update_fields=NAME_FIELDS)
