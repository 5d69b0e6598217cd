"""Passages are found again in any text, and a text cut at them is the same text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pprnet_site.reviews.queries.quotations import Passage, find_passage, segments
from pprnet_site.reviews.queries.spelling import are_same_words, is_same_word

TEXTS = st.text(st.sampled_from("ab .*(é\n\t"), max_size=60)


@given(TEXTS, TEXTS, TEXTS)
def test_a_passage_is_found_wherever_it_is(before, passage, after):
    text = before + passage + after
    found = find_passage(passage, text, near=len(before))
    if not passage.split():
        assert found is None
        return
    assert found is not None
    assert text[found.start : found.end].split() == passage.split()


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5))
def test_the_pieces_of_a_text_are_the_text(text, pairs):
    passages = [
        (number, Passage(*sorted((min(a, len(text)), min(b, len(text))))))
        for number, (a, b) in enumerate(pairs, 1)
    ]
    pieces = segments(text, passages)
    assert "".join(piece.text for piece in pieces) == text
    ended = [number for piece in pieces for number in piece.ends]
    assert sorted(ended) == [number for number, each in passages if each.start < each.end]


@given(TEXTS)
def test_white_space_changes_no_word(text):
    assert are_same_words(text, " ".join(text.split()))


WORDS = [
    ("measured", "measurd", True),
    ("therapist", "theraipst", True),
    ("Alliance", "alliance", True),
    ("Fluckiger", "Flückiger", True),
    ("effective", "ineffective", False),
    ("not", "now", False),
    ("more", "less", False),
    ("12", "13", False),
    ("1.2", "12", False),
    ("good", "food", False),
    ("men", "man", False),
]


@pytest.mark.parametrize(("first", "second", "expected"), WORDS)
def test_which_words_are_spellings_of_one(first, second, expected):
    assert is_same_word(first, second) == expected
    assert is_same_word(second, first) == expected
