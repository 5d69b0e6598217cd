"""Lists of references: their order, letters after the year, and a list that pandoc fails on."""

import pytest

from pprnet.citations import format_reference_list, format_references, pandoc
from pprnet.errors import CitationError, PandocMissingError


def book(title, year=None, **fields):
    item = {"type": "book", "title": title, "publisher": "Example Press"}
    item["author"] = [{"family": "Example", "given": "Ann"}]
    return item | ({"issued": {"date-parts": [[year]]}} if year else {}) | fields


OTHER = [{"family": "Another", "given": "Bo"}]
FOUR = [book("Second", 2020), book("Third", 2021), book("First", 2020), book("Last", author=OTHER)]


def texts(items, **options):
    return [done.text for done in format_reference_list(items, **options)]


def test_works_of_the_same_authors_and_year_get_letters_in_the_order_of_their_titles():
    assert texts(FOUR) == [
        "Another, B. (n.d.). Last. Example Press.",
        "Example, A. (2020a). First. Example Press.",
        "Example, A. (2020b). Second. Example Press.",
        "Example, A. (2021). Third. Example Press.",
    ]


def test_works_without_a_year_and_in_press_get_letters_after_a_hyphen():
    items = [book("B"), book("A"), book("D", status="in press"), book("C", status="in press")]
    printed = [text.split(")")[0].split("(")[1] for text in texts(items)]
    assert printed == ["n.d.-a", "n.d.-b", "in press-a", "in press-b"]


def test_a_single_reference_has_no_letter():
    assert "2020)" in format_references(FOUR)[0].text


def test_a_numbered_style_keeps_the_order_and_prints_no_number():
    printed = texts(FOUR, style="elsevier-vancouver")
    assert [text.split(". ")[1] for text in printed] == ["Second", "Third", "First", "Last"]


def test_an_empty_list_needs_no_pandoc(monkeypatch):
    monkeypatch.setattr(pandoc, "pandoc_path", lambda: pytest.fail("called"))
    assert format_reference_list([]) == []


def test_a_list_that_pandoc_fails_on_is_plain_and_says_why(monkeypatch):
    monkeypatch.setattr(pandoc, "pandoc_path", lambda: "/bin/false")
    done = format_reference_list(FOUR)
    assert [each.text.split(",")[0] for each in done] == [
        "Another",
        "Example",
        "Example",
        "Example",
    ]
    assert all("failed with exit code 1" in each.problem for each in done)


def test_missing_pandoc_and_wrong_words_are_explained(monkeypatch):
    with pytest.raises(CitationError, match="such as"):
        format_reference_list(FOUR, locale="English")
    with pytest.raises(CitationError, match="name of a CSL style"):
        format_reference_list(FOUR, style="APA")
    monkeypatch.setattr(pandoc, "pandoc_path", lambda: "/nowhere/pandoc")
    with pytest.raises(PandocMissingError):
        format_reference_list(FOUR)


@pytest.mark.parametrize("number", [3, 20, 21, 25])
def test_21_authors_and_more_are_shortened_with_a_spaced_ellipsis(number):
    names = [{"family": f"Example{chr(97 + at)}", "given": "A."} for at in range(number)]
    done = format_references([book("Before … after", 2020, author=names)])[0]
    assert (", . . . Example" in done.text) == (number > 20)
    assert ("&" in done.text) == (number <= 20)
    assert "Before … after" in done.text
    assert ('<span class="nowrap">. . .</span>' in done.html) == (number > 20)


GROUPS = [{"literal": "A & B Group"}, {"literal": "Example <Group>"}]


def test_two_groups_are_joined_without_a_comma():
    done = format_references([book("A report", 2020, author=GROUPS)])[0]
    assert done.text.startswith("A & B Group & Example <Group>. (2020)")
    assert done.html.startswith("A &amp; B Group &amp; Example &lt;Group&gt;. (2020)")


def test_a_group_that_published_its_own_work_is_named_once():
    done = format_references([book("T", 2020, author=GROUPS[:1], publisher="A & B Group")])[0]
    assert done.text == "A & B Group. (2020). T."


@pytest.mark.parametrize(
    ("issued", "printed"),
    [
        ({"date-parts": [[2017, 7, 12], [2017, 7, 15]]}, "(2017, July 12–15)"),
        ({"date-parts": [[2016, 3, 30], ["2016", "4", 2]]}, "(2016, March 30–April 2)"),
        ({"date-parts": [[2017, 7, 15], [2017, 7, 12]]}, "(2017, July 15)"),
        ({"date-parts": [[2017, 7, 15], "x"]}, "(2017, July 15)"),
        ({"date-parts": [[2021]], "season": 4}, "(2021, Winter)"),
        ({"date-parts": [[2021]], "season": "winter"}, "(2021)"),
    ],
)
def test_ranges_of_days_and_seasons(issued, printed):
    item = book("T", issued=issued, type="speech", **{"event-title": "Example Meeting"})
    assert printed in format_references([item])[0].text
