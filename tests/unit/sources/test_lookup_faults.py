"""Look-ups against services that fail: asked again, or an error, and never half an answer."""

from __future__ import annotations

import pytest
from lookup_cases import FAST_RETRIES, client_of, doi, lookup_of, pmid

from fakes.fake_services import Fault, in_seconds
from fakes.invented_records import crossref_work, europepmc_result, pubmed_article
from fakes.recorded_lookup import RecordedLookup
from pprnet.errors import SourceDownError, SourceError, SourceRefusedError, SourceResponseError
from pprnet.sources.lookup import LOOKUP_KEYS, look_up_all, make_lookup, make_reference_search

HOSTS = {"crossref": "api.crossref.org", "pubmed": "eutils.ncbi", "europepmc": "www.ebi.ac.uk"}
TRANSIENT = {
    "429": "",
    "503": "",
    "500": "",
    "cut": "",
    "malformed": "",
    "html": "",
    "empty": "",
    "slow": "1.5",
}
"""The faults after which a service is asked again, each with its value."""


def services():
    return RecordedLookup(
        crossref_works={"10.5555/a": crossref_work("10.5555/a")},
        pubmed_articles={"90001": pubmed_article("90001", doi="10.5555/a")},
        europepmc_results=[europepmc_result("90001", doi="10.5555/a")],
    )


@pytest.mark.parametrize("kind", TRANSIENT)
@pytest.mark.parametrize("key", LOOKUP_KEYS)
def test_a_fault_that_passes_is_not_noticed(key, kind):
    fake = services()
    fake.faults.append(Fault(kind, HOSTS[key], value=TRANSIENT[kind]))
    with lookup_of(key, fake) as service:
        answer = service.look_up([doi("10.5555/a"), doi("10.5555/gone")])
    assert [record.doi for record in answer.records] == ["10.5555/a"]
    assert answer.missing == (doi("10.5555/gone"),)


@pytest.mark.parametrize("kind", [*TRANSIENT, "403"])
@pytest.mark.parametrize(
    ("key", "after"),
    [("crossref", 0), ("crossref", 1), ("pubmed", 0), ("pubmed", 1), ("europepmc", 0)],
)
def test_a_fault_that_lasts_is_an_error_and_calls_nothing_missing(key, kind, after):
    """Also where only the second request of a look-up fails: half an answer is none."""
    fake = services()
    value = "0.7" if kind == "slow" else ""
    fake.faults.append(Fault(kind, HOSTS[key], times=9, after=after, value=value))
    with lookup_of(key, fake) as service, pytest.raises(SourceError) as raised:
        service.look_up([doi("10.5555/a"), doi("10.5555/gone")])
    assert service.label in str(raised.value)
    assert "test@example.org" not in str(raised.value)
    if kind == "403":
        assert isinstance(raised.value, SourceRefusedError)
    elif kind in ("malformed", "html", "empty"):
        assert isinstance(raised.value, SourceResponseError)
    else:
        assert isinstance(raised.value, SourceDownError)


@pytest.mark.parametrize("key", LOOKUP_KEYS)
def test_an_answer_over_the_limit_of_size_is_refused(key):
    fake = services()
    fake.faults.append(Fault("huge", HOSTS[key], times=9, value=str(65 * 2**20)))
    with lookup_of(key, fake) as service, pytest.raises(SourceResponseError, match="over 64 MiB"):
        service.look_up([doi("10.5555/a")])


@pytest.mark.parametrize("key", LOOKUP_KEYS)
@pytest.mark.parametrize("stated", ["1", in_seconds])
def test_the_time_that_a_service_asks_for_is_waited(key, stated):
    fake = services()
    value = stated if isinstance(stated, str) else stated(2)
    fake.faults.append(Fault("429", HOSTS[key], value=value))
    with lookup_of(key, fake) as service:
        assert service.look_up([doi("10.5555/a")]).records
    first, second = fake.times[:2]
    assert second - first >= 0.9


def test_a_service_that_asks_for_hours_is_given_up_at_once():
    fake = services()
    fake.faults.append(Fault("429", "api.crossref.org", times=9, value="7200"))
    with lookup_of("crossref", fake) as service, pytest.raises(SourceDownError, match="429"):
        service.look_up([doi("10.5555/a")])
    assert len(fake.asked) == 1


def all_services(client):
    return [make_lookup(key, client, keys={}) for key in LOOKUP_KEYS]


@pytest.mark.parametrize("kind", ["503", "cut", "html", "403"])
@pytest.mark.parametrize("key", LOOKUP_KEYS)
def test_what_other_services_answered_is_kept(key, kind):
    fake = services()
    fake.faults.append(Fault(kind, HOSTS[key], times=99))
    with fake, client_of(fake) as client:
        answer = look_up_all([doi("10.5555/a"), pmid("77777")], all_services(client))
    assert [(each.identifier, each.service) for each in answer.found] == [
        (doi("10.5555/a"), "pubmed" if key == "crossref" else "crossref")
    ]
    assert [each.service for each in answer.failures] == [key]
    asked = () if key == "crossref" else (pmid("77777"),)
    assert answer.unanswered == asked
    assert answer.missing == (() if asked else (pmid("77777"),))


def test_a_service_that_is_down_is_not_asked_again():
    fake = services()
    fake.faults.append(Fault("503", "api.crossref.org", times=99))
    asked = [doi(f"10.5555/x{number}") for number in range(200)]
    with fake, client_of(fake) as client:
        answer = look_up_all(asked, all_services(client)[:1])
    assert len(fake.asked) == FAST_RETRIES.attempts
    assert len(answer.failures) == 1
    assert answer.failures[0].identifiers == answer.unanswered == tuple(asked)


def test_a_batch_that_fails_does_not_stop_the_next():
    fake = services()
    fake.faults.append(Fault("html", "api.crossref.org", times=FAST_RETRIES.attempts))
    asked = [doi(f"10.5555/x{number}") for number in range(60)] + [doi("10.5555/a")]
    with fake, client_of(fake) as client:
        answer = look_up_all(asked, all_services(client)[:1])
    assert [each.identifier for each in answer.found] == [doi("10.5555/a")]
    assert answer.unanswered == tuple(asked[:50])
    assert answer.missing == tuple(asked[50:60])


def test_each_service_is_asked_for_what_is_still_without_record():
    fake = services()
    fake.pubmed_articles["90002"] = pubmed_article("90002", doi="10.5555/b")
    asked = [doi("10.5555/a"), doi("10.5555/b"), doi("10.5555/c"), doi("10.5555/a")]
    with fake, client_of(fake) as client:
        answer = look_up_all(asked, all_services(client))
    assert [(each.identifier.value, each.service) for each in answer.found] == [
        ("10.5555/a", "crossref"),
        ("10.5555/b", "pubmed"),
    ]
    assert answer.missing == (doi("10.5555/c"),)
    terms = [fields["term"] for _, path, fields in fake.asked if "esearch" in path]
    assert terms == ['"10.5555/b"[doi] OR "10.5555/c"[doi]']
    queries = [fields["query"] for host, _, fields in fake.asked if "ebi" in host]
    assert queries == ['(DOI:"10.5555/c")']


def test_one_record_answers_for_all_of_its_identifiers():
    fake = RecordedLookup(pubmed_articles={"90001": pubmed_article("90001", doi="10.5555/a")})
    with fake, client_of(fake) as client:
        answer = look_up_all([pmid("90001"), doi("10.5555/a")], all_services(client))
    assert [each.identifier for each in answer.found] == [pmid("90001"), doi("10.5555/a")]
    assert len({each.record for each in answer.found}) == 1


def test_a_search_for_a_reference_that_fails_is_an_error():
    fake = services()
    fake.faults.append(Fault("html", "api.crossref.org", times=9))
    with fake, client_of(fake) as client, pytest.raises(SourceResponseError, match="Crossref"):
        make_reference_search(client).find("Example, A. (2020). An invented title.")
