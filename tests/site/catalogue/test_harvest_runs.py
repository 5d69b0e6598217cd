"""Harvests into the catalogue, from services of this machine that also fail."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.utils import timezone
from draft_factories import make_editor, make_writer

from fakes.fake_services import SINCE, UNTIL, FakeServices, Fault
from fakes.service_records import ServiceRecords
from fakes.site_sources import sources_at
from pprnet.errors import ContactMissingError
from pprnet.harvest import PageSaved
from pprnet.sources import SOURCE_KEYS, NoticeKind
from pprnet.sources.http import HttpClient
from pprnet.vocab.searches import searches
from pprnet_site.catalogue import enums
from pprnet_site.catalogue.actions import (
    add_search,
    open_harvest,
    remove_search,
    requeue_stalled_harvests,
    resume_harvest,
    run_harvest,
    set_schedule,
    start_due_harvest,
    start_harvest,
    stop_harvest,
    switch_search,
    sync_searches,
)
from pprnet_site.catalogue.actions.schedules import next_harvest_day
from pprnet_site.catalogue.models import (
    HarvestRun,
    HarvestSchedule,
    HarvestTask,
    ImportRun,
    Record,
    SavedSearch,
    Work,
)
from pprnet_site.catalogue.queries import recent_imports
from pprnet_site.core.errors import ActionRefusedError, ConflictError

pytestmark = pytest.mark.django_db
DONE, PARTLY = enums.HarvestStatus.DONE, enums.HarvestStatus.PARTLY


@pytest.fixture(scope="session")
def service_records(shared_data):
    return ServiceRecords.of(shared_data, limit=24)


@pytest.fixture
def services(service_records, settings):
    with FakeServices(service_records) as fake:
        settings.PPRNET_CONTACT = "test@example.org"
        settings.HARVEST_SOURCES = sources_at(fake.port)
        yield fake


@pytest.fixture
def contact(settings):
    settings.PPRNET_CONTACT = "test@example.org"


def one_each():
    """Ask each source one search, so that little is fetched twice."""
    first = [SavedSearch.objects.filter(source=source)[0].pk for source in SOURCE_KEYS]
    SavedSearch.objects.exclude(pk__in=first).update(is_on=False)


def opened(**fields):
    return open_harvest(**{"since": SINCE, "until": UNTIL, "by": None} | fields)


def sources_held(service_records):
    return sum(len(getattr(service_records, source)) for source in SOURCE_KEYS)


def test_source_names_match_the_engine():
    assert tuple(enums.HarvestSource.values) == SOURCE_KEYS
    assert set(enums.WorkNoticeKind.values) == {kind.value for kind in NoticeKind}


def test_the_shipped_searches_are_there_and_what_was_switched_off_stays_off():
    assert SavedSearch.objects.count() == len(searches())
    first = SavedSearch.objects.first()
    switch_search(search=first, enabled=False, by=None)
    own = add_search(source="crossref", label="Example", query="example", by=None)
    SavedSearch.objects.create(source="pubmed", key="gone", label="x", query="x", shipped=True)
    sync_searches()
    assert SavedSearch.objects.count() == len(searches()) + 1
    first.refresh_from_db()
    assert not first.is_on
    with pytest.raises(ActionRefusedError, match="comes with pprnet"):
        remove_search(search=first, by=None)
    remove_search(search=own, by=None)
    assert SavedSearch.objects.count() == len(searches())


def test_a_harvest_brings_every_record_into_the_inbox(services, service_records):
    one_each()
    run = run_harvest(run=opened())
    assert run.status == DONE
    assert run.finished_at
    tasks = list(run.tasks.select_related("reading"))
    assert [task.source for task in tasks] == list(SOURCE_KEYS)
    assert [task.records for task in tasks] == [
        len(getattr(service_records, source)) for source in SOURCE_KEYS
    ]
    for task in tasks:
        counts = task.reading
        assert counts.read == task.records == task.total
        assert counts.read == counts.known + counts.merged + counts.added
        assert counts.status == enums.ImportStatus.DONE
    assert Work.objects.count() == sum(task.reading.added for task in tasks)
    assert SavedSearch.objects.get(source="pubmed", key="words").reached == UNTIL
    assert not recent_imports().exists()


def test_the_same_period_again_adds_nothing(services):
    one_each()
    run_harvest(run=opened())
    before = Record.objects.count(), Work.objects.count()
    again = run_harvest(run=opened())
    assert all(task.reading.known == task.records for task in again.tasks.all())
    assert (Record.objects.count(), Work.objects.count()) == before


def test_other_sources_continue_when_one_is_down_and_it_is_resumed_later(services, service_records):
    one_each()
    fault = Fault("503", "www.ebi.ac.uk", times=99, after=1)
    services.faults.append(fault)
    run = run_harvest(run=opened())
    assert run.status == PARTLY
    tasks = {task.source: task for task in run.tasks.all()}
    assert "503 Service Unavailable" in tasks["europepmc"].error
    assert tasks["europepmc"].records == 10
    assert all(task.is_finished for key, task in tasks.items() if key != "europepmc")
    assert SavedSearch.objects.get(source="europepmc", key="words").reached is None
    fault.times = 0
    services.asked.clear()
    resume_harvest(run=run, by=None)
    run = run_harvest(run=run)
    assert run.status == DONE
    assert {host for host, _path, _fields in services.asked} == {"www.ebi.ac.uk"}
    task = run.tasks.get(source="europepmc")
    assert task.error == ""
    assert task.records == task.reading.read == len(service_records.europepmc)
    with pytest.raises(ConflictError, match="is complete"):
        resume_harvest(run=run, by=None)


def test_an_interrupted_run_resumes_without_fetching_twice(services, service_records):
    one_each()
    run = opened()

    def cut(event):
        if isinstance(event, PageSaved) and event.task.search.source == "europepmc":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_harvest(run=run, on_event=cut)
    assert [stalled.pk for stalled in requeue_stalled_harvests()] == [run.pk]
    run = run_harvest(run=HarvestRun.objects.get())
    assert run.status == DONE
    assert (
        Record.objects.count()
        <= sources_held(service_records)
        == sum(t.reading.read for t in run.tasks.all())
    )
    repeated = [key for key, times in services.questions().items() if times > 1]
    assert repeated == []


def test_a_page_that_cannot_be_stored_leaves_no_rows(services, monkeypatch):
    one_each()
    run = opened(sources=["openalex"])

    def fail(*_args):
        raise RuntimeError("example")

    with monkeypatch.context() as patch:
        patch.setattr("pprnet_site.catalogue.ingest.harvest_store.write_step", fail)
        with pytest.raises(RuntimeError):
            run_harvest(run=run)
    assert not Record.objects.exists()
    assert not Work.objects.exists()
    run.refresh_from_db()
    assert run.status == enums.HarvestStatus.FAILED
    assert "example" in run.error
    assert ImportRun.objects.get().read == 0


def test_a_run_leased_by_another_process_is_left_alone(services):
    run = opened(sources=["openalex"])

    def take_over(event):
        with pytest.raises(ConflictError, match="being read"):
            run_harvest(run=HarvestRun.objects.get())

    assert run_harvest(run=run, on_event=take_over).status == DONE
    with pytest.raises(ConflictError):
        run_harvest(run=run)


def test_two_runs_at_once_are_refused_and_would_duplicate_nothing(services, service_records):
    one_each()
    first = opened(sources=["crossref"])
    with pytest.raises(ActionRefusedError, match="is running"):
        opened()
    HarvestRun.objects.update(status=enums.HarvestStatus.STOPPED)
    second = opened(sources=["crossref"])
    HarvestRun.objects.update(status=enums.HarvestStatus.WAITING)

    def other(event):
        if isinstance(event, PageSaved) and first.status == enums.HarvestStatus.WAITING:
            run_harvest(run=first)

    run_harvest(run=second, on_event=other)
    assert HarvestTask.objects.filter(is_finished=True).count() == 2
    assert Record.objects.count() <= len(service_records.crossref)
    known = sum(reading.known for reading in ImportRun.objects.all())
    assert known + Record.objects.count() == 2 * len(service_records.crossref)


def test_a_stopped_run_ends_at_the_next_page_and_keeps_what_came(services):
    one_each()
    run = opened(sources=["europepmc"])

    def stop(event):
        if isinstance(event, PageSaved):
            stop_harvest(run=run, by=None)

    with pytest.raises(ConflictError):
        run_harvest(run=run, on_event=stop)
    run = HarvestRun.objects.get()
    assert run.status == enums.HarvestStatus.STOPPED
    assert run.tasks.get().records == 10
    assert Record.objects.count() == 10
    with pytest.raises(ConflictError, match="already ended"):
        stop_harvest(run=run, by=None)
    assert run_harvest(run=resume_harvest(run=run, by=None)).status == DONE


def test_without_a_contact_nothing_starts(settings):
    for stated, said in (("", "no contact address"), ("nobody", "expected an e-mail address")):
        settings.PPRNET_CONTACT = stated
        with pytest.raises(ContactMissingError, match=said):
            opened()
        with pytest.raises(ContactMissingError):
            set_schedule(enabled=True, month_day=1, by=None)
    assert not HarvestRun.objects.exists()
    assert not HarvestSchedule.objects.exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"since": UNTIL, "until": SINCE}, "is after the last"),
        ({"sources": ["scopus"]}, "All searches of these sources are off"),
    ],
)
def test_an_empty_harvest_is_refused(contact, fields, said):
    with pytest.raises(ActionRefusedError, match=said):
        opened(**fields)
    assert not HarvestRun.objects.exists()


def test_only_editors_harvest(contact):
    writer, search = make_writer(), SavedSearch.objects.first()
    run = opened(by=make_editor())
    for act in (
        lambda: start_harvest(since=SINCE, by=writer),
        lambda: set_schedule(enabled=False, month_day=1, by=writer),
        lambda: stop_harvest(run=run, by=writer),
        lambda: resume_harvest(run=run, by=writer),
        lambda: switch_search(search=search, enabled=False, by=writer),
        lambda: remove_search(search=search, by=writer),
        lambda: add_search(source="pubmed", label="x", query="x", by=writer),
    ):
        with pytest.raises(PermissionDenied, match="Ask an editor"):
            act()


@pytest.mark.parametrize(
    ("month_day", "after", "expected"),
    [
        (1, date(2026, 1, 31), date(2026, 2, 1)),
        (15, date(2026, 1, 14), date(2026, 1, 15)),
        (15, date(2026, 1, 15), date(2026, 2, 15)),
        (28, date(2026, 12, 28), date(2027, 1, 28)),
        (28, date(2026, 2, 27), date(2026, 2, 28)),
    ],
)
def test_the_next_day_of_a_month(month_day, after, expected):
    assert next_harvest_day(month_day, after) == expected


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


def test_the_schedule_starts_one_harvest_a_month_from_where_the_last_one_ended(contact):
    today = date(2026, 3, 10)
    schedule = set_schedule(enabled=True, month_day=12, by=None, today=today)
    assert schedule.next_on == date(2026, 3, 12)
    assert start_due_harvest(now=at(today)) is None
    run = start_due_harvest(now=at(date(2026, 3, 13)))
    assert (run.since, run.until, run.scheduled) == (date(2026, 2, 10), date(2026, 3, 13), True)
    assert run.tasks.count() == len(searches())
    assert start_due_harvest(now=at(date(2026, 3, 13))) is None
    HarvestRun.objects.update(status=DONE)
    SavedSearch.objects.update(reached=date(2026, 3, 13))
    assert start_due_harvest(now=at(date(2026, 4, 11))) is None
    assert start_due_harvest(now=at(date(2026, 4, 12))).since == date(2026, 2, 11)
    assert HarvestSchedule.objects.get().next_on == date(2026, 5, 12)


def test_a_due_harvest_waits_while_one_is_under_way_or_no_contact_is_set(contact, settings):
    set_schedule(enabled=True, month_day=1, by=None, today=date(2026, 3, 1))
    run = opened()
    assert start_due_harvest(now=at(date(2026, 3, 1))) is None
    stop_harvest(run=run, by=None)
    settings.PPRNET_CONTACT = ""
    assert start_due_harvest(now=at(date(2026, 3, 1))) is None
    assert HarvestSchedule.objects.get().next_on == date(2026, 3, 1)
    set_schedule(enabled=False, month_day=1, by=None)
    settings.PPRNET_CONTACT = "test@example.org"
    assert start_due_harvest(now=at(date(2026, 3, 1))) is None


def test_a_waiting_run_is_queued_again_only_after_a_while(contact):
    run = opened()
    assert requeue_stalled_harvests() == []
    later = timezone.now() + timedelta(minutes=11)
    assert [taken.pk for taken in requeue_stalled_harvests(now=later)] == [run.pk]


def test_a_period_after_a_gap_does_not_make_a_search_complete(services):
    one_each()
    SavedSearch.objects.update(reached=date(2025, 11, 1))
    run_harvest(run=opened(sources=["openalex"]))
    assert SavedSearch.objects.get(source="openalex", key="words").reached == date(2025, 11, 1)
    SavedSearch.objects.update(reached=SINCE)
    run_harvest(run=opened(sources=["openalex"]))
    assert SavedSearch.objects.get(source="openalex", key="words").reached == UNTIL


def test_the_command_reports_complete_and_incomplete_searches(services, capsys):
    one_each()
    words = ("--since", str(SINCE), "--until", str(UNTIL), "--source", "openalex")
    call_command("harvest", *words)
    assert "OpenAlex" in capsys.readouterr().out
    services.faults.append(Fault("400", "openalex", times=99))
    with pytest.raises(CommandError, match="The harvest is incomplete"):
        call_command("harvest", *words)
    assert "400 Bad Request" in capsys.readouterr().err


def test_the_live_sources_carry_the_contact_and_the_keys(settings, service_records, monkeypatch):
    settings.PPRNET_CONTACT = "test@example.org"
    settings.PPRNET_KEYS = {"pubmed": "example-key", "openalex": ""}
    one_each()
    with FakeServices(service_records) as fake:
        monkeypatch.setattr(
            "pprnet.sources.http.HttpClient", partial(HttpClient, transport=fake.transport())
        )
        assert run_harvest(run=opened(sources=["pubmed"])).status == DONE
    assert {fields["email"] for _host, _path, fields in fake.asked} == {"test@example.org"}
    assert {fields["api_key"] for _host, _path, fields in fake.asked} == {"example-key"}
    stored = str(list(HarvestRun.objects.values())) + str(list(HarvestTask.objects.values()))
    assert "test@example.org" not in stored
    assert "example-key" not in stored
