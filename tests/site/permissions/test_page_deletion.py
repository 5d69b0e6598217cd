"""Deleting pages in Wagtail's own admin: what was published stays, and drafts of others too."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from draft_factories import make_editor, make_summary_draft, make_user, make_writer
from review_factories import read_by_second_person
from wagtail.models import Page

from pprnet_site.digest.actions import publish_summary, unpublish_summary
from pprnet_site.digest.models import HomePage
from pprnet_site.digest.permissions import ensure_can_delete

pytestmark = pytest.mark.django_db

PUBLISHED = "What was published cannot be deleted."
NOT_OWN = "You can delete only drafts that you began."


@pytest.fixture
def writer():
    return make_writer()


@pytest.fixture
def editor():
    return make_editor()


def draft_of(owner):
    page = make_summary_draft(by=owner)
    Page.objects.filter(pk=page.pk).update(owner=owner)
    return type(page).objects.get(pk=page.pk)


def published_by(editor, *, withdrawn=False):
    page = make_summary_draft(by=editor)
    read_by_second_person(page)
    publish_summary(summary=page, by=editor)
    if withdrawn:
        unpublish_summary(summary=type(page).objects.get(pk=page.pk), by=editor)
    return type(page).objects.get(pk=page.pk)


def delete_one(client, page):
    return reverse("wagtailadmin_pages:delete", args=[page.pk])


def delete_several(client, page):
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    return f"{bulk}?id={page.pk}&next=/admin/"


WAYS = pytest.mark.parametrize("way", [delete_one, delete_several])


def sent(client, user, page, way):
    """Send the form of deletion; return whether the page is still there, and what was said."""
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    response = client.post(way(client, page), follow=True)
    assert response.status_code == 200
    return Page.objects.filter(pk=page.pk).exists(), response.text


@WAYS
def test_a_writer_cannot_delete_the_draft_of_somebody_else(client, writer, editor, way):
    kept, said = sent(client, writer, draft_of(editor), way)
    assert kept
    assert NOT_OWN in said


@WAYS
def test_a_writer_can_delete_an_own_draft(client, writer, way):
    kept, _said = sent(client, writer, draft_of(writer), way)
    assert not kept


@WAYS
def test_a_writer_cannot_delete_a_month_with_drafts_of_others(client, writer, editor, way):
    issue = draft_of(editor).issue
    Page.objects.filter(pk=issue.pk).update(owner=writer)
    kept, _said = sent(client, writer, issue, way)  # Wagtail itself refuses: it has pages below
    assert kept
    with pytest.raises(PermissionDenied, match=NOT_OWN):
        ensure_can_delete(writer, issue)


@WAYS
def test_an_editor_can_delete_the_draft_of_a_writer(client, writer, editor, way):
    kept, _said = sent(client, editor, draft_of(writer), way)
    assert not kept


@WAYS
@pytest.mark.parametrize("withdrawn", [False, True])
def test_an_editor_cannot_delete_what_was_published(client, editor, way, withdrawn):
    page = published_by(editor, withdrawn=withdrawn)
    kept, said = sent(client, editor, page, way)
    assert kept
    assert PUBLISHED in said
    kept, _said = sent(client, editor, page.issue, way)
    assert kept, "nor the month in which it is"
    with pytest.raises(PermissionDenied, match=PUBLISHED):
        ensure_can_delete(editor, page.issue)


@WAYS
def test_a_writer_cannot_delete_what_was_withdrawn(client, writer, editor, way):
    page = published_by(editor, withdrawn=True)
    Page.objects.filter(pk=page.pk).update(owner=writer)
    kept, _said = sent(client, writer, page, way)
    assert kept


def test_nobody_deletes_the_home_page_but_an_administrator(editor, writer):
    home = HomePage.objects.get()
    for user in (editor, writer, make_user("", "member")):
        with pytest.raises(PermissionDenied):
            ensure_can_delete(user, home)
    ensure_can_delete(get_user_model().objects.create_superuser("admin"), home)


def test_a_page_cannot_be_made_private(client, editor):
    page = published_by(editor)
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    assert client.get(address).status_code == 200
    client.post(address, {"restriction_type": "password", "password": "example", "groups": []})
    assert not page.get_view_restrictions().exists()
