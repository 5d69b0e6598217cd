"""When the watch asks: the nights of the site, works published by day, and turns of the worker."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from digest_factories import make_work
from django.utils import timezone
from typer.testing import CliRunner
from watch_cases import DAY, NIGHT, publish_works, summarise

from fakes.fake_services import Fault
from fakes.watch_services import doi_of, services_for
from pprnet.cli import build_app
from pprnet_site.catalogue import tasks
from pprnet_site.catalogue.actions import run_watch, start_due_watch
from pprnet_site.catalogue.models import SourceCheck, WatchedService, WatchRun
from pprnet_site.catalogue.queries import watch_state
from pprnet_site.catalogue.watch import watch_times
from pprnet_site.catalogue.watch.watch_times import due_before, night_after, night_before

pytestmark = pytest.mark.django_db


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def at_three(monkeypatch):
    """Have the nights begin at the full hour."""
    monkeypatch.setattr(watch_times, "site_offset", timedelta)


@pytest.mark.parametrize(
    ("zone", "hour", "times"),
    [
        ("UTC", 3, "2026-03-10T05:00 2026-03-10T03:00"),
        ("UTC", 3, "2026-03-10T02:59 2026-03-09T03:00"),
        ("UTC", 3, "2026-03-10T03:00 2026-03-10T03:00"),
        ("UTC", 0, "2026-03-10T00:30 2026-03-10T00:00"),
        ("UTC", 23, "2026-03-10T22:00 2026-03-09T23:00"),
        ("America/Toronto", 3, "2026-01-10T08:00 2026-01-10T08:00"),
        ("America/Toronto", 3, "2026-01-10T07:59 2026-01-09T08:00"),
        ("America/Toronto", 3, "2026-03-08T12:00 2026-03-08T07:00"),  # the clock went on
        ("America/Toronto", 2, "2026-03-08T12:00 2026-03-08T07:00"),  # an hour that there is not
        ("America/Toronto", 3, "2026-11-01T12:00 2026-11-01T08:00"),  # the clock went back
        ("Pacific/Auckland", 3, "2026-06-10T14:00 2026-06-09T15:00"),
    ],
)
def test_nights_follow_the_time_zone_of_the_site(settings, at_three, zone, hour, times):
    now, night = times.split()
    settings.PPRNET_WATCH_HOUR = hour
    with timezone.override(zone):
        assert night_before(at(now)) == at(night)
        assert night_after(at(now)) > at(now)
        assert night_after(at(now)) - at(now) <= timedelta(hours=25)


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ("2026-03-10T03:00", "2026-03-09T07:00"),
        ("2026-03-10T12:00", "2026-03-09T16:00"),
        ("2026-03-10T23:30", "2026-03-10T03:00"),
        ("2026-03-11T02:59", "2026-03-10T03:00"),
    ],
)
def test_a_work_is_asked_about_again_after_twenty_hours_and_a_night(at_three, now, before):
    assert due_before(at(now)) == at(before)


def test_a_moment_is_always_asked_about_within_a_day(at_three):
    for minute in range(0, 24 * 60, 7):
        asked = at("2026-03-10T00:00") + timedelta(minutes=minute)
        assert due_before(asked + DAY) >= asked


def test_sites_begin_at_different_seconds_of_the_hour(settings):
    offsets = set()
    for number in range(20):
        settings.SECRET_KEY = f"example key number {number}"
        offsets.add(watch_times.site_offset())
        assert watch_times.site_offset() in offsets
    assert len(offsets) > 15
    assert all(timedelta() <= offset < timedelta(hours=1) for offset in offsets)


def test_a_work_that_is_published_by_day_does_not_wait_for_the_night(asked, clock):
    publish_works(2)
    with asked(services_for(3)) as fake:
        run_watch(clock=clock)
        clock.go_on(hours=8)
        assert not start_due_watch(now=clock())
        summarise(make_work(2, doi=doi_of(2)))
        before = len(fake.asked)
        assert start_due_watch(now=clock())
        run_watch(clock=clock)
        sent = " ".join(str(fields) for _host, _path, fields in fake.asked[before:])
    assert doi_of(2) in sent
    assert doi_of(1) not in sent


def test_one_run_waits_at_a_time_and_a_lost_one_is_queued_again(asked, clock):
    publish_works(1)
    with asked(services_for(1)):
        assert start_due_watch(now=clock())
        assert not start_due_watch(now=clock())
        assert not start_due_watch(now=clock() + timedelta(minutes=9))
        assert start_due_watch(now=clock() + timedelta(minutes=11))
        WatchRun.objects.update(status="running", owner="another:1:x", beat_at=clock())
        assert not start_due_watch(now=clock() + timedelta(minutes=1))
        assert start_due_watch(now=clock() + timedelta(minutes=3))
        assert tasks.ask_services.call() == "done"
        assert tasks.ask_services.call() == "done"
        assert not start_due_watch(now=timezone.now())


def test_a_turn_of_the_worker_ends_in_time_and_the_next_goes_on(asked, monkeypatch):
    publish_works(12)
    monkeypatch.setattr(tasks, "SECONDS_OF_A_TURN", 0.01)
    answers = []
    with asked(services_for(12)) as fake:
        while start_due_watch() and len(answers) < 30:
            answers.append(tasks.ask_services.call())
        questions = fake.questions()
    assert answers[-1] == "done"
    assert "more" in answers
    assert SourceCheck.objects.count() == 36
    assert max(questions.values()) == 1


@pytest.mark.parametrize("field", ["asked_at", "retry_at"])
def test_moments_of_a_clock_that_was_wrong_do_not_count(asked, clock, field):
    publish_works(1)
    with asked(services_for(1)) as fake:
        run_watch(clock=clock)
        if field == "asked_at":
            SourceCheck.objects.update(asked_at=NIGHT + 400 * DAY)
        else:
            WatchedService.objects.update(retry_at=NIGHT + 400 * DAY, failing_since=NIGHT)
            clock.go_on(days=1)
        before = len(fake.asked)
        run_watch(clock=clock)
    assert len(fake.asked) > before
    assert set(SourceCheck.objects.values_list("asked_at", flat=True)) == {clock()}


def test_everything_is_asked_again_on_request_also_what_failed(asked, clock):
    publish_works(3)
    with asked(services_for(3)) as fake:
        fake.faults.append(Fault("503", "eutils", 99))
        run_watch(clock=clock)
        fake.faults.clear()
        clock.go_on(minutes=1)
        assert run_watch(clock=clock).services == ()
        result = run_watch(clock=clock, everything=True).services
        assert [turn.asked for turn in result] == [3, 3, 3, 0]
        assert not any(turn.failure for turn in result)


def verb(*words: str):
    return CliRunner(env={"COLUMNS": "200"}).invoke(build_app(), ["watch", *words])


def test_the_verb_asks_and_says_what_came(asked):
    publish_works(3)
    with asked(services_for(3)) as fake:
        first = verb()
        assert first.exit_code == 0, first.output
        assert "Crossref: 3 works asked about, 0 not known there, 1 new notice" in first.output
        assert "Retraction Watch: 1 rows read, 1 new notice" in first.output
        assert "Nothing is due" in verb().output
        fake.faults.append(Fault("503", "crossref", 99))
        again = verb("--now")
        assert again.exit_code == 1
        assert "PubMed: 3 works asked about" in again.output
        assert "503" in again.output
        shown = verb("status").output
    assert "3 works are watched" in shown
    assert "Crossref: last answer" in shown
    assert "failing since" in shown


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [("PPRNET_WATCH", False, "switched off"), ("PPRNET_CONTACT", "", "no contact address")],
)
def test_the_verb_says_why_nothing_is_asked(asked, settings, name, value, message):
    publish_works(1)
    with asked(services_for(1)):
        setattr(settings, name, value)
        assert message in str(verb().exception)
        assert message in verb("status").output
        assert tasks.ask_services.call() == "off"
    assert watch_state().watched == 1
