"""Properties of reported effects: any text is accepted, spans are exact, time is linear."""

from __future__ import annotations

import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pprnet.extraction.reported_effects import extract_effects
from pprnet.extraction.reported_effects.notation.effect_tokenizer import (
    normalise_typography,
    tokenize_effects,
)

PIECES = st.sampled_from(
    [
        *("d", "g", "r", "OR", "B", "β", "η2", "Cohen's d", "odds ratio", "mean difference"),
        *("difference", "reduction", "effect size", "risk", "correlation", "NNT", "AUC"),
        *("=", ":", ";", ",", "(", ")", "[", "]", "-", "−", "–", "to", "and", "±", "+/-", "%"),
        *("95% CI", "CI", "confidence interval", "C.I.", "p", "P <", "NS", "n =", "SE", "per"),
        *(
            "0.5",
            ".29",
            "0·85",
            "-1.2",
            "1,234",
            "£",
            "$",
            "95",
            "0,7",
            "12",
            "vs.",
            "respectively",
        ),
        *(
            "more",
            "months",
            "was",
            "were",
            "of",
            ". ",
            "<i>",
            "</i>",
            "&lt;",
            "\x00",
            "٣",
            "½",
            "²",
        ),
    ]
)
TEXT = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map(" ".join))
NUMBERS = st.decimals(min_value="0.01", max_value="5", places=2)


@given(text=TEXT)
@settings(max_examples=300, deadline=None)
def test_any_text_is_accepted(text: str) -> None:
    found = extract_effects(text, field="abstract")
    assert found == extract_effects(text, field="abstract")
    for one in found:
        assert 0 < one.score < 1
        assert 0 <= one.span.start < one.span.end <= len(text)
        effect = one.effect
        assert (effect.low is None) == (effect.high is None)
        assert effect.low is None or effect.high is None or effect.low <= effect.high
        assert len(effect.outcome.split()) <= 6


@given(text=TEXT)
def test_normalising_typography_keeps_positions(text: str) -> None:
    printed = normalise_typography(text)
    assert len(printed) == len(text)
    for token in tokenize_effects(printed, start=10):
        assert printed[token.start - 10 : token.end - 10] == token.text


@given(ends=st.lists(NUMBERS, min_size=3, max_size=3, unique=True), lead=st.text(max_size=40))
def test_a_formatted_effect_is_extracted(ends: list[object], lead: str) -> None:
    low, value, high = sorted(map(float, ends))  # type: ignore[arg-type]
    text = f"Worry fell (OR = {value:.2f}, 95% CI {low:.2f} to {high:.2f}; p = .03)."
    (one,) = extract_effects(text)
    effect = one.effect
    assert (effect.measure, effect.value, effect.low, effect.high) == ("OR", value, low, high)
    assert (effect.level, effect.p) == (95, "=.03")
    assert text[one.span.start : one.span.end] == text[text.index("OR") : text.index(").")]


def steps(text: str) -> int:
    """Count the calls that reading makes: the same on every machine, unlike seconds."""
    count = 0

    def tally(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(tally)
    try:
        extract_effects(text)
    finally:
        sys.setprofile(None)
    return count


HARD_PIECES = [
    "d = 0.5, ",
    "0.5 and ",
    "difference ",
    "mean difference in ",
    "odds ratio (",
    "OR 1.2 (95% CI 1.1 to 1.3), ",
    "95% CI ",
    "((((",
    "))))",
    "- - - ",
    "1,234,",
    "1,1,",
    "0.1 to ",
    "effect size of ",
    "C.I. ",
    "p < ",
    "<i>",
    "&lt;",
    "vs. ",
    "to detect d ",
    "Cohen's Cohen's ",
    "a" * 40 + " 0.5 ",
    "A. ",
]


@pytest.mark.parametrize("piece", HARD_PIECES)
def test_work_grows_linearly_with_length(piece: str) -> None:
    assert steps(piece * 3000) <= 2.2 * steps(piece * 1500) + 500


@pytest.mark.parametrize("piece", ["d = 0.5, ", "mean difference in ", "1,1,", "((((", "95% CI "])
def test_a_quarter_of_a_megabyte_takes_seconds(piece: str) -> None:
    started = time.process_time()
    extract_effects((piece * (250_000 // len(piece) + 1))[:250_000])
    assert time.process_time() - started < 8  # seconds; about one where written
