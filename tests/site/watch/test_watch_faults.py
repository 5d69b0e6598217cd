"""Services that fail: the others are asked, and what failed is asked again later."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from watch_cases import NIGHT, events, publish_works, watch_rows

from fakes.fake_services import Fault
from fakes.invented_records import retraction_watch_csv
from fakes.watch_services import doi_of, pmid_of, services_for
from pprnet_site.catalogue.actions import run_watch, start_due_watch
from pprnet_site.catalogue.models import SourceCheck, WatchedService, WorkNotice
from pprnet_site.catalogue.queries import service_checks, service_states
from pprnet_site.catalogue.watch import file_turns, lookup_turns

pytestmark = pytest.mark.django_db

HOSTS = {
    "crossref": "crossref.org",
    "pubmed": "eutils",
    "europepmc": "ebi.ac.uk",
    "retraction-watch": "gitlab.com",
}
FAULTS = {
    "429": Fault("429", "", 99, value="3600"),
    "503": Fault("503", "", 99),
    "cut": Fault("cut", "", 99),
    "malformed": Fault("malformed", "", 99),
    "html": Fault("html", "", 99),
    "empty": Fault("empty", "", 99),
}


def failing(key: str, kind: str) -> Fault:
    fault = FAULTS[kind]
    return Fault(fault.kind, HOSTS[key], fault.times, value=fault.value)


@pytest.fixture(scope="module")
def published(made_once):
    return made_once(lambda: publish_works(6))


@pytest.mark.parametrize("kind", FAULTS)
@pytest.mark.parametrize("key", HOSTS)
def test_a_fault_of_one_service_is_recorded_and_the_others_are_asked(
    asked, clock, published, key, kind
):
    with asked(services_for(6)) as fake:
        fake.faults.append(failing(key, kind))
        result = {turn.key: turn for turn in run_watch(clock=clock).services}
        assert result[key].failure
        assert not any(turn.failure for name, turn in result.items() if name != key)
        state = {state.key: state for state in service_states(now=NIGHT)}
        assert state[key].failing_since == state[key].failed_at == NIGHT
        assert state[key].retry_at == NIGHT + timedelta(hours=1)
        assert "example.org" not in state[key].problem
        assert not SourceCheck.objects.filter(service=key).exists()
        assert not start_due_watch(now=NIGHT + timedelta(minutes=59))
        fake.faults.clear()
        clock.go_on(hours=1)
        run_watch(clock=clock)
    assert events() == {
        ("retraction", doi_of(0)),
        ("correction", doi_of(1)),
        ("retraction", doi_of(2)),
    }
    state = {state.key: state for state in service_states(now=clock())}
    assert (state[key].is_failing, state[key].problem, state[key].retry_at) == (False, "", None)


def test_a_fault_that_passes_is_no_failure(asked, clock, published):
    with asked(services_for(6)) as fake:
        fake.faults += [Fault("503", host, 1) for host in HOSTS.values()]
        fake.faults.append(Fault("429", "crossref.org", 1, after=2, value="0"))
        assert not any(turn.failure for turn in run_watch(clock=clock).services)
    assert len(events()) == 3


def test_a_service_that_is_down_for_eight_days_is_named_and_the_others_go_on(
    asked, clock, published
):
    with asked(services_for(6)) as fake:
        fake.faults.append(Fault("503", "eutils", 10_000))
        failures = []
        for _hour in range(8 * 24):
            if start_due_watch(now=clock()):
                run_watch(clock=clock)
                failures.append(WatchedService.objects.get(pk="pubmed").failed_at)
            clock.go_on(hours=1)
        silent = [each for each in service_states(now=clock()) if each.is_silent]
        asked_pubmed = sum("eutils" in host for host, _path, _fields in fake.asked)
    moments = sorted(set(failures))
    waits = [(late - early) // timedelta(hours=1) for early, late in pairwise(moments)]
    assert waits[:6] == [1, 2, 4, 8, 12, 12]
    assert max(waits) == 12
    assert [state.key for state in silent] == ["pubmed"]
    assert silent[0].failing_since == NIGHT
    assert asked_pubmed < 60
    others = SourceCheck.objects.exclude(service="pubmed")
    assert {clock() - row.asked_at < timedelta(days=1, hours=1) for row in others} == {True}
    assert ("retraction", doi_of(0)) in events()


def test_one_work_that_spoils_every_answer_hides_no_other(asked, clock, published):
    with asked(services_for(6)) as fake:
        spoilt = pmid_of(3)
        fake.pubmed_articles[spoilt] = b"<PubmedArticle><PMID>" + spoilt.encode()
        fake.pubmed_articles = {
            number: article for number, article in fake.pubmed_articles.items() if number != spoilt
        }
        esearch = fake.esearch

        def refuse(fields):
            return b"<html>" if f"{spoilt}[uid]" in fields["term"] else esearch(fields)

        fake.esearch = refuse
        result = {turn.key: turn for turn in run_watch(clock=clock).services}
        assert not result["pubmed"].failure
        assert result["pubmed"].problem
        assert run_watch(clock=clock).services == ()
    checks = {row.work.pmid: row for row in SourceCheck.objects.filter(service="pubmed")}
    assert {pmid for pmid, row in checks.items() if row.answered_at is None} == {spoilt}
    assert {row.asked_at for row in checks.values()} == {NIGHT}
    assert service_states(now=NIGHT)[1].problem
    assert not service_states(now=NIGHT)[1].is_failing


def test_what_a_service_said_before_is_kept_where_it_cannot_answer(asked, clock, published):
    with asked(services_for(6)) as fake:
        run_watch(clock=clock)
        fake.refused = doi_of(4)
        clock.go_on(days=1)
        run_watch(clock=clock)
    work = next(work for work in published if work.doi == doi_of(4))
    crossref, pubmed, _europepmc = service_checks([work.pk])[work.pk]
    assert (crossref.asked_at, crossref.answered_at, crossref.is_known) == (clock(), NIGHT, True)
    assert pubmed.answered_at == clock()


def test_a_fault_of_the_program_in_one_service_is_no_end_of_the_run(
    asked, clock, published, monkeypatch
):
    def fail(*_arguments, **_options):
        raise KeyError("invented secret")

    monkeypatch.setattr(lookup_turns, "store_answer", fail)
    with asked(services_for(6)):
        result = run_watch(clock=clock).services
    assert [bool(turn.failure) for turn in result] == [True, True, True, False]
    problem = service_states(now=NIGHT)[0].problem
    assert "KeyError" in problem
    assert "secret" not in problem


def test_a_file_whose_reading_is_stopped_is_read_again(asked, clock, published, monkeypatch):
    rows = ({"OriginalPaperDOI": doi_of(2)}, {"OriginalPaperDOI": doi_of(5)})
    store = file_turns.store_notices

    def fail_late(lease, notices):
        if WorkNotice.objects.filter(source="retraction-watch").exists():
            raise RuntimeError("invented")
        return store(lease, notices)

    with asked(services_for(6)) as fake:
        fake.csv = retraction_watch_csv(*rows, filler=5)
        monkeypatch.setattr(file_turns, "BATCH_SIZE", 1)
        monkeypatch.setattr(file_turns, "store_notices", fail_late)
        run_watch(clock=clock)
        assert WorkNotice.objects.filter(source="retraction-watch").count() == 1
        assert WatchedService.objects.get(pk="retraction-watch").version == ""
        monkeypatch.setattr(file_turns, "store_notices", store)
        clock.go_on(hours=1)
        run_watch(clock=clock)
    assert WatchedService.objects.get(pk="retraction-watch").version
    assert WorkNotice.objects.filter(source="retraction-watch").count() == 7
    assert ("retraction", doi_of(5)) in events()


def test_rows_that_cannot_be_read_are_named(asked, clock, published):
    with asked(services_for(6)) as fake:
        fake.csv = retraction_watch_csv({"RetractionNature": "Invented"}, filler=2)
        run_watch(clock=clock)
    problem = service_states(now=NIGHT)[3].problem
    assert "line 2" in problem
    assert "Invented" in problem


def test_a_failed_run_leaves_what_was_stored(asked, clock, published):
    with asked(services_for(6)):
        run_watch(clock=clock)
    first = watch_rows()
    clock.go_on(days=1)
    with asked(services_for(6)) as fake:
        fake.faults += [Fault("html", host, 99) for host in HOSTS.values()]
        fake.etag = 'W/"2"'
        result = run_watch(clock=clock)
    assert all(turn.failure for turn in result.services)
    assert watch_rows() == first
