"""Formatting a record and reading the print again gives the record, in each style that is read."""

import re

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pprnet.citations import STYLES, format_references
from pprnet.citations.printed import parse_reference
from pprnet.formats.fields.initials import initials
from pprnet.formats.json.csl import from_csl
from pprnet.text import fold

WORDS = st.sampled_from(
    (
        *(
            "invented",
            "study",
            "of",
            "the",
            "alliance",
            "in",
            "a",
            "brief",
            "therapy",
            "for",
            "with",
        ),
        *("adults", "panic", "and", "its", "outcome,", "self-report", "über-ich", "2020", "DSM-5"),
        *("(RCT)", "patients’", "view"),
    )
)
FAMILIES = st.sampled_from(
    ["Example", "Sample", "Del Sample", "van der Beispiel", "O’Example", "Exämple-Sample", "Øxmpl"]
)
GIVEN = st.sampled_from(["A.", "B. C.", "D.-E.", "F. G. H.", "Ö."])
JOURNALS = st.sampled_from(
    ["Journal of Examples", "Examples & Samples", "PLoS SAMPLE", "Psychotherapie im Beispiel"]
)


@st.composite
def titles(draw):
    """Return a title, some with a subtitle or a question mark."""
    parts = draw(st.lists(st.lists(WORDS, min_size=2, max_size=8), min_size=1, max_size=2))
    texts = [" ".join(words).strip(",()") for words in parts]
    title = ": ".join(text[0].upper() + text[1:] for text in texts)
    return title + draw(st.sampled_from(["", "", "?"]))


@st.composite
def articles(draw):
    """Return the CSL item of an invented article."""
    names = st.fixed_dictionaries({"family": FAMILIES, "given": GIVEN})
    first = draw(st.integers(1, 900))
    item = {
        "type": "article-journal",
        "title": draw(titles()),
        "author": draw(st.lists(names, min_size=1, max_size=6)),
        "issued": {"date-parts": [[draw(st.integers(1900, 2026))]]},
        "container-title": draw(JOURNALS),
        "volume": str(draw(st.integers(1, 300))),
        "page": f"{first}-{first + draw(st.integers(1, 40))}",
    }
    if draw(st.booleans()):
        item["issue"] = str(draw(st.integers(1, 12)))
    if draw(st.booleans()):
        item["DOI"] = (
            f"10.5555/{draw(st.from_regex(r'[a-z0-9]{3,8}(-[0-9]{1,3})?', fullmatch=True))}"
        )
    return item


def names(record):
    return [(fold(each.family), initials(each.given)) for each in record.authors]


def values(record, style):
    has_issue = style != "elsevier-vancouver"  # which prints none
    return {
        "authors": names(record),
        "year": record.issued and record.issued.year,
        "title": fold(record.title),
        "journal": fold(record.journal),
        "volume": record.volume,
        "issue": record.issue if has_issue else "",
        "pages": record.pages,
        "doi": record.doi,
    }


CLOSING = re.compile(r"’(?: ?[,.]| [A-Z]| in )")
"""An apostrophe that reads as the end of a title in single quotation marks."""


@pytest.mark.parametrize(
    "style",
    [style for style in STYLES if style != "modern-language-association"],
)
@given(items=st.lists(articles(), min_size=12, max_size=12))
@settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.generate],  # as pandoc is called for each example, to shrink takes minutes
    suppress_health_check=list(HealthCheck),
)
def test_a_printed_article_is_read_as_it_was(style, items):
    printed = format_references(items, style=style)
    for item, done in zip(items, printed, strict=True):
        if style.startswith("harvard") and CLOSING.search(str(item["title"])):
            continue
        parsed = parse_reference(done.text)
        assert parsed is not None, done.text
        read = values(parsed.record, style)
        if any(each.field == "author" for each in parsed.uncertain):
            read["authors"] = names(from_csl(item))  # the style names the first ones only
        assert read == values(from_csl(item), style), done.text


@given(
    text=st.text(max_size=400)
    | st.lists(
        st.sampled_from(
            [
                "Example, A.",
                " (2020). ",
                "“",
                "”",
                "In ",
                "(Eds.), ",
                ". ",
                "10.5555/x",
                "12(3), ",
                "; ",
                "2020",
                "vol. ",
            ]
        )
    ).map("".join)
)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_not_without_an_error(text):
    parsed = parse_reference(text)
    if parsed is not None:
        assert parsed.item["type"]
        assert all(each.reason for each in parsed.uncertain)
