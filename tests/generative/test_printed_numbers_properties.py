"""A number in any notation reads to one value, and its span is the printed text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pprnet.extraction.counts.participants import extract_participants
from pprnet.extraction.reported_effects import extract_effects
from pprnet.extraction.text_processing.printed_numbers import join_broken_decimals, join_thousands
from pprnet.extraction.text_processing.token_stream import TokenStream
from pprnet.extraction.text_processing.word_tokenizer import tokenize_words

SEPARATORS = st.sampled_from([",", " ", "\u00a0", "\u2009", "\u202f", "'", "’", "ʼ"])
POWERS = st.sampled_from(
    [
        *("{m} x 10-{e}", "{m} × 10^-{e}", "{m} × 10−{e}", "{m}e-{e}", "{m}E-0{e}", "{m}·10^-{e}"),
        *("{m} ×10(-{e})", "{m} × 10<sup>-{e}</sup>", "{m} × 10 -{e}", "{m} × 10^(−{e})"),
        "{m} × 10⁻{s}",
    ]
)
BREAKS = st.sampled_from([".", " .", ". ", " . "])


@given(value=st.integers(1000, 999_999_999), separator=SEPARATORS)
def test_a_count_is_one_value_with_any_separator(value: int, separator: str) -> None:
    printed = f"{value:,}".replace(",", separator)
    text = f"Invented routine care: we followed {printed} patients in all."
    found = extract_participants(TokenStream.from_tokens("abstract", text, tokenize_words(text)))
    assert found is not None
    assert found.value == value
    assert text[found.spans[0].start : found.spans[0].end] == printed


@given(tenths=st.integers(10, 99), exponent=st.integers(1, 9), form=POWERS)
def test_a_p_is_one_value_with_any_power_of_ten(tenths: int, exponent: int, form: str) -> None:
    mantissa = f"{tenths / 10:.1f}"
    raised = str(exponent).translate(str.maketrans("123456789", "¹²³⁴⁵⁶⁷⁸⁹"))
    printed = form.format(m=mantissa, e=exponent, s=raised)
    text = f"An invented link (OR = 1.52, 95% CI 1.30 to 1.78, p = {printed})."
    (found,) = extract_effects(text)
    assert float(found.effect.p.removeprefix("=")) == float(f"{mantissa}e-{exponent}")
    stated = text[found.span.start : found.span.end]
    assert stated.startswith("OR = 1.52")
    assert f"OR = 1.52, 95% CI 1.30 to 1.78, p = {printed}".startswith(stated)


@given(hundredths=st.integers(1, 299), gap=BREAKS)
def test_an_effect_is_one_value_with_a_broken_point(hundredths: int, gap: str) -> None:
    plain = f"{hundredths / 100:.2f}"
    printed = plain.replace(".", gap)
    text = f"An invented outcome changed (d = {printed}, p = .01)."
    (found,) = extract_effects(text)
    assert found.effect.value == float(plain)
    assert text[found.span.start : found.span.end] == f"d = {printed}, p = .01"


@given(text=st.text(alphabet="0123456789 .,=-<>(\u2009\u202f\u00a0to$€^x", max_size=200))
@settings(max_examples=200)
def test_joining_keeps_the_length_of_a_text(text: str) -> None:
    assert len(join_thousands(text)) == len(text)
    assert len(join_broken_decimals(text)) == len(text)
