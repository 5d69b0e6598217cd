"""Names that are nearly right, and citations compared with the record of the work."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pprnet.citations.checking import (
    DisagreementKind,
    NameDifference,
    compare_citation,
    named_authors,
    near_matches,
)
from pprnet.citations.checking.name_spelling import edit_distance
from pprnet.formats.fields.person_names import parse_name
from pprnet.formats.json.csl import to_csl
from pprnet.records import Author, PartialDate, Record

NEAR = [
    ("Timuluk, L.", "Timulak, Ladislav", NameDifference.SPELLING),
    ("Timlauk, L.", "Timulak, L.", NameDifference.SPELLING),
    ("Timulka, L.", "Timulak, L.", NameDifference.SPELLING),
    ("Fluckiger, C.", "Flückiger, Christoph", NameDifference.DIACRITICS),
    ("Flueckiger, C.", "Flückiger, C.", NameDifference.DIACRITICS),
    ("OBrien, J.", "O’Brien, J.", NameDifference.DIACRITICS),
    ("Example, A.", "Example, B.", NameDifference.INITIALS),
    ("Ladislav, Timulak", "Timulak, Ladislav", NameDifference.ORDER),
    ("Wampold, B.", "Wampold, B. E.", None),
    ("Berg, A.", "van der Berg, A.", None),
    ("Timuluk, X.", "Timulak, L.", None),
    ("Lu, A.", "Li, A.", None),
    ("Sample, A.", "Example, B.", None),
]


@pytest.mark.parametrize(("stated", "known", "difference"), NEAR)
def test_a_name_nearly_right_is_pointed_at(stated, known, difference):
    found = near_matches([parse_name(stated)], [parse_name(known)])
    assert [each.difference for each in found] == ([difference] if difference else [])


def test_a_name_that_matches_one_author_is_not_near_another():
    known = [Author("Example", "A."), Author("Exampla", "A.")]
    assert near_matches(known, known) == ()
    found = near_matches([Author("Example", "A."), Author("Exempla", "A.")], known)
    assert [(each.stated.family, each.known.family) for each in found] == [("Exempla", "Exampla")]


NAMES = st.text("abcdeé", max_size=12)


@given(NAMES, NAMES)
def test_the_distance_of_names_is_symmetric_and_zero_for_the_same(first, second):
    assert edit_distance(first, second) == edit_distance(second, first)
    assert (edit_distance(first, second) == 0) == (first == second)
    assert edit_distance(first, second) <= max(len(first), len(second))


WORK = Record(
    title="An invented study of the alliance",
    authors=(Author("Timulak", "Ladislav"), Author("Example", "Anna B."), Author("Sample", "C.")),
    issued=PartialDate(2013, 5),
    journal="Journal of Counseling Examples",
    journal_abbreviation="J Couns Ex",
    volume="12",
    issue="3",
    pages="45-67",
    doi="10.5555/example.1",
)
ITEM = to_csl(WORK)


def test_a_right_citation_agrees():
    assert compare_citation(ITEM, WORK) == ()
    assert compare_citation({"type": "article-journal"}, WORK) == ()


AGREE = [
    {"title": "AN INVENTED STUDY OF THE ALLIANCE."},
    {"container-title": "J. Couns. Examples"},
    {"container-title": "The Journal of Counseling Examples"},
    {"page": "45"},
    {"page": "45-67", "volume": "012"},
    {"page": ""},
    {"author": [{"family": "Timulak", "given": "L."}, *ITEM["author"][1:]]},
]


@pytest.mark.parametrize("fields", AGREE)
def test_other_ways_to_print_the_same_agree(fields):
    assert compare_citation(ITEM | fields, WORK) == ()


DIFFER = [
    ({"title": "An invented study of the alliances"}, "title", DisagreementKind.DIFFERS),
    ({"title": "Penguins on ice"}, "title", DisagreementKind.OTHER_WORK),
    ({"DOI": "10.5555/other"}, "DOI", DisagreementKind.DIFFERS),
    ({"issued": {"date-parts": [[2014]]}}, "issued", DisagreementKind.DIFFERS),
    ({"author": ITEM["author"][:2]}, "author", DisagreementKind.MISSING),
    ({"author": [*ITEM["author"], {"family": "Nobody"}]}, "author", DisagreementKind.EXTRA),
    ({"author": ITEM["author"][::-1]}, "author", DisagreementKind.ORDER),
    (
        {"author": [{"family": "Timuluk"}, *ITEM["author"][1:]]},
        "author",
        DisagreementKind.NEAR_NAME,
    ),
    ({"container-title": "Journal of Other Examples"}, "container-title", DisagreementKind.DIFFERS),
    ({"volume": "13"}, "volume", DisagreementKind.DIFFERS),
    ({"issue": "4"}, "issue", DisagreementKind.DIFFERS),
    ({"page": "45-69"}, "page", DisagreementKind.DIFFERS),
    ({"page": "", "number": "e99"}, "page", DisagreementKind.DIFFERS),
]


@pytest.mark.parametrize(("fields", "field", "kind"), DIFFER)
def test_each_field_that_differs_is_named_with_both_values(fields, field, kind):
    (found,) = compare_citation(ITEM | fields, WORK)
    assert (found.field, found.kind, found.is_minor) == (field, kind, False)
    assert found.stated != found.found


def test_authors_left_out_on_purpose_are_not_missing():
    short = ITEM | {"author": ITEM["author"][:1]}
    assert len(compare_citation(short, WORK)) == 2
    assert compare_citation(short, WORK, is_shortened=True) == ()
    assert (
        compare_citation(short | {"author": [*short["author"], {"literal": "et al."}]}, WORK) == ()
    )


def test_diacritics_alone_are_minor():
    work = Record(title="T", authors=(Author("Flückiger", "C."),))
    item = to_csl(work) | {"author": [{"family": "Fluckiger", "given": "C."}]}
    assert [each.is_minor for each in compare_citation(item, work)] == [True]


def test_a_title_and_journal_divided_elsewhere_are_the_same():
    work = Record(title="A study", journal="Example. Beispiel", pages="635-44; quiz 645-7")
    item = {"title": "A study. Example", "container-title": "Beispiel", "page": "635-644"}
    assert compare_citation({"type": "article-journal", **item}, work) == ()


NAMED = [
    ("Anna Flückiger-Beispiel", "Flückiger-Beispiel, A. M.", True),
    ("A. Fluckiger-Beispiel and B. Other", "Flückiger-Beispiel, A. M.", True),
    ("B. Other, Anna van den Beispiel", "van den Beispiel, A.", True),
    ("Beispiel", "Beispiel, A.", False),
    ("Anna Beispiel", "Beispiel", False),
    ("Bert Beispiel", "Beispiel, A.", False),
    ("Anna Beispeil", "Beispiel, A.", False),
]


@pytest.mark.parametrize(("names", "author", "is_named"), NAMED)
def test_a_line_of_names_names_an_author(names, author, is_named):
    known = parse_name(author)
    assert named_authors(names, [known]) == (known,) * is_named
