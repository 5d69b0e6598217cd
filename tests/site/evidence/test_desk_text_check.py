"""The check while a text is typed: what it answers, and what it refuses."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.urls import reverse
from draft_factories import make_catalogued_work, make_editor, make_summary_draft, reload_page

from fakes.example_texts import SUMMARY
from pprnet_site.desk.views.evidence import text_check
from pprnet_site.digest.actions import Fact, save_draft
from pprnet_site.digest.publication.checked_claims import content_of, newest_content

pytestmark = pytest.mark.django_db

ABSTRACT = "We randomised 128 invented clients to talk or to a waiting list."
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


def make_checked_draft():
    editor = make_editor()
    work = make_catalogued_work(title="An invented trial", abstract=ABSTRACT)
    return editor, make_summary_draft(works=[work], by=editor)


@pytest.fixture(scope="module")
def made(made_once):
    return made_once(make_checked_draft)


@pytest.fixture
def check(made, client):
    cache.clear()
    client.force_login(made[0])
    sent = {"title": "Example", "summary": SUMMARY}

    def post(**typed):
        return client.post(reverse("desk:check", args=[made[1].pk]), sent | typed)

    return post


NUMBERS = " ".join(f"In all, {n} clients improved by {n}%." for n in range(1, 3000))
ANSWERS = [
    ({"summary": "The study saw 128 clients."}, 200, "found in a source"),
    ({"summary": "The study saw 129 clients."}, 200, "the source states “128” instead"),
    ({"summary": "The study saw 129 clients.", "part": "list"}, 200, 'href="#id_summary"'),
    ({"summary": f"{HOSTILE} 129 clients."}, 200, "&lt;script&gt;"),
    ({"title": HOSTILE}, 200, "alert(1)"),
    ({"summary": "a " * 50_000}, 413, "at most 40000 characters"),
    ({"summary": "a " * 19_000, "implications": "b " * 19_000}, 413, "too long to be checked"),
    ({"summary": NUMBERS[:6_000]}, 200, "Settle those before it first."),
    ({"title": ""}, 400, "required"),
    ({"summary": "\x00"}, 400, "Null characters"),
    ({"summary": "", "title": "\u202e\ud7ff12%"}, 200, "12%"),
]


@pytest.mark.parametrize(("typed", "status", "expected"), ANSWERS)
def test_what_is_typed_is_checked(typed, status, expected, check):
    answer = check(**typed)
    page = answer.content.decode()
    assert answer.status_code == status, page
    assert expected in page
    assert "<script" not in page
    assert "<img" not in page


FACTS = {
    "facts-TOTAL_FORMS": "1",
    "facts-INITIAL_FORMS": "0",
    "facts-0-label": "Participants",
    "facts-0-value": "999",
}


def test_key_facts_are_checked_as_typed(check):
    assert "999" in check(**FACTS).content.decode()
    assert "999" not in check(**FACTS | {"facts-0-DELETE": "on"}).content.decode()


def test_nothing_is_saved_and_a_form_is_needed(check, made, client):
    before = reload_page(made[1]).latest_revision_id
    check(summary="The study saw 129 clients.")
    assert reload_page(made[1]).latest_revision_id == before
    assert client.get(reverse("desk:check", args=[made[1].pk])).status_code == 405
    assert client.post(reverse("desk:check", args=[0])).status_code == 404


def test_checks_are_limited(check, monkeypatch):
    monkeypatch.setattr(text_check, "CHECKS", "1/h")
    assert check().status_code == 200
    answer = check()
    assert answer.status_code == 429
    assert "Wait a moment" in answer.content.decode()


def test_a_check_needs_few_queries(check, django_assert_max_num_queries):
    check()
    with django_assert_max_num_queries(40):
        check()


def test_the_newest_version_is_read_as_the_page_of_it(made):
    draft = reload_page(made[1])
    fact = Fact(label="Participants", value="128", note="invented", origin="", stated_by="read")
    fields = {"summary": "Typed anew.", "certainty": "low", "key_facts": [fact], "language": "fr"}
    save_draft(summary=draft, fields=fields, by=None)
    stored = reload_page(draft)
    assert stored.has_unpublished_changes
    assert newest_content(stored) == content_of(stored.get_latest_revision_as_object())
