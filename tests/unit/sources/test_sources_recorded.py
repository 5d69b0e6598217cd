"""The answers that the services really gave are read as they are."""

from __future__ import annotations

import gzip
import json

import orjson
import pytest

from pprnet.errors import SourceResponseError
from pprnet.formats.json.crossref_works import record_from_crossref
from pprnet.formats.json.europepmc_results import record_from_europepmc
from pprnet.formats.json.openalex_works import record_from_openalex
from pprnet.records import Problem, Record
from pprnet.sources.clients import crossref, europepmc, openalex
from pprnet.sources.clients.entrez import SearchOnServer, parse_efetch, parse_esearch

EUROPE_PMC = {
    "search_cancer_core.json": (25, 5059039, "AoIIP4ZawSg1MzEyODI1MA=="),
    "search_cancer.json": (25, 5059039, "AoIIP4ZawSg1MzEyODI1MA=="),
    "search_cancer_page2.json": (5, 5059039, "AoIIP4lkIig1MzE0NTMwOA=="),
    "search_1000results_cancer.json.gz": (1000, 5059039, "AoIIP4HN8ig1MzEwOTI4OQ=="),
    "search_no_results.json": (0, 0, ""),
}


def body_of(file):
    data = file.read_bytes()
    return gzip.decompress(data) if file.suffix == ".gz" else data


@pytest.mark.parametrize("name", EUROPE_PMC)
def test_europe_pmc(shared_data, name):
    raw_page = europepmc.europepmc_page(body_of(shared_data / f"europepmc/{name}"), "*")
    assert (len(raw_page.items), raw_page.total, raw_page.mark) == EUROPE_PMC[name]
    assert all(record_from_europepmc(item).title for item in raw_page.items)


def test_europe_pmc_ends_where_the_mark_stays(shared_data):
    body = body_of(shared_data / "europepmc/search_cancer_page2.json")
    assert europepmc.europepmc_page(body, "AoIIP4lkIig1MzE0NTMwOA==").mark == ""


@pytest.mark.parametrize("name", ["cr_journals", "cr_types"])
def test_crossref_pages_advance_under_one_mark(shared_data, name):
    """Why a mark that stays is no end here, and why its questions are not repeated."""
    marks, dois = set(), []
    for number in range(3):
        file = f"{name}_with_cursor_and_progress_bar_{number:02}.json.gz"
        response = json.loads(body_of(shared_data / f"crossref/{file}"))["response"]
        raw_page = crossref.crossref_page(orjson.dumps(response))
        marks.add(raw_page.mark)
        dois += [record_from_crossref(item).doi for item in raw_page.items]
    assert len(marks) == 1
    assert len(set(dois)) == len(dois) == 90


def test_every_crossref_list(shared_data):
    read = 0
    for file in sorted((shared_data / "crossref").glob("*.json.gz")):
        response = json.loads(body_of(file))["response"]
        message = response["message"]
        if isinstance(message, dict) and "items" in message and "members/98" not in file.name:
            raw_page = crossref.crossref_page(orjson.dumps(response))
            assert raw_page.total == message["total-results"]
            assert list(raw_page.items) == message["items"]
            read += 1
        else:
            with pytest.raises(SourceResponseError, match="Crossref: expected status ok"):
                crossref.crossref_page(orjson.dumps(response))
    assert read > 15


SEARCHES = {
    1: SearchOnServer(63, "", ""),
    2: SearchOnServer(42249, "MCID_6927d6e7fee3e90f880ec190", "1"),
    3: SearchOnServer(2651, "", ""),
    5: SearchOnServer(5, "", ""),
}


@pytest.mark.parametrize("number", SEARCHES)
def test_esearch(shared_data, number):
    file = shared_data / f"pubmed_xml/biopython_entrez/esearch{number}.xml"
    found = parse_esearch(file.read_bytes())
    assert (found.count, found.environment, found.key) == (
        SEARCHES[number].count,
        SEARCHES[number].environment,
        SEARCHES[number].key,
    )


@pytest.mark.parametrize("name", ["einfo1", "elink1", "epost1", "espell", "esummary1"])
def test_another_response_of_e_utilities_is_a_response_error(shared_data, name):
    file = shared_data / f"pubmed_xml/biopython_entrez/{name}.xml"
    with pytest.raises(SourceResponseError, match="PubMed: "):
        parse_esearch(file.read_bytes())
    with pytest.raises(SourceResponseError, match="expected a whole PubmedArticleSet"):
        parse_efetch(file.read_bytes())


def test_words_that_pubmed_left_out_are_reported():
    body = (
        b"<eSearchResult><Count>0</Count><IdList/><ErrorList><PhraseNotFound>psychotherapyy"
        b"</PhraseNotFound></ErrorList></eSearchResult>"
    )
    assert parse_esearch(body).remarks == ("PhraseNotFound: psychotherapyy",)


def test_an_error_within_an_answer_is_no_empty_result():
    body = b"<eSearchResult><Count>0</Count><ERROR>Search Backend failed</ERROR></eSearchResult>"
    with pytest.raises(SourceResponseError, match="Search Backend failed"):
        parse_esearch(body)


@pytest.mark.parametrize("number", [1, 2, 4, 5, 6, 7])
def test_efetch(shared_data, number):
    body = (shared_data / f"pubmed_xml/biopython_entrez/pubmed{number}.xml").read_bytes()
    found = parse_efetch(body)
    assert len(found) == body.count(b"<PubmedArticle>")
    assert all(isinstance(item, Record) and item.pmid for item in found)


def test_efetch_cut_short_is_not_taken_for_complete(shared_data):
    body = (shared_data / "pubmed_xml/biopython_entrez/pubmed2.xml").read_bytes()
    with pytest.raises(SourceResponseError, match="expected a whole PubmedArticleSet"):
        parse_efetch(body[: len(body) // 2])


def test_a_broken_record_in_a_complete_answer_is_a_problem(shared_data):
    body = (shared_data / "pubmed_xml/biopython_entrez/pubmed2.xml").read_bytes()
    broken = body.replace(b"<PMID Version", b"<P<MID Version", 1).replace(b"<ArticleTitle>", b"", 1)
    found = parse_efetch(broken)
    assert len([item for item in found if isinstance(item, Problem)]) >= 1


def test_openalex_works_in_the_shape_of_an_answer(shared_data):
    for file in sorted((shared_data / "openalex").glob("*.json")):
        stated = json.loads(file.read_bytes())
        works = stated.get("results", [stated])
        meta = {"count": len(works), "next_cursor": None}
        raw_page = openalex.openalex_page(orjson.dumps({"meta": meta, "results": works}))
        assert raw_page.mark == ""
        assert all(record_from_openalex(item).openalex for item in raw_page.items)
