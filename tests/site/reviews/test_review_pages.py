"""The pages at the desk: reading a draft, what waits, the state on the draft and in the list."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from draft_factories import (
    make_editor,
    make_summary_draft,
    make_user,
    make_writer,
    reload_page,
)
from review_factories import (
    make_assignment,
    make_comment,
    make_link,
    newest_number,
    read_by_second_person,
    second_reader,
)

from pprnet_site.digest.actions import save_draft
from pprnet_site.reviews.actions import comment_as_guest, hand_in
from pprnet_site.reviews.models import (
    GateOverride,
    GuestLink,
    HandIn,
    MarginComment,
    ReaderAssignment,
    SameMeaningMark,
    TickedChecks,
    VersionReading,
)

pytestmark = pytest.mark.django_db

HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture
def writer():
    return make_writer()


@pytest.fixture
def editor():
    return make_editor()


@pytest.fixture
def draft(writer, editor):
    return make_summary_draft(by=writer, summary="One example. Two examples.")


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def place(draft):
    return f"/desk/drafts/{draft.pk}/review/"


def page_of(client, draft):
    answer = client.get(place(draft))
    assert answer.status_code == 200
    return answer.content.decode()


def press(client, draft, button, value="1", **fields):
    """Press a button of the page with what is typed into its form."""
    given = {"opened": newest_number(draft)} | fields
    sent = {f"{button}-{name}": field for name, field in given.items()}
    return client.post(place(draft), sent | {button: value})


def test_a_stranger_and_a_member_do_not_read_drafts(client, draft):
    assert client.get(place(draft)).status_code == 302
    client.force_login(make_user("", "member"))
    assert client.get(place(draft)).status_code == 403


def test_an_unknown_draft_is_not_found(desk):
    assert desk.get("/desk/drafts/424242/review/").status_code == 404


def comment_number():
    return str(MarginComment.objects.get().pk)


def test_each_button_does_what_it_says(desk, draft):
    due = timezone.localdate() + timedelta(days=3)
    press(desk, draft, "assign", reader=second_reader().pk, due=due.isoformat(), note="Example")
    press(desk, draft, "comment", field="summary", quotation="Two", text="Which?", start="13")
    assert press(desk, draft, "resolve", comment_number()).status_code == 302
    assert MarginComment.objects.get().resolved_at
    assert press(desk, draft, "reopen", comment_number()).status_code == 302
    press(desk, draft, "verdict", "fine", note="")
    press(desk, draft, "override", reason="Example: everybody is ill.")
    assert press(desk, draft, "release", str(ReaderAssignment.objects.get().pk)).status_code == 302
    assert press(desk, draft, "hand_in", note="").status_code == 302
    assert press(desk, draft, "undo_hand_in").status_code == 302
    made = {model: model.objects.count() for model in (MarginComment, VersionReading, HandIn)}
    assert {*made.values(), GateOverride.objects.count()} == {1}
    text = page_of(desk, draft)
    for step in ("Handed in", "A reader was asked", "Read: fine", "everybody is ill"):
        assert step in text


def test_a_change_of_spelling_is_marked(desk, draft, writer):
    read_by_second_person(draft)
    save_draft(summary=draft, fields={"summary": "One example. Two exemples."}, by=writer)
    assert press(desk, draft, "same_meaning").status_code == 302
    assert SameMeaningMark.objects.count() == 1


def test_the_address_of_a_guest_is_shown_once(desk, client, draft):
    answer = press(desk, draft, "link", days="14")
    link = GuestLink.objects.get()
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    (address,) = [w for w in answer.content.decode().split("<") if "/review/" in w and "http" in w]
    path = address.partition(">")[2].partition("testserver")[2]
    assert client.get(path).status_code == 200
    assert path not in page_of(desk, draft)
    comment_as_guest(link=link, name="Gast", field="summary", quotation="", text="Example.")
    assert "By Gast (guest)" in page_of(desk, draft)
    press(desk, draft, "erase", str(link.pk))
    assert "By Gast" not in page_of(desk, draft)
    assert press(desk, draft, "withdraw", str(link.pk)).status_code == 409


def test_alone_the_list_is_ticked(client):
    editor = make_editor("alone")
    client.force_login(editor)
    draft = make_summary_draft(by=editor)
    points = ["aloud", "numbers", "names", "implications", "limits"]
    assert "Another person has to read it" not in page_of(client, draft)
    assert press(client, draft, "checks", points=points[:4]).status_code == 409
    assert "Not ticked yet: The limits are stated." in (
        press(client, draft, "checks", points=points[:4]).content.decode()
    )
    press(client, draft, "checks", points=points)
    assert TickedChecks.objects.get().points == points
    assert "The check list was ticked" in page_of(client, draft)


BAD = [
    ("comment", {"field": "summary", "quotation": "Two", "text": ""}, 400),
    ("comment", {"field": "summary", "quotation": "Never", "text": "Kept text."}, 409),
    ("comment", {"field": "x", "quotation": "", "text": "Kept text."}, 400),
    ("assign", {"reader": "424242", "due": "2100-01-01", "note": ""}, 400),
    ("assign", {"reader": "", "due": "tomorrow", "note": ""}, 400),
    ("override", {"reason": ""}, 400),
    ("link", {"days": "900"}, 400),
    ("resolve", {}, 404),
    ("withdraw", {}, 404),
    ("nothing", {}, 400),
]


def test_what_cannot_be_done_is_refused_and_kept(desk, draft):
    for button, fields, status in BAD:
        answer = press(desk, draft, button, **fields)
        assert answer.status_code == status, (button, fields)
        assert fields.get("text", "") in answer.content.decode()


def test_a_verdict_is_for_the_version_that_was_shown(desk, draft, writer):
    shown = newest_number(draft)
    save_draft(summary=draft, fields={"summary": "Saved since."}, by=writer)
    press(desk, draft, "verdict", "fine", opened=shown, note="")
    assert VersionReading.objects.get().revision_id == shown


def test_the_author_sees_that_another_person_has_to_read_it(client, draft, writer):
    client.force_login(writer)
    text = page_of(client, draft)
    assert "Another person has to read it" in text
    assert "Ask this reader" not in text
    assert press(client, draft, "verdict", "fine", note="").status_code == 409


def test_a_passage_is_marked_and_a_lost_one_is_named(desk, draft, writer):
    make_comment(draft, quotation="Two examples")
    assert '<mark class="quoted">Two examples</mark>' in page_of(desk, draft)
    save_draft(summary=draft, fields={"summary": "Something else."}, by=writer)
    text = page_of(desk, draft)
    assert "The passage has changed." in text
    assert "<mark" not in text


def test_hostile_text_stays_text(desk, draft, writer):
    save_draft(summary=draft, fields={"summary": HOSTILE, "title": HOSTILE}, by=writer)
    make_comment(draft, text=HOSTILE, quotation=HOSTILE)
    hand_in(page=draft, by=writer, note=HOSTILE)
    for address in (place(draft), "/desk/to-read/", "/desk/drafts/", f"/desk/drafts/{draft.pk}/"):
        assert "<script>alert" not in desk.get(address).content.decode()


def test_the_draft_and_the_list_say_who_reads_until_when(desk, draft, editor):
    make_assignment(draft, by=editor)
    ReaderAssignment.objects.update(due=timezone.localdate() - timedelta(days=1))
    for address in ("/desk/drafts/", f"/desk/drafts/{draft.pk}/"):
        text = desk.get(address).content.decode()
        assert "second-reader reads it until" in text
        assert "Overdue" in text


def test_what_waits_is_counted_in_the_bar_and_listed(client, desk, draft, editor, writer):
    hand_in(page=draft, by=writer)
    assert 'To read <span class="num">1</span>' in desk.get("/desk/").content.decode()
    assert "Handed in, without a reader" in desk.get("/desk/to-read/").content.decode()
    make_assignment(draft, by=editor)
    client.force_login(second_reader())
    text = client.get("/desk/to-read/").content.decode()
    assert reload_page(draft).title in text
    assert "asked by editor" in text


def test_the_gate_leads_to_the_page(desk, draft):
    assert f'href="{place(draft)}"' in desk.get(f"/desk/drafts/{draft.pk}/").content.decode()


def test_the_page_asks_as_much_for_many_comments_as_for_few(desk, draft, editor):
    counts = []
    for more in (1, 6):
        for _each in range(more):
            make_comment(draft, quotation="Two examples")
        make_link(draft, by=editor)
        with CaptureQueriesContext(connection) as asked:
            page_of(desk, draft)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] <= 68
