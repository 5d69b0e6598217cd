"""Whatever a record holds, a formatted reference is text: no markup of it comes alive."""

import re
from html import unescape
from html.parser import HTMLParser
from unicodedata import normalize

from hypothesis import given, settings
from hypothesis import strategies as st

from pprnet.citations import completeness, format_references, short_source

HOSTILE = st.sampled_from(
    (
        *("<script>alert(1)</script>", "<img src=x onerror=y>", '" onclick="x', "&lt;script&gt;"),
        *("<i>", "</i>", "<b>x</b>", "<sub>", '<span style="x">', "&#60;b&#62;", "</cite>"),
        *("<!--", "]]>", "$x$", "**b**", "`c`{=html}", "[a](javascript:x)", "\\", "{{x}}"),
        *("\ue000b\ue001", "'", '"', "“", "@a", "\n\n"),
    )
)
text = st.lists(HOSTILE | st.text(max_size=12), max_size=5).map("".join)
name = st.fixed_dictionaries({}, optional={"family": text, "given": text, "literal": text})
year = st.integers(-1, 3000) | text
parts = st.lists(st.lists(year, max_size=3), max_size=1)
FIELDS = ("title", "container-title", "publisher", "volume", "page", "number", "DOI", "URL")
item = st.fixed_dictionaries(
    {"type": st.sampled_from(["article-journal", "book", "chapter", "webpage", "x"]) | text},
    optional={
        **dict.fromkeys((*FIELDS, "language", "id", "genre"), text),
        "author": st.lists(name, max_size=3) | text,
        "editor": st.lists(name, max_size=2),
        "issued": st.fixed_dictionaries({"date-parts": parts}),
    },
)


class Tags(HTMLParser):
    """Collects what a browser would see."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags, self.text = [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, tuple(attrs)))

    def handle_data(self, data):
        self.text += data


def is_allowed_markup(tag, attributes):
    if tag == "a":
        return len(attributes) == 1 and re.match(r"https?://", attributes[0][1])
    if tag == "span":
        return attributes == (("class", "nowrap"),)
    return tag in ("cite", "i") and not attributes


@settings(max_examples=25, deadline=None)
@given(st.lists(item, min_size=1, max_size=20))
def test_only_our_own_markup_is_rendered(items):
    done = format_references(items)
    assert len(done) == len(items)
    for each in done:
        page = Tags()
        page.feed(each.html)
        page.close()
        assert all(is_allowed_markup(tag, attributes) for tag, attributes in page.tags)
        assert page.text.split() == each.text.split()
        assert unescape(re.sub(r"<[^<>]*>", "", each.html)) == page.text


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.text(st.characters(codec="utf-8", categories=["L", "N", "Zs"]), min_size=1, max_size=30),
        min_size=1,
        max_size=20,
    )
)
def test_no_letter_of_a_title_is_lost(titles):
    done = format_references([{"type": "article-journal", "title": title} for title in titles])
    for title, each in zip(titles, done, strict=True):
        # A style may capitalise: letters are compared without case, so "ı" equals "I".
        letters = [sign for sign in normalize("NFC", title).upper().casefold() if sign.isalnum()]
        assert "".join(letters) in re.sub(r"\W", "", each.text.upper().casefold())


@given(item)
def test_any_item_has_a_completeness_and_a_short_source(stated):
    assert isinstance(completeness(stated), tuple)
    assert len(short_source(stated).authors.names) <= 2
