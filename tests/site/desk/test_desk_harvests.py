"""Harvests at the desk: who may start them, what is shown, what a wrong form says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from draft_factories import make_editor, make_user, make_writer

from pprnet_site.catalogue.actions import open_harvest
from pprnet_site.catalogue.models import HarvestRun, HarvestSchedule, HarvestTask, SavedSearch

BACKEND = "django.contrib.auth.backends.ModelBackend"
TODAY = timezone.now().date()
START = {"since": str(TODAY - timedelta(days=7)), "sources": ["pubmed", "crossref"]}
POSTS = ("start/", "schedule/", "searches/", "searches/{search}/", "{run}/go-on/", "{run}/stop/")


@pytest.fixture
def editor(client, db, settings):
    settings.PPRNET_CONTACT = "test@example.org"
    client.force_login(make_editor(), backend=BACKEND)
    return client


@pytest.fixture
def run(db, settings):
    settings.PPRNET_CONTACT = "test@example.org"
    return open_harvest(since=TODAY - timedelta(days=7), until=TODAY, by=None)


def addresses(run):
    search = SavedSearch.objects.first().pk
    return [f"/desk/harvests/{end}".format(run=run.pk, search=search) for end in POSTS]


def forms_in(page):
    return page.count('action="/desk/harvests/')


def test_strangers_and_readers_see_nothing(client, run):
    pages = ["/desk/harvests/", f"/desk/harvests/{run.pk}/"]
    assert [client.get(page).status_code for page in pages] == [302, 302]
    assert {client.post(address).status_code for address in addresses(run)} == {302}
    client.force_login(make_user("", "reader"), backend=BACKEND)
    assert [client.get(page).status_code for page in pages] == [403, 403]
    assert {client.post(address).status_code for address in addresses(run)} == {403}


def test_a_writer_sees_harvests_and_changes_nothing(client, run):
    client.force_login(make_writer(), backend=BACKEND)
    for page in ("/desk/harvests/", f"/desk/harvests/{run.pk}/"):
        answer = client.get(page)
        assert answer.status_code == 200
        assert forms_in(answer.text) == 0
    for address in addresses(run):
        answer = client.post(address, START)
        assert answer.status_code == 403
        assert "Ask an editor" in answer.text
    run.refresh_from_db()
    assert run.status == "waiting"


def test_a_form_without_its_token_is_refused(run):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_editor(), backend=BACKEND)
    assert {strict.post(address, START).status_code for address in addresses(run)} == {403}
    run.refresh_from_db()
    assert run.status == "waiting"


def test_before_the_first_harvest_the_page_says_what_will_come(editor):
    page = editor.get("/desk/harvests/").text
    assert "Nothing has been harvested yet" in page
    assert "Off: the sources" in page
    assert "All of the core journals" in page
    assert "No harvest can start yet" not in page


@pytest.mark.parametrize(
    ("contact", "said"), [("", "Set PPRNET_CONTACT"), ("nobody", "is not an e-mail address")]
)
def test_without_a_contact_the_page_and_a_refusal_say_what_to_do(editor, settings, contact, said):
    settings.PPRNET_CONTACT = contact
    assert said in editor.get("/desk/harvests/").text
    for address, form in (("start/", START), ("schedule/", {"is_on": "on", "month_day": 1})):
        answer = editor.post(f"/desk/harvests/{address}", form)
        assert answer.status_code == 409
        assert said in answer.text
    assert not HarvestRun.objects.exists()


def test_search_now_asks_the_chosen_sources_from_the_chosen_day(editor):
    answer = editor.post("/desk/harvests/start/", START)
    assert answer["Location"] == "/desk/harvests/"
    run = HarvestRun.objects.get()
    assert (str(run.since), run.until) == (START["since"], TODAY)
    assert set(run.tasks.values_list("source", flat=True)) == {"pubmed", "crossref"}
    assert run.started_by.get_username() == "editor"
    page = editor.get("/desk/harvests/").text
    assert "A harvest is running" in page
    again = editor.post("/desk/harvests/start/", START)
    assert again.status_code == 409
    assert "is running" in again.text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"since": ""}, "Choose the first day"),
        ({"since": "31.1.2026"}, "2026-01-31"),
        ({"since": str(TODAY + timedelta(days=2))}, "is in the future"),
        ({"sources": []}, "at least one source"),
        ({"sources": ["scopus"]}, "not one of the available choices"),
    ],
)
def test_a_wrong_form_says_what_is_right(editor, changes, said):
    answer = editor.post("/desk/harvests/start/", START | changes)
    assert answer.status_code == 400
    assert said in answer.text
    assert not HarvestRun.objects.exists()


def test_the_schedule_goes_on_and_off(editor):
    editor.post("/desk/harvests/schedule/", {"is_on": "on", "month_day": "12"})
    schedule = HarvestSchedule.objects.get()
    assert schedule.is_on
    assert schedule.next_on.day == 12
    assert "The next one starts on" in editor.get("/desk/harvests/").text
    editor.post("/desk/harvests/schedule/", {"month_day": "12"})
    assert not HarvestSchedule.objects.get().is_on
    answer = editor.post("/desk/harvests/schedule/", {"is_on": "on", "month_day": "31"})
    assert answer.status_code == 400


def test_searches_are_added_switched_and_removed(editor):
    form = {"source": "crossref", "label": "Example <b>", "query": "query.title=example"}
    editor.post("/desk/harvests/searches/", form)
    own = SavedSearch.objects.get(label="Example <b>")
    assert "Example &lt;b&gt;" in editor.get("/desk/harvests/").text
    address = f"/desk/harvests/searches/{own.pk}/"
    for to, is_on in (("off", False), ("on", True)):
        editor.post(address, {"to": to})
        own.refresh_from_db()
        assert own.is_on is is_on
    assert editor.post("/desk/harvests/searches/", form | {"query": ""}).status_code == 400
    editor.post(address, {"to": "remove"})
    assert not SavedSearch.objects.filter(pk=own.pk).exists()
    shipped = SavedSearch.objects.first()
    answer = editor.post(f"/desk/harvests/searches/{shipped.pk}/", {"to": "remove"})
    assert answer.status_code == 409
    assert editor.post("/desk/harvests/searches/424242/", {"to": "on"}).status_code == 404


def test_a_run_shows_each_search_its_counts_and_its_problem(editor, run):
    task = run.tasks.first()
    task.records, task.total, task.problems = 40, 90, 2
    task.error = "Example (https://example.org/x?q=1): <i>503</i>"
    task.save()
    page = editor.get(f"/desk/harvests/{run.pk}/").text
    assert "data-running" in page
    assert "40 of 90 records" in page
    assert "Example: &lt;i&gt;503" in page
    assert f"/desk/imports/{task.reading_id}/" in page
    assert f"/desk/harvests/{run.pk}/" in editor.get(f"/desk/imports/{task.reading_id}/").text
    listed = editor.get("/desk/harvests/").text
    assert "Example: &lt;i&gt;503" in listed
    assert editor.get("/desk/harvests/424242/").status_code == 404


def test_a_run_is_stopped_and_goes_on(editor, run):
    editor.post(f"/desk/harvests/{run.pk}/stop/")
    run.refresh_from_db()
    assert run.status == "stopped"
    page = editor.get(f"/desk/harvests/{run.pk}/").text
    assert "Resume" in page
    assert "data-running" not in page
    assert editor.post(f"/desk/harvests/{run.pk}/stop/").status_code == 409
    editor.post(f"/desk/harvests/{run.pk}/go-on/")
    run.refresh_from_db()
    assert run.status == "waiting"


def test_a_long_list_costs_no_more_questions_and_has_pages(
    editor, run, django_assert_max_num_queries
):
    first = run.tasks.count()
    for _ in range(11):
        HarvestRun.objects.update(status="done")
        run = open_harvest(since=TODAY - timedelta(days=7), until=TODAY, by=None)
    assert HarvestTask.objects.count() == 12 * first
    with django_assert_max_num_queries(28):
        assert editor.get("/desk/harvests/").status_code == 200
    assert editor.get("/desk/harvests/?page=2").status_code == 200
    assert editor.get("/desk/harvests/?page=3").status_code == 404


def test_the_page_of_imports_leads_here(editor, run):
    page = editor.get("/desk/imports/").text
    assert 'href="/desk/harvests/"' in page
    assert "No file has been imported yet" in page
