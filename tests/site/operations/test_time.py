"""Days and schedules follow the site's own zone, through clock changes and jumps of the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from draft_factories import make_editor, make_summary_draft, reload_page

from pprnet_site.catalogue.actions import set_schedule, start_due_harvest
from pprnet_site.catalogue.actions.schedules import next_harvest_day
from pprnet_site.catalogue.enums import HarvestStatus
from pprnet_site.catalogue.ingest.leases import has_live_owner, is_stalled
from pprnet_site.catalogue.models import HarvestRun, HarvestSchedule, ImportRun
from pprnet_site.desk.forms.drafts import PublicationDateForm
from pprnet_site.digest.actions import publish_due, schedule_summary

pytestmark = pytest.mark.django_db
HALF_MINUTE = timedelta(seconds=30)


@pytest.fixture
def contact(settings):
    settings.PPRNET_CONTACT = "test@example.org"


@pytest.fixture
def clock(monkeypatch):
    """A clock that the test sets; every part of the site reads it."""
    held = {"now": datetime(2026, 1, 1, tzinfo=UTC)}
    monkeypatch.setattr(timezone, "now", lambda: held["now"])

    def put(moment: datetime) -> datetime:
        held["now"] = moment
        return moment

    return put


def harvests_between(first: datetime, last: datetime, step: timedelta) -> list[date]:
    found = []
    while first < last:
        if run := start_due_harvest(now=first):
            found.append(run.until)
            HarvestRun.objects.update(status=HarvestStatus.DONE)
        first += step
    return found


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        # Midnight does not exist, midnight comes twice, an hour of the night twice, no change.
        ("Africa/Cairo", date(2026, 4, 24)),
        ("America/Santiago", date(2026, 4, 5)),
        ("Europe/Paris", date(2026, 10, 25)),
        ("Pacific/Kiritimati", date(2026, 5, 20)),
        ("Pacific/Pago_Pago", date(2026, 5, 20)),
    ],
)
def test_a_harvest_runs_once_on_its_own_day(settings, contact, zone, day):
    settings.TIME_ZONE = zone
    with timezone.override(zone):
        set_schedule(enabled=True, month_day=day.day, by=None, today=day - timedelta(days=1))
        start = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone)).astimezone(UTC)
        around = timedelta(days=2)
        assert harvests_between(start - around, start + around, timedelta(minutes=30)) == [day]


@pytest.mark.parametrize("hours", [-48, -1, 1, 48])
def test_a_clock_that_is_put_back_and_forth_starts_nothing_twice(contact, hours):
    day = datetime(2026, 3, 12, 3, tzinfo=UTC)
    set_schedule(enabled=True, month_day=12, by=None, today=date(2026, 3, 1))
    moments = [day, day + timedelta(hours=hours), day + HALF_MINUTE, day + timedelta(hours=hours)]
    runs = []
    for moment in moments:
        runs.append(start_due_harvest(now=moment))
        HarvestRun.objects.update(status=HarvestStatus.DONE)
    assert sum(run is not None for run in runs) == 1


def test_a_clock_that_was_years_ahead_does_not_silence_the_schedule(contact):
    set_schedule(enabled=True, month_day=12, by=None, today=date(2026, 3, 1))
    assert start_due_harvest(now=datetime(2036, 1, 1, tzinfo=UTC)) is not None
    HarvestRun.objects.update(status=HarvestStatus.DONE)
    assert start_due_harvest(now=datetime(2026, 3, 2, tzinfo=UTC)) is None
    assert HarvestSchedule.objects.get().next_on == date(2026, 3, 12)
    assert start_due_harvest(now=datetime(2026, 3, 12, tzinfo=UTC)) is not None


@pytest.mark.parametrize("month_day", range(1, 29))
def test_the_next_day_lies_within_a_month_and_never_in_the_past(month_day):
    for number in range(800):
        today = date(2024, 1, 1) + timedelta(days=number)
        found = next_harvest_day(month_day, today)
        assert timedelta(0) < found - today <= timedelta(days=31)
        assert found.day == month_day


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-29T01:59", datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        ("2026-03-29T03:00", datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        ("2026-10-25T01:59", datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        ("2026-10-25T03:00", datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
    ],
)
def test_a_summary_is_published_once_in_a_night_of_change(clock, text, moment):
    clock(moment - timedelta(days=1))
    summary = make_summary_draft(by=None)
    with timezone.override("Europe/Paris"):
        form = PublicationDateForm({"at": text})
        assert form.is_valid(), form.errors
        assert form.cleaned_data["at"] == moment
        schedule_summary(summary=summary, at=form.cleaned_data["at"], by=None)
        times = []
        for minutes in range(-180, 180, 15):
            now = clock(moment + timedelta(minutes=minutes))
            if publish_due(now=now).published:
                times.append(minutes)
        assert times == [0]
        assert reload_page(summary).live
        clock(moment - timedelta(hours=2))
        assert not publish_due(now=timezone.now()).published
        assert reload_page(summary).live


@pytest.mark.parametrize("text", ["2026-03-29T02:30", "2026-10-25T02:30"])
def test_a_time_that_does_not_exist_or_comes_twice_is_asked_again(text):
    with timezone.override("Europe/Paris"):
        form = PublicationDateForm({"at": text})
        assert not form.is_valid()
        assert "Europe/Paris" in form.errors["at"][0]


def test_the_month_begins_at_midnight_of_the_site(client, clock):
    client.force_login(make_editor())
    clock(datetime(2026, 3, 1, 3, tzinfo=UTC))
    with timezone.override("America/Toronto"):
        assert timezone.localdate() == date(2026, 2, 28)
        page = client.get("/desk/harvests/").text
        assert "2026-03-01" not in page


@pytest.mark.parametrize("hours", [1, 24, 24 * 365])
def test_a_beat_from_before_the_clock_was_put_back_counts_as_silence(hours):
    now = timezone.now()
    run = ImportRun.objects.create(file_name="example.ris", status="running")
    run.owner, run.beat_at = "another-machine:1:example", now + timedelta(hours=hours)
    assert not has_live_owner(run, now=now)
    assert is_stalled(run, now=now)
    run.beat_at = now - timedelta(seconds=5)
    assert has_live_owner(run, now=now)
