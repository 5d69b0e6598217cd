"""Lists of identifiers, links and printed references as people paste them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pprnet.errors import TooLargeError
from pprnet.sources.lookup import MAX_ENTRIES, MAX_TEXT, parse_identifiers

SICI = "10.1002/(SICI)1097-4679(199601)52:1<1::AID-JCLP1>3.0.CO;2-X"

ONE = {
    # DOIs, as printed
    "10.5555/abc": "10.5555/abc",
    "10.5555/ABC.12-3_4": "10.5555/abc.12-3_4",
    "doi:10.5555/abc": "10.5555/abc",
    "DOI: 10.5555/abc.": "10.5555/abc",
    "doi 10.5555/abc": "10.5555/abc",
    "(10.5555/abc)": "10.5555/abc",
    "[doi:10.5555/abc]": "10.5555/abc",
    "“10.5555/abc”": "10.5555/abc",
    "1. 10.5555/abc": "10.5555/abc",
    "[12] 10.5555/abc": "10.5555/abc",
    "• 10.5555/abc;": "10.5555/abc",
    "10.1016/S0140-6736(97)11096-0": "10.1016/s0140-6736(97)11096-0",
    "(see 10.1016/S0140-6736(97)11096-0)": "10.1016/s0140-6736(97)11096-0",
    SICI: SICI.lower(),
    "10.1037/0022\u2011006X.55.1.1": "10.1037/0022-006x.55.1.1",
    "10.1037/ccp\u00ad0000123": "10.1037/ccp0000123",
    "10.5555%2Fabc": "10.5555/abc",
    "10.5555/abc…": "10.5555/abc",
    "10.5555/abc）": "10.5555/abc",
    "（DOI：10.5555/abc）": "10.5555/abc",
    "【10.5555/abc】": "10.5555/abc",
    "「10.5555/abc」": "10.5555/abc",
    "10.1016/S0140-6736（97）11096-0": "10.1016/s0140-6736(97)11096-0",
    "10.5555/pmid:12": "10.5555/pmid:12",
    # Links of the resolver
    "https://doi.org/10.5555/abc": "10.5555/abc",
    "http://dx.doi.org/10.5555/abc": "10.5555/abc",
    "doi.org/10.5555/abc": "10.5555/abc",
    "<https://doi.org/10.5555/abc>": "10.5555/abc",
    "https://doi.org/10.5555/abc?utm_source=mail": "10.5555/abc",
    "https://doi.org/10.5555%2Fabc": "10.5555/abc",
    "https://doi.org/10.1002/(SICI)1097-4679(199601)52:1%3C1::AID-JCLP1%3E3.0.CO;2-X": SICI.lower(),
    f"https://doi.org/{SICI}": SICI.lower(),
    "[10.5555/abc](https://doi.org/10.5555/abc)": "10.5555/abc",
    '<a href="https://doi.org/10.5555/abc">10.5555/abc</a>': "10.5555/abc",
    "https://doi-org.proxy.example.edu/10.5555/abc": "10.5555/abc",
    # Publishers' links that state a DOI
    "https://onlinelibrary.wiley.com/doi/full/10.5555/capr.12345": "10.5555/capr.12345",
    "https://onlinelibrary.wiley.com/doi/abs/10.5555/capr.12345?af=R": "10.5555/capr.12345",
    "https://www.tandfonline.com/doi/abs/10.5555/10503307.2020.1?journalCode=tpsr20": (
        "10.5555/10503307.2020.1"
    ),
    "https://psycnet.apa.org/doiLanding?doi=10.5555%2Fcou0000123": "10.5555/cou0000123",
    "https://psycnet.apa.org/record/2020-1?doi=10.5555/cou0000123": "10.5555/cou0000123",
    "https://journals.sagepub.com/doi/pdf/10.5555/1234567890?download=true": "10.5555/1234567890",
    "https://link.springer.com/article/10.5555/s10488-019-00963-5": "10.5555/s10488-019-00963-5",
    "https://link.springer.com/content/pdf/10.5555/s10488-019-1.pdf": "10.5555/s10488-019-1",
    "https://link.springer.com/article/10.5555/s10488-019-1/fulltext.html": "10.5555/s10488-019-1",
    "https://bmcpsychiatry.biomedcentral.com/articles/10.5555/s12888-020-1#Sec2": (
        "10.5555/s12888-020-1"
    ),
    "https://www.frontiersin.org/articles/10.5555/fpsyg.2020.00123/full": (
        "10.5555/fpsyg.2020.00123"
    ),
    "https://journals.plos.org/plosone/article?id=10.5555/journal.pone.0123456": (
        "10.5555/journal.pone.0123456"
    ),
    "https://www.medrxiv.org/content/10.5555/2020.01.01.123456v2.full.pdf": (
        "10.5555/2020.01.01.123456"
    ),
    "https://www.biorxiv.org/content/10.5555/2020.01.01.123456v1": "10.5555/2020.01.01.123456",
    # PMIDs
    "PMID: 123": "PMID 123",
    "PMID 12345678": "PMID 12345678",
    "pmid:012345": "PMID 12345",
    "PubMed ID: 12345678": "PMID 12345678",
    "12345678": "PMID 12345678",
    "  12345678  ": "PMID 12345678",
    "2. 12345678": "PMID 12345678",
    "https://pubmed.ncbi.nlm.nih.gov/12345678/": "PMID 12345678",
    "pubmed.ncbi.nlm.nih.gov/12345678": "PMID 12345678",
    "https://pubmed.ncbi.nlm.nih.gov/12345678/?from_term=grief": "PMID 12345678",
    "https://www.ncbi.nlm.nih.gov/pubmed/12345678": "PMID 12345678",
    "https://europepmc.org/article/MED/12345678": "PMID 12345678",
    "https://europepmc.org/abstract/med/12345678": "PMID 12345678",
    "https://pubmed.ncbi.nlm.nih.gov/?term=12345678": "PMID 12345678",
    "https://pubmed.ncbi.nlm.nih.gov/?term=1234%5Buid%5D&sort=date": "PMID 1234",
    "https://www.ncbi.nlm.nih.gov/pubmed/?term=12345678[pmid]": "PMID 12345678",
    # PMCIDs
    "PMC1234567": "PMC1234567",
    "pmc1234567": "PMC1234567",
    "PMCID: PMC1234567": "PMC1234567",
    "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1234567/": "PMC1234567",
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567/": "PMC1234567",
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567/pdf/example.pdf": "PMC1234567",
    "https://europepmc.org/articles/PMC1234567": "PMC1234567",
    "https://europepmc.org/article/PMC/PMC1234567": "PMC1234567",
}


@pytest.mark.parametrize("text", ONE)
def test_one_identifier(text):
    found = parse_identifiers(text)
    assert [str(each) for each in found.identifiers] == [ONE[text]]
    assert found.references == ()
    assert found.read[0].line == 1
    assert found.read[0].text


NOT_ONE = [
    "2020",
    "12",
    "1234",
    "123456789012",
    "10.5555",
    "10.55/abc",
    "10.5555/",
    "PMC",
    "PMID:",
    "https://www.nature.com/articles/s41586-020-2649-2",
    "https://www.thelancet.com/article/PIIS0140-6736(97)11096-0/fulltext",
    "https://pubmed.ncbi.nlm.nih.gov/?term=grief",
    "https://pubmed.ncbi.nlm.nih.gov/?term=2020",
    "https://pubmed.ncbi.nlm.nih.gov/?term=grief+12345678",
    "https://www.example.org/?term=12345678",
    "Example, A. (2020). An invented title. Journal of Examples, 12(3), 45678-45690.",
    "Psychotherapy Research",
    "10.5555/" + "x" * 400,
]


@pytest.mark.parametrize("text", NOT_ONE)
def test_the_rest_is_kept_as_it_is(text):
    found = parse_identifiers(f"\n{text}\n")
    assert found.read == ()
    assert [(each.text, each.line) for each in found.references] == [(text, 2)]


@pytest.mark.parametrize("text", ["", " \n\t\n", "---", "\n\n...\n", "* * *", "[ ]"])
def test_nothing_is_read_from_nothing(text):
    found = parse_identifiers(text)
    assert (found.read, found.references) == ((), ())


MANY = {
    "10.5555/a\n10.5555/b": ["10.5555/a", "10.5555/b"],
    "10.5555/a\r\n\r\n10.5555/b\r\n": ["10.5555/a", "10.5555/b"],
    "10.5555/a 10.5555/b": ["10.5555/a", "10.5555/b"],
    "10.5555/a, 10.5555/b": ["10.5555/a", "10.5555/b"],
    "10.5555/a,10.5555/b;10.5555/c": ["10.5555/a", "10.5555/b", "10.5555/c"],
    "10.5555/a;PMID:12345;PMC678": ["10.5555/a", "PMID 12345", "PMC678"],
    "https://doi.org/10.5555/a,https://doi.org/10.5555/b": ["10.5555/a", "10.5555/b"],
    "10.5555/a\t12345678\tPMC12": ["10.5555/a", "PMC12", "PMID 12345678"],
    "12345678, 23456789;34567890 45678901": [
        "PMID 12345678",
        "PMID 23456789",
        "PMID 34567890",
        "PMID 45678901",
    ],
    "PMID: 123, 23456, 34567": ["PMID 123", "PMID 23456", "PMID 34567"],
    "PMIDs: 12345678, 23456789 and 34567890": [
        "PMID 12345678",
        "PMID 23456789",
        "PMID 34567890",
    ],
    "Read PMIDs 123; 456 & 12345678 first.": ["PMID 123", "PMID 456", "PMID 12345678"],
    "PMIDs: 12345678": ["PMID 12345678"],
    "doi:10.5555/aPMID:12345678": ["10.5555/a", "PMID 12345678"],
    "https://doi.org/10.5555/aPMID: 12345678PMCID:PMC12": [
        "10.5555/a",
        "PMID 12345678",
        "PMC12",
    ],
    "PMID: 12345678doi:10.5555/a": ["PMID 12345678", "10.5555/a"],
    "doi 10.5555/a and doi 10.5555/b": ["10.5555/a", "10.5555/b"],
    "10.5555/a\n10.5555/A\nhttps://doi.org/10.5555/a": ["10.5555/a"],
    "1) 10.5555/a\n2) 10.5555/b\n10) PMID 12345": ["10.5555/a", "10.5555/b", "PMID 12345"],
    f"{SICI}, 10.5555/a,b,10.5555/c": [SICI.lower(), "10.5555/a,b", "10.5555/c"],
    "10.5555/a，10.5555/b；10.5555/c。": ["10.5555/a", "10.5555/b", "10.5555/c"],
    "10.5555/a<br>10.5555/b<br/>": ["10.5555/a", "10.5555/b"],
}


@pytest.mark.parametrize("text", MANY)
def test_many_identifiers_with_mixed_separators(text):
    found = parse_identifiers(text)
    assert [str(each) for each in found.identifiers] == MANY[text]
    assert found.references == ()


APA = "Example, A., & Other, B. (2020). An invented title. Journal of Examples, 1(2), 3–14."
NLM = (
    "Example A, Other B. An invented title. J Ex. 2020 Mar;1(2):3-14. doi: 10.5555/Abc. "
    "Epub 2020 Jan 2. PMID: 12345678; PMCID: PMC345."
)


def test_a_printed_reference_with_a_doi_is_the_text_that_the_doi_was_read_from():
    line = f"{APA} https://doi.org/10.5555/abc"
    (read,) = parse_identifiers(line).read
    assert (str(read.identifier), read.text, read.others) == ("10.5555/abc", line, ())


def test_the_identifiers_of_one_printed_reference_are_of_one_work():
    found = parse_identifiers(f"Some heading\n{NLM}")
    (read,) = found.read
    assert (str(read.identifier), read.text, read.line) == ("10.5555/abc", NLM, 2)
    assert [str(each) for each in read.others] == ["PMID 12345678", "PMC345"]
    assert [each.text for each in found.references] == ["Some heading"]


def test_two_dois_among_words_are_two_works():
    line = "Compare 10.5555/a with the reply (10.5555/b)."
    assert [(str(each.identifier), each.text) for each in parse_identifiers(line).read] == [
        ("10.5555/a", line),
        ("10.5555/b", line),
    ]


WRAPPED = {
    "indented": (
        "Example, A. (2020). An invented title that is\n    wrapped. Journal of Examples, 1.\n"
        "    https://doi.org/10.5555/abc\nOther, B. (2021). Another title. Journal, 2."
    ),
    "lower case": (
        "Example, A. (2020). An invented title that is\nwrapped. Journal of Examples, 1. "
        "https://doi.org/10.5555/abc\n\nOther, B. (2021). Another title. Journal, 2."
    ),
    "numbered": (
        "1. Example, A. (2020). An invented title that is\n   wrapped. Journal of Examples, 1. "
        "https://doi.org/10.5555/abc\n2. Other, B. (2021). Another title. Journal, 2."
    ),
}


@pytest.mark.parametrize("kind", WRAPPED)
def test_a_reference_that_is_wrapped_is_one(kind):
    found = parse_identifiers(WRAPPED[kind])
    (read,) = found.read
    assert str(read.identifier) == "10.5555/abc"
    assert "An invented title that is wrapped." in read.text
    assert [each.text for each in found.references] == [
        "Other, B. (2021). Another title. Journal, 2."
    ]


def test_indented_identifiers_are_no_continuation():
    found = parse_identifiers("  10.5555/a\n  10.5555/b\n  12345678")
    assert [str(each) for each in found.identifiers] == ["10.5555/a", "10.5555/b", "PMID 12345678"]
    assert found.references == ()


def test_references_are_kept_letter_by_letter():
    found = parse_identifiers(f"3. {APA}")
    assert [each.text for each in found.references] == [APA]


def test_as_many_as_fit_are_read_and_no_more():
    lines = [f"10.5555/{number}" for number in range(MAX_ENTRIES)]
    assert len(parse_identifiers("\n".join(lines)).read) == MAX_ENTRIES
    assert len(parse_identifiers("\n".join([*lines, *lines])).read) == MAX_ENTRIES
    with pytest.raises(TooLargeError, match=rf"line {MAX_ENTRIES + 1}: .*up to {MAX_ENTRIES}"):
        parse_identifiers("\n".join([*lines, "10.5555/more"]))
    with pytest.raises(TooLargeError, match="references"):
        parse_identifiers("\n".join(f"Title {number}" for number in range(MAX_ENTRIES + 1)))


@pytest.mark.parametrize("sign", ["x", "é", "\ud800"])
def test_a_text_over_the_limit_is_refused(sign):
    size = len(sign.encode("utf-8", "surrogatepass"))
    parse_identifiers(sign * (MAX_TEXT // size))
    with pytest.raises(TooLargeError, match=r"up to 100 kB .*divide it"):
        parse_identifiers(sign * (MAX_TEXT // size + 1))


def test_reading_a_list_loads_no_network_library():
    code = "import sys, pprnet.sources.lookup; print('httpx' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
