"""The groups of the digest have own names and no rights that Wagtail's groups come with."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from draft_factories import make_editor, make_user, make_writer
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from pprnet_site.digest.permissions import EDITORS, WRITERS, make_groups

pytestmark = pytest.mark.django_db
migration = import_module("pprnet_site.digest.migrations.0005_groups")


def migrate():
    migration.rename_groups(apps, None)
    migration.remove_wagtails_rights(apps, None)


def give_wagtails_rights(group):
    """Add the permissions that Wagtail's own migrations add to "Editors"."""
    media = Permission.objects.filter(content_type__app_label__in=migration.MEDIA_APPS)
    for permission in media:
        GroupCollectionPermission.objects.create(
            group=group, collection=Collection.get_first_root_node(), permission=permission
        )
    for permission in Permission.objects.filter(codename__in=("add_page", "change_page")):
        GroupPagePermission.objects.create(
            group=group, page=Page.get_first_root_node(), permission=permission
        )
    group.permissions.add(*media)


def test_a_new_site_has_only_the_groups_of_the_digest():
    assert set(Group.objects.values_list("name", flat=True)) == {EDITORS, WRITERS}


@pytest.mark.parametrize("make", [make_editor, make_writer])
def test_the_groups_have_no_rights_on_documents_images_and_the_root(make):
    user = make()
    assert not any(name.startswith(migration.MEDIA_APPS) for name in user.get_all_permissions())
    assert not GroupCollectionPermission.objects.exists()
    assert not GroupPagePermission.objects.filter(page__depth=1).exists()
    assert not Page.get_first_root_node().permissions_for_user(user).can_add_subpage()


def test_an_existing_site_keeps_the_people_in_its_groups_and_loses_wagtails_rights():
    editors = Group.objects.get(name=EDITORS)
    editor, writer = make_editor(), make_writer()
    Group.objects.filter(name=EDITORS).update(name="Editors")
    Group.objects.filter(name=WRITERS).update(name="Writers")
    Group.objects.create(name="Moderators")
    give_wagtails_rights(editors)
    migrate()
    make_groups()
    test_a_new_site_has_only_the_groups_of_the_digest()
    assert not GroupCollectionPermission.objects.exists()
    assert [group.name for group in editor.groups.all()] == [EDITORS]
    assert [group.name for group in writer.groups.all()] == [WRITERS]


def test_where_both_names_exist_the_members_are_moved():
    old = Group.objects.create(name="Editors")
    member = make_user("", "member")
    member.groups.add(old)
    migrate()
    assert [group.name for group in member.groups.all()] == [EDITORS]
    assert not Group.objects.filter(name="Editors").exists()


def test_moderators_with_members_are_kept_without_rights_on_media():
    moderators = Group.objects.create(name="Moderators")
    make_user("", "member").groups.add(moderators)
    give_wagtails_rights(moderators)
    migrate()
    assert Group.objects.filter(name="Moderators").exists()
    assert not GroupCollectionPermission.objects.exists()


def test_the_groups_of_an_older_backup_are_renamed():
    member = make_writer("member")
    Group.objects.filter(name=WRITERS).update(name="Writers")
    make_groups()
    assert [group.name for group in member.groups.all()] == [WRITERS]
    make_groups()
    assert Group.objects.count() == 2
