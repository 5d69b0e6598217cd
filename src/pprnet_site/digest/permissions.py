"""Permissions on the digest, and the two groups that have them."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, Group, Permission, User
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import GroupPagePermission, Page

from pprnet_site.digest.models import HomePage, IssuePage, SummaryPage

EDITORS = "Digest editors"
WRITERS = "Digest writers"
"""Names of their own: Wagtail has a group "Editors", with rights that a digest does not give."""

OLD_NAMES = {"Editors": EDITORS, "Writers": WRITERS}
"""What the groups were called before; a backup of that time still has those names."""

AnyUser = User | AnonymousUser

PAGE_PERMISSIONS = {
    EDITORS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
    WRITERS: ("add_page", "change_page"),
}
"""Permissions of each group on the pages of the digest, by Wagtail's names."""

MODEL_PERMISSIONS = {
    EDITORS: (
        "access_admin",
        "change_digestsettings",
        "add_legacyaddress",
        "change_legacyaddress",
        "delete_legacyaddress",
        "view_legacyaddress",
        "add_eventdecision",
        "add_harvestrun",
        "add_screeningplan",
    ),
    WRITERS: ("access_admin",),
}
"""Other permissions of each group. Only superusers may change users and groups."""


def user_can_use_desk(user: AnyUser) -> bool:
    """Return whether this user may use the desk."""
    return bool(user.is_active and user.has_perm("wagtailadmin.access_admin"))


def user_can_edit_summary(user: AnyUser, page: Page) -> bool:
    """Return whether this user may change this summary or issue."""
    return bool(page.permissions_for_user(user).can_edit())


def user_can_publish_summary(user: AnyUser, page: Page) -> bool:
    """Return whether this user may publish this summary or issue."""
    return bool(page.permissions_for_user(user).can_publish())


def user_can_add_summary(user: AnyUser, parent: HomePage | IssuePage) -> bool:
    """Return whether this user may add a page below this one."""
    return bool(parent.permissions_for_user(user).can_add_subpage())


def ensure_can_add(user: User | None, parent: HomePage | IssuePage) -> None:
    """Raise `PermissionDenied` if this user may not add here; no user means the command line."""
    if user is not None and not user_can_add_summary(user, parent):
        raise PermissionDenied(_("You do not have permission to add to the digest. Ask an editor."))


def ensure_can_edit(user: User | None, page: Page) -> None:
    """Raise `PermissionDenied` if this user may not change the page; no user as above."""
    if user is not None and not user_can_edit_summary(user, page):
        raise PermissionDenied(
            _("You do not have permission to change this summary. Ask an editor.")
        )


def ensure_can_publish(user: User | None, page: SummaryPage | IssuePage) -> None:
    """Raise `PermissionDenied` if this user may not publish the page; no user as above."""
    if user is not None and not user_can_publish_summary(user, page):
        raise PermissionDenied(_("You do not have permission to publish. Ask an editor to do it."))


def ensure_can_delete(user: User, page: Page) -> None:
    """Raise `PermissionDenied` if this user may not delete the page with all below it.

    What was published stays, as readers refer to it. A draft is deleted by an editor or by who
    began it. An administrator may delete anything.
    """
    if user.is_superuser:
        return
    deleted = page.get_descendants(inclusive=True)
    if deleted.filter(Q(live=True) | Q(first_published_at__isnull=False)).exists():
        raise PermissionDenied(
            _("What was published cannot be deleted. Withdraw it instead; its notices stay.")
        )
    if not user_can_publish_summary(user, page) and deleted.exclude(owner=user).exists():
        raise PermissionDenied(
            _("You can delete only drafts that you began. Ask an editor to delete this one.")
        )


def make_groups() -> None:
    """Make the two groups and add missing permissions; those added by hand are kept."""
    rename_old_groups()
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


def rename_old_groups() -> None:
    """Rename groups that have the names of before, unless those of now are in use."""
    for old, new in OLD_NAMES.items():
        if not Group.objects.filter(name=new, user__isnull=False).exists() and (
            group := Group.objects.filter(name=old).first()
        ):
            Group.objects.filter(name=new).delete()
            group.name = new
            group.save()


def page_permissions(group: str) -> list[Permission]:
    """Return the permissions on pages that a group has."""
    return list(
        Permission.objects.filter(
            content_type__app_label="wagtailcore", codename__in=PAGE_PERMISSIONS[group]
        )
    )
