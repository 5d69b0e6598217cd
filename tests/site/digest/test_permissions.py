"""Editors publish; writers write; strangers read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from draft_factories import (
    MONTH,
    make_catalogued_work,
    make_editor,
    make_summary_draft,
    make_user,
    make_writer,
    reload_page,
)
from test_digest_publication_paths import form_of

from pprnet_site.digest.actions import (
    add_notice,
    make_draft,
    open_issue,
    publish_issue,
    publish_summary,
    save_draft,
    schedule_summary,
    unpublish_summary,
    unschedule_summary,
)
from pprnet_site.digest.permissions import (
    make_groups,
    user_can_edit_summary,
    user_can_publish_summary,
    user_can_use_desk,
)

pytestmark = pytest.mark.django_db

WHO = [
    (make_editor, True, True, True),
    (make_writer, True, True, False),
    (lambda: make_user("", "stranger"), False, False, False),
    (AnonymousUser, False, False, False),
]


@pytest.mark.parametrize(("who", "desk", "edit", "publish"), WHO)
def test_permissions_by_role(who, desk, edit, publish):
    user, page = who(), make_summary_draft()
    assert user_can_use_desk(user) == desk
    assert user_can_edit_summary(user, page) == edit
    assert user_can_publish_summary(user, page) == publish


def test_a_user_who_left_may_do_nothing():
    user = make_editor()
    user.is_active = False
    assert not user_can_use_desk(user)
    assert not user_can_publish_summary(user, make_summary_draft())


def test_nobody_in_the_groups_touches_users():
    for user in (make_editor(), make_writer()):
        assert not any("user" in name or "group" in name for name in user.get_all_permissions())


def test_the_groups_are_made_once():
    before = [group.permissions.count() for group in Group.objects.order_by("name")]
    make_groups()
    assert [group.permissions.count() for group in Group.objects.order_by("name")] == before


TOMORROW = timedelta(days=1)
PUBLISHING = {
    "publish": lambda page, user: publish_summary(summary=page, by=user),
    "publish the month": lambda page, user: publish_issue(issue=page.issue, by=user),
    "schedule": lambda page, user: schedule_summary(
        summary=page, at=timezone.now() + TOMORROW, by=user
    ),
    "unschedule": lambda page, user: unschedule_summary(summary=page, by=user),
    "withdraw": lambda page, user: unpublish_summary(summary=page, by=user),
    "note": lambda page, user: add_notice(
        summary=page, kind="corrected", text="Example.", date=MONTH, by=user
    ),
    "the version": lambda page, user: page.latest_revision.publish(user=user),
}


@pytest.mark.parametrize("act", PUBLISHING.values(), ids=PUBLISHING)
def test_a_writer_cannot_publish_by_any_action(act):
    writer = make_writer()
    page = make_summary_draft(by=writer)
    with pytest.raises(PermissionDenied):
        act(page, writer)
    assert not reload_page(page).live
    assert not reload_page(page).approved_schedule


def test_a_writer_drafts_and_saves():
    writer = make_writer()
    draft = make_draft(work=make_catalogued_work(), by=writer, month=MONTH)
    saved = save_draft(summary=draft, fields={"limits": "Example."}, by=writer)
    assert saved.summary.limits == "Example."


def test_an_anonymous_user_does_neither():
    stranger, page = make_user("", "stranger"), make_summary_draft()
    with pytest.raises(PermissionDenied):
        open_issue(month=MONTH.replace(month=7), by=stranger)
    with pytest.raises(PermissionDenied):
        make_draft(work=make_catalogued_work(), by=stranger)
    with pytest.raises(PermissionDenied):
        save_draft(summary=page, fields={"limits": "Example."}, by=stranger)


def test_a_writer_cannot_publish_with_wagtails_buttons(client):
    writer = make_writer()
    page = make_summary_draft(by=writer)
    client.force_login(writer)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert client.post(edit, form_of(page) | {"action-publish": "1"}).status_code == 302
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{bulk}?id={page.pk}", {"include_descendants": ""})
    add = reverse("wagtailadmin_pages:add", args=["digest", "summarypage", page.issue.pk])
    client.post(add, form_of(page, slug="another") | {"action-publish": "1"})
    assert not any(each.live for each in type(page).objects.all())


def test_an_anonymous_user_does_not_see_the_admin(client):
    page = make_summary_draft()
    client.force_login(make_user("", "stranger"))
    for name, args in (("wagtailadmin_home", []), ("wagtailadmin_pages:edit", [page.pk])):
        assert client.get(reverse(name, args=args)).status_code == 302
