"""How many people, arms and studies single texts state; all of them invented for these tests."""

from __future__ import annotations

import pytest

from pprnet.extraction import extract_signals
from pprnet.extraction.counts.arms import extract_arms
from pprnet.extraction.counts.count_candidates import StatedCount
from pprnet.extraction.counts.participants import extract_participants
from pprnet.extraction.counts.studies import extract_studies
from pprnet.extraction.signal_registry import SignalKind
from pprnet.extraction.text_processing.token_stream import TokenStream
from pprnet.extraction.text_processing.word_tokenizer import tokenize_words
from pprnet.records import Record


def token_stream(text: str) -> TokenStream:
    return TokenStream.from_tokens("abstract", text, tokenize_words(text))


def value(count: StatedCount | None) -> int | None:
    return count.value if count else None


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("Clients were randomised to a group (16 subjects) or to waiting (15 subjects).", 31),
        ("Of 73 clients, 34 (47%) were randomised to the A group while 39 were randomised to the "
         "control group.", 73),
        ("So 30 of us were assigned to the A group and 30 others to the control group.", 60),
        ("Forty-nine persons were recruited. These were randomly assigned: A (n = 11), B (n = 18), "
         "waiting (n = 9).", 38),
        ("Of 1062 eligible clients, 1004 clients aged 18-75 years were randomised.", 1004),
        ("Of the 278 participants, 220 consented to the interview.", 220),
        ("A total of 260 clients in care A and 251 clients in usual care were recruited.", 511),
        ("Twenty-two clients received A, compared with 20 clients who received B.", 42),
        ("Clients were randomly allocated to A or B (N = 381 for each group).", 762),
        ("One hundred and two PGs were randomly assigned to two formats.", 102),
        ("A total of 117 college problem and social gamblers took part.", 117),
        ("We studied a sample of 60 primary-care practices.", None),
        ("We included 28 studies with 50 rats, which were randomly assigned.", None),
        ("Of 250 persons who were screened, 41 were randomised.", 41),
        ("It involves 2300 intervention and control students of schools.", 2300),
    ],
)  # fmt: skip
def test_people(text: str, n: int | None) -> None:
    assert value(extract_participants(token_stream(text))) == n


@pytest.mark.parametrize(
    ("text", "arms"),
    [
        ("Clients were randomly assigned to one of three conditions.", 3),
        ("We ran a two-arm randomised trial.", 2),
        ("A randomised controlled trial with 4 parallel groups.", 4),
        ("Clients were randomised to A (n = 30), B (n = 31), or waiting (n = 29).", 3),
        ("Clients were randomly allocated to either example therapy or a waiting list.", 2),
        ("Both groups improved over two weeks.", None),
        ("Groups (n = 30, n = 31) did not differ.", None),
        ("", None),
    ],
)
def test_arms(text: str, arms: int | None) -> None:
    assert value(extract_arms(token_stream(text))) == arms


@pytest.mark.parametrize(
    ("text", "k"),
    [
        ("Twenty-six trials were identified; nine met review criteria.", 9),
        ("Data from nine short-term (6/8 weeks) pivotal studies were pooled.", 9),
        ("We screened 1,200 abstracts and included 41 studies.", 41),
        ("In 2009 studies were rare.", None),
        ("", None),
    ],
)
def test_studies(text: str, k: int | None) -> None:
    assert value(extract_studies(token_stream(text))) == k


def test_arms_are_signals_of_trials() -> None:
    record = Record(
        title="Example therapy for worry: a randomised controlled trial",
        abstract="Clients were randomly assigned to one of three conditions.",
    )
    arms = [signal for signal in extract_signals(record) if signal.kind is SignalKind.ARMS]
    assert [signal.value for signal in arms] == ["3"]
    (span,) = arms[0].spans
    assert record.abstract[span.start : span.end] == "three"


def test_a_span_holds_the_number() -> None:
    text = "We saw 12,345 clients (N = 12,345)."
    count = extract_participants(token_stream(text))
    assert count
    assert {text[span.start : span.end] for span in count.spans} == {"12,345"}
