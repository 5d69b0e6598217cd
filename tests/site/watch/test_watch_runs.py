"""A night's run of the watch: the right works get notices, and nothing is asked twice."""

from __future__ import annotations

import pytest
from digest_factories import make_work
from django.utils import timezone
from watch_cases import DAY, NIGHT, asked_identifiers, events, publish_works, summarise, watch_rows

from fakes.invented_records import crossref_update, crossref_work, pubmed_article
from fakes.recorded_lookup import RecordedLookup, recorded
from fakes.watch_services import doi_of, pmid_of, services_for
from pprnet.errors import ContactMissingError
from pprnet.sources.lookup import LOOKUP_KEYS
from pprnet.sources.services import RETRACTION_WATCH
from pprnet_site.catalogue.actions import run_watch, start_due_watch
from pprnet_site.catalogue.enums import WatchedSource
from pprnet_site.catalogue.models import SourceCheck, WatchedService, WatchRun, Work, WorkNotice
from pprnet_site.catalogue.queries import service_checks, watch_state
from pprnet_site.catalogue.watch.watch_lease import acquire_watch_lease
from pprnet_site.core.enums import ServicePart
from pprnet_site.core.errors import ActionRefusedError, ConflictError
from pprnet_site.core.operations.beats import last_beats

pytestmark = pytest.mark.django_db


def test_the_services_are_those_of_the_engine():
    assert tuple(WatchedSource.values) == (*LOOKUP_KEYS, RETRACTION_WATCH.key)


def test_exactly_the_right_works_get_notices_and_a_second_run_asks_nothing(asked, clock):
    publish_works(12)
    draft = make_work(12, doi=doi_of(12), pmid=pmid_of(12))
    summarise(draft, live=False)
    with asked(services_for(13)) as fake:
        result = run_watch(clock=clock)
        first, questions = watch_rows(), len(fake.asked)
        assert run_watch(clock=clock).services == ()
        clock.go_on(minutes=5)
        assert run_watch(clock=clock).services == ()
    assert len(fake.asked) == questions
    assert watch_rows() == first
    assert events() == {
        ("retraction", doi_of(0)),
        ("correction", doi_of(1)),
        ("retraction", doi_of(2)),
    }
    states = dict(Work.objects.values_list("doi", "state"))
    assert states.pop(doi_of(0)) == states.pop(doi_of(2)) == "retracted"
    assert states.pop(doi_of(1)) == "corrected"
    assert set(states.values()) == {"current"}
    assert [turn.asked for turn in result.services] == [12, 12, 12, 1]
    assert result.is_complete
    assert (
        SourceCheck.objects.filter(asked_at=NIGHT, answered_at=NIGHT, is_known=True).count() == 36
    )
    assert not SourceCheck.objects.filter(work=draft).exists()
    assert last_beats()[ServicePart.WATCH] == NIGHT


def test_only_identifiers_and_the_contact_are_sent(asked, clock):
    publish_works(2)
    with asked(services_for(2)) as fake:
        run_watch(clock=clock)
    sent = " ".join(f"{path} {fields}" for _host, path, fields in fake.asked)
    assert doi_of(0) in sent
    for word in ("Sample", "Example", "Beispiel", "abstract"):
        assert word not in sent
    assert set(fake.agents) == {
        agent for agent in fake.agents if "mailto:test@example.org" in agent
    }


def test_recorded_answers_of_crossref_reach_the_works_that_they_correct(asked, clock, shared_data):
    with asked(recorded(shared_data)) as fake:
        notices = [work for work in fake.crossref_works.values() if "update-to" in work]
        corrected = {update["DOI"].lower() for work in notices for update in work["update-to"]}
        chosen = sorted(corrected)[:8]
        others = sorted(set(fake.crossref_works) - corrected)[:8]
        for number, doi in enumerate((*chosen, *others)):
            summarise(make_work(number, doi=doi))
        run_watch(clock=clock)
    reached = set(Work.objects.exclude(state="current").values_list("doi", flat=True))
    said = set(WorkNotice.objects.exclude(notice_doi="").values_list("doi", flat=True))
    assert reached & said == set(chosen) & said
    assert reached <= set(chosen)
    assert len(reached) >= 6


def test_the_next_night_asks_again_and_changes_only_the_moments(asked, clock):
    publish_works(6)
    with asked(services_for(6)) as fake:
        run_watch(clock=clock)
        first, questions = watch_rows(), len(fake.asked)
        clock.go_on(days=1)
        result = run_watch(clock=clock)
    assert {host for host, _path, _fields in fake.asked[questions:]} == {
        *("api.crossref.org", "eutils.ncbi.nlm.nih.gov", "www.ebi.ac.uk", "gitlab.com")
    }
    again = watch_rows()
    assert [turn.notices for turn in result.services] == [0, 0, 0, 0]
    assert again.pop("checks") != first.pop("checks")
    assert again == first
    assert set(SourceCheck.objects.values_list("asked_at", flat=True)) == {NIGHT + DAY}


def test_the_unchanged_file_is_not_read_again_and_a_changed_one_is(asked, clock):
    publish_works(4)
    with asked(services_for(4)) as fake:
        run_watch(clock=clock)
        clock.go_on(days=1)
        assert run_watch(clock=clock).services[-1].asked == 0
        fake.etag = 'W/"2"'
        clock.go_on(days=1)
        assert run_watch(clock=clock).services[-1].asked == 1
    assert "2" in WatchedService.objects.get(pk="retraction-watch").version


def test_those_asked_longest_ago_come_first_and_a_turn_goes_on_where_time_was_up(asked, clock):
    works = publish_works(12)
    with asked(services_for(12)) as fake:
        assert not run_watch(clock=clock, seconds=-1).is_complete
        assert not fake.asked
        SourceCheck.objects.create(work=works[0], service="crossref", asked_at=NIGHT - 2 * DAY)
        SourceCheck.objects.create(work=works[1], service="crossref", asked_at=NIGHT - 3 * DAY)
        run_watch(clock=clock)
        questions = [f["filter"] for h, _, f in fake.asked if h == "api.crossref.org"]
    assert f"doi:{doi_of(0)}" not in questions[0]
    assert questions[-1].endswith(f"updates:{doi_of(1)},updates:{doi_of(0)}")


def test_a_work_of_the_same_doi_and_another_pmid_is_another_work(asked, clock):
    right = make_work(1, doi=doi_of(1), pmid="9000001")
    wrong = make_work(2, doi=doi_of(1), pmid="9000002")
    summarise(right, wrong)
    article = pubmed_article(
        "9000001", doi=doi_of(1), types=("Retracted Publication",), links=(("RetractionIn", "8"),)
    )
    with asked(RecordedLookup(pubmed_articles={"9000001": article}, csv=services_for(1).csv)):
        run_watch(clock=clock)
    assert set(Work.objects.exclude(state="current")) == {right}
    checks = {row.work_id: row.is_known for row in SourceCheck.objects.filter(service="pubmed")}
    assert checks == {right.pk: True, wrong.pk: True}


def test_a_work_that_a_service_does_not_know_or_cannot_be_asked_about(asked, clock):
    unknown = make_work(1, doi="10.5555/unknown")
    nameless = make_work(2)
    only_pmid = make_work(3, pmid="9000003")
    summarise(unknown, nameless, only_pmid)
    with asked(services_for(1)) as fake:
        result = run_watch(clock=clock)
        assert run_watch(clock=clock).services == ()
    assert [turn.unknown for turn in result.services] == [1, 2, 2, 0]
    assert "9000003" not in asked_identifiers(fake, "crossref")
    checks = service_checks([unknown.pk, nameless.pk, only_pmid.pk])
    assert [check.asked_at for check in checks[nameless.pk]] == [None, None, None]
    assert [check.asked_at for check in checks[only_pmid.pk]] == [None, NIGHT, NIGHT]
    assert [(c.answered_at, c.is_known) for c in checks[unknown.pk]] == [(NIGHT, False)] * 3


def test_a_site_without_published_summaries_asks_nothing(asked, clock):
    make_work(1, doi=doi_of(1))
    with asked(services_for(2)) as fake:
        assert run_watch(clock=clock).services == ()
        assert not start_due_watch(now=NIGHT)
    assert not fake.asked
    assert watch_state(now=NIGHT).watched == 0


def test_works_that_are_withdrawn_are_not_asked_about_any_more(asked, clock):
    publish_works(2)
    page = summarise(make_work(2, doi=doi_of(2)))
    with asked(services_for(3)) as fake:
        run_watch(clock=clock)
        page.unpublish()
        clock.go_on(days=1)
        before = len(fake.asked)
        run_watch(clock=clock)
        sent = " ".join(str(fields) for _host, _path, fields in fake.asked[before:])
    assert doi_of(1) in sent
    assert doi_of(2) not in sent


def test_scheduled_versions_are_watched_with_their_own_sources(asked, clock):
    live = summarise(make_work(1, doi=doi_of(1)))
    draft = summarise(make_work(2, doi=doi_of(2)), live=False)
    later = timezone.now() + DAY
    draft.go_live_at = later
    draft.save_revision(approved_go_live_at=later)
    added = make_work(3, doi=doi_of(3))
    live.sources.add(type(live.sources.first())(work=added))
    live.go_live_at, live.minor_change = later, True
    live.save_revision(approved_go_live_at=later)
    with asked(services_for(4)) as fake:
        run_watch(clock=clock)
    sent = asked_identifiers(fake, "ebi.ac.uk")
    assert [doi_of(n) in sent for n in range(4)] == [False, True, True, True]


def test_a_notice_may_come_before_another_notice_about_the_same_work(asked, clock):
    publish_works(1)
    reinstated = crossref_work(
        "10.5555/notice-1", update_to=[crossref_update("reinstatement", doi_of(0), (2022, 1, 2))]
    )
    with asked(services_for(1)) as fake:
        run_watch(clock=clock)
        assert Work.objects.get(doi=doi_of(0)).state == "retracted"
        fake.crossref_works["10.5555/notice-1"] = reinstated
        clock.go_on(days=1)
        run_watch(clock=clock)
    assert Work.objects.get(doi=doi_of(0)).state == "reinstated"
    assert events() == {("retraction", doi_of(0)), ("reinstatement", doi_of(0))}


def test_two_runs_at_once_do_not_ask_twice(asked, clock):
    publish_works(3)
    with asked(services_for(3)) as fake:
        lease = acquire_watch_lease()
        with pytest.raises(ConflictError, match="just now"):
            run_watch(clock=clock)
        assert not fake.asked
        lease.forget()
        run_watch(clock=clock)
    assert fake.asked
    assert WatchRun.objects.get().status == "done"


def test_a_run_that_lost_its_lease_stores_nothing_more(asked, clock):
    publish_works(12)

    def take_over(_turn):
        WatchRun.objects.update(owner="another:1:process")

    with asked(services_for(12)):
        with pytest.raises(ConflictError, match="took over"):
            run_watch(clock=clock, on_turn=take_over)
        assert SourceCheck.objects.count() == 5
        assert WatchRun.objects.get().owner == "another:1:process"


@pytest.mark.parametrize(
    ("on", "contact", "error"),
    [(False, "test@example.org", ActionRefusedError), (True, "", ContactMissingError)],
)
def test_without_a_contact_or_switched_off_nothing_is_asked(asked, settings, on, contact, error):
    publish_works(1)
    with asked(services_for(1)) as fake:
        settings.PPRNET_WATCH, settings.PPRNET_CONTACT = on, contact
        with pytest.raises(error):
            run_watch()
        assert not start_due_watch(now=NIGHT)
    assert not fake.asked
    state = watch_state(now=NIGHT)
    assert (state.is_on, state.has_contact) == (on, bool(contact))
    assert state.watched == 1
