"""Which summaries a feed has, in which order: the newest, and those with a recent notice."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from draft_factories import make_editor
from feed_cases import notice_on, publish, titles
from notice_factories import report

from pprnet.records import PartialDate
from pprnet.sources import NoticeKind
from pprnet_site.catalogue.actions import dispute_event, reassign_event
from pprnet_site.digest.models import Notice, SummaryPage

pytestmark = pytest.mark.django_db

FEEDS = ("/feed.xml", "/topics/alliance/feed.xml", "/types/narrative-review/feed.xml")
R, K = NoticeKind.RETRACTION, NoticeKind.CORRECTION
OLD, MIDDLE, NEW = dt.date(2010, 1, 1), dt.date(2023, 2, 1), dt.date(2026, 1, 1)
OLDEST = "Sample text: the oldest one?"


@pytest.fixture(scope="module")
def published_once(made_once) -> list[SummaryPage]:
    """Publish more summaries of one month than a feed has, once for all tests of this file."""
    return made_once(lambda: publish(MIDDLE, 40))


@pytest.fixture
def forty(published_once) -> list[SummaryPage]:
    """Return these summaries, read again: a test changes their works."""
    return list(SummaryPage.objects.filter(pk__in=[page.pk for page in published_once]))


def test_a_summary_retracted_today_is_first_in_each_feed(client, forty):
    (oldest,) = publish(OLD, title=OLDEST)
    for page in forty:
        notice_on(page, K, days_ago=60)
    notice_on(oldest, R)
    assert [titles(client, path)[0] for path in FEEDS] == [f"Retracted: {OLDEST}"] * len(FEEDS)


def test_corrections_of_many_summaries_keep_no_new_one_and_no_retraction_out(client, forty):
    (oldest,) = publish(OLD, title=OLDEST)
    notice_on(oldest, R, days_ago=80)
    for page in forty:
        notice_on(page, K)
    new = publish(NEW, 30)
    for path in FEEDS:
        found = titles(client, path)
        assert {page.title for page in new} <= set(found), path
        assert f"Retracted: {OLDEST}" in found, path
        assert len(found) == 60, path


def test_a_note_of_the_editor_brings_an_old_summary_back(client, forty):
    (oldest,) = publish(OLD, title=OLDEST)
    Notice.objects.create(summary=oldest, kind="corrected", date=timezone.localdate(), text="x")
    assert titles(client)[0] == OLDEST


def test_the_end_of_a_warning_brings_an_old_summary_back(client, forty):
    (oldest,) = publish(OLD, title=OLDEST)
    event = notice_on(oldest, R, days_ago=400)
    assert f"Retracted: {OLDEST}" not in titles(client)
    dispute_event(event=event, reason="Sample text.", by=make_editor())
    assert titles(client)[0] == OLDEST


def test_what_readers_never_saw_moves_nothing(client, forty):
    (oldest,) = publish(OLD, title=OLDEST)
    (unseen,) = publish(dt.date(2011, 1, 1), title="Sample text: unseen?")
    event = report(oldest.sources.get().work, K, date=PartialDate(2009, 1, 1))
    removed = report(unseen.sources.get().work, R, date=PartialDate(2010, 1, 1))
    editor = make_editor()
    reassign_event(event=removed, by=editor)
    SummaryPage.objects.filter(pk=unseen.pk).update(first_published_at=timezone.now())
    before = client.get("/sitemap.xml").text
    assert not {OLDEST, "Sample text: unseen?"} & set(titles(client))
    dispute_event(event=event, reason="Sample text.", by=editor)
    assert not {OLDEST, "Sample text: unseen?"} & set(titles(client))
    assert client.get("/sitemap.xml").text == before


def test_a_retraction_is_before_the_corrections_of_its_day_in_their_feed(client, forty):
    (oldest,) = publish(OLD, title=OLDEST)
    event = notice_on(oldest, R)
    for page in forty:
        notice_on(page, K)
    assert titles(client, "/corrections/feed.xml")[0] == f"Retracted: {OLDEST}"
    assert f"study-{event.pk}/" in client.get("/corrections/").text
