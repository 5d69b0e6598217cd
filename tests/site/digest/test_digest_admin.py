"""Wagtail's admin, as an editor of the digest meets it."""

from __future__ import annotations

import pytest
from django.urls import reverse
from draft_factories import make_catalogued_work, make_editor, make_summary_draft, make_writer

from pprnet_site.digest.models import IssuePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(make_editor())
    return client


def test_the_form_shows_gate_groups_and_works(desk):
    page = make_summary_draft(implications="")
    shown = desk.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "The practice implications are missing." in shown
    assert "pprnet/admin.css" in shown
    assert "Choose a work" in shown
    assert page.research_types.get().group.name in shown


def test_images_and_documents_are_out_of_the_menu(desk):
    shown = desk.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("desk:inbox") in shown
    assert reverse("wagtailimages:index") not in shown
    assert reverse("wagtaildocs:index") not in shown


@pytest.mark.parametrize(
    ("words", "found"), [("", 2), ("journal-less", 1), ("EXAMPLE", 2), ("2023", 2), ("nowhere", 0)]
)
def test_a_source_is_found_by_a_few_letters(words, found, desk):
    make_catalogued_work(title="Example journal-less study")
    make_catalogued_work(title="Another example")
    answer = desk.get(reverse("work_chooser:choose_results"), {"q": words})
    assert answer.status_code == 200
    assert len(answer.context["results"].object_list) == found


def test_drafts_can_be_previewed(desk):
    page = make_summary_draft(title="Example in preview")
    for number in (page.pk, page.issue.pk):
        answer = desk.get(reverse("wagtailadmin_pages:view_draft", args=[number]))
        assert answer.status_code == 200
    assert desk.get(page.url).status_code == 404


@pytest.mark.parametrize("fields", [{"month": "2024-05-17", "title": "May 2024"}])
def test_a_month_begun_in_wagtail_gets_its_address(fields, desk):
    home = make_summary_draft().issue.get_parent()
    address = reverse("wagtailadmin_pages:add", args=["digest", "issuepage", home.pk])
    sent = {"teaser": "", "search_description": "", "comments-TOTAL_FORMS": "0"}
    desk.post(address, fields | sent | {"comments-INITIAL_FORMS": "0"})
    issue = IssuePage.objects.filter(slug="2024-05")
    assert [f"{each.month}" for each in issue] == ["2024-05-01"]


def test_old_addresses_are_for_editors(client, desk):
    listed = reverse("wagtailsnippets_digest_legacyaddress:list")
    assert desk.get(listed).status_code == 200
    client.force_login(make_writer())
    assert client.get(listed).status_code == 302
