"""Properties of extraction: any text is accepted, and time grows with its length."""

from __future__ import annotations

import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pprnet.extraction import extract_signals
from pprnet.records import MeshHeading, Record

WORDS = st.sampled_from(
    [
        *("CBT", "therapy", "n = 12", "N=", "(", ")", "[", ".", "12,345", "one hundred and", "%"),
        *("two", "patients", "randomised", "each", "\x00", "\u2028", "İ", "ß", "½", "²", "ﬁ"),
        *("controls", "total of", "studies", "meta-analysis", "1999", "in", "depression", "٣"),
    ]
)
TEXT = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join))


@given(title=TEXT, abstract=TEXT, words=st.lists(TEXT, max_size=3))
@settings(max_examples=100, deadline=None)
def test_any_text_is_accepted(title: str, abstract: str, words: list[str]) -> None:
    record = Record(
        title=title,
        abstract=abstract,
        keywords=tuple(words),
        publication_types=tuple(words),
        mesh=tuple(map(MeshHeading, words)),
    )
    fields = {
        "title": title,
        "abstract": abstract,
        "keywords": "; ".join(words),
        "publication_types": "; ".join(words),
        "mesh": "; ".join(words),
    }
    signals = extract_signals(record)
    assert signals == extract_signals(record)
    for signal in signals:
        assert 0 < signal.score <= 1
        for span in signal.spans:
            assert 0 <= span.start <= span.end <= len(fields[span.field])


def steps(record: Record) -> int:
    """Count the calls that reading makes: the same on every machine, unlike seconds."""
    count = 0

    def tally(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(tally)
    try:
        extract_signals(record)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "CBT ",
        "one hundred and ",
        "n = 3, ",
        "(((",
        "12 patients and 30 controls ",
        "meta-analysis of 12 studies (n = 30), 14 and 15 therapists, 16 clients ",
        "4 patients, 6 in 1 and 7, to placebo; sessions (n = 8) of a case of 9 ",
        "of 40 clients referred, 30 accepted: a 12-year-old; 20 articles were found ",
        "randomised controlled trial of cognitive behavioural therapy ",
        "1,1,",
        "was ",
        "é\u0301",
        "\x00",
        "random ",
        "randomly randomised to random assignment ",
        "1.,.,",
        "µ½ﬁ",
        "patients were randomised to group cognitive behaviour therapy (n = 12). ",
    ],
)
def test_work_grows_linearly_with_length(piece: str) -> None:
    once, twice = piece * 1500, piece * 3000
    extract_signals(Record(abstract=once))  # what is remembered between texts is warm for both
    assert steps(Record(abstract=twice)) <= 2.4 * steps(Record(abstract=once)) + 2000


@pytest.mark.parametrize("piece", ["1,", "9" * 50 + " ", "a" * 60 + " ", "ﬃ", "randomised ", ".,"])
def test_a_quarter_of_a_megabyte_of_any_text_takes_seconds(piece: str) -> None:
    text = (piece * (250_000 // len(piece) + 1))[:250_000]
    started = time.process_time()
    extract_signals(Record(title=text[:1000], abstract=text))
    assert time.process_time() - started < 5  # seconds; less than one on a busy machine


def test_a_quarter_of_a_megabyte_has_signals() -> None:
    assert extract_signals(
        Record(title="CBT for panic disorder", abstract="panic CBT 12 of " * 16384)
    )
