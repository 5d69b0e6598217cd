"""A summary is public where it and its month are published: for readers, the desk and the watch."""

from __future__ import annotations

import datetime as dt

import pytest
from digest_factories import make_issue, make_summary, make_work
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from draft_factories import make_editor
from notice_factories import report

import pages
from pprnet_site.catalogue.models import Work
from pprnet_site.desk.queries.picks import recent_coverage
from pprnet_site.desk.queries.source_notices.alerts import notice_alert
from pprnet_site.desk.queries.source_notices.open_notices import notice_queue
from pprnet_site.digest.models import IssuePage, SummaryPage, SummarySource
from pprnet_site.digest.queries import public_condition, summary_rows, watched_works
from pprnet_site.digest.queries.published import public_summaries
from pprnet_site.digest.syndication.surfaces import SURFACES

pytestmark = pytest.mark.django_db

TITLE = "Sample text: is this of an unpublished month?"
MONTH = dt.date(2023, 2, 1)


@pytest.fixture
def desk():
    client = Client()
    client.force_login(make_editor(), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def page():
    """A published summary of a retracted study, with a note, beside one of another month."""
    make_summary(make_issue(dt.date(2022, 1, 1)), title="Sample text: another?")
    note = ("corrected", dt.date(2024, 1, 1), "Sample text of a note.")
    work = make_work(2, doi="10.5555/example.month")
    return make_summary(make_issue(MONTH), title=TITLE, works=[work], notices=[note])


def set_live(page, *, summary, month):
    SummaryPage.objects.filter(pk=page.pk).update(live=summary)
    IssuePage.objects.filter(month=MONTH).update(live=month)
    return SummaryPage.objects.get(pk=page.pk)


CASES = [(True, True, True), (True, False, False), (False, True, False), (False, False, False)]


@pytest.mark.parametrize(("summary", "month", "expected"), CASES)
def test_readers_the_desk_and_the_watch_agree_on_what_is_public(
    client, page, summary, month, expected
):
    work = page.sources.get().work
    report(work)
    page = set_live(page, summary=summary, month=month)
    assert {
        "readers": client.get(page.url).status_code == 200,
        "one page": page.is_public,
        "all pages": public_summaries().filter(pk=page.pk).exists(),
        "sources": SummarySource.objects.filter(public_condition("summary__"), work=work).exists(),
        "line": notice_alert().retracted == 1,
        "report": notice_queue().opened.summaries[0].is_public,
        "watch": watched_works().filter(pk=work.pk).exists(),
    } == dict.fromkeys(
        ("readers", "one page", "all pages", "sources", "line", "report", "watch"), expected
    )


def test_no_surface_shows_a_summary_of_an_unpublished_month(client, page):
    report(page.sources.get().work)
    (row,) = summary_rows(public_summaries().filter(pk=page.pk))
    addresses = [each for surface in SURFACES for each in surface.addresses(row)]
    addresses += [*pages.addresses(), "/sitemap.xml"]
    shown = [each for each in addresses if says(client, each)]
    assert len(shown) > len(SURFACES)
    IssuePage.objects.get(month=MONTH).unpublish()
    assert SummaryPage.objects.get(pk=page.pk).live
    assert [each for each in addresses if says(client, each)] == []


def says(client, address) -> bool:
    """Whether an address shows the source of the summary, its note or its place."""
    response = client.get(address)
    texts = ("10.5555/example.month", "Sample text of a note.", "/2023-02/")
    return response.status_code == 200 and any(text in response.content.decode() for text in texts)


def test_the_desk_does_not_call_it_published(desk, page):
    event = report(page.sources.get().work)
    address = f"/desk/notices/?notice={event.pk}"
    assert "Published; readers see the notice since" in desk.get(address).text
    assert "As readers see it" in desk.get(f"/desk/drafts/{page.pk}/").text
    IssuePage.objects.get(month=MONTH).unpublish()
    assert 'id="alert"' not in desk.get(address).text
    assert "Its month is not published; readers do not see it." in desk.get(address).text
    assert "Son mois n’est pas publié" in desk.get(f"/fr{address}").text
    for each in (address, f"/desk/drafts/{page.pk}/"):
        assert "As readers see it" not in desk.get(each).text


def test_published_summaries_come_first_in_the_list_of_notices(page):
    hidden, shown = page.sources.get().work, make_work(3, doi="10.5555/example.shown")
    make_summary(make_issue(dt.date(2021, 1, 1)), works=[shown])
    report(hidden)
    report(shown, "correction")
    assert notice_queue().opened.work == hidden
    IssuePage.objects.get(month=MONTH).unpublish()
    assert notice_queue().opened.work == shown


def test_topics_of_an_unpublished_month_were_not_covered(page):
    today = dt.date.today()  # noqa: DTZ011  # as the summaries are published today
    before = recent_coverage(today).topics.total()
    IssuePage.objects.get(month=MONTH).unpublish()
    assert recent_coverage(today).topics.total() < before


def test_a_month_that_is_published_again_is_public_with_its_notices(client, page):
    report(page.sources.get().work)
    month = IssuePage.objects.get(month=MONTH)
    month.unpublish()
    month.refresh_from_db()
    month.save_revision().publish()
    assert "Do not act" in client.get(page.url).text
    assert notice_alert().retracted == 1


def test_the_line_asks_three_questions_however_many_months_there_are(page):
    report(page.sources.get().work)
    for year in range(2000, 2010):
        make_summary(make_issue(dt.date(year, 1, 1)), works=[Work.objects.first()])
    with CaptureQueriesContext(connection) as asked:
        notice_alert()
    assert len(asked) == 3
