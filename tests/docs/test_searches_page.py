"""The page on searches says what the program does; the ISSNs belong to the journals."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from pprnet.errors import VocabularyError
from pprnet.formats import read_file
from pprnet.identifiers import normalise_issn
from pprnet.records import Record
from pprnet.sources import SOURCE_KEYS
from pprnet.text import fold
from pprnet.vocab.searches import _journal, journals, searches, searches_of

ROOT = Path(__file__).parents[2]


def test_the_page_agrees_with_the_data():
    script = runpy.run_path(str(ROOT / "scripts/write_searches_page.py"))
    page = (ROOT / "docs/reference/searches.md").read_text(encoding="utf-8")
    assert script["searches_page"]() == page, "run python scripts/write_searches_page.py"


def test_each_source_has_searches_with_keys_of_their_own():
    assert {search.source for search in searches()} == set(SOURCE_KEYS)
    for source in SOURCE_KEYS:
        keys = [search.key for search in searches_of(source)]
        assert len(set(keys)) == len(keys) >= 2
        assert "journals" in keys


@pytest.mark.parametrize("search", searches(), ids=lambda search: f"{search.source}-{search.key}")
def test_a_query_is_well_formed(search):
    query = search.query
    assert query.count('"') % 2 == 0
    assert query.count("(") == query.count(")")
    assert "\n" not in query
    assert len(query) < 2000, "an address holds no more at every proxy"
    assert not re.search(r"\bOR OR\b|^OR\b|\bOR$|\{|\}", query)
    if search.source == "openalex":
        assert "," not in query
        assert "*" not in query
        assert query.count("|") < 50


@pytest.mark.parametrize("journal", journals(), ids=lambda journal: journal.title)
def test_an_issn_has_its_check_digit_and_is_in_every_search_by_journals(journal):
    assert 1 <= len(journal.issn) <= 2
    for issn in journal.issn:
        assert normalise_issn(issn) == issn
    for source in SOURCE_KEYS:
        (query,) = (s.query for s in searches_of(source) if s.key == "journals")
        assert journal.issn[0] in query


def test_a_wrong_check_digit_is_refused():
    with pytest.raises(VocabularyError, match="right check digit, got '1050-3308'"):
        _journal({"title": "Example", "issn": ["1050-3308"]})


def test_journals_are_listed_once_and_in_order():
    titles = [journal.title.lower().removeprefix("the ") for journal in journals()]
    assert titles == sorted(set(titles))
    numbers = [issn for journal in journals() for issn in journal.issn]
    assert len(set(numbers)) == len(numbers)


def published_issns(shared_data):
    """Return title and ISSN as published records state them."""
    files = (
        shared_data / "screening/Oud_2018.works.jsonl.gz",
        shared_data / "nbib/srdedupe_mini_pubmed.nbib",
    )
    for file in files:
        for record in read_file(file):
            if isinstance(record, Record):
                yield from ((fold(record.journal), issn) for issn in record.issn)


def test_every_issn_occurs_with_its_journal(shared_data):
    published = set(published_issns(shared_data))
    for journal in journals():
        name = fold(journal.title).removeprefix("the ")
        for issn in journal.issn:
            assert {(name, issn), (f"the {name}", issn)} & published, (journal.title, issn)


def test_every_heading_is_a_mesh_descriptor(shared_data):
    file = shared_data / "vocab/mesh_psych_subset.tsv"
    known = {line.split("\t")[1] for line in file.read_text(encoding="utf-8").splitlines() if line}
    for search in searches():
        for heading in re.findall(r'"([^"]+)"\[Mesh\]|KW:"([^"]+)"', search.query):
            assert next(filter(None, heading)) in known
