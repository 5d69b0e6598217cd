"""What holds for the statements of any text."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pprnet.claims.concepts import find_concepts
from pprnet.claims.statements import (
    StatementAgreement,
    compare_statements,
    judge_direction,
    normalised,
    read_statements,
)
from pprnet.extraction.text_processing.word_tokenizer import word_set

WORDS = sorted(
    word_set(
        "CBT placebo depression anxiety more less fewer better worse than not no neither nor "
        "improved fell rose significantly difference differ between and but whereas with was "
        "associated with predicted (p = .03) 38% versus 22% , . ; : plus moins mieux que ne pas "
        "aucun a diminué la TCC maintenu effect non-significant d'abandon who to reduce"
    )
)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
LANGUAGES = st.sampled_from(["en", "fr"])


@given(st.text(max_size=300), LANGUAGES)
def test_any_text_is_read(text, language):
    read_statements(text, language, find_concepts(text, language))


@given(TEXTS, LANGUAGES)
def test_places_are_in_order_and_within(text, language):
    statements = read_statements(text, language, find_concepts(text, language))
    assert [one.start for one in statements] == sorted(one.start for one in statements)
    for one in statements:
        assert 0 <= one.sentence_start <= one.start < one.end <= len(text)
        assert one.sentence_start <= one.clause_start <= one.clause_end <= len(text)
        assert one.sign in {-1, 0, 1}


@given(TEXTS)
def test_a_statement_agrees_with_itself(text):
    for one in read_statements(text, "en", find_concepts(text, "en")):
        assert compare_statements(one, one) is not StatementAgreement.OPPOSITE


@given(TEXTS)
def test_to_exchange_arms_twice_changes_nothing(text):
    for one in read_statements(text, "en", find_concepts(text, "en")):
        swapped = replace(one, subjects=one.compared, compared=one.subjects, sign=-one.sign)
        again = replace(
            swapped, subjects=swapped.compared, compared=swapped.subjects, sign=-swapped.sign
        )
        assert again == one
        assert normalised(normalised_again(one)) == normalised(one)


def normalised_again(statement):
    """Return a statement with the arms in the order of its normal form."""
    normal = normalised(statement)
    if set(normal.subjects) == set(statement.subjects):
        return statement
    sign = statement.sign if normal.aspect == "difference" else -statement.sign
    return replace(statement, subjects=statement.compared, compared=statement.subjects, sign=sign)


@given(TEXTS, TEXTS)
def test_any_two_texts_are_compared(text, source):
    claims = read_statements(text, "en", find_concepts(text, "en"))
    stated = read_statements(source, "en", find_concepts(source, "en"))
    for one in claims:
        verdict = judge_direction(one, text, stated, source, claims)
        assert 0 <= verdict.strength <= 1


NEGATIONS = [
    ("Depression decreased.", "Depression did not decrease."),
    ("CBT was better than placebo.", "CBT was not better than placebo."),
    ("The groups differed.", "The groups did not differ."),
    ("Alliance predicted relapse.", "Alliance did not predict relapse."),
]


@pytest.mark.parametrize(("stated", "denied"), NEGATIONS)
def test_a_negation_makes_it_the_opposite(stated, denied):
    one = read_statements(stated, "en", find_concepts(stated, "en"))[0]
    other = read_statements(denied, "en", find_concepts(denied, "en"))[0]
    assert compare_statements(one, other) is StatementAgreement.OPPOSITE
    assert compare_statements(other, one) is StatementAgreement.OPPOSITE


@pytest.mark.parametrize(
    "part", ["more ", "not ", "better than ", "(38% vs ", "p = ", "from 1 to ", "a, ", "no less. "]
)
def test_the_time_grows_with_the_length(part):
    def seconds(count: int) -> float:
        text = part * count
        start = time.perf_counter()
        read_statements(text, "en", ())
        return time.perf_counter() - start

    seconds(500)
    short, long = min(seconds(2000) for _ in range(3)), min(seconds(16000) for _ in range(3))
    assert long < 40 * max(short, 0.002)
