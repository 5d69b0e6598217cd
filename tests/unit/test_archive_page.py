"""The text of the old archive page: complete, damaged, and another page."""

import json

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from pprnet.cli.archive_command import register
from pprnet.errors import MissingFileError
from pprnet.formats.archive_page import ArchivePage, read_archive, split_teaser
from pprnet.formats.printed_reference import is_reference, parse_apa_reference
from pprnet.records import PartialDate

INVENTED = """Blog
An invented introduction.
This month...

…I blog about one thing, another thing, and a third.
Type of Research
Topics
- ALL Topics (clear)
- Adherance
- Invented topic
May 2099
An invented title?
Example, A.B., Sample, C-D. (2098). An invented study. Journal of Examples, 7:12. doi: 10.1234/ABC
Told here.
Told further.
Practical Implications
Do this.
"""
SECOND = """A second invented title
Told without a reference.
Practice Implications
Do that, and do it well.
"""


@pytest.fixture
def real(shared_data):
    file = shared_data / "archive/pprnet_blog_page.txt"
    return read_archive(file.read_text(encoding="utf-8"), name=file.name)


def names(record):
    return [str(author) for author in record.authors]


def messages(page):
    return [str(problem) for problem in page.problems]


def test_the_real_page_holds_six_posts_in_six_months(real):
    months = ["2023-02", "2022-11", "2020-12", "2020-11", "2020-07", "2020-03"]
    assert [str(post.month) for post in real.posts] == months
    assert sum(post.citation is not None for post in real.posts) == 4
    assert len(real.teaser_clauses) == 3
    assert all(post.summary and post.implications for post in real.posts)


def test_every_printed_topic_is_in_the_vocabulary(real, shared_data):
    printed = (shared_data / "topics/pprnet_topic_list.txt").read_text(encoding="utf-8")
    assert [topic.label for topic in real.topics] == printed.splitlines()
    assert all(topic.key for topic in real.topics)
    assert len({topic.key for topic in real.topics}) == len(real.topics)
    assert (real.topics[0].label, real.topics[0].key) == ("Adherance", "adherence")


def test_the_real_references_are_read_in_full(real):
    first, second, third, fourth = (post.citation for post in real.posts if post.citation)
    assert names(first) == ["Wampold, B. E.", "Flückiger, C."]
    assert (first.volume, first.pages, first.doi) == ("22", "25-41", "10.1002/wps.21035")
    assert names(second)[1:5:3] == ["Parry, G. D.", "Mason, A.-M."]
    assert (second.volume, second.pages, second.article_number) == ("10", "", "347")
    assert second.doi == "10.3389/fpsyg.2019.00347"
    assert (third.volume, third.journal) == ("", "Clinical Psychology and Psychotherapy")
    assert third.doi == "10.1002/cpp.2521"
    assert (fourth.volume, fourth.pages, fourth.doi) == ("73", "1556-1567", "")
    assert all(record.title and record.issued for record in (first, second, third, fourth))


def test_the_real_problems_are_named_by_line(real):
    needing = [problem.line for problem in real.problems if "needs a citation" in problem.message]
    assert needing == [52, 69]
    assert [problem.line for problem in real.problems if "without a DOI" in problem.message] == [74]
    assert len(real.problems) == 3
    assert not any(problem.lost for problem in real.problems)


def test_an_invented_page():
    page = read_archive(INVENTED, name="page.txt")
    post = page.posts[0]
    assert page.intro == "An invented introduction."
    assert page.teaser_clauses == ("one thing", "another thing", "a third")
    assert [topic.key for topic in page.topics] == ["adherence", ""]
    assert (post.month, post.title, post.line) == (PartialDate(2099, 5), "An invented title?", 12)
    assert names(post.citation) == ["Example, A. B.", "Sample, C.-D."]
    assert post.citation.doi == "10.1234/abc"
    assert post.summary == "Told here.\n\nTold further."
    assert post.implications == "Do this."
    assert messages(page) == [
        'page.txt, line 10: topic "Invented topic" is not in the vocabulary; it is left out'
    ]


def test_two_posts_may_share_a_month():
    page = read_archive(INVENTED + SECOND, name="page.txt")
    assert [post.title for post in page.posts] == ["An invented title?", "A second invented title"]
    assert page.posts[0].implications == "Do this."
    assert page.posts[1].month == PartialDate(2099, 5)


@pytest.mark.parametrize("heading", ["Practice Implications", "practical implication:"])
def test_headings_that_mean_the_same(heading):
    page = read_archive(INVENTED.replace("Practical Implications", heading), name="x")
    assert page.posts[0].implications == "Do this."


@pytest.mark.parametrize(
    ("end", "message"),
    [
        ("Told here.", "has no summary"),
        ("Practical Implications", "has no text under"),
        ("Do this.", "has no text under"),
        ("Example, A", "needs a citation"),
        ("May 2099", "no post: expected a month"),
        ("Topics", "no topics"),
        ("…I blog", "no teaser"),
    ],
)
def test_a_page_cut_short_gives_what_is_there_and_a_problem(end, message):
    page = read_archive(INVENTED[: INVENTED.index(end)], name="cut.txt")
    assert any(message in problem for problem in messages(page))


@pytest.mark.parametrize("text", ["", "\n\n", "<html><body>No</body></html>", "TY  - JOUR\nER  - "])
def test_another_kind_of_file_has_problems_and_no_posts(text):
    page = read_archive(text, name="other.txt")
    assert page.posts == ()
    assert any(problem.lost for problem in page.problems)


TEASERS = [
    ("…I blog about a, b and c, and d.", ("a", "b and c", "d")),
    ("...I blog about a and b.", ("a", "b")),
    ("I blog about a", ("a",)),
    ("We write about a.", ()),
    ("", ()),
]


@pytest.mark.parametrize(("teaser", "clauses"), TEASERS)
def test_teasers(teaser, clauses):
    assert split_teaser(teaser) == clauses


WHO = "Example, A., & Sample, B. C. (2019). "
REFERENCES = [
    ("An invented study. Examples, 37(6), 501-15.", ("Examples", "37", "6", "501-515", "", "")),
    ("A study? A question. Examples, 7, 9.", ("Examples", "7", "", "9", "", "")),
    ("A study. Examples, 7, Article 9.", ("Examples", "7", "", "", "9", "")),
    ("A study. Examples, 7, e123. DOI 10.1234/x.", ("Examples", "7", "", "", "e123", "10.1234/x")),
    ("A study. Examples. http://dx.doi.org/10.1234/X", ("Examples", "", "", "", "", "10.1234/x")),
    ("A study. J, 7, 1–2. https://doi.org/10.1234/x(1)", ("J", "7", "", "1-2", "", "10.1234/x(1)")),
    ("A study. Examples, advance online.", ("Examples, advance online", "", "", "", "", "")),
    ("A study", ("", "", "", "", "", "")),
]  # fmt: skip


@pytest.mark.parametrize(("rest", "expected"), REFERENCES)
def test_printed_references(rest, expected):
    record = parse_apa_reference(WHO + rest)
    found = (record.journal, record.volume, record.issue, record.pages)
    assert (*found, record.article_number, record.doi) == expected
    assert names(record) == ["Example, A.", "Sample, B. C."]
    assert record.title.startswith(("A study", "An invented study"))


AUTHORS = [
    ("Example, A., Sample, B. et al. (2019). T. J.", ["Example, A.", "Sample, B."]),
    ("Example, A., . . . Sample, B. (2019). T. J.", ["Example, A.", "Sample, B."]),
    ("Example, A., Jr., & Del Sample, B.-C. (2019). T.", ["Example, A., Jr.", "Del Sample, B.-C."]),
    ("Example Research Group. (2019). T. J.", ["Example Research Group"]),
    ("Example, A., & Sample (2019). T. J.", ["Example, A.", "Sample"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), AUTHORS)
def test_printed_authors(text, expected):
    assert is_reference(text)
    assert names(parse_apa_reference(text)) == expected


@pytest.mark.parametrize(
    "text",
    ["A summary, in which (2019) a year is named.", "", "(2019)", "In 2019, A. tried (2019) this."],
)
def test_paragraphs_that_are_no_reference(text):
    assert not is_reference(text)


LINES = st.sampled_from([*INVENTED.splitlines(), "June 2098", "- Empathy", "(2019)", "&", ", "])


@settings(max_examples=150)
@given(st.lists(LINES | st.text(max_size=40), max_size=30))
def test_any_text_gives_a_page(lines):
    page = read_archive("\n".join(lines), name="any")
    assert isinstance(page, ArchivePage)
    assert all(1 <= post.line <= "\n".join(lines).count("\n") + 1 for post in page.posts)


@pytest.fixture
def command():
    app = typer.Typer()
    register(app)
    return lambda *words: CliRunner().invoke(app, ["archive", "read", *map(str, words)])


def test_the_command_prints_json(command, tmp_path):
    file = tmp_path / "page.txt"
    file.write_text(INVENTED, encoding="utf-8")
    done = command(file, "--json")
    read = json.loads(done.stdout)
    assert done.exit_code == 0
    assert read["posts"][0]["month"] == "2099-05"
    assert read["posts"][0]["citation"]["doi"] == "10.1234/abc"
    assert read["problems"][0]["line"] == 10


def test_the_command_prints_a_table_and_the_problems(command, tmp_path):
    file = tmp_path / "page.txt"
    file.write_text(INVENTED, encoding="utf-8")
    done = command(file)
    assert "1 post in 1 month, 1 citation, 2 topics, a teaser of 3 clauses" in done.stdout
    assert "page.txt, line 10" in done.stdout


def test_a_file_without_posts_ends_with_an_error_code(command, tmp_path):
    (tmp_path / "x").write_bytes(b"\xff\xfe\x00nothing")
    assert command(tmp_path / "x").exit_code == 1


def test_a_missing_file_is_explained(command, tmp_path):
    assert isinstance(command(tmp_path / "none").exception, MissingFileError)
