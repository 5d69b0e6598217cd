"""When each service was last asked about the sources of published and scheduled summaries."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from draft_factories import make_summary_draft, make_writer
from notice_factories import make_check, make_service, make_source, published, report

from pprnet_site.catalogue.models import SourceCheck
from pprnet_site.catalogue.queries import service_states
from pprnet_site.desk.queries.source_notices.source_checks import works_by_last_check
from pprnet_site.digest.actions import schedule_summary, unschedule_summary

pytestmark = pytest.mark.django_db

PAGE = "/desk/notices/sources/"


@pytest.fixture
def desk(client):
    client.force_login(make_writer(), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_before_anything_was_asked_the_page_says_so(desk):
    page = desk.get(PAGE).text
    assert page.count("It has not answered yet.") == 4
    assert "No summary is published or scheduled yet." in page


def test_sources_of_published_and_scheduled_summaries_are_watched_and_no_others():
    live, scheduled, drafted, unscheduled = (make_source() for _each in range(4))
    published(live)
    make_summary_draft(works=[drafted])
    later = timezone.now() + dt.timedelta(days=3)
    for work in (scheduled, unscheduled):
        schedule_summary(summary=make_summary_draft(works=[work]), at=later, by=None)
    unschedule_summary(summary=unscheduled.summary_sources.get().summary, by=None)
    assert set(works_by_last_check()) == {live, scheduled}


def test_those_asked_about_longest_ago_come_first():
    never, long_ago, today = (make_source() for _each in range(3))
    for work in (today, long_ago, never):
        published(work)
    make_check(today)
    make_check(long_ago, asked_at=timezone.now() - dt.timedelta(days=4))
    make_check(long_ago, "pubmed")
    assert list(works_by_last_check()) == [never, long_ago, today]


def test_each_source_has_its_time_for_each_service(desk):
    work = make_source()
    published(work)
    report(work)
    make_service("crossref")
    make_service("retraction-watch")
    at = dt.datetime(2023, 3, 3, 14, 5, tzinfo=dt.UTC)
    make_check(work, "crossref", asked_at=at, is_known=False)
    make_check(work, "europepmc", asked_at=at)
    found = desk.get(PAGE)
    assert list(found.context["services"]) == ["Crossref", "PubMed", "Europe PMC"]
    page = found.text
    assert "It does not know this work." in page
    assert page.count("March 3, 2023") + page.count("3 March 2023") == 2
    assert "not yet" in page
    assert 'data-state="retracted"' in page


SERVICES = [
    ({}, 0, False),
    ({"days_down": 6, "problem": "Example answered 503."}, 6, False),
    ({"days_down": 7, "problem": "Example answered 503."}, 7, True),
    ({"days_down": 30, "problem": "<b>Example</b>", "answered_at": None}, 30, True),
]


@pytest.mark.parametrize(("fields", "days", "is_down"), SERVICES)
def test_a_service_that_is_down_is_shown_with_its_problem(desk, fields, days, is_down):
    make_service("pubmed", **fields)
    line = next(state for state in service_states() if state.key == "pubmed")
    assert (line.days_failing, line.is_silent, line.label) == (days, is_down, "PubMed")
    page = desk.get(PAGE).text
    assert (f"It has not answered for {days} days." in page) is is_down
    assert ("Example answered 503." in page) is ("503" in fields.get("problem", ""))
    assert "<b>Example" not in page
    assert page.count("It has not answered yet.") == 3 + ("answered_at" in fields)


@pytest.mark.parametrize(
    ("on", "contact", "said"),
    [
        (False, "editor@example.org", "The watch is switched off"),
        (True, "", "no contact address is set"),
        (True, "editor@example.org", None),
    ],
)
def test_why_nothing_is_asked_is_said(desk, settings, on, contact, said):
    settings.PPRNET_WATCH, settings.PPRNET_CONTACT = on, contact
    page = desk.get(PAGE).text
    for each in ("The watch is switched off", "no contact address is set"):
        assert (each in page) is (each == said)


def test_a_problem_that_is_over_is_not_shown(desk):
    make_service("pubmed", problem="Example answered 503.")
    assert "503" not in desk.get(PAGE).text


def test_when_it_is_asked_again_is_shown_while_it_lies_ahead(desk):
    now = timezone.now()
    make_service("pubmed", days_down=1, retry_at=now + dt.timedelta(hours=1))
    make_service("crossref", days_down=1, retry_at=now - dt.timedelta(hours=1))
    assert desk.get(PAGE).text.count("It is asked again after") == 1


def test_a_long_table_is_paged_and_costs_no_more_questions(desk, monkeypatch):
    monkeypatch.setattr("pprnet_site.desk.views.notices.NOTICES_PER_PAGE", 3)

    def add(number):
        for _each in range(number):
            work = make_source()
            published(work)
            make_check(work)

    def queries():
        desk.get(PAGE)
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(PAGE).status_code == 200
        return len(asked)

    add(2)
    few = queries()
    add(5)
    assert queries() == few
    assert SourceCheck.objects.count() == 7
    assert len(desk.get(f"{PAGE}?page=3").context["sources"]) == 1
    assert desk.get(f"{PAGE}?page=4").status_code == 404


def test_strangers_see_nothing(client):
    assert client.get(PAGE).status_code == 302
