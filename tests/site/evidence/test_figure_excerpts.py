"""A quotation around a figure: always from the text, never of 25 words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pprnet_site.evidence.figure_excerpts import CUT, count_words, excerpt_around, is_short
from pprnet_site.evidence.models.bound_figures import MAX_SHORT_QUOTE

WORDS = " ".join(f"word{at}" for at in range(20))


@pytest.mark.parametrize(
    ("text", "figure", "quote"),
    [
        ("We saw 128 clients. They left.", "128", "We saw 128 clients."),
        ("They came.  We saw\n128 clients.", "128", "We saw 128 clients."),
        ("128", "128", "128"),
        (f"{WORDS}; we saw 128 clients; {WORDS}.", "128", "…we saw 128 clients…"),
        ("", "", ""),
        ("No figure. <b>45%</b> of them.", "45%", "No figure. <b>45%</b> of them."),
    ],
)
def test_the_words_around_a_figure(text, figure, quote):
    start = text.index(figure)
    assert excerpt_around(text, start, start + len(figure)) == quote


def test_a_long_sentence_is_cut_on_both_sides():
    text = f"{WORDS} 128 {WORDS}."
    quote = excerpt_around(text, text.index("128"), text.index("128") + 3)
    assert quote.startswith(CUT)
    assert quote.endswith(CUT)
    assert 20 <= count_words(quote) < 25


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("one two", 2), ("a—b—c", 3), ("and/or", 2), ("- - -", 3), ("0.45, p = .01", 4)],
)
def test_words_are_counted_at_dashes_too(text, count):
    assert count_words(text) == count


pieces = st.sampled_from(
    ["word", "128", "45%", "0.45.", "long-term", "a/b", "–", ";", "…", "<b>", "\n", "\t", "e.g.",
     "x" * 90, "\u00a0", "\u200b", "。", "é", "p = .01;"]
)  # fmt: skip
texts = st.lists(pieces, max_size=80).flatmap(
    lambda found: st.sampled_from([" ".join(found), "".join(found)])
) | st.text(max_size=400)


@given(texts, st.data())
def test_no_quotation_has_25_words_or_others_than_the_text(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = excerpt_around(text, start, end)
    assert len(quote.split()) < 25
    assert count_words(quote) < 25
    assert len(quote) <= MAX_SHORT_QUOTE
    bare = quote.removeprefix(CUT).removesuffix(CUT)
    assert bare in " ".join(text.split()) or quote in " ".join(text.split())


@given(texts)
def test_a_short_text_has_fewer_than_25_words(text):
    assert not is_short(text) or (0 < len(text.split()) < 25 and len(text) <= MAX_SHORT_QUOTE)
