"""Identifiers as they are printed, and the one form that each is kept in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pprnet import identifiers as ids

DOIS = [
    ("10.1037/pst0000172", "10.1037/pst0000172"),
    ("doi:10.1037/PST0000172", "10.1037/pst0000172"),
    ("DOI: 10.1037/pst0000172.", "10.1037/pst0000172"),
    ("https://doi.org/10.1037/pst0000172", "10.1037/pst0000172"),
    ("http://dx.doi.org/10.1037/pst0000172;", "10.1037/pst0000172"),
    ("(https://doi.org/10.1037/pst0000172)", "10.1037/pst0000172"),
    ("https://doi.org/10.1037%2Fpst0000172", "10.1037/pst0000172"),
    ("10.1016/S0140-6736(10)60175-4", "10.1016/s0140-6736(10)60175-4"),
    ("10.1002/cpp.2398 [doi]", "10.1002/cpp.2398"),
    ("10.1000.10/123456", "10.1000.10/123456"),
    ("10.5555/(SICI)55:1%3C1::A1%3E3.0.CO;2-X", "10.5555/(sici)55:1<1::a1>3.0.co;2-x"),
    ("10.5555/(SICI)55:1&lt;1::A1&gt;3.0.CO;2-X", "10.5555/(sici)55:1<1::a1>3.0.co;2-x"),
    ("10.5555/x%28a%29", "10.5555/x(a)"),
    ("&lt;10.5555/x&gt;", "10.5555/x"),
    ("10.1/x", ""),
    ("10.1037/", ""),
    ("not a doi", ""),
    ("", ""),
]


@pytest.mark.parametrize(("printed", "kept"), DOIS)
def test_each_printed_form_of_a_doi_is_one(printed: str, kept: str) -> None:
    assert ids.normalise_doi(printed) == kept


@given(st.text(max_size=60) | st.text("10.3/aA)>;", max_size=30).map("10.1037/".__add__))
def test_a_normal_doi_stays_as_it_is(text: str) -> None:
    once = ids.normalise_doi(text)
    assert ids.normalise_doi(once) == once


@pytest.mark.parametrize(
    ("normalise", "printed", "kept"),
    [
        (ids.normalise_pmid, "PMID: 023637110", "23637110"),
        (ids.normalise_pmid, "https://pubmed.ncbi.nlm.nih.gov/23637110/", "23637110"),
        (ids.normalise_pmid, "23637110[pmid]", "23637110"),
        (ids.normalise_pmid, "0", ""),
        (ids.normalise_pmid, "PMC12", ""),
        (ids.normalise_pmcid, "pmc4513071", "PMC4513071"),
        (
            ids.normalise_pmcid,
            "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC4756000/",
            "PMC4756000",
        ),
        (ids.normalise_pmcid, "4756000", ""),
        (ids.normalise_openalex, "https://openalex.org/W2154275807", "W2154275807"),
        (ids.normalise_openalex, "w2154275807", "W2154275807"),
        (ids.normalise_openalex, "https://openalex.org/A2154275807", ""),
        (ids.normalise_issn, "19326203", "1932-6203"),
        (ids.normalise_issn, "1365-277x (Print)", "1365-277X"),
        (ids.normalise_issn, "1932-6204", ""),
        (ids.normalise_isbn, "978-1-4822-5326-9", "9781482253269"),
        (ids.normalise_isbn, "1859962521", "9781859962527"),
        (ids.normalise_isbn, "0-8044-2957-X", "9780804429573"),
        (ids.normalise_isbn, "9781482253268", ""),
        (ids.normalise_orcid, "https://orcid.org/0000-0002-0365-7775", "0000-0002-0365-7775"),
        (ids.normalise_orcid, "0000-0002-0365-7776", ""),
    ],
)
def test_other_identifiers(normalise: object, printed: str, kept: str) -> None:
    assert callable(normalise)
    assert normalise(printed) == kept


def test_a_doi_becomes_an_address() -> None:
    assert ids.doi_url("10.1016/s0140-6736(10)60175-4").endswith("/s0140-6736(10)60175-4")
    assert "<" not in ids.doi_url("10.1002/a<b>c")
    assert ids.doi_url("") == ""
