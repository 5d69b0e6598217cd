"""What the history states of a notice: only what readers saw, on the day on which they saw it."""

from __future__ import annotations

import datetime as dt
import re
from itertools import product

import pytest
from digest_factories import make_issue, make_summary
from django.utils import timezone
from draft_factories import make_editor
from lxml import etree
from lxml import html as lxml_html
from notice_factories import make_source, report
from wagtail.models import PageLogEntry

from pprnet.records import PartialDate
from pprnet.sources import NoticeKind
from pprnet_site.catalogue.actions import (
    confirm_event,
    dispute_event,
    reassign_event,
    undo_event_decision,
)
from pprnet_site.catalogue.models import EventDecision, WorkEvent
from pprnet_site.digest.models import SummaryPage

pytestmark = pytest.mark.django_db

R, K, C = NoticeKind.RETRACTION, NoticeKind.CORRECTION, NoticeKind.CONCERN
REPORTED = "The study is reported as retracted."
DISPUTED = "The editor disputes the notice."
REMOVED = "A notice shown here was about another study. It was removed."
CONFIRMED = "The editor confirmed the notice."
WITHDRAWN = "The editor withdrew the decision."


@pytest.fixture
def editor():
    return make_editor()


def noon(year, month=1, day=1):
    return dt.datetime(year, month, day, 12, tzinfo=dt.UTC)


def publish(work, at):
    """Publish a summary of a work, as if at a time; the gate lets it pass before a notice came."""
    page = make_summary(make_issue(at.date().replace(day=1)), works=[work])
    SummaryPage.objects.filter(pk=page.pk).update(first_published_at=at, last_published_at=at)
    PageLogEntry.objects.filter(page=page).update(timestamp=at)
    return SummaryPage.objects.get(pk=page.pk)


def reported(work, kind, at, *, dated=None):
    """Report a notice at a time."""
    event = report(work, kind, date=dated or PartialDate(at.year, at.month, at.day))
    WorkEvent.objects.filter(pk=event.pk).update(reported_at=at)
    return WorkEvent.objects.get(pk=event.pk)


def decide(event, verdict, at, by):
    """Decide on an event, or undo the decision, at a time."""
    if verdict == "undo":
        undo_event_decision(event=event, by=by)
        EventDecision.objects.filter(undone_at__gt=noon(2026, 6)).update(undone_at=at)
        return
    said = {"confirm": {"text": "x"}, "dispute": {"reason": "x"}, "reassign": {}}[verdict]
    action = {"confirm": confirm_event, "dispute": dispute_event, "reassign": reassign_event}
    action[verdict](event=event, by=by, **said)
    EventDecision.objects.filter(pk=event.decisions.last().pk).update(at=at)


def lines(client, address):
    """Return each entry of the history on a page as the year and the sentence, newest first."""
    tree = lxml_html.fromstring(client.get(address).content)
    found = []
    for each in tree.xpath('//ol[@class="history"]/li'):
        text = " ".join(each.text_content().split())
        sentence = re.search(r": ([^.]+\.(?: It was removed\.)?)", text)[1]
        found.append((int(each.find("time").get("datetime")[:4]), sentence))
    return found


# A notice that was never shown


def test_nothing_is_said_of_a_notice_that_was_removed_before_the_summary(client, editor):
    work = make_source()
    page = publish(work, noon(2026))
    event = reported(work, R, noon(2019))
    decide(event, "reassign", noon(2020), editor)
    assert lines(client, page.get_absolute_url()) == [(2026, "published.")]
    assert client.get(f"/corrections/study-{event.pk}/").status_code == 404
    tree = lxml_html.fromstring(client.get(page.get_absolute_url()).content)
    assert '"dateModified":"2026-01-01"' in tree.xpath("//script[@type]/text()")[0]


@pytest.mark.parametrize("verdict", ["confirm", "dispute", "reassign"])
def test_nothing_is_said_of_a_correction_from_before_the_summary(client, editor, verdict):
    work = make_source()
    page = publish(work, noon(2023))
    event = reported(work, K, noon(2024), dated=PartialDate(2019))
    decide(event, verdict, noon(2025), editor)
    assert lines(client, page.get_absolute_url()) == [(2023, "published.")]
    assert client.get(f"/corrections/study-{event.pk}/").status_code == 404
    assert f"study-{event.pk}" not in client.get("/corrections/").text


# What readers saw of the decisions: published in 2022, the notice of 2020 or 2023


@pytest.mark.parametrize(
    ("notice", "decisions", "history"),
    [
        (2020, [], [(2022, REPORTED)]),
        (2020, [("dispute", 2021)], [(2022, DISPUTED), (2022, REPORTED)]),
        (2020, [("dispute", 2020), ("undo", 2021)], [(2022, REPORTED)]),
        (2020, [("dispute", 2021), ("undo", 2024)],
         [(2024, WITHDRAWN), (2022, DISPUTED), (2022, REPORTED)]),
        (2020, [("reassign", 2020), ("undo", 2021)], [(2022, REPORTED)]),
        (2020, [("reassign", 2021)], []),
        (2020, [("reassign", 2021), ("undo", 2024)], [(2024, REPORTED)]),
        (2020, [("reassign", 2021), ("dispute", 2024)], [(2024, DISPUTED), (2024, REPORTED)]),
        (2020, [("dispute", 2020), ("reassign", 2021)], []),
        (2020, [("reassign", 2024)], [(2024, REMOVED)]),
        (2023, [("reassign", 2024)], [(2024, REMOVED)]),
        (2023, [("dispute", 2024), ("undo", 2025)],
         [(2025, WITHDRAWN), (2024, DISPUTED), (2023, REPORTED)]),
        (2023, [("dispute", 2024), ("reassign", 2025)], [(2025, REMOVED), (2024, DISPUTED)]),
    ],
)  # fmt: skip
def test_the_history_has_what_readers_saw(client, editor, notice, decisions, history):
    work = make_source()
    page = publish(work, noon(2022))
    event = reported(work, R, noon(notice))
    for verdict, year in decisions:
        decide(event, verdict, noon(year, 3), editor)
    assert lines(client, page.get_absolute_url()) == [*history, (2022, "published.")]
    address = f"/corrections/study-{event.pk}/"
    if history:
        assert lines(client, address) == history
    else:
        assert client.get(address).status_code == 404


def test_a_second_editor_does_not_remove_a_notice_again(client, editor):
    work = make_source()
    page = publish(work, noon(2022))
    event = reported(work, R, noon(2023))
    decide(event, "reassign", noon(2024), editor)
    decide(event, "reassign", noon(2025), make_editor("other"))
    assert lines(client, page.get_absolute_url()) == [(2024, REMOVED), (2022, "published.")]


# At the desk


@pytest.mark.parametrize(
    ("kind", "dated", "verdict", "is_seen"),
    [
        *((R, year, verdict, True) for year, verdict in product((2019, 2024), ("", "dispute"))),
        *((K, 2024, verdict, True) for verdict in ("", "confirm", "dispute")),
        *((K, 2019, verdict, False) for verdict in ("", "confirm", "dispute", "reassign")),
        (R, 2019, "reassign", False),
    ],
)
def test_the_desk_says_whether_readers_see_it(client, kind, dated, verdict, is_seen):
    editor = make_editor()
    work = make_source()
    page = publish(work, noon(2023))
    event = reported(work, kind, noon(2024), dated=PartialDate(dated))
    if verdict:
        decide(event, verdict, noon(2025), editor)
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    desk = client.get(f"/desk/notices/?notice={event.pk}").text
    assert ("readers see the notice since" in desk) == is_seen
    assert ("Published; readers do not see the notice." in desk) != is_seen
    stated = any("study-" in each.get("href") for each in links(client, page))
    assert stated == (is_seen or (kind, verdict) == (R, "reassign"))


def links(client, page):
    return lxml_html.fromstring(client.get(page.get_absolute_url()).content).xpath("//main//a")


# Two summaries of one study


def test_a_second_summary_of_the_study_changes_no_date_of_a_notice(client, editor):
    work = make_source()
    publish(work, noon(2022))
    event = reported(work, C, noon(2023, 5, 2))
    decide(event, "confirm", noon(2023, 6), editor)
    address = f"/corrections/study-{event.pk}/"

    def dates():
        feed = etree.fromstring(client.get("/corrections/feed.xml").content)
        return (
            re.findall(r"On this site since [^<]*", client.get(address).text),
            lines(client, address),
            [each.text for each in feed.iter("{*}published")],
            re.findall(r'<time datetime="([^"]*)"', client.get("/corrections/").text),
        )

    before = dates()
    assert before[0] == ["On this site since 2 May 2023."]
    publish(work, noon(2025, 2))
    assert dates() == before


def test_a_notice_names_only_the_summaries_that_show_it(client):
    work = make_source()
    first = publish(work, noon(2022))
    second = publish(work, noon(2025, 2))
    event = reported(work, K, noon(2023, 6, 2))
    for address in ("/corrections/", f"/corrections/study-{event.pk}/"):
        text = client.get(address).text
        assert first.get_absolute_url() in text
        assert second.get_absolute_url() not in text
    assert "On this site since 2 June 2023." in client.get(f"/corrections/study-{event.pk}/").text


def test_a_correction_of_the_evening_on_which_a_summary_appeared_is_news(client, settings):
    settings.TIME_ZONE = "America/Toronto"
    work = make_source()
    page = publish(work, dt.datetime(2024, 8, 31, 1, tzinfo=dt.UTC))
    with timezone.override("America/Toronto"):
        reported(work, K, noon(2024, 9), dated=PartialDate(2024, 8, 30))
        assert "Study corrected" in client.get(page.get_absolute_url()).text
