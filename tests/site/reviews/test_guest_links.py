"""A reviewer without an account: one version, by a secret link that ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from draft_factories import (
    make_catalogued_work,
    make_editor,
    make_summary_draft,
    make_writer,
    reload_page,
)
from review_factories import make_comment, make_link

from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.digest.actions import save_draft
from pprnet_site.digest.publication.gate import refusals
from pprnet_site.reviews.actions import erase_guest, read_as_guest, withdraw_guest_link
from pprnet_site.reviews.models import GuestLink, MarginComment, VersionReading

pytestmark = pytest.mark.django_db

NAME = "Gast Beispiel"


@pytest.fixture(autouse=True)
def no_counts():
    cache.clear()


@pytest.fixture
def editor():
    return make_editor()


@pytest.fixture
def draft(editor):
    work = make_catalogued_work(abstract="Secret abstract of the example.")
    return make_summary_draft(by=make_writer(), works=[work], summary="One example. Two examples.")


@pytest.fixture
def made(draft, editor):
    return make_link(draft, by=editor)


def address(made, prefix=""):
    return prefix + reverse("reviews:guest", kwargs={"token": made.token})


def comment(client, made, **changes):
    given = {"name": NAME, "field": "summary", "quotation": "Two examples", "text": "Which?"}
    sent = {f"comment-{name}": value for name, value in (given | changes).items()}
    return client.post(address(made), sent | {"comment": "1"})


def verdict(client, made, said="fine", name=NAME):
    return client.post(address(made), {"verdict": said, "verdict-name": name, "verdict-note": ""})


def codes(draft):
    return [each.code for each in refusals(reload_page(draft).get_latest_revision_as_object())]


def test_the_secret_is_not_stored(made):
    assert made.token not in str(GuestLink.objects.values().get())
    assert len(made.token) >= 43


def test_a_guest_sees_one_version_and_nothing_else(client, made, draft, editor):
    make_comment(draft, by=editor, text="Between us.")
    save_draft(summary=draft, fields={"summary": "A later text."}, by=editor)
    answer = client.get(address(made))
    text = answer.content.decode()
    assert "One example. Two examples." in text
    for hidden in ("A later text.", "Between us.", "Secret abstract"):
        assert hidden not in text
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert "<script" not in text
    assert not client.cookies
    assert "Un brouillon" in client.get(address(made, "/fr")).content.decode()


def test_a_guest_comments_and_gives_a_verdict(client, made, draft):
    assert comment(client, made).status_code == 302
    assert verdict(client, made, name="Another name").status_code == 302
    found = MarginComment.objects.get()
    assert (found.link.guest_name, found.quotation, found.by) == (NAME, "Two examples", None)
    assert codes(draft) == ["open-comments"]
    found.delete()
    assert codes(draft) == []
    assert f"You comment as {NAME}" in client.get(address(made)).content.decode()


BAD = [
    ({"name": " "}, 409, "Enter your name first."),
    ({"text": ""}, 400, "The comment is empty."),
    ({"quotation": "Never written"}, 409, "The passage is not in this text."),
    ({"field": "slug"}, 400, "check the fields"),
    ({"text": "x" * 3000}, 400, "check the fields"),
    ({"name": "x" * 200}, 400, "check the fields"),
]


def test_what_cannot_be_saved_is_refused_with_the_reason(client, made):
    for changes, status, message in BAD:
        answer = comment(client, made, **changes)
        assert answer.status_code == status, changes
        assert message in answer.content.decode()
        GuestLink.objects.update(guest_name="")
    assert not MarginComment.objects.exists()


def test_a_form_without_a_button_saves_nothing(client, made):
    assert client.post(address(made), {}).status_code == 400
    assert verdict(client, made, said="maybe").status_code == 409


def test_hostile_text_of_a_guest_stays_text(client, made):
    comment(client, made, text="<script>alert(1)</script>", name="<img src=x>")
    text = client.get(address(made)).content.decode()
    assert "<script" not in text
    assert "<img" not in text


def test_a_link_of_the_author_does_not_count(draft, client, editor):
    save_draft(summary=draft, fields={"limits": "By the editor."}, by=editor)
    verdict(client, make_link(draft, by=editor))
    assert not VersionReading.objects.get().is_second_person
    assert codes(draft) == ["no-second-person"]


def test_a_link_ends(client, made, editor):
    later = timezone.now() - timedelta(seconds=1)
    GuestLink.objects.update(expires_at=later)
    assert client.get(address(made)).status_code == 404
    with pytest.raises(ActionRefusedError, match="no longer valid"):
        read_as_guest(link=made.link, name=NAME, verdict="fine")
    GuestLink.objects.update(expires_at=timezone.now() + timedelta(days=1))
    assert client.get(address(made)).status_code == 200
    withdraw_guest_link(link=made.link, by=editor)
    assert client.get(address(made)).status_code == 404
    assert verdict(client, made).status_code == 404
    with pytest.raises(ActionRefusedError, match="withdrawn already"):
        withdraw_guest_link(link=made.link, by=editor)


def test_the_name_of_a_guest_is_erased(client, made, editor):
    comment(client, made)
    erase_guest(link=made.link, by=editor)
    assert GuestLink.objects.get().guest_name == ""
    assert client.get(address(made)).status_code == 404
    assert MarginComment.objects.count() == 1


def test_who_may_make_a_link_and_for_how_long(draft, editor):
    with pytest.raises(PermissionDenied):
        make_link(draft, by=draft.owner)
    for days in (0, 61):
        with pytest.raises(ActionRefusedError, match="1 to 60 days"):
            make_link(draft, by=editor, days=days)


def test_wrong_addresses_are_limited_and_right_ones_of_others_are_not(client, made):
    place = reverse("reviews:guest", kwargs={"token": "wrong"})
    answers = [client.get(place).status_code for _each in range(32)]
    assert (answers[0], answers[-1]) == (404, 429)
    assert client.get(address(made), REMOTE_ADDR="203.0.113.9").status_code == 200


def test_forms_are_limited(client, made, monkeypatch):
    monkeypatch.setattr("pprnet_site.reviews.views.guest_page.SENT_FORMS", "2/h")
    answers = [comment(client, made).status_code for _each in range(4)]
    assert answers[-1] == 429
