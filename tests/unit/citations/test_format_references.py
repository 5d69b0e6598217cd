"""References as APA 7 prints them, each standing alone."""

import subprocess
from pathlib import Path

import pytest

from pprnet.citations import (
    STYLES,
    FormattedReference,
    format_references,
    formatting,
    pandoc,
)
from pprnet.citations.csl_styles import read_style
from pprnet.citations.quotation_marks import REVEALED_QUOTES, hide_unpaired_quotes
from pprnet.errors import CitationError, PandocMissingError

STYLE_FILES = Path(pandoc.__file__).parent / "styles"


def article(**fields):
    return {
        "type": "article-journal",
        "title": "An invented title",
        "author": [{"family": "Example", "given": "Ann"}],
        "issued": {"date-parts": [[2020]]},
        "container-title": "Journal of Examples",
        "volume": "1",
        **fields,
    }


GROUP = [{"literal": "Example Group"}]
TWO = [{"family": "Example", "given": "A.-M."}, {"family": "van der Sample", "given": "B. C."}]
EDITOR = [{"family": "Sample", "given": "Bo"}]

APA = [
    (
        article(page="325-341"),
        "Example, A. (2020). An invented title. Journal of Examples, 1, 325–341.",
    ),
    (
        article(issue="2", page="3-4"),
        "Example, A. (2020). An invented title. Journal of Examples, 1(2), 3–4.",
    ),
    (
        article(number="347", DOI="https://dx.doi.org/10.1234/ABC.5"),
        "Example, A. (2020). An invented title. Journal of Examples, 1, Article 347. "
        "https://doi.org/10.1234/ABC.5",
    ),
    (
        article(volume="", DOI="10.1234/abc"),
        "Example, A. (2020). An invented title. Journal of Examples. https://doi.org/10.1234/abc",
    ),
    (
        article(author=TWO, title="a title: its second half", page="9"),
        "Example, A.-M., & van der Sample, B. C. (2020). A title: Its second half. "
        "Journal of Examples, 1, 9.",
    ),
    (
        article(author=GROUP, page="9"),
        "Example Group. (2020). An invented title. Journal of Examples, 1, 9.",
    ),
    (
        {
            "type": "chapter",
            "title": "A chapter",
            "author": TWO[:1],
            "editor": EDITOR,
            "container-title": "A book",
            "publisher": "Example Press",
            "page": "1-2",
            "issued": {"date-parts": [[2019, 5, 1]]},
        },
        "Example, A.-M. (2019). A chapter. In B. Sample (Ed.), A book (pp. 1–2). Example Press.",
    ),
    ({"type": "book", "title": "A book", "author": GROUP}, "Example Group. (n.d.). A book."),
]


def test_references_read_as_apa_prints_them():
    items, expected = zip(*APA, strict=True)
    assert [done.text for done in format_references(items)] == list(expected)


def test_html_marks_source_range_and_link_and_nothing_else():
    done = format_references([article(page="325-341", DOI="10.1234/a<b>&c")])[0]
    assert done.html == (
        "Example, A. (2020). An invented title. <cite>Journal of Examples</cite>, <i>1</i>, "
        '<span class="nowrap">325–341</span>. '
        '<a href="https://doi.org/10.1234/a%3Cb%3E%26c">https://doi.org/10.1234/a&lt;b&gt;&amp;c</a>'
    )


def test_two_works_of_one_year_get_no_letter():
    items = [article(title="One", page="1"), article(title="Two", page="2")]
    together = format_references(items)
    assert together == [format_references([item])[0] for item in items]
    assert "2020a" not in "".join(done.text for done in together)


def test_answers_come_in_the_order_of_the_items_over_several_calls(monkeypatch):
    monkeypatch.setattr("pprnet.citations.formatting.REFERENCES_PER_CALL", 2)
    items = [article(title=f"Title {letter}") for letter in "zyxwv"]
    done = format_references(items)
    assert all(item["title"] in each.text for item, each in zip(items, done, strict=True))


def test_a_title_in_french_keeps_its_lower_case_letter():
    item = article(title="Un titre : la suite", language="fr", page="1")
    assert "Un titre : la suite" in format_references([item])[0].text


def test_a_page_in_french_has_french_words():
    item = {**APA[6][0], "author": TWO}
    assert "Dans" in format_references([item], locale="fr-CA")[0].text


@pytest.mark.parametrize("style", STYLES)
def test_each_style_on_offer_prints_the_title(style):
    done = format_references([article(page="3-4")], style=style)[0]
    assert "an invented title" in done.text.lower()
    assert not done.text.startswith(("1", "["))


def test_a_style_ships_for_each_name_and_names_its_licence_and_authors():
    shipped = {path.stem: path.read_text("utf-8") for path in STYLE_FILES.glob("*.csl")}
    assert shipped.keys() == STYLES.keys()
    for name, text in shipped.items():
        assert read_style(name) == text
        assert "creativecommons.org/licenses/by-sa/3.0" in text
        assert "<author>" in text
        assert "independent-parent" not in text
    assert "Attribution-ShareAlike 3.0 Unported" in (STYLE_FILES / "LICENSE").read_text("utf-8")


def test_no_items_need_no_pandoc(monkeypatch):
    monkeypatch.setattr(pandoc, "pandoc_path", lambda: pytest.fail("called"))
    assert format_references([]) == []


def test_an_empty_item_keeps_its_place_in_the_list():
    done = format_references([{}, article(), {"author": "x", "issued": [], "title": 5}])
    assert all(isinstance(each, FormattedReference) for each in done)
    assert len(done) == 3
    assert "An invented title" in done[1].text


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org", "/etc/passwd"]
)
def test_only_web_addresses_become_links(address):
    assert "<a" not in format_references([article(URL=address)])[0].html


@pytest.mark.parametrize("style", ["no-such-style", "../apa", "/etc/passwd", "", "APA"])
def test_an_unknown_style_is_explained(style):
    with pytest.raises(CitationError, match="expected the name of a CSL style"):
        format_references([article()], style=style)


def test_an_invalid_locale_is_explained():
    with pytest.raises(CitationError, match="expected such as"):
        format_references([article()], locale="en\n--lua-filter=x")


def without_pandoc(monkeypatch):
    monkeypatch.setattr(pandoc, "find_spec", lambda name: None)
    monkeypatch.setattr(pandoc, "which", lambda name: None)


def test_missing_pandoc_says_what_to_do(monkeypatch):
    without_pandoc(monkeypatch)
    with pytest.raises(PandocMissingError, match="pip install pypandoc-binary"):
        format_references([article()])


def test_pandoc_that_cannot_be_started_says_what_to_do(monkeypatch):
    monkeypatch.setattr(pandoc, "pandoc_path", lambda: "/nowhere/pandoc")
    with pytest.raises(PandocMissingError, match="could not be started"):
        format_references([article()])


def test_the_pandoc_of_the_system_is_used_where_none_ships(monkeypatch, tmp_path):
    monkeypatch.setattr(pandoc, "find_spec", lambda name: None)
    monkeypatch.setattr(pandoc, "which", lambda name: f"/usr/bin/{name}")
    assert pandoc.pandoc_path() == "/usr/bin/pandoc"


def test_a_reference_that_pandoc_fails_on_stays_plain_and_says_why(monkeypatch):
    monkeypatch.setattr(pandoc, "pandoc_path", lambda: "/bin/false")
    done = format_references([article(DOI="10.1000/example")])[0]
    assert "failed with exit code 1" in done.problem
    assert "An invented title." in done.text
    assert done.text.endswith("https://doi.org/10.1000/example")


def test_one_failing_item_is_found_and_the_others_are_formatted(monkeypatch):
    whole, calls = formatting.run_citeproc, []

    def hangs_on_one(items, **options):
        calls.append(len(items))
        if any("Hanging" in item["title"] for item in items):
            raise CitationError("pandoc did not answer within 5 seconds")
        return whole(items, **options)

    monkeypatch.setattr(formatting, "run_citeproc", hangs_on_one)
    items = [article(title=f"Invented {at}") for at in range(200)]
    items[77] = article(title="Hanging & <b>bold</b>")
    done = format_references(items)
    assert [at for at, each in enumerate(done) if each.problem] == [77]
    assert done[77].html.count("Hanging &amp;") == 1
    assert "<cite>" in done[76].html
    assert max(calls) == 200
    assert len(calls) < 20


def test_a_batch_in_which_all_fail_ends_after_a_few_calls(monkeypatch):
    calls = []

    def hangs(items, **options):
        calls.append(len(items))
        raise CitationError("pandoc did not answer within 5 seconds")

    monkeypatch.setattr(formatting, "run_citeproc", hangs)
    done = format_references([article() for _ in range(400)])
    assert all(each.problem and each.text for each in done)
    assert len(calls) == formatting.MAX_FAILED_CALLS


def test_pandoc_has_a_limit_of_time_and_memory(monkeypatch):
    seen = {}

    def slow(command, *, timeout, **options):
        seen.update(command=command, timeout=timeout)
        raise subprocess.TimeoutExpired("pandoc", timeout)

    monkeypatch.setattr(subprocess, "run", slow)
    done = format_references([article()])[0]
    assert done.problem == "pandoc did not answer within 5 seconds"
    assert seen["timeout"] == 5
    assert " +RTS -M512M -RTS " in " ".join(seen["command"])


@pytest.mark.parametrize(
    "title",
    [
        "‘“" * 12,
        "“" * 40,
        "‘" * 40 + "x",
        "“‘" * 30 + "x" + "’”" * 30,
        "‘x’s " * 30,
        "(‘x’y" * 30,
        "«“‘" * 20,
        "“x‘y”z’" * 20,
    ],
)
@pytest.mark.parametrize("field", ["title", "container-title", "genre", "author"])
def test_quotation_marks_do_not_hang_pandoc(title, field):
    value = [{"literal": title}] if field == "author" else title
    done = format_references([article(**{field: value})])[0]
    assert done.problem == ""


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("The patient’s view", "The patient’s view."),
        ("“Cold” and ‘warm’ rooms", "“Cold” and “warm” rooms."),
        ("“Of ‘two’ kinds” of room", "“Of ‘two’ kinds” of room."),
        ("A “ with no end", "A “ with no end."),
    ],
)
def test_quotation_marks_in_pairs_are_in_the_style_of_apa(title, printed):
    assert hide_unpaired_quotes(title).translate(REVEALED_QUOTES) == title
    assert printed in format_references([article(title=title)])[0].text


@pytest.mark.parametrize("style", STYLES)
def test_the_editors_of_a_journal_are_not_named_with_its_article(style):
    done = format_references([article(editor=EDITOR, page="3-4")], style=style)[0]
    assert "Sample" not in done.text
