"""A work in a few words."""

import pytest

from pprnet.citations import AuthorsKind, AuthorsShort, ShortSource, short_source

ANN = {"family": "Example", "given": "Ann"}
BO = {"family": "Sample", "given": "Bo", "non-dropping-particle": "van"}
GROUP = {"literal": "Example Group"}

CASES = [
    ([], AuthorsKind.NONE, ()),
    ([ANN], AuthorsKind.ONE, ("Example",)),
    ([GROUP], AuthorsKind.ONE, ("Example Group",)),
    ([ANN, BO], AuthorsKind.TWO, ("Example", "van Sample")),
    ([ANN, BO, GROUP], AuthorsKind.MANY, ("Example",)),
    ([{"given": "nobody"}, ANN], AuthorsKind.ONE, ("Example",)),
]


@pytest.mark.parametrize(("authors", "kind", "names"), CASES)
def test_authors_are_none_one_two_or_many(authors, kind, names):
    assert short_source({"author": authors}).authors == AuthorsShort(kind, names)


def test_editors_replace_missing_authors():
    assert short_source({"editor": [ANN]}).authors.names == ("Example",)


def test_journal_and_year_are_given_as_far_as_they_are_known():
    item = {"author": [ANN], "container-title": "J", "issued": {"date-parts": [["2023", 2]]}}
    assert short_source(item) == ShortSource(AuthorsShort(AuthorsKind.ONE, ("Example",)), "J", 2023)
    assert short_source({}) == ShortSource(AuthorsShort(AuthorsKind.NONE))
