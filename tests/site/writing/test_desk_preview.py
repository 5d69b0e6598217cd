"""The preview of a draft: as readers will see it, for the desk alone, with a way back."""

from __future__ import annotations

import pytest
from draft_factories import make_editor, make_summary_draft, make_user
from lxml import html

from pprnet_site.digest.actions import publish_summary, save_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(make_editor(), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def draft():
    return make_summary_draft(limits="Example: limits.")


def published(draft):
    publish_summary(summary=draft, by=None)


def changed(draft):
    published(draft)
    save_draft(summary=draft, fields={"limits": "Example: limits, changed."}, by=None)


SHOWN = (
    (None, "Preview, not published", "Example: limits."),
    (published, "Preview; nothing in it is unpublished", "Example: limits."),
    (changed, "Preview of changes that are not published", "Example: limits, changed."),
)


@pytest.mark.parametrize("case", SHOWN)
@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_the_newest_version_is_shown_below_a_bar(desk, draft, case, prefix):
    prepare, said, limits = case
    if prepare:
        prepare(draft)
    answer = desk.get(f"{prefix}/desk/drafts/{draft.pk}/preview/")
    page = html.fromstring(answer.content)
    bar = page.find(".//aside[@class='preview-bar']")
    assert bar.find(".//a").get("href") == f"{prefix}/desk/drafts/{draft.pk}/"
    assert said in bar.text_content() or prefix
    assert limits in page.find(".//main").text_content()
    assert "noindex" in page.find(".//meta[@name='robots']").get("content")
    assert "noindex" in answer["X-Robots-Tag"]
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_nobody_else_gets_it_and_a_public_page_has_no_bar(draft, client):
    address = f"/desk/drafts/{draft.pk}/preview/"
    assert client.get(address).status_code == 302
    client.force_login(make_user("", "reader"), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(address).status_code == 403
    client.logout()
    public = publish_summary(summary=draft, by=None)
    assert "preview-bar" not in client.get(public.get_absolute_url()).text


def test_an_unknown_draft_has_no_preview(desk):
    assert desk.get("/desk/drafts/424242/preview/").status_code == 404
