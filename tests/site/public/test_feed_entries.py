"""Which summaries a feed has, in which order: the newest, and those with a recent notice."""

from __future__ import annotations

import datetime as dt

import pytest
from digest_factories import make_issue, make_summary
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from draft_factories import make_editor
from lxml import etree
from notice_factories import report

from pprnet.records import PartialDate
from pprnet.sources import NoticeKind
from pprnet_site.catalogue.actions import dispute_event, reassign_event
from pprnet_site.catalogue.models import WorkEvent
from pprnet_site.digest.models import Notice, SummaryPage

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}
FEEDS = ("/feed.xml", "/topics/alliance/feed.xml", "/types/narrative-review/feed.xml")
R, K = NoticeKind.RETRACTION, NoticeKind.CORRECTION
OLD, MIDDLE, NEW = dt.date(2010, 1, 1), dt.date(2023, 2, 1), dt.date(2026, 1, 1)
OLDEST = "Sample text: the oldest one?"


def titles(client, path="/feed.xml"):
    feed = etree.fromstring(client.get(path).content)
    return feed.xpath("a:entry/a:title/text()", namespaces=ATOM)


def publish(month, number=1, **fields):
    """Publish some summaries of a month, as if in that month."""
    issue = make_issue(month)
    made = [
        make_summary(issue, **{"title": f"Sample text: {month:%Y}, {at}?"} | fields)
        for at in range(number)
    ]
    day = dt.datetime.combine(month, dt.time(), tzinfo=dt.UTC)
    pages = SummaryPage.objects.filter(pk__in=[page.pk for page in made])
    pages.update(first_published_at=day, last_published_at=day)
    return made


def notice_on(page, kind, *, days_ago=0):
    """Report a notice on the study of a summary some days ago."""
    event = report(page.sources.get().work, kind, date=PartialDate(2026, 1, 2))
    at = timezone.now() - dt.timedelta(days=days_ago)
    WorkEvent.objects.filter(pk=event.pk).update(reported_at=at)
    event.refresh_from_db()
    return event


def test_a_summary_retracted_today_is_first_in_each_feed(client):
    (oldest,) = publish(OLD, title=OLDEST)
    for page in publish(MIDDLE, 35):
        notice_on(page, K, days_ago=60)
    notice_on(oldest, R)
    assert [titles(client, path)[0] for path in FEEDS] == [f"Retracted: {OLDEST}"] * len(FEEDS)


def test_corrections_of_many_summaries_keep_no_new_one_and_no_retraction_out(client):
    (oldest,) = publish(OLD, title=OLDEST)
    notice_on(oldest, R, days_ago=80)
    for page in publish(MIDDLE, 40):
        notice_on(page, K)
    new = publish(NEW, 30)
    for path in FEEDS:
        found = titles(client, path)
        assert {page.title for page in new} <= set(found), path
        assert f"Retracted: {OLDEST}" in found, path
        assert len(found) == 60, path


def test_entries_are_in_the_order_of_their_last_change(client):
    pages = [publish(dt.date(year, 1, 1))[0] for year in (2020, 2021, 2022, 2023)]
    notice_on(pages[0], K, days_ago=5)
    notice_on(pages[1], R, days_ago=50)
    assert titles(client) == [
        "Sample text: 2020, 0?",
        "Retracted: Sample text: 2021, 0?",
        "Sample text: 2023, 0?",
        "Sample text: 2022, 0?",
    ]


def test_a_note_of_the_editor_brings_an_old_summary_back(client):
    (oldest,) = publish(OLD, title=OLDEST)
    publish(MIDDLE, 35)
    Notice.objects.create(summary=oldest, kind="corrected", date=timezone.localdate(), text="x")
    assert titles(client)[0] == OLDEST


def test_the_end_of_a_warning_brings_an_old_summary_back(client):
    (oldest,) = publish(OLD, title=OLDEST)
    event = notice_on(oldest, R, days_ago=400)
    publish(MIDDLE, 35)
    assert f"Retracted: {OLDEST}" not in titles(client)
    dispute_event(event=event, reason="Sample text.", by=make_editor())
    assert titles(client)[0] == OLDEST


def test_what_readers_never_saw_moves_nothing(client):
    (oldest,) = publish(OLD, title=OLDEST)
    (unseen,) = publish(dt.date(2011, 1, 1), title="Sample text: unseen?")
    event = report(oldest.sources.get().work, K, date=PartialDate(2009, 1, 1))
    removed = report(unseen.sources.get().work, R, date=PartialDate(2010, 1, 1))
    editor = make_editor()
    reassign_event(event=removed, by=editor)
    SummaryPage.objects.filter(pk=unseen.pk).update(first_published_at=timezone.now())
    publish(MIDDLE, 35)
    before = client.get("/sitemap.xml").text
    assert not {OLDEST, "Sample text: unseen?"} & set(titles(client))
    dispute_event(event=event, reason="Sample text.", by=editor)
    assert not {OLDEST, "Sample text: unseen?"} & set(titles(client))
    assert client.get("/sitemap.xml").text == before


def test_a_retraction_is_before_the_corrections_of_its_day_in_their_feed(client):
    (oldest,) = publish(OLD, title=OLDEST)
    event = notice_on(oldest, R)
    for page in publish(MIDDLE, 35):
        notice_on(page, K)
    assert titles(client, "/corrections/feed.xml")[0] == f"Retracted: {OLDEST}"
    assert f"study-{event.pk}/" in client.get("/corrections/").text


def test_the_feed_of_many_notices_asks_the_database_as_often_as_that_of_few(client):
    counts = []
    for year, number in ((2020, 3), (2021, 40)):
        for page in publish(dt.date(year, 1, 1), number, works=None):
            reassigned = notice_on(page, R)
            notice_on(page, K)
        reassign_event(event=reassigned, by=make_editor(f"sample-{year}"))
        client.get("/feed.xml")
        with CaptureQueriesContext(connection) as asked:
            client.get("/feed.xml")
        counts.append(len(asked))
    assert counts[0] == counts[1]
