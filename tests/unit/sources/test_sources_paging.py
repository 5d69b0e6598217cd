"""Every source pages to its end over a real connection, whatever fails on the way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fakes.fake_services import SINCE, UNTIL, FakeServices, Fault, in_seconds
from fakes.service_records import ServiceRecords
from fakes.small_page_sources import FAST_RETRIES, small_page_sources
from pprnet.errors import SourceDownError, SourceError, SourceRefusedError, SourceResponseError
from pprnet.formats import record_to_json
from pprnet.records import Problem, Record
from pprnet.sources.clients.crossref import Crossref
from pprnet.sources.clients.pubmed import PubMed
from pprnet.sources.http import HttpClient

SOURCES = ("pubmed", "europepmc", "openalex", "crossref")
PAGES = {
    "pubmed": "/efetch.fcgi",
    "europepmc": "/europepmc/",
    "openalex": "api.openalex.org",
    "crossref": "api.crossref.org",
}
HOST = {
    "pubmed": "eutils.ncbi.nlm.nih.gov",
    "europepmc": "www.ebi.ac.uk",
    "openalex": "api.openalex.org",
    "crossref": "api.crossref.org",
}
each = pytest.mark.parametrize("key", SOURCES)


@pytest.fixture(scope="session")
def service_records(shared_data):
    return ServiceRecords.of(shared_data, limit=64)


@pytest.fixture
def services(service_records):
    with FakeServices(service_records) as fake:
        yield fake


@pytest.fixture
def http_client(services):
    with HttpClient(
        "test@example.org",
        transport=services.transport(),
        retry_policy=FAST_RETRIES,
        sleep=lambda _: None,
    ) as opened:
        yield opened


def source_of(key, http_client):
    return next(source for source in small_page_sources(http_client) if source.key == key)


def ask(key):
    return "filter=type:journal-article" if key == "crossref" else "psychotherapy"


def pages_of(key, http_client, cursor=None):
    return list(source_of(key, http_client).pages(ask(key), SINCE, UNTIL, cursor))


def records_in(pages):
    return [item for page in pages for item in page.records if isinstance(item, Record)]


def problems_in(pages):
    return [item for page in pages for item in page.records if isinstance(item, Problem)]


@each
def test_every_record_comes_once_and_in_order(key, http_client, service_records):
    held = getattr(service_records, key)
    pages = pages_of(key, http_client)
    found = records_in(pages)
    assert len(found) == len(held) >= 60
    assert not problems_in(pages)
    assert len(pages) - (-(-len(held) // 10)) in (0, 1)
    assert {page.total for page in pages} == {len(held)}
    assert [page.cursor is None for page in pages] == [False] * (len(pages) - 1) + [True]
    names = [(record.doi, record.pmid, record.openalex, record.title) for record in found]
    assert len(set(names)) == len(names)
    assert all(record.title or record.doi or record.openalex for record in found)


@each
def test_count_agrees_with_what_comes(key, http_client, service_records):
    assert source_of(key, http_client).count(ask(key), SINCE, UNTIL) == len(
        getattr(service_records, key)
    )


@each
def test_only_the_days_that_were_asked_for(key, http_client, service_records):
    found = list(source_of(key, http_client).pages(ask(key), SINCE, SINCE))
    assert len(records_in(found)) == len(getattr(service_records, key)[::28])


@each
def test_we_say_who_we_are(key, http_client, services):
    source_of(key, http_client).count(ask(key), SINCE, UNTIL)
    (agent,) = services.agents
    assert agent.startswith("pprnet/")
    assert "(mailto:test@example.org)" in agent
    (_, _, fields) = services.asked[0]
    assert "test@example.org" in (fields.get("mailto"), fields.get("email"))


@each
def test_from_any_page_on_the_rest_is_what_follows(key, http_client, services):
    pages = pages_of(key, http_client)
    for place in (1, len(pages) // 2, len(pages) - 1):
        page = pages[place - 1]
        services.asked.clear()
        rest = records_in(pages_of(key, http_client, page.cursor))
        expected = records_in(pages[place:])
        assert list(map(record_to_json, rest)) == list(map(record_to_json, expected))
        assert max(services.questions().values()) == 1 + (key == "pubmed" and len(rest) == 1)


FAULTS = {
    "429": Fault("429", "", value="0"),
    "429 with a date": Fault("429", "", value=in_seconds(0)),
    "429 without a word": Fault("429", ""),
    "503": Fault("503", "", times=2),
    "cut connection": Fault("cut", ""),
    "malformed": Fault("malformed", ""),
    "slow": Fault("slow", "", value="0.6"),
    "repeated page": Fault("repeat", ""),
}
# PubMed's batches go by their place: there is no mark to stand still.
CASES = [(key, name) for key in SOURCES for name in FAULTS]
CASES.remove(("pubmed", "repeated page"))


@pytest.mark.parametrize(("key", "name"), CASES)
def test_a_transient_fault_loses_nothing_and_doubles_nothing(key, name, service_records):
    kind = FAULTS[name]
    fault = Fault(kind.kind, PAGES[key], kind.times, after=2, value=kind.value)
    retry_policy = FAST_RETRIES
    if kind.kind == "slow":
        retry_policy = type(FAST_RETRIES)(
            3, 0.01, 0.02, 0.0, 0.2, connect_timeout=1, read_timeout=0.2
        )
    with (
        FakeServices(service_records, [fault]) as fake,
        HttpClient(
            "test@example.org",
            transport=fake.transport(),
            retry_policy=retry_policy,
            sleep=lambda _: None,
        ) as http_client,
    ):
        pages = pages_of(key, http_client)
    assert fault.times == 0
    assert len(records_in(pages)) == len(getattr(service_records, key))
    assert not problems_in(pages)


LASTING = {
    "503": (SourceDownError, "asked 3 times, got 503 Service Unavailable (Sorry, too busy)"),
    "429": (SourceDownError, "got 429 Too Many Requests"),
    "cut": (SourceDownError, "the response was cut off"),
    "malformed": (SourceResponseError, "expected"),
    "400": (SourceRefusedError, "got 400 Bad Request"),
}


@each
@pytest.mark.parametrize("kind", LASTING)
def test_a_lasting_fault_is_ours_and_says_which_and_what_to_do(key, kind, http_client, services):
    error, words = LASTING[kind]
    services.faults.append(Fault(kind, HOST[key], times=99, after=4))
    with pytest.raises(error) as raised:
        list(source_of(key, http_client).pages(ask(key), SINCE, UNTIL))
    assert words in str(raised.value)
    assert source_of(key, http_client).label in str(raised.value)
    assert "test%40example" not in str(raised.value)
    assert isinstance(raised.value, SourceError)


@pytest.mark.parametrize("key", ["europepmc", "openalex"])
def test_a_page_that_repeats_for_ever_is_noticed(key, http_client, services):
    services.faults.append(Fault("repeat", HOST[key], times=99, after=2))
    with pytest.raises(SourceResponseError, match="sent the same page twice, after 20 of"):
        pages_of(key, http_client)


def test_an_unreachable_service_is_a_source_that_is_down(service_records):
    with FakeServices(service_records) as fake:
        transport = fake.transport()
    with (
        HttpClient(
            "test@example.org", transport=transport, retry_policy=FAST_RETRIES
        ) as http_client,
        pytest.raises(SourceDownError, match=r"PubMed .* no connection"),
    ):
        PubMed(http_client).count("psychotherapy", SINCE, UNTIL)


def test_an_allowance_used_up_for_the_day_is_not_asked_again(http_client, services):
    services.faults.append(Fault("429", "openalex", times=99, value="36000"))
    with pytest.raises(SourceDownError):
        pages_of("openalex", http_client)
    assert len(services.asked) == 1


def test_an_answer_over_the_limit_is_not_read_on(http_client):
    source = source_of("europepmc", http_client)
    small = replace(source, service=replace(source.service, max_bytes=2000))
    with pytest.raises(SourceResponseError, match="ask for fewer records"):
        list(small.pages("psychotherapy", SINCE, UNTIL))


def test_pubmed_cuts_a_period_that_holds_too_much(http_client, services, service_records):
    source = PubMed(http_client, size=10, max_records=17)
    pages = list(source.pages("psychotherapy", SINCE, UNTIL))
    assert len(records_in(pages)) == len(service_records.pubmed)
    assert {page.total for page in pages} == {len(service_records.pubmed)}
    searched = [fields for _, path, fields in services.asked if path.endswith("esearch.fcgi")]
    assert len(searched) > 8
    for page in pages[:-1:7]:
        rest = records_in(source.pages("psychotherapy", SINCE, UNTIL, page.cursor))
        done = pages.index(page) + 1
        assert len(rest) == len(records_in(pages[done:]))


def test_pubmed_says_when_one_day_holds_too_much(http_client, service_records):
    pages = list(PubMed(http_client, size=10, max_records=2).pages("psychotherapy", SINCE, UNTIL))
    problems = problems_in(pages)
    lost = len(service_records.pubmed) - len(records_in(pages))
    assert problems
    assert lost > 0
    assert "PubMed returns 2 at most; narrow the query" in str(problems[0])


def test_pubmed_searches_again_when_its_history_is_gone(http_client, services, service_records):
    pages = pages_of("pubmed", http_client)
    services.histories.clear()
    rest = pages_of("pubmed", http_client, pages[3].cursor)
    assert len(records_in(rest)) == len(service_records.pubmed) - 40
    assert not problems_in(rest)


def test_pubmed_finding_nothing_is_no_problem(http_client):
    (page,) = PubMed(http_client).pages("nothing", SINCE, UNTIL)
    assert page.records == ()
    assert page.total == 0
    assert page.cursor is None


@pytest.mark.parametrize("kind", ["cut", "malformed", "503", "repeat"])
def test_crossref_by_cursor_loses_nothing_when_an_answer_is_lost(
    kind, http_client, services, service_records
):
    services.faults.append(Fault(kind, "cursor=DnF", after=2))
    source = Crossref(http_client, size=10, max_offset=50)
    pages = list(source.pages("filter=type:journal-article", SINCE, UNTIL))
    dois = [record.doi for record in records_in(pages)]
    assert sorted(dois) == sorted(work["DOI"].lower() for work in service_records.crossref)
    assert not problems_in(pages)
    rest = list(source.pages("filter=type:journal-article", SINCE, UNTIL, pages[4].cursor))
    assert [record.doi for record in records_in(rest)] == dois[50:]


def test_a_list_that_stops_short_is_a_problem(http_client, services, service_records):
    source = source_of("openalex", http_client)
    given = services.openalex

    def short(fields):
        return given(fields).replace(b'"count": ', b'"count": 9')

    services.openalex = short
    pages = list(source.pages("psychotherapy", SINCE, UNTIL))
    assert len(records_in(pages)) == len(service_records.openalex)
    (problem,) = problems_in(pages)
    assert "announced 9" in str(problem)


def test_a_cache_answers_the_second_time(tmp_path, services, service_records):
    for _ in range(2):
        with HttpClient(
            "test@example.org",
            transport=services.transport(),
            retry_policy=FAST_RETRIES,
            cache=tmp_path / "cache",
            sleep=lambda _: None,
        ) as http_client:
            found = records_in(pages_of("openalex", http_client))
            assert len(found) == len(service_records.openalex)
    assert max(services.questions().values()) == 1


def test_an_invalid_response_is_not_cached(tmp_path, services, service_records):
    services.faults.append(Fault("malformed", "openalex", after=1))
    with HttpClient(
        "test@example.org",
        transport=services.transport(),
        retry_policy=FAST_RETRIES,
        cache=tmp_path / "cache",
        sleep=lambda _: None,
    ) as http_client:
        assert len(records_in(pages_of("openalex", http_client))) == len(service_records.openalex)
