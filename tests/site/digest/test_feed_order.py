"""A feed of a site whose only summaries are those of the test: its order and its cost."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from draft_factories import make_editor
from feed_cases import notice_on, publish, titles

from pprnet.sources import NoticeKind
from pprnet_site.catalogue.actions import reassign_event

pytestmark = pytest.mark.django_db

R, K = NoticeKind.RETRACTION, NoticeKind.CORRECTION


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
