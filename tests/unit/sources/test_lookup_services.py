"""Crossref, PubMed and Europe PMC are asked for works by identifier."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from lookup_cases import client_of, crossref_of, doi, lookup_of, pmcid, pmid, pubmed_of

from fakes.invented_records import (
    crossref_update,
    crossref_work,
    europepmc_result,
    pubmed_article,
)
from fakes.recorded_lookup import RecordedLookup, names_of, recorded
from pprnet.errors import SourceRequestError
from pprnet.sources.lookup import (
    LOOKUP_KEYS,
    IdKind,
    LookupAnswer,
    make_lookup,
    make_reference_search,
)
from pprnet.sources.lookup.crossref_lookup import CrossrefLookup
from pprnet.sources.lookup.europepmc_lookup import EuropePmcLookup

ACCEPTED = {"crossref": {IdKind.DOI}, "pubmed": set(IdKind), "europepmc": set(IdKind)}


@pytest.mark.parametrize("key", LOOKUP_KEYS)
def test_each_service_says_what_it_accepts(key):
    with lookup_of(key, RecordedLookup()) as service:
        assert (service.key, service.accepts) == (key, ACCEPTED[key])
        assert service.label
        assert service.batch_size >= 25


@pytest.mark.parametrize("key", LOOKUP_KEYS)
def test_nothing_asked_sends_nothing(key):
    fake = RecordedLookup()
    with lookup_of(key, fake) as service:
        assert service.look_up([]) == LookupAnswer()
    assert fake.asked == []


@pytest.mark.parametrize("key", LOOKUP_KEYS)
def test_recorded_works_are_found_again_by_their_identifiers(shared_data, key):
    fake = recorded(shared_data)
    stated = {
        "crossref": [doi(value) for value in fake.crossref_works],
        "pubmed": [pmid(value) for value in fake.pubmed_articles],
        "europepmc": [pmid(each["pmid"]) for each in fake.europepmc_results if "pmid" in each],
    }[key][:120]
    with lookup_of(key, fake) as service:
        answer = service.look_up([*stated, doi("10.5555/unknown")])
    assert len(stated) >= 60
    assert [getattr(record, stated[0].kind) for record in answer.records] == [
        each.value for each in stated
    ]
    assert answer.missing == (doi("10.5555/unknown"),)
    assert answer.problems == ()
    assert all(record.title and record.source for record in answer.records)


def test_pubmed_finds_by_doi_and_pmcid(shared_data):
    fake = recorded(shared_data)
    names = [names_of(article) for article in fake.pubmed_articles.values()]
    with_both = [each for each in names if len({name.split()[0] for name in each}) == 3][:10]
    asked = [
        make(value)
        for each in with_both
        for kind, make in (("doi", doi), ("pmcid", pmcid))
        for value in [next(name.split()[1] for name in each if name.startswith(f"{kind} "))]
    ]
    asked = [pmcid(each.value.upper()) if each.kind is IdKind.PMCID else each for each in asked]
    with lookup_of("pubmed", fake) as service:
        answer = service.look_up(asked)
    assert [record.pmid for record in answer.records] == [each[0].split()[1] for each in with_both]
    assert answer.missing == ()


@pytest.mark.parametrize("key", LOOKUP_KEYS)
def test_other_order_other_case_duplicates_and_strays(key):
    """The fake answers in the reverse order, with a record that nobody asked for."""
    works = [crossref_work(f"10.5555/Case-{number}") for number in range(3)]
    articles = [pubmed_article(f"9000{n}", doi=f"10.5555/CASE-{n}") for n in range(3)]
    results = [europepmc_result(f"9000{n}", doi=f"10.5555/CASE-{n}") for n in range(3)]
    stray = {
        "crossref": crossref_work("10.5555/stray"),
        "pubmed": pubmed_article("99999", doi="10.5555/stray"),
        "europepmc": europepmc_result("99999", doi="10.5555/stray"),
    }[key]
    twice = {"crossref": works[1], "pubmed": articles[1], "europepmc": results[1]}[key]
    fake = RecordedLookup(
        crossref_works={work["DOI"].lower(): work for work in works},
        pubmed_articles={f"9000{n}": each for n, each in enumerate(articles)},
        europepmc_results=results,
        strays=[stray, twice],
    )
    asked = [doi(f"10.5555/case-{n}") for n in (2, 0, 1, 2)]
    with lookup_of(key, fake) as service:
        answer = service.look_up(asked)
    assert [record.doi for record in answer.records] == [each.value for each in asked[:3]]
    assert (answer.missing, answer.problems) == ((), ())


def test_two_identifiers_of_one_work_give_one_record():
    fake = pubmed_of(pubmed_article("90001", doi="10.5555/one", pmcid="PMC77"))
    with lookup_of("pubmed", fake) as service:
        answer = service.look_up([pmcid("PMC77"), doi("10.5555/one"), pmid("90001")])
    assert [record.pmid for record in answer.records] == ["90001"]
    assert answer.missing == ()


def test_identifiers_of_a_kind_not_accepted_are_neither_asked_nor_missing():
    fake = crossref_of(crossref_work("10.5555/one"))
    with lookup_of("crossref", fake) as service:
        answer = service.look_up([pmid("90001"), doi("10.5555/one"), pmcid("PMC77")])
    assert [record.doi for record in answer.records] == ["10.5555/one"]
    assert answer.missing == ()


BROKEN = {
    "crossref": RecordedLookup(
        crossref_works={"10.5555/ok": crossref_work("10.5555/ok")}, strays=["broken"]
    ),
    "pubmed": RecordedLookup(
        pubmed_articles={"90001": pubmed_article("90001", doi="10.5555/ok")},
        strays=[b"<PubmedArticle><MedlineCitation><PMID>9</PMID><Art</PubmedArticle>"],
    ),
    "europepmc": RecordedLookup(
        europepmc_results=[europepmc_result("90001", doi="10.5555/ok")], strays=["broken"]
    ),
}


@pytest.mark.parametrize("key", BROKEN)
def test_one_broken_record_is_a_problem_and_hides_no_other(key):
    """It may be the record that was asked for, so nothing is called missing."""
    with lookup_of(key, BROKEN[key]) as service:
        answer = service.look_up([doi("10.5555/ok"), doi("10.5555/gone")])
    assert [record.doi for record in answer.records] == ["10.5555/ok"]
    assert answer.missing == ()
    assert len(answer.problems) == 1


def test_of_two_records_with_one_doi_the_one_from_medline_counts():
    results = [
        europepmc_result("90001", doi="10.5555/a"),
        europepmc_result("X1", source="AGR", doi="10.5555/a"),
    ]
    with lookup_of("europepmc", RecordedLookup(europepmc_results=results)) as service:
        assert [each.pmid for each in service.look_up([doi("10.5555/a")]).records] == ["90001"]


def test_requests_are_few_and_short():
    """120 DOIs, some very long: batches of at most 50, addresses under 4,000 characters."""
    works = [crossref_work(f"10.5555/{'long-' * (n % 40)}{n}") for n in range(120)]
    fake = crossref_of(*works)
    with lookup_of("crossref", fake) as service:
        answer = service.look_up([doi(work["DOI"]) for work in works])
    assert len(answer.records) == 120
    asked = [fields for _, path, fields in fake.asked]
    assert len(asked) <= 2 * 10
    assert all(len(urlencode(fields)) < 4_000 for fields in asked)
    assert all(fields["mailto"] == "test@example.org" for fields in asked)
    assert max(fields["filter"].count("doi:") for fields in asked) <= 50


def test_long_lists_come_page_by_page():
    updates = [
        crossref_work(f"10.5555/n{n}", update_to=[crossref_update("correction", "10.5555/a")])
        for n in range(7)
    ]
    fake = crossref_of(crossref_work("10.5555/a"), *updates)
    results = [europepmc_result(f"9000{n}", doi=f"10.5555/r{n}") for n in range(7)]
    fake.europepmc_results = results
    with fake, client_of(fake) as client:
        answer = CrossrefLookup(client, rows=3).look_up([doi("10.5555/a")])
        assert len(answer.notices) == 7
        europe = EuropePmcLookup(client, page_size=3)
        assert len(europe.look_up([doi(f"10.5555/r{n}") for n in range(7)]).records) == 7


@pytest.mark.parametrize("known", [True, False])
def test_a_doi_with_a_comma_is_asked_for_by_its_own_address(known):
    work = crossref_work("10.5555/a,b(1)", updated_by=[crossref_update("retraction", "10.5555/n")])
    fake = crossref_of(*([work] if known else []))
    with lookup_of("crossref", fake) as service:
        answer = service.look_up([doi("10.5555/a,b(1)")])
    assert [record.doi for record in answer.records] == (["10.5555/a,b(1)"] if known else [])
    assert answer.missing == (() if known else (doi("10.5555/a,b(1)"),))
    assert len(answer.notices) == known


@pytest.mark.parametrize("key", ["crossref", "europepmc"])
def test_one_identifier_that_is_refused_hides_no_other(key):
    dois = [f"10.5555/x{n}" for n in range(9)]
    fake = RecordedLookup(
        crossref_works={each: crossref_work(each) for each in dois},
        europepmc_results=[europepmc_result(f"9000{n}", doi=each) for n, each in enumerate(dois)],
        refused="10.5555/x4",
    )
    with lookup_of(key, fake) as service:
        answer = service.look_up([doi(each) for each in dois])
    assert [record.doi for record in answer.records] == dois[:4] + dois[5:]
    assert ["10.5555/x4" in str(problem) for problem in answer.problems] == [True]
    assert answer.missing == ()


@pytest.mark.parametrize("number", [1, 40])
def test_a_service_that_refuses_everything_is_an_error(number):
    fake = RecordedLookup(refused="10.5555")
    with lookup_of("crossref", fake) as service, pytest.raises(SourceRequestError, match="400"):
        service.look_up([doi(f"10.5555/x{n}") for n in range(number)])
    assert len(fake.asked) < 15


def test_a_search_that_finds_too_much_is_asked_for_in_halves():
    """PubMed searches DOIs without punctuation, and answers an odd one with anything."""
    odd = [pubmed_article(f"80{n:03}", doi="10.5555/x") for n in range(60)]
    fake = pubmed_of(pubmed_article("90001", doi="10.5555/a"), *odd)
    with lookup_of("pubmed", fake) as service:
        answer = service.look_up([doi("10.5555/a"), doi("10.5555/x"), doi("10.5555/gone")])
    assert [record.pmid for record in answer.records] == ["90001"]
    assert answer.missing == (doi("10.5555/gone"),)
    assert ["finds 60 articles" in problem.message for problem in answer.problems] == [True]


def test_the_key_of_pubmed_is_sent():
    fake = pubmed_of(pubmed_article("90001"))
    with fake, client_of(fake) as client:
        make_lookup("pubmed", client, keys={"pubmed": "SECRET"}).look_up([pmid("90001")])
    assert {fields["api_key"] for _, _, fields in fake.asked} == {"SECRET"}


def test_a_printed_reference_is_found_best_first(shared_data):
    fake = recorded(shared_data)
    with fake, client_of(fake) as client:
        search = make_reference_search(client)
        for work in list(fake.crossref_works.values())[:20]:
            title = work["title"][0]
            found = search.find(f"Example, A. (2020). {title}. Journal, 1(2), 3-4.")
            assert title in [record.title for record in found] or len(found) == 5
            assert 1 <= len(found) <= 5
        assert search.find("  ") == ()
    assert all(len(fields["query.bibliographic"]) <= 500 for _, _, fields in fake.asked)
