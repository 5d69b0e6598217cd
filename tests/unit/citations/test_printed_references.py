"""One printed reference at a time, as people paste them."""

import json
from pathlib import Path

import pytest

from pprnet.citations.printed import parse_reference
from pprnet.formats.fields.initials import initials
from pprnet.formats.json.csl import from_csl
from pprnet.records import WorkType
from pprnet.sources.notices.printed_notices import printed_notice
from pprnet.text import fold

EXAMPLES = Path(__file__).parents[2] / "reference" / "apa7_examples.jsonl"

ARTICLE = ("An invented study of therapy", "Journal of Examples", "12", "3", "45-67")
WHO, TITLE = "Example, A., & Sample, B. C.", "An invented study of therapy"
FORMS = [
    f"{WHO} (2013). {TITLE}. Journal of Examples, 12(3), 45–67. https://doi.org/10.5555/x.1",
    f"Example, A. & Sample, B.C. (2013, May). {TITLE}. Journal of Examples, 12 (3), 45-67. "
    "doi: 10.5555/x.1",
    f"[12] Example A, Sample BC. {TITLE}. Journal of Examples. 2013;12(3):45-67. doi:10.5555/x.1",
    f"3. Example A, Sample BC. {TITLE}. Journal of Examples 2013 May 4; 12(3): 45-67. "
    "PMID: 12345678; doi: 10.5555/x.1.",
    f"Example, A. and Sample, B.C. (2013) ‘{TITLE}’, Journal of Examples, 12(3), pp. 45–67. "
    "Available at: https://doi.org/10.5555/x.1 (Accessed: 3 May 2020).",
    f"Example, Ann, and Bo C. Sample. 2013. “{TITLE}.” Journal of Examples 12 (3): 45–67. "
    "https://doi.org/10.5555/x.1.",
    f"{WHO.upper()} (2013). {TITLE}. Journal of Examples, 12(3), 45–67. doi.org/10.5555/x.1",
    f"{WHO} (2013). An invented study\n   of therapy. Journal of Examples,\n 12(3), 45–67. "
    "DOI 10.5555/X.1",
    f"Example, A. et Sample, B. C. (2013). {TITLE}. Journal of Examples, 12(3), 45-67. "
    "doi:10.5555/x.1",
    f"Example, A. und Sample, B.C. (2013). {TITLE}. Journal of Examples, 12(3), S. 45–67. "
    "doi:10.5555/x.1",
    f"Example, A. y Sample, B. C. (2013). {TITLE}. Journal of Examples, 12(3), 45-67. "
    "https://doi.org/10.5555/x.1",
    f"Example A et Sample BC (2013) {TITLE}. Journal of Examples 12(3):45-67. doi:10.5555/x.1",
    f"Example A, Sample BC (2013) {TITLE}. Journal of Examples 12(3):45–67. "
    "https://doi.org/10.5555/x.1",
    f"{WHO} (2013). {TITLE}. Journal of Examples, Vol. 12, No. 3, pp. 45-67. doi:10.5555/x.1",
    f"{WHO} (2013). {TITLE}. Journal of Examples, Volume 12, Issue 3, pp. 45–67. doi:10.5555/x.1",
    f"{WHO} (2013). {TITLE}. Journal of Examples, Vol. 12(3), pp. 45-67. doi:10.5555/x.1",
]


@pytest.mark.parametrize("text", FORMS)
def test_one_article_in_many_forms(text):
    parsed = parse_reference(text)
    record = parsed.record
    found = (record.title, record.journal, record.volume, record.issue, record.pages)
    assert tuple(map(str.lower, found)) == tuple(map(str.lower, ARTICLE))
    assert record.issued.year == 2013
    assert record.doi == "10.5555/x.1"
    assert [each.family.lower() for each in record.authors] == ["example", "sample"]
    assert [initials(each.given) for each in record.authors] == ["A", "BC"]
    assert parsed.uncertain == ()
    assert parsed.item["author"][1]["given"] == record.authors[1].given


PRESS = "Example Press"
OTHERS = [
    ("A study. Journal of Examples.", "article-journal", {"journal": "Journal of Examples"}),
    (
        "A study. Examples. Advance online publication.",
        "article-journal",
        {"journal": "Examples", "status": "Advance online publication"},
    ),
    ("A study. PsyArXiv. https://doi.org/10.31234/osf.io/x", "article", {"publisher": "PsyArXiv"}),
    (
        "A part. In B. Sample (Ed.), A book (2nd ed., pp. 3–9). Example Press.",
        "chapter",
        {"journal": "A book", "edition": "2", "pages": "3-9", "publisher": PRESS},
    ),
    ("A book (3rd ed.). Example Press.", "book", {"edition": "3", "publisher": PRESS}),
    ("A book (B. Sample, Trans.). Example Press.", "book", {"title": "A book"}),
    ("A study [Doctoral dissertation, Example University].", "thesis", {"title": "A study"}),
    ("A study. J Examples, 7, Article 12.", "article-journal", {"article_number": "12"}),
    ("A study. J Examples, 7(1), e1234567.", "article-journal", {"article_number": "e1234567"}),
]


@pytest.mark.parametrize(("rest", "kind", "fields"), OTHERS)
def test_other_kinds(rest, kind, fields):
    record = parse_reference(f"Example, A. (2020). {rest}").record
    assert record.type.value == kind
    assert {name: getattr(record, name) for name in fields} == fields


def test_editors_in_press_and_numbered_chapters():
    book = parse_reference(
        "Sample, B., & Example, A. (Eds.). (2020). A book. Example Press."
    ).record
    assert (len(book.editors), book.authors, book.publisher) == (2, (), PRESS)
    coming = parse_reference("Example, A. (in press). A study. Journal of Examples.").record
    assert (coming.issued, coming.status) == (None, "in press")
    place = "Bern: Example Press; 2020. p. 3-9."
    text = f"Example A. A part. In: Sample B, editor. A book. 2nd ed. {place}"
    part = parse_reference(text).record
    assert (part.journal, part.pages, part.publisher) == ("A book", "3-9", PRESS)
    assert [str(each) for each in part.editors] == ["Sample, B."]


UNCERTAIN = [
    ("Example A, et al. A study. J Examples. 2020;1:2-3.", {"author"}),
    ("Example, A. (n.d.). A study. Journal of Examples, 1, 2–3.", {"issued"}),
    ("Example, A. (2020). A study. Another sentence. Journal of Examples, 1, 2–3.", {"title"}),
    ("Example, A. (2020). A study. J. Exampl. Psychol., 1, 2–3.", {"container-title"}),
    ("Example, A. (2020). A study without a journal.", {"container-title", "type"}),
]


@pytest.mark.parametrize(("text", "fields"), UNCERTAIN)
def test_what_is_uncertain_is_named(text, fields):
    assert {each.field for each in parse_reference(text).uncertain} == fields


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10.5555/x.1",
        "https://doi.org/10.5555/x.1",
        "Dear editor,",
        "This line is a sentence of the text, which states (2019) a year.",
        "In a randomised study of therapy, people improved (2019). They were followed up.",
        "Example, A. (2020).",
        "2020;12(3):45-67",
        "x" * 10_000,
        "Example et al. (2019) found that it is effective. The effect was moderate (g = 0.72).",
        "As Example and Sample (2020) showed, examples work. See also Other et al. (2013).",
        "According to Example (1957), empathy is necessary. It is also sufficient, he argued.",
        "However, Example (1957) CBT is another matter. It is one.",
        "Example & Sample (2018) edited a special issue. Psychotherapy, 55(4).",
        "Example and Sample (2020) CBT is effective. It works.",
        "See Example (1957). It is an invented classic. It is read widely.",
        "In 2019. Therapists were trained. The trial ran in Ottawa.",
        "Ottawa 2019. Therapists were trained. The trial ran for a year.",
        "Methods. We searched PubMed in 2019.",
        "Background. Depression is common. The trial ran in Ottawa, 2019.",
        "Example. The trial ran in 2019; it was good.",
    ],
)
def test_what_is_no_reference(text):
    assert parse_reference(text) is None


def test_published_references_are_read_back():
    rows = [json.loads(line) for line in EXAMPLES.read_text("utf-8").splitlines()]
    right = 0
    for row in rows:
        want, read = from_csl(row["item"]), parse_reference(row["reference"]).record
        right += fold(read.title) == fold(want.title) and read.doi == want.doi
        assert (read.issued and read.issued.year) == (want.issued and want.issued.year)
    assert right >= 0.97 * len(rows)


LIKE_SENTENCES = [
    "See, A. (2013). A study. Journal of Examples, 1, 2–3.",
    "In, Youn. 2013. “A Study.” Journal of Examples 1: 2–3.",
    "Example A (2013) a study in lower case. Journal of Examples, 1, 2–3",
    "Example et al. (2013) “A Study,” Journal of Examples, 1, pp. 2–3.",
    "NICE (2022) Examples in adults. London: NICE.",
    "World Example Organization. An atlas. Geneva: Example Press; 2020.",
    "Example. 2019. A book of examples. Example Press.",
]


@pytest.mark.parametrize("text", LIKE_SENTENCES)
def test_references_that_resemble_sentences_are_read(text):
    assert parse_reference(text) is not None


NAMES = [
    ("Wang, J., Du, J., & Jin, Q. (2013). A study. J, 1, 2–3.", ["Wang", "Du", "Jin"]),
    ("Du J, Li Y. A study. J. 2013;1:2-3.", ["Du", "Li"]),
    ("Example, F., & Sample, E. da R. (2013). A study. J, 1, 2–3.", ["Example", "Sample"]),
    ("Ortega y Example, J. (2013). A study. J, 1, 2–3.", ["Ortega y Example"]),
    ("Example R (2013) A study. J Ex 6:4–5", ["Example"]),
    ("van der Example BA (2013) A study. J Ex 6:4–5", ["van der Example"]),
    ("Example UK (2013) A study. J Ex 6:4–5", ["Example UK"]),
    ("Example E. A study. J Ex 2013;1:2-3.", ["Example"]),
    ("Example, É. et van Sample, J.-F. (2013). A study. J, 1, 2–3.", ["Example", "van Sample"]),
    ("d’Example, M. (2013). A study. J, 1, 2–3.", ["d’Example"]),
    ("The Example Staff. A study. J. 2013;1:2-3.", ["The Example Staff"]),
    ("World Health Organization. (2013). A study. J, 1, 2–3.", ["World Health Organization"]),
    ("U.S. Example Bureau. (2013). A study. J, 1, 2–3.", ["U.S. Example Bureau"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "families"), NAMES)
def test_names_of_many_kinds(text, families):
    record = parse_reference(text).record
    assert [each.family or each.literal for each in record.authors] == families


PREPRINT_DOIS = [
    *("10.31234/osf.io/abcde", "10.64898/2025.01.01.000001", "10.35542/osf.io/abcde"),
    *("10.21203/rs.3.rs-1/v1", "10.26434/chemrxiv-2020-abc", "10.22541/au.1.2"),
]


@pytest.mark.parametrize("doi", PREPRINT_DOIS)
def test_a_doi_of_any_preprint_server_makes_a_preprint(doi):
    text = f"Example, A. (2020). An invented study. A Server. https://doi.org/{doi}"
    assert parse_reference(text).record.type is WorkType.PREPRINT


SERVERS = ["PsyArXiv", "OSF Preprints", "Research Square", "medRxiv", "JMIR Preprints", "ChemRxiv"]


@pytest.mark.parametrize("server", SERVERS)
def test_the_name_of_any_preprint_server_makes_a_preprint(server):
    record = parse_reference(f"Example, A. (2020). An invented study. {server}.").record
    assert (record.type, record.publisher) == (WorkType.PREPRINT, server)
    assert printed_notice(f"{server}. 2020 Jan 3").is_preprint
