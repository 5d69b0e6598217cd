"""Works that spoil an answer of a service hide no others; a service that is down is recognised."""

from __future__ import annotations

from datetime import timedelta

import pytest
from watch_cases import NIGHT, publish_works

from fakes.fake_services import Fault
from fakes.watch_services import pmid_of, services_for, watch_services_at
from pprnet_site.catalogue.actions import run_watch, start_due_watch
from pprnet_site.catalogue.models import SourceCheck, Work
from pprnet_site.catalogue.queries import service_checks, service_states

pytestmark = pytest.mark.django_db

WORKS = 60
ATTEMPTS = 2
"""Times that a request of the tests is sent, the first included."""

# Works that spoil an answer, identifiers in a batch (None for the usual number), questions at most.
SPOILT = {
    "none": ((), None, 4),
    "one": ((7,), None, 30),
    "two in both halves": ((0, 30), None, 50),
    "two elsewhere": ((3, 40), None, 50),
    "two neighbours": ((0, 1), None, 40),
    "three neighbours": ((1, 2, 3), None, 50),
    "one in each batch": ((5, 55), None, 50),
    "both in a small batch": ((0, 4), 10, 60),
    "the last ones": ((58, 59), 10, 60),
    "every second one of the first": (tuple(range(0, 20, 2)), None, 120),
    "half of all": (tuple(range(30)), None, 200),
}


@pytest.fixture(scope="module")
def published(made_once):
    return made_once(lambda: publish_works(WORKS))


def spoil(fake, numbers):
    """Let PubMed answer with HTML whenever it is asked about some works."""
    esearch = fake.esearch
    terms = [f"{pmid_of(number)}[uid]" for number in numbers]

    def answer(fields):
        return b"<html>" if any(term in fields["term"] for term in terms) else esearch(fields)

    fake.esearch = answer


def questions(fake) -> int:
    return sum("eutils" in host for host, _path, _fields in fake.asked)


def run_nights(clock, nights: int) -> None:
    """Look each hour whether something is due, as the scheduler does."""
    for _hour in range(24 * nights):
        if start_due_watch(now=clock()):
            run_watch(clock=clock)
        clock.go_on(hours=1)


def pubmed_checks() -> dict[str, SourceCheck]:
    rows = SourceCheck.objects.filter(service="pubmed").select_related("work")
    return {row.work.pmid: row for row in rows}


def unanswered() -> set[str]:
    return {pmid for pmid, row in pubmed_checks().items() if row.answered_at is None}


def state(clock):
    return next(each for each in service_states(now=clock()) if each.key == "pubmed")


@pytest.mark.parametrize("name", SPOILT)
def test_works_that_spoil_answers_hide_no_others(asked, clock, settings, published, name):
    numbers, size, most = SPOILT[name]
    with asked(services_for(WORKS)) as fake:
        settings.WATCH_SERVICES = watch_services_at(fake.port, batch_size=size)
        spoil(fake, numbers)
        result = {turn.key: turn for turn in run_watch(clock=clock).services}["pubmed"]
        assert questions(fake) <= most
        assert (result.failure, result.asked, result.total) == ("", WORKS, WORKS)
        assert run_watch(clock=clock).services == ()
    assert unanswered() == {pmid_of(number) for number in numbers}
    assert {row.asked_at for row in pubmed_checks().values()} == {NIGHT}
    assert bool(state(clock).problem) is bool(numbers)
    assert not state(clock).is_failing


def test_what_is_given_up_is_asked_again_each_night_and_shown(asked, clock, settings, published):
    spoilt = {pmid_of(0), pmid_of(30)}
    with asked(services_for(WORKS)) as fake:
        settings.WATCH_SERVICES = watch_services_at(fake.port, batch_size=None)
        spoil(fake, (0, 30))
        run_nights(clock, 9)
        checks = pubmed_checks()
        del fake.esearch
        run_nights(clock, 1)
    assert {pmid for pmid, row in checks.items() if row.answered_at is None} == spoilt
    assert all(row.asked_at > clock() - timedelta(days=3) for row in checks.values())
    assert not state(clock).is_silent
    assert unanswered() == set()
    number = Work.objects.get(pmid=pmid_of(0)).pk
    assert service_checks([number])[number][1].answered_at > clock() - timedelta(days=2)


@pytest.mark.parametrize("after", [0, 2, 6, 10])
def test_a_service_that_answers_with_html_only_is_recognised_soon(asked, clock, published, after):
    with asked(services_for(WORKS)) as fake:
        fake.faults.append(Fault("html", "eutils", 10_000, after=after))
        result = {turn.key: turn for turn in run_watch(clock=clock).services}["pubmed"]
        assert questions(fake) - after <= 6 * ATTEMPTS
        assert result.failure
        assert state(clock).is_failing
        stored = pubmed_checks()
        fake.faults.clear()
        clock.go_on(hours=1)
        run_watch(clock=clock)
    assert {row.answered_at for row in stored.values()} <= {NIGHT}  # nothing was given up
    assert len(pubmed_checks()) == WORKS
    assert unanswered() == set()


def test_the_answers_before_an_end_are_stored(asked, clock, settings, published, monkeypatch):
    """At most so many faulty answers are asked for in one run; the next ones go on from there."""
    module = "pprnet_site.catalogue.watch.lookup_turns.MOST_FAULTS_IN_A_RUN"
    monkeypatch.setattr(module, 12)
    with asked(services_for(WORKS)) as fake:
        settings.WATCH_SERVICES = watch_services_at(fake.port, batch_size=None)
        spoil(fake, (0, 17, 30, 45))
        result = {turn.key: turn for turn in run_watch(clock=clock).services}["pubmed"]
        assert result.failure
        assert 0 < len(pubmed_checks()) < WORKS
        run_nights(clock, 1)
    assert len(pubmed_checks()) == WORKS
    assert unanswered() == {pmid_of(number) for number in (0, 17, 30, 45)}
    assert not state(clock).is_failing


@pytest.mark.parametrize("is_down", [False, True])
def test_a_work_that_is_due_alone_is_given_up_unless_the_service_is_down(
    asked, clock, published, is_down
):
    with asked(services_for(WORKS)) as fake:
        run_watch(clock=clock)
        SourceCheck.objects.filter(work__pmid=pmid_of(0)).delete()
        spoil(fake, range(WORKS) if is_down else [0])
        result = {turn.key: turn for turn in run_watch(clock=clock).services}["pubmed"]
    assert bool(result.failure) is state(clock).is_failing is is_down
    assert unanswered() == (set() if is_down else {pmid_of(0)})
    assert len(pubmed_checks()) == (WORKS - 1 if is_down else WORKS)
