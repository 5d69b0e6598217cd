"""Summaries of a month with notices on their studies, and what a feed shows of them."""

from __future__ import annotations

import datetime as dt

from digest_factories import make_issue, make_summary
from django.utils import timezone
from lxml import etree
from notice_factories import report

from pprnet.records import PartialDate
from pprnet_site.catalogue.models import WorkEvent
from pprnet_site.digest.models import SummaryPage

ATOM = {"a": "http://www.w3.org/2005/Atom"}


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
