"""Who may do what with the digest, and the two groups that may."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group, Permission
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.models import GroupPagePermission, Page

from pprnet_site.digest.models import HomePage, IssuePage, SummaryPage

EDITORS = "Editors"
WRITERS = "Writers"

User = AbstractBaseUser | AnonymousUser

PAGE_PERMISSIONS = {
    EDITORS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
    WRITERS: ("add_page", "change_page"),
}
"""What each group may do with the pages of the digest, by Wagtail's names."""

MODEL_PERMISSIONS = {
    EDITORS: (
        "access_admin",
        "change_digestsettings",
        "add_legacyaddress",
        "change_legacyaddress",
        "delete_legacyaddress",
        "view_legacyaddress",
        "add_harvestrun",
        "add_screeningplan",
    ),
    WRITERS: ("access_admin",),
}
"""What else each group may do. Nobody but a superuser touches users and groups."""


def user_can_use_desk(user: User) -> bool:
    """Tell whether the desk is open to this user."""
    return bool(user.is_active and user.has_perm("wagtailadmin.access_admin"))


def user_can_edit_summary(user: User, page: Page) -> bool:
    """Tell whether this user may change this summary or issue."""
    return bool(page.permissions_for_user(user).can_edit())


def user_can_publish_summary(user: User, page: Page) -> bool:
    """Tell whether this user may bring this summary or issue to readers."""
    return bool(page.permissions_for_user(user).can_publish())


def user_can_add_summary(user: User, parent: HomePage | IssuePage) -> bool:
    """Tell whether this user may begin something below this page."""
    return bool(parent.permissions_for_user(user).can_add_subpage())


def ensure_can_add(user: User | None, parent: HomePage | IssuePage) -> None:
    """Stop a user who may not begin a summary; no user means the command line."""
    if user is not None and not user_can_add_summary(user, parent):
        raise PermissionDenied(_("You do not have permission to add to the digest. Ask an editor."))


def ensure_can_edit(user: User | None, page: Page) -> None:
    """Stop a user who may not change this summary; no user means the command line."""
    if user is not None and not user_can_edit_summary(user, page):
        raise PermissionDenied(
            _("You do not have permission to change this summary. Ask an editor.")
        )


def ensure_can_publish(user: User | None, page: SummaryPage | IssuePage) -> None:
    """Stop a user who may not publish; no user means the command line."""
    if user is not None and not user_can_publish_summary(user, page):
        raise PermissionDenied(_("You do not have permission to publish. Ask an editor to do it."))


def make_groups() -> None:
    """Make the two groups and give them what they lack; what was added by hand stays."""
    home = HomePage.objects.first()
    for name in (EDITORS, WRITERS):
        group, _made = Group.objects.get_or_create(name=name)
        group.permissions.add(
            *Permission.objects.filter(
                codename__in=MODEL_PERMISSIONS[name],
                content_type__app_label__in=("core", "catalogue", "digest", "desk", "wagtailadmin"),
            )
        )
        for permission in page_permissions(name) if home else ():
            GroupPagePermission.objects.get_or_create(
                group=group, page_id=home.pk, permission=permission
            )


def page_permissions(group: str) -> list[Permission]:
    """Give the permissions on pages that a group has."""
    return list(
        Permission.objects.filter(
            content_type__app_label="wagtailcore", codename__in=PAGE_PERMISSIONS[group]
        )
    )
