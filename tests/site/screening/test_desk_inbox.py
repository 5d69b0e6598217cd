"""Screening at the desk: who may, what comes first, what a decision does, and its undoing."""

from __future__ import annotations

import pytest
from django.urls import reverse
from draft_factories import make_catalogued_work, make_editor, make_user, make_writer

from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.models import Move, Signal, Work
from pprnet_site.desk.enums import ExclusionReason
from pprnet_site.desk.models import Criteria
from pprnet_site.desk.ordering.ranking_cache import current_order

pytestmark = pytest.mark.django_db

INBOX, DECIDE = "/desk/", "/desk/decide/"


@pytest.fixture
def editor(client):
    user = make_editor()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def sign_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def waiting(count=3, **fields):
    return [make_catalogued_work(status=WorkStatus.FOUND, **fields) for _ in range(count)]


def status_of(work):
    return Work.objects.get(pk=work.pk).status


PAGES = ["inbox", "later", "criteria", "shortlist", "works", "drafts", "issues", "imports"]


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_is_led_to_the_login(client, name):
    response = client.get(reverse(f"desk:{name}"))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("wagtailadmin_login"))


@pytest.mark.parametrize("name", PAGES)
def test_a_person_without_permission_is_refused_with_the_reason(client, name):
    response = sign_in(client, make_user("", "reader")).get(reverse(f"desk:{name}"))
    assert response.status_code == 403
    assert "no access to the editor" in response.text


@pytest.mark.parametrize("name", PAGES)
def test_every_page_stays_private_and_empty_ones_lead_on(client, name):
    response = sign_in(client, make_writer()).get(reverse(f"desk:{name}"))
    assert response.status_code == 200
    assert "private" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert "style-src 'self'" in response["Content-Security-Policy"]
    assert " style=" not in response.text
    assert " onclick" not in response.text


def test_a_stranger_cannot_decide(client):
    work = waiting(1)[0]
    assert client.post(DECIDE, {"work": work.pk, "verdict": "in"}).status_code == 302
    assert status_of(work) == WorkStatus.FOUND


def test_a_form_from_elsewhere_is_refused(client):
    from django.test import Client

    strict = sign_in(Client(enforce_csrf_checks=True), make_editor())
    work = waiting(1)[0]
    assert strict.post(DECIDE, {"work": work.pk, "verdict": "in"}).status_code == 403
    assert status_of(work) == WorkStatus.FOUND


def test_before_training_topic_and_year_rank_first(editor):
    old, new, on_topic = [
        make_catalogued_work(status=WorkStatus.FOUND, title=f"Example {word}", issued=None)
        for word in "abc"
    ]
    Work.objects.filter(pk=old.pk).update(year=1990)
    Work.objects.filter(pk=new.pk).update(year=2024)
    Work.objects.filter(pk=on_topic.pk).update(year=2020)
    Signal.objects.create(
        work=on_topic, kind="topic", value="alliance", score=0.9, method="example", version="1"
    )
    assert current_order().ids == (on_topic.pk, new.pk, old.pk)
    assert "The order has not learned from decisions yet" in editor.get(INBOX).text


def test_the_order_learns_from_each_decision(editor):
    liked = waiting(4, title="Example of alliance in therapy")
    others = waiting(4, title="Example of insulin dosage")
    editor.post(DECIDE, {"work": liked[0].pk, "verdict": "in"})
    assert not current_order().is_trained
    editor.post(DECIDE, {"work": others[0].pk, "verdict": "out"})
    order = current_order()
    assert order.is_trained
    assert set(order.ids[:3]) == {work.pk for work in liked[1:]}
    page = editor.get(INBOX)
    assert "The word “alliance”" in page.text or "alliance" in page.text
    assert page.context["inbox"].reasons[0].weight > 0


@pytest.mark.parametrize(
    ("form", "status", "reason"),
    [
        ({"verdict": "in"}, WorkStatus.SCREENED_IN, ""),
        ({"verdict": "out"}, WorkStatus.SCREENED_OUT, ""),
        *[({"reason": r.value}, WorkStatus.SCREENED_OUT, r.value) for r in ExclusionReason],
    ],
)
def test_a_decision_moves_the_work_and_keeps_why(editor, form, status, reason):
    work, other = waiting(2)
    answer = editor.post(DECIDE, {"work": work.pk, "note": "Example note.", **form})
    assert answer.status_code == 302
    move = Move.objects.get(work=work)
    assert (status_of(work), move.reason, move.note) == (status, reason, "Example note.")
    assert editor.get(INBOX).context["inbox"].work == other


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"work": "1"},
        {"work": "x", "verdict": "in"},
        {"work": "1", "verdict": "burn"},
        {"work": "1", "reason": "because"},
        {"verdict": "in"},
        {"work": "9" * 30, "verdict": "in"},
    ],
)
def test_a_form_that_says_nothing_keeps_what_was_typed(editor, form):
    waiting(1)
    answer = editor.post(DECIDE, {"note": "Example words.", **form})
    assert answer.status_code == 400
    assert "Example words." in answer.text
    assert not Move.objects.exists()


@pytest.mark.parametrize(
    "address", ["?work=0", "?work=x", "?work=99999999999999999999", "?work=7777777"]
)
def test_an_unknown_work_is_not_found(editor, address):
    assert editor.get(INBOX + address).status_code == 404


def test_later_leaves_the_queue_and_comes_back(editor):
    work, other = waiting(2)
    editor.post(DECIDE, {"work": work.pk, "verdict": "later"})
    assert current_order().ids == (other.pk,)
    assert "Postponed (1)" in editor.get(INBOX).text
    assert str(work) in editor.get("/desk/later/").text
    assert "Back to the queue" in editor.get(f"{INBOX}?work={work.pk}").text
    editor.post(DECIDE, {"work": work.pk, "verdict": "back"})
    assert set(current_order().ids) == {work.pk, other.pk}
    again = editor.post(DECIDE, {"work": work.pk, "verdict": "back"})
    assert again.status_code == 409


def test_undo_goes_back_to_the_first_decision_and_then_says_so(editor):
    works = waiting(4)
    for work, verdict in zip(works, ["in", "out", "later", "in"], strict=True):
        editor.post(DECIDE, {"work": work.pk, "verdict": verdict})
    for work in reversed(works):
        answer = editor.post(DECIDE, {"verdict": "undo"})
        assert answer["Location"] == f"{INBOX}?work={work.pk}"
    assert {status_of(work) for work in works} == {WorkStatus.FOUND}
    assert not Work.objects.exclude(later_since=None).exists()
    assert Move.objects.filter(undone_at=None).count() == 0
    answer = editor.post(DECIDE, {"verdict": "undo"})
    assert answer.status_code == 409
    assert "nothing to undo" in answer.text


def test_an_undo_sent_twice_undoes_one_decision(editor):
    first, second = waiting(2)
    for work in (first, second):
        editor.post(DECIDE, {"work": work.pk, "verdict": "in"})
    last = Move.objects.get(work=second).pk
    assert editor.post(DECIDE, {"verdict": "undo", "last": last}).status_code == 302
    assert editor.post(DECIDE, {"verdict": "undo", "last": last}).status_code == 409
    assert status_of(first) == WorkStatus.SCREENED_IN


def test_nobody_undoes_anothers_decision(editor, client):
    work = waiting(1)[0]
    editor.post(DECIDE, {"work": work.pk, "verdict": "in"})
    sign_in(client, make_editor("second"))
    assert client.post(DECIDE, {"verdict": "undo"}).status_code == 409
    assert status_of(work) == WorkStatus.SCREENED_IN


def test_a_decision_sent_twice_is_one(editor):
    work = waiting(1)[0]
    for _ in range(2):
        assert editor.post(DECIDE, {"work": work.pk, "verdict": "out"}).status_code == 302
    assert Move.objects.count() == 1


@pytest.mark.parametrize("verdict", ["in", "out", "later"])
def test_of_two_screeners_at_once_the_second_is_informed_and_loses_nothing(client, verdict):
    work = waiting(2)[0]
    sign_in(client, make_editor("first")).post(DECIDE, {"work": work.pk, "verdict": "out"})
    second = sign_in(client, make_editor("second"))
    form = {"work": work.pk, "verdict": verdict, "note": "Example: I thought otherwise."}
    answer = second.post(DECIDE, form)
    assert answer.status_code == 409
    assert "Somebody else has already decided on this work" in answer.text
    assert "first" in answer.text
    assert "I thought otherwise" in answer.text
    assert status_of(work) == WorkStatus.SCREENED_OUT
    assert Move.objects.count() == 1


def test_markup_in_a_record_stays_text(editor):
    nasty = "<script>alert(1)</script><b>Example</b> \"'&"
    work = make_catalogued_work(status=WorkStatus.FOUND, title=nasty, abstract=nasty, journal=nasty)
    Signal.objects.create(
        work=work,
        kind="topic",
        value="alliance",
        score=0.9,
        method="example",
        version="1",
        spans=[["abstract", 0, 12], ["abstract", 8, 500], ["elsewhere", 0, 3]],
    )
    for address in (INBOX, f"/desk/works/{work.pk}/", "/desk/works/"):
        text = editor.get(address).text
        assert "<script>alert" not in text
        assert "&lt;script&gt;" in text
    assert '<mark class="hit">&lt;script&gt;' in editor.get(INBOX).text


def test_the_number_of_queries_does_not_grow_with_the_catalogue(
    editor, django_assert_max_num_queries
):
    for work in waiting(12):
        Signal.objects.create(
            work=work, kind="topic", value="alliance", score=0.9, method="example", version="1"
        )
    editor.get(INBOX)
    with django_assert_max_num_queries(36):
        editor.get(INBOX)


def test_only_the_abstract_shown_is_read(editor, django_assert_max_num_queries):
    works = waiting(6, abstract="Example abstract words.")
    editor.get(INBOX)
    with django_assert_max_num_queries(58) as seen:
        editor.post(DECIDE, {"work": works[0].pk, "verdict": "in"}, follow=True)
    reads = [q["sql"] for q in seen.captured_queries if '"catalogue_work"."abstract"' in q["sql"]]
    assert all("LIMIT" in sql or "CASE WHEN" in sql or "= " in sql for sql in reads)


def test_criteria_are_written_shown_and_kept(editor):
    assert editor.post("/desk/criteria/", {"text": " "}).status_code == 400
    for text in ("Example criteria.", "Example criteria, told better."):
        assert editor.post("/desk/criteria/", {"text": text}).status_code == 302
    waiting(1)
    assert "told better" in editor.get(INBOX).text
    assert Criteria.objects.count() == 2


def test_keys_can_be_switched_off(editor):
    waiting(1)
    assert 'data-keys="on"' in editor.get(INBOX).text
    editor.post("/desk/keys/", {"keys": "off"})
    assert 'data-keys="off"' in editor.get(INBOX).text


def test_the_page_in_french_links_to_its_english_version(editor):
    work = waiting(1)[0]
    text = editor.get(f"/fr/desk/?work={work.pk}").text
    assert '<html lang="fr">' in text
    assert f'href="/desk/?work={work.pk}"' in text
