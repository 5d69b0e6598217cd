"""What each type of work needs in APA 7: take one thing away, and it is named."""

import pytest

from pprnet.citations import completeness
from pprnet.citations.completeness import REQUIRED_FIELDS
from pprnet.records import WorkType

WHO = {"author": [{"family": "Example", "given": "A."}]}
WHEN = {"issued": {"date-parts": [[2020, 1]]}}
BASICS = {**WHO, **WHEN, "title": "An invented title"}

COMPLETE = {
    "article-journal": {**BASICS, "container-title": "J", "volume": "1", "page": "2-3"},
    "article": {**BASICS, "publisher": "Example Archive", "DOI": "10.1234/x"},
    "book": {**BASICS, "publisher": "Example Press"},
    "chapter": {
        **BASICS,
        "container-title": "A book",
        "editor": WHO["author"],
        "page": "1-9",
        "publisher": "Example Press",
    },
    "dataset": {**BASICS, "publisher": "Example Archive", "URL": "https://example.org/d"},
    "report": {**BASICS, "publisher": "Example Institute"},
    "thesis": {**BASICS, "publisher": "Example University"},
    "paper-conference": {**BASICS, "event-title": "Example Meeting"},
    "webpage": {**WHO, "title": "T", "container-title": "S", "URL": "https://example.org"},
    "document": {**BASICS, "publisher": "Example Press"},
}


def missing(kind, **fields):
    return [lack.field for lack in completeness({"type": kind, **fields})]


def test_the_table_knows_every_type_of_work():
    assert set(REQUIRED_FIELDS) == set(COMPLETE) == {kind.value for kind in WorkType}


@pytest.mark.parametrize("kind", COMPLETE)
def test_a_complete_reference_lacks_nothing(kind):
    assert missing(kind, **COMPLETE[kind]) == []


@pytest.mark.parametrize(
    ("kind", "field"), [(kind, field) for kind, item in COMPLETE.items() for field in item]
)
def test_each_field_taken_away_is_named_with_advice(kind, field):
    rest = {name: value for name, value in COMPLETE[kind].items() if name != field}
    lacks = completeness({"type": kind, **rest})
    assert len(lacks) == 1
    assert lacks[0].label
    assert lacks[0].advice.endswith(".")


ARTICLE = {**BASICS, "container-title": "J"}
CASES = [
    ("no DOI is fine", {"volume": "1", "page": "2-3"}, []),
    ("article number for pages", {"volume": "1", "number": "347"}, []),
    ("advance online with DOI", {"DOI": "10.1234/x"}, []),
    ("advance online with address", {"URL": "https://example.org/x"}, []),
    ("an address that is none", {"URL": "see the site"}, ["volume"]),
    ("neither volume nor DOI", {}, ["volume"]),
    ("volume without place", {"volume": "1"}, ["page"]),
    ("a group", {"volume": "1", "page": "1", "author": [{"literal": "Example Group"}]}, []),
    ("a nameless author", {"volume": "1", "page": "1", "author": [{"given": "A."}]}, ["author"]),
    ("blank title", {"volume": "1", "page": "1", "title": "  "}, ["title"]),
    ("year in words", {"volume": "1", "page": "1", "issued": {"raw": "Spring 2020"}}, []),
    ("in press", {"volume": "1", "page": "1", "issued": {"literal": "in press"}}, ["issued"]),
]


@pytest.mark.parametrize(
    ("fields", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_journal_articles(fields, expected):
    assert missing("article-journal", **{**ARTICLE, **fields}) == expected


def test_a_group_needs_no_publisher_for_its_own_report():
    assert missing("report", **{**BASICS, "author": [{"literal": "Example Group"}]}) == []


def test_an_edited_book_needs_no_author():
    assert missing("book", **WHEN, title="T", publisher="P", editor=WHO["author"]) == []


@pytest.mark.parametrize("item", [{}, {"type": None}, {"type": "song", "author": 5}])
def test_an_item_of_no_known_type_lacks_the_basics(item):
    assert [lack.field for lack in completeness(item)] == ["author", "issued", "title", "publisher"]
