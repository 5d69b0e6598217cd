"""Erasing a person: the account loses every name, decisions and versions stay without one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from axes.models import AccessFailureLog, AccessLog
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_tasks_db.models import DBTaskResult
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import APIToken, ModelLogEntry, PageSubscription
from wagtail.users.models import UserProfile

from pprnet_site.accounts.personal_data.export import own_sessions
from pprnet_site.accounts.tasks import send_password_reset
from pprnet_site.catalogue.models import Citation, Record
from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.digest.permissions import EDITORS
from pprnet_site.reviews.models import GuestLink, HandIn, ReaderAssignment

OWN_ROWS = (
    TOTPDevice,
    StaticDevice,
    UserProfile,
    EditingSession,
    FormState,
    APIToken,
    PageSubscription,
)
"""Tables whose rows are of use to the person only."""


@transaction.atomic
def erase_person(*, user: User, now: datetime) -> str:
    """Erase the person of an account for ever, and return the account's new name.

    Raises:
        ActionRefusedError: Nobody else could publish.
    """
    ensure_other_editor(user)
    names = {user.get_username(), user.get_full_name()} - {""}
    for session in list(own_sessions(user, now=now)):
        session.delete()
    for model in OWN_ROWS:
        model.objects.filter(user=user).delete()
    for log in (AccessLog, AccessFailureLog):
        log.objects.filter(username=user.get_username()).delete()
    remove_reset_tasks(user.email)
    close_reading(user, now=now)
    erased = f"erased-{user.pk}"
    replace_names(names, erased)
    entries = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk)
    )
    entries.update(label=erased, data={})
    anonymise(user, erased)
    return erased


def ensure_other_editor(user: User) -> None:
    """Raise an error if nobody else can publish."""
    others = User.objects.filter(is_active=True).exclude(pk=user.pk)
    if not others.filter(Q(is_superuser=True) | Q(groups__name=EDITORS)).exists():
        raise ActionRefusedError(
            "no other account can publish: make another editor first, with "
            "`pprnet user add NAME --role editor`"
        )


def anonymise(user: User, name: str) -> None:
    """Remove name, address, password and permissions from an account."""
    user.username = name
    user.first_name = user.last_name = user.email = ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.last_login = None
    user.set_unusable_password()
    user.save()
    user.groups.clear()
    user.user_permissions.clear()


def close_reading(user: User, *, now: datetime) -> None:
    """Close what was asked of a person as a reader, and what the person handed in."""
    ReaderAssignment.objects.filter(reader=user, closed_at=None).update(closed_at=now)
    HandIn.objects.filter(by=user, closed_at=None).update(closed_at=now)


def remove_reset_tasks(email: str) -> None:
    """Remove the finished tasks that sent a new password to an e-mail address."""
    for task in DBTaskResult.objects.filter(task_path=send_password_reset.module_path):
        if email and str(task.args_kwargs["args"][0]).casefold() == email.casefold():
            task.delete()


def replace_names(names: set[str], erased: str) -> None:
    """Replace a person's names in the reasons of decisions, and where a guest gave them."""
    Citation.objects.filter(confirmed_name__in=names).update(confirmed_name=erased)
    GuestLink.objects.filter(guest_name__in=names).update(guest_name=erased)
    for name in names:
        for ending, without in endings(name, erased):
            for record in Record.objects.filter(merge_detail__endswith=ending):
                record.merge_detail = record.merge_detail.removesuffix(ending) + without
                record.save(update_fields=["merge_detail"])


def endings(name: str, erased: str) -> Iterator[tuple[str, str]]:
    """Yield how a reason ends with a name in each language, and how it ends without."""
    for code, _label in settings.LANGUAGES:
        with override(code):
            for text in (_("merged by %(name)s"), _("pasted by %(name)s")):
                yield text % {"name": name}, text % {"name": erased}
