"""Notices that Crossref, PubMed and Europe PMC state of the works that were asked for."""

from __future__ import annotations

import json

import pytest
from lookup_cases import crossref_of, doi, lookup_of, pmid, pubmed_of

from fakes.invented_records import (
    crossref_update,
    crossref_work,
    europepmc_result,
    pubmed_article,
)
from fakes.recorded_lookup import RecordedLookup
from pprnet.records import PartialDate
from pprnet.sources.notices import NoticeKind

RETRACTED_DOI = "10.1016/s0140-6736(97)11096-0"
MOCKS = "retractions/api_mocks"
CROSSREF_MOCK = "mock-crossref/api.crossref.org/works/10.1016_2Fs0140-6736_2897_2911096-0.json"
EUROPE_PMC_MOCK = "mock-europepmc/www.ebi.ac.uk/europepmc/webservices/rest/search-d128e7.json"


def test_crossref_states_notices_in_the_work_or_only_in_the_notice():
    fake = crossref_of(
        crossref_work("10.5555/a", updated_by=[crossref_update("retraction", "10.5555/n1")]),
        crossref_work("10.5555/b"),
        crossref_work("10.5555/n2", update_to=[crossref_update("correction", "10.5555/B")]),
        crossref_work("10.5555/n3", update_to=[crossref_update("retraction", "10.5555/other")]),
    )
    with lookup_of("crossref", fake) as service:
        answer = service.look_up([doi("10.5555/a"), doi("10.5555/b")])
    assert [(each.kind, each.doi, each.notice_doi, each.date) for each in answer.notices] == [
        (NoticeKind.RETRACTION, "10.5555/a", "10.5555/n1", PartialDate(2021, 4, 5)),
        (NoticeKind.CORRECTION, "10.5555/b", "10.5555/n2", PartialDate(2021, 4, 5)),
    ]
    assert [record.doi for record in answer.records] == ["10.5555/a", "10.5555/b"]


def test_notices_about_an_earlier_version_of_a_preprint_are_asked_for():
    first, second = "10.21203/rs.3.rs-0000000/v1", "10.21203/rs.3.rs-0000000/v2"
    retraction = [crossref_update("retraction", first.upper())]
    other = [crossref_update("retraction", "10.21203/rs.3.rs-0000001/v1")]
    fake = crossref_of(
        crossref_work(first, updated_by=[crossref_update("correction", "10.5555/n1")]),
        crossref_work(second),
        crossref_work("10.5555/n2", update_to=retraction + other),
        crossref_work("10.5555/work"),
    )
    with lookup_of("crossref", fake) as service:
        answer = service.look_up([doi(second)])
        assert len(fake.asked) == 4
        service.look_up([doi("10.5555/work")])
        assert len(fake.asked) == 6
    assert [record.doi for record in answer.records] == [second]
    assert [(each.kind, each.doi, each.notice_doi) for each in answer.notices] == [
        (NoticeKind.CORRECTION, first, "10.5555/n1"),
        (NoticeKind.RETRACTION, first, "10.5555/n2"),
    ]


def test_a_work_that_crossref_does_not_have_may_have_a_notice():
    fake = crossref_of(
        crossref_work("10.5555/n", update_to=[crossref_update("retraction", "10.5555/gone")])
    )
    with lookup_of("crossref", fake) as service:
        answer = service.look_up([doi("10.5555/gone")])
    assert [each.doi for each in answer.notices] == ["10.5555/gone"]
    assert answer.missing == (doi("10.5555/gone"),)


@pytest.mark.parametrize(
    ("types", "links", "expected"),
    [
        (("Journal Article",), (), []),
        (("Retracted Publication",), (), [("90001", "")]),
        (("Retracted Publication",), (("RetractionIn", "90002"),), [("90001", "90002")]),
        (("Journal Article",), (("RetractionIn", "90002"),), [("90001", "90002")]),
        (("Retraction of Publication", "Retracted Publication"), (), []),
    ],
)
def test_pubmed_states_a_retraction_by_link_or_by_type(types, links, expected):
    fake = pubmed_of(pubmed_article("90001", types=types, links=links))
    with lookup_of("pubmed", fake) as service:
        answer = service.look_up([pmid("90001")])
    assert [(each.pmid, each.notice_pmid) for each in answer.notices] == expected


def test_europe_pmc_states_notices_and_types():
    linked = europepmc_result(
        "90001",
        commentCorrectionList={
            "commentCorrection": [
                {"id": "90002", "source": "MED", "type": "Retraction in", "reference": "J. 2021."}
            ]
        },
    )
    typed = europepmc_result("90003", pubTypeList={"pubType": ["Retracted Publication"]})
    with lookup_of("europepmc", RecordedLookup(europepmc_results=[linked, typed])) as service:
        answer = service.look_up([pmid("90001"), pmid("90003")])
    assert {(each.pmid, each.notice_pmid, each.kind) for each in answer.notices} == {
        ("90001", "90002", NoticeKind.RETRACTION),
        ("90003", "", NoticeKind.RETRACTION),
    }


def test_recorded_answers_about_a_retracted_paper(shared_data):
    """Crossref had its notices from Retraction Watch, Europe PMC from PubMed."""
    work = json.loads((shared_data / f"{MOCKS}/{CROSSREF_MOCK}").read_bytes())["message"]
    body = json.loads((shared_data / f"{MOCKS}/{EUROPE_PMC_MOCK}").read_bytes())
    fake = crossref_of(work, europepmc_results=body["resultList"]["result"])
    with lookup_of("crossref", fake) as service:
        answer = service.look_up([doi(RETRACTED_DOI)])
    assert [(each.kind, str(each.date), each.notice_doi) for each in answer.notices] == [
        (NoticeKind.CORRECTION, "2004-03-06", "10.1016/s0140-6736(04)15715-2"),
        (NoticeKind.RETRACTION, "2010-02-06", "10.1016/s0140-6736(10)60175-4"),
    ]
    assert answer.records[0].is_retracted
    with lookup_of("europepmc", fake) as service:
        answer = service.look_up([doi(RETRACTED_DOI)])
    kinds = {each.kind for each in answer.notices if each.pmid == "9500320"}
    assert NoticeKind.RETRACTION in kinds
    assert answer.records[0].is_retracted
