"""The sentences of long sources that a claim is held against."""

from __future__ import annotations

import time

from pprnet.claims import SourceText, check_claims
from pprnet.claims.concepts import Abbreviations
from pprnet.claims.reading.context_words import rarity
from pprnet.claims.reading.read_text import read_text
from pprnet.claims.reading.sentence_index import SentenceIndex

FILLER = "In ward {0}, nurses noted {1} visits by relatives during the month of the survey. "
RESULT = "Remission was seen in 52% of the schema therapy group. "
LONG = "".join(FILLER.format(number, number % 90 + 3) for number in range(1, 1200))


def read(text: str):
    return read_text(text, "en", Abbreviations())


def test_each_sentence_of_a_short_source_is_near():
    source = read(RESULT + FILLER.format(1, 4))
    index = SentenceIndex([source], rarity([source]))
    claimed = read("Nothing of this is stated there.").sentences[0]
    assert [sentence for _, sentence in index.near(claimed)] == list(source.sentences)


def test_the_sentence_of_a_long_source_is_found():
    source = read(LONG + RESULT + LONG)
    index = SentenceIndex([source], rarity([source]))
    near = index.near(read("With schema therapy 52% remitted.").sentences[0])
    printed = [source.text[sentence.start : sentence.end] for _, sentence in near]
    assert RESULT.strip() in printed
    assert len(near) < len(source.sentences) / 10


def test_a_wrong_number_is_found_in_a_long_source():
    text = "Remission was seen in 63.4% of the schema therapy group."
    found = check_claims(text, [SourceText("body", LONG + RESULT + LONG)])
    assert [(each.stated, each.severity) for each in found if each.claim.kind == "percentage"] == [
        ("52%", "error")
    ]


def test_a_text_and_a_source_of_full_length_are_checked_in_seconds():
    source = (LONG * 3)[:200_000]
    begin = time.process_time()
    check_claims((RESULT + LONG)[:10_000], [SourceText("body", source)])
    assert time.process_time() - begin < 15
