"""What is one for matching, and what is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pprnet.text import clean, fold, folded_words

FOLDED = [
    ("Flückiger, Christoph", "fluckiger christoph"),
    ("FLU\u0308CKIGER", "fluckiger"),
    ("Søren Kierkegaard", "soren kierkegaard"),
    ("Æsop & Straße", "aesop strasse"),
    ("O’Connor’s", "oconnors"),
    ("Łódź", "lodz"),
    ("TNF-α", "tnf alpha"),
    ("TNFα", "tnf alpha"),
    ("ψυχή", "ψυχη"),
    ("Self-help:  a   trial.", "self help a trial"),
    ("İstanbul", "istanbul"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert folded_words(text) == folded.split()


CLEANED = [
    ("A <i>novel</i> trial", "A novel trial"),
    ("H<sub>2</sub>O", "H2O"),
    ("p < 0.05 and d > 0.4", "p < 0.05 and d > 0.4"),
    ("one<br/>two<p>three</p>", "one two three"),
    ("Smith &amp; Jones", "Smith & Jones"),
    ("&lt;i&gt;x&lt;/i&gt;", "x"),
    ("<jats:p>Text</jats:p><jats:p>More</jats:p>", "Text More"),
    ("tab\tand\r\nline\x00", "tab and line"),
    ("e\u0301", "é"),
    ("  ", ""),
]


@pytest.mark.parametrize(("text", "kept"), CLEANED)
def test_clean(text: str, kept: str) -> None:
    assert clean(text) == kept


@given(st.text(max_size=80))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=80))
def test_cleaned_text_has_no_controls_and_single_spaces(text: str) -> None:
    kept = clean(text)
    assert kept == " ".join(kept.split())
    assert not any(ord(character) < 32 for character in kept)
