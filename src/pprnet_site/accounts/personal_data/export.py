"""A copy of all that the site holds about a person with an account."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from axes.models import AccessFailureLog, AccessLog
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db.models import Model

from pprnet_site.accounts.two_factor.pending_step import has_second_step

LEFT_OUT = {
    "otp_totp.totpdevice": {"key"},
    "wagtailcore.apitoken": {"key_hash"},
    "wagtailcore.revision": {"content"},
    "reviews.guestlink": {"token_hash", "guest_name"},
    "reviews.margincomment.resolved_by": {"text"},
}
"""Columns that are secrets, or texts of pages or of others, which are not about the person.

By table, or by table and the column that names the person.
"""


def personal_data(user: User, *, now: datetime) -> dict[str, Any]:
    """Return all rows about a person as values that JSON can hold: account, log-ins, decisions."""
    return {
        "exported_at": now,
        "account": account_values(user),
        "log_ins": list(
            AccessLog.objects.filter(username=user.get_username())
            .order_by("attempt_time")
            .values("attempt_time", "logout_time", "ip_address", "user_agent")
        ),
        # The addresses are those of whoever tried, who may be somebody else.
        "wrong_passwords": list(
            AccessFailureLog.objects.filter(username=user.get_username())
            .order_by("attempt_time")
            .values("attempt_time", "locked_out")
        ),
        "sessions": [{"expires": each.expire_date} for each in own_sessions(user, now=now)],
        "rows": {name: rows for name, rows in related_rows(user) if rows},
    }


def account_values(user: User) -> dict[str, Any]:
    """Return the account itself, without its password."""
    return {
        "name": user.get_username(),
        "first_name": user.first_name,
        "last_name": user.last_name,
        "email": user.email,
        "created_at": user.date_joined,
        "last_log_in_at": user.last_login,
        "is_active": user.is_active,
        "is_superuser": user.is_superuser,
        "groups": list(user.groups.order_by("name").values_list("name", flat=True)),
        "two_factor_log_in": has_second_step(user),
    }


def own_sessions(user: User, *, now: datetime) -> Iterator[Session]:
    """Yield the open sessions of a person. Readers have none, so there are few to look through."""
    for session in Session.objects.filter(expire_date__gt=now).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            yield session


def related_rows(user: User) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield the rows of each table that name the person, by table and column."""
    for model, column in columns_of_people():
        label = model._meta.label_lower  # noqa: SLF001 - documented
        hidden = LEFT_OUT.get(label, set()) | LEFT_OUT.get(f"{label}.{column}", set())
        names = [
            field.attname
            for field in model._meta.concrete_fields  # noqa: SLF001 - documented
            if field.name not in hidden
        ]
        rows = model._base_manager.filter(**{column: user.pk})  # noqa: SLF001 - documented
        yield f"{label}.{column}", list(rows.order_by("pk").values(*names))


def columns_of_people() -> Iterator[tuple[type[Model], str]]:
    """Yield each column of any table that names an account, except its groups and permissions."""
    for found in User._meta.get_fields(include_hidden=True):  # noqa: SLF001 - documented
        if not (found.auto_created and (found.one_to_many or found.one_to_one)):
            continue
        model: Any = found.related_model
        if not model._meta.auto_created:  # noqa: SLF001 - documented
            yield model, found.field.name  # type: ignore[union-attr]  # a relation has a field
