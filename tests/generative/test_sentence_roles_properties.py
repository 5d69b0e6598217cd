"""Properties of sentences and their roles: any text is accepted, and time grows with length."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pprnet.extraction.sentence_roles.role_classifier import Role, classify_sentences
from pprnet.extraction.text_processing.sentence_splitter import split_sentences

PIECES = st.sampled_from(
    [
        *(". ", ".", "! ", "?", "...", "…", "。", "؟", "\n", "\n\n", " ", "\t"),
        *(": ", ":", ")", "("),
        *("e.g. ", "vs. ", "et al. ", "U.S. ", "J. S. Beck", "p < .05. ", "Fig. 2", "1. ", "mRNA"),
        *("METHODS: ", "Methods. ", "Results ", "CASE REPORT: ", "Background and aims: "),
        *("We asked", "They said", "the", "12,345", "\x00", "\u2028", "\u2029", "İ", "ß"),
        *("Abstract ", "FUNDING:", "©", "NCT00000000", "Registered on "),
    ]
)  # fmt: skip
TEXT = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map("".join))


@given(text=TEXT)
@settings(max_examples=200, deadline=None)
def test_sentences_are_in_order_and_omit_only_space_labels_and_stops(text: str) -> None:
    found = split_sentences(text)
    place = 0
    for sentence in found:
        assert place <= sentence.start < sentence.end <= len(text)
        between = text[place : sentence.start]
        assert not between.strip() or sentence.label or any(one.label for one in found)
        assert text[sentence.start : sentence.end] == text[sentence.start : sentence.end].strip()
        place = sentence.end


@given(text=TEXT)
@settings(max_examples=200, deadline=None)
def test_each_role_has_a_score_and_a_sentence(text: str) -> None:
    places = {(sentence.start, sentence.end) for sentence in split_sentences(text)}
    found = classify_sentences(text)
    assert found == classify_sentences(text)
    for part in found:
        assert part.role in Role
        assert 1 / len(Role) - 0.001 <= part.score <= 1
        assert (part.span.start, part.span.end) in places


HARD_PIECES = [
    *("a", " ", ".", ". ", ") ", "(((", "\n", "a\n", "e.g. ", "A. ", ": ", "a: ", "M: ", "。"),
    *("METHODS: ", "Methods A. ", "BACKGROUND AND ", "A AND ", "aim, ", "Results We. "),
    *("1,", "x\x00"),
    *("é\u0301", "word ", "a1", "Registered ", "©", "A/", "we asked them, "),
]  # fmt: skip


@pytest.mark.parametrize("piece", HARD_PIECES)
def test_time_grows_linearly_with_length(piece: str) -> None:
    classify_sentences(piece * 100)  # what is remembered between texts is warm for both
    lengths = (20_000, 80_000)
    short, long = (seconds(piece * (length // len(piece))) for length in lengths)
    assert long <= 9 * short + 0.1


def seconds(text: str) -> float:
    """Return the least of five processor times, which other programs hardly change."""
    times = []
    for _ in range(5):
        started = time.process_time()
        classify_sentences(text)
        times.append(time.process_time() - started)
    return min(times)


@pytest.mark.parametrize("piece", ["we asked them ", "We asked. "])
def test_a_quarter_of_a_megabyte_has_roles(piece: str) -> None:
    assert classify_sentences(piece * (250_000 // len(piece)))
