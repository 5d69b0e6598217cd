"""Properties of conversions, sentences and pictures: inverse, ordered, and never an error."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from xml.etree import ElementTree as ET

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pprnet.effect_sizes import (
    Association,
    Certainty,
    Comparison,
    Direction,
    Effect,
    Finding,
    Measure,
    PlainWords,
    Thresholds,
    convert_effect,
    counts_of,
    finding_of,
    icon_array,
    interval_bar,
    magnitude_of,
    number_needed,
    number_needed_sentence,
    plain_words,
    rates_of,
    risk_difference_of,
)
from pprnet.effect_sizes.effect_measures import SCALES
from pprnet.errors import EffectError

M = Measure
T = TypeVar("T")
RATES = st.floats(0.001, 0.999)
LANGUAGES = st.sampled_from(["en", "fr"])
CONVERTIBLE = [m for m in M if m not in (M.HR, M.IRR, M.MD)]
NO_BASE = [m for m in CONVERTIBLE if m not in (M.RR, M.RD, M.G)]

# What studies find, and some way beyond.
USUAL_D = st.floats(-3, 3)


def values(measure: Measure) -> st.SearchStrategy[float]:
    """Draw any value that the measure can have."""
    scale = SCALES[measure]
    if scale.is_ratio:
        return st.floats(1e-300, 1e300)
    return st.floats(max(scale.minimum, -1e300), min(scale.maximum, 1e300))


@st.composite
def effects(draw: st.DrawFn, *measures: Measure) -> Effect:
    measure = draw(st.sampled_from(measures or tuple(M)))
    if draw(st.booleans()):
        return Effect(measure, draw(values(measure)))
    low, value, high = sorted(draw(st.lists(values(measure), min_size=3, max_size=3)))
    return Effect(measure, value, low, high, draw(st.sampled_from([None, 90.0, 95.0, 99.9])))


def value_or_refusal(make: Callable[[], T]) -> T | None:
    """Return what is made, or None where it is refused and the message says what was expected."""
    try:
        return make()
    except EffectError as error:
        message = str(error)
    assert "expected" in message
    return None


@st.composite
def usual_effects(draw: st.DrawFn) -> Effect:
    """Draw an effect of a size that studies find, in any measure converted from d."""
    low, value, high = sorted(draw(st.lists(USUAL_D, min_size=3, max_size=3)))
    return convert_effect(Effect(M.D, value, low, high, 95.0), draw(st.sampled_from(NO_BASE)))


@given(effect=usual_effects(), to=st.sampled_from(NO_BASE))
@settings(deadline=None)
def test_a_conversion_can_be_reversed(effect: Effect, to: Measure) -> None:
    back = convert_effect(convert_effect(effect, to), effect.measure)
    near = pytest.approx
    assert back.value == near(effect.value, rel=1e-6, abs=1e-9)
    assert back.interval == near(effect.interval, rel=1e-6, abs=1e-9)
    assert back.level == effect.level


@given(d=USUAL_D, df=st.floats(2, 1e9))
@settings(deadline=None)
def test_d_and_g_convert_back(d: float, df: float) -> None:
    g = convert_effect(Effect(M.D, d), M.G, df=df)
    assert abs(g.value) <= abs(d)
    assert convert_effect(g, M.D, df=df).value == pytest.approx(d, abs=1e-12)


@given(base=RATES, treated=RATES, to=st.sampled_from([M.OR, M.LOG_OR, M.RR, M.D]))
@settings(deadline=None)
def test_rates_convert_back(base: float, treated: float, to: Measure) -> None:
    difference = Effect(M.RD, treated - base)
    back = convert_effect(convert_effect(difference, to, base_rate=base), M.RD, base_rate=base)
    assert back.value == pytest.approx(difference.value, abs=1e-9)


@given(effect=effects(*CONVERTIBLE), to=st.sampled_from(CONVERTIBLE), base=RATES)
@settings(deadline=None)
def test_a_conversion_gives_an_effect_or_says_why_not(
    effect: Effect, to: Measure, base: float
) -> None:
    found = value_or_refusal(lambda: convert_effect(effect, to, base_rate=base, df=40))
    if found is None:
        return
    assert found.measure is to
    assert (found.interval is None) is (effect.interval is None)
    if found.interval:
        assert found.interval[0] <= found.value <= found.interval[1]


@given(one=USUAL_D, other=USUAL_D, to=st.sampled_from(CONVERTIBLE), base=RATES)
@settings(deadline=None)
def test_a_larger_d_is_larger_in_every_measure(
    one: float, other: float, to: Measure, base: float
) -> None:
    assume(other - one > 1e-6)
    less, more = (convert_effect(Effect(M.D, d), to, base_rate=base, df=40) for d in (one, other))
    assert less.value < more.value


@given(d=USUAL_D, to=st.sampled_from(CONVERTIBLE), base=RATES)
@settings(deadline=None)
def test_a_measure_keeps_the_side_of_its_null(d: float, to: Measure, base: float) -> None:
    assume(abs(d) > 1e-6)
    found = convert_effect(Effect(M.D, d), to, base_rate=base, df=40)
    assert (found.value > found.null) is (d > 0)


@given(d=USUAL_D, to=st.sampled_from(NO_BASE))
@settings(deadline=None)
def test_inversion_commutes_with_conversion(d: float, to: Measure) -> None:
    effect = Effect(M.D, d, d - 0.1, d + 0.1)
    turned, seen = convert_effect(effect.invert(), to), convert_effect(effect, to).invert()
    assert turned.value == pytest.approx(seen.value, abs=1e-12)
    assert turned.interval == pytest.approx(seen.interval, abs=1e-12)


@given(effect=effects(M.D, M.OR, M.RD), base=RATES)
@settings(deadline=None)
def test_a_risk_difference_leaves_rates_between_0_and_1(effect: Effect, base: float) -> None:
    found = value_or_refusal(lambda: convert_effect(effect, M.RD, base_rate=base))
    if found is None:
        return
    for value in (found.value, *(found.interval or ())):
        assert -1e-12 <= base + value <= 1 + 1e-12


@given(ends=st.lists(st.floats(-1, 1), min_size=3, max_size=3), wanted=st.booleans())
@settings(deadline=None)
def test_a_number_needed_is_one_or_more_and_converts_back(ends: list[float], wanted: bool) -> None:
    ends = [end if abs(end) > 1e-200 else 0.0 for end in ends]
    low, value, high = sorted(ends)
    difference = Effect(M.RD, value, low, high)
    needed = number_needed(difference, wanted=wanted)
    given_back = risk_difference_of(needed) if wanted else risk_difference_of(needed).invert()
    assert given_back.value == pytest.approx(value, abs=1e-12)
    assert given_back.interval == pytest.approx((low, high), abs=1e-12)
    assert needed.includes_infinity is (low < 0 < high)


# ---- sizes and findings ---------------------------------------------------------------------

ORDER = ["trivial", "small", "moderate", "large"]


@given(one=USUAL_D, other=USUAL_D, measure=st.sampled_from([*NO_BASE, M.G]))
@settings(deadline=None)
def test_an_effect_further_from_the_null_is_never_called_smaller(
    one: float, other: float, measure: Measure
) -> None:
    near, far = sorted((one, other), key=abs)
    sizes = [magnitude_of(convert_effect(Effect(M.D, d), measure, df=40)) for d in (near, far)]
    assert ORDER.index(str(sizes[0])) <= ORDER.index(str(sizes[1]))


@given(effect=effects(), smallest_difference=st.none() | st.floats(1.0001, 10))
@settings(deadline=None)
def test_an_interval_at_the_null_is_never_a_difference(
    effect: Effect, smallest_difference: float | None
) -> None:
    finding = finding_of(effect, smallest_difference)
    if effect.interval is None:
        assert finding in (Finding.POINT, Finding.OPEN)
    elif effect.interval[0] <= effect.null <= effect.interval[1]:
        assert finding in (Finding.OPEN, Finding.NEGLIGIBLE)
    else:
        assert finding in (Finding.CLEAR, Finding.NEGLIGIBLE)
    assert smallest_difference is not None or finding is not Finding.NEGLIGIBLE


# ---- words ----------------------------------------------------------------------------------

PHRASES = st.text("abc é{}<>&'\"", min_size=1, max_size=12).filter(str.strip)
SUBJECTS = st.one_of(
    st.builds(
        Comparison,
        intervention=PHRASES,
        control=PHRASES,
        outcome=PHRASES,
        direction=st.sampled_from(Direction),
        event=st.just("") | PHRASES,
        event_direction=st.just(Direction.MORE),
    ),
    st.builds(
        Association, predictor=PHRASES, outcome=PHRASES, direction=st.sampled_from(Direction)
    ),
)
NEVER = re.compile(
    r"\bno effects?\b|\bnot? effective|\bineffective|\bhad no\b|\bhas no\b|\bno impact|"
    r"\baucun effet|\bpas d.effet|\binefficace|\bsans effet|\bsignificant",
    re.IGNORECASE,
)
LITTLE = (
    "little or no difference",
    "peu ou pas de différence",
    "too small to matter",
    "pour compter",
)


@dataclass(frozen=True)
class DescribedEffect:
    """An effect in plain words, and what they were made from."""

    description: Comparison | Association
    certainty: Certainty | None
    base: float | None
    words: PlainWords


CLAIMS = re.compile(r"\bresults in\b|\blikely\b|\bmay\b|\bentraîne\b|\bprobablement\b|\bpourrait\b")


@st.composite
def described_effects(draw: st.DrawFn) -> DescribedEffect:
    """Draw an effect, what is asked of it, and its description where it is not refused."""
    effect, description = draw(effects() | usual_effects()), draw(SUBJECTS)
    certainty, base = draw(st.none() | st.sampled_from(Certainty)), draw(st.none() | RATES)
    words = value_or_refusal(
        lambda: plain_words(
            effect,
            description,
            language=draw(LANGUAGES),
            certainty=certainty,
            base_rate=base,
            smallest_difference=draw(st.none() | st.floats(1.01, 3)),
        )
    )
    # Only people can be refused, never the words for an effect that can be.
    assert words is not None or base is not None
    assume(words is not None)
    return DescribedEffect(description, certainty, base, words)


@given(described=described_effects())
@settings(deadline=None)
def test_no_sentence_claims_the_absence_of_an_effect(described: DescribedEffect) -> None:
    assert not NEVER.search(described.words.text), described.words.text


@given(described=described_effects())
@settings(deadline=None)
def test_a_headline_is_one_sentence_and_the_text_one_paragraph(described: DescribedEffect) -> None:
    assert "  " not in described.words.headline
    assert described.words.headline.endswith(".")
    assert "\n" not in described.words.text


@given(described=described_effects())
@settings(deadline=None)
def test_little_or_no_difference_is_an_interval_within_the_bound(
    described: DescribedEffect,
) -> None:
    if any(words in described.words.headline for words in LITTLE):
        assert described.words.finding is Finding.NEGLIGIBLE


@given(described=described_effects())
@settings(deadline=None)
def test_certainty_is_claimed_only_where_it_was_appraised(described: DescribedEffect) -> None:
    if described.certainty is None:
        assert not CLAIMS.search(described.words.headline)


@given(described=described_effects())
@settings(deadline=None)
def test_people_are_counted_from_a_base_rate_only(described: DescribedEffect) -> None:
    comparison = described.description
    if isinstance(comparison, Comparison) and (described.base is None or not comparison.event):
        assert described.words.people is None


@given(described=described_effects())
@settings(deadline=None)
def test_very_low_certainty_states_neither_people_nor_magnitude(
    described: DescribedEffect,
) -> None:
    if described.certainty is Certainty.VERY_LOW:
        assert described.words.people is None
        assert described.words.magnitude is None


@given(effect=effects(), language=LANGUAGES)
@settings(deadline=None)
def test_what_is_open_and_what_is_negligible_are_never_the_same_sentence(
    effect: Effect, language: str
) -> None:
    description = Comparison("A", "B", "C", Direction.MORE)
    if effect.interval is None or not effect.interval[0] <= effect.null <= effect.interval[1]:
        return
    for certainty in (None, Certainty.HIGH, Certainty.MODERATE, Certainty.LOW):
        unsettled = plain_words(effect, description, language=language, certainty=certainty)
        small = Effect(M.D, 0.01, -0.05, 0.05, 95.0)
        bounded = plain_words(
            small, description, language=language, certainty=certainty, smallest_difference=0.2
        )
        assert (unsettled.finding, bounded.finding) == (Finding.OPEN, Finding.NEGLIGIBLE)
        assert unsettled.headline != bounded.headline


@given(effect=usual_effects(), base=RATES)
@settings(deadline=None)
def test_counts_never_hide_a_difference(effect: Effect, base: float) -> None:
    description = Comparison("A", "B", "C", Direction.MORE, "recover", Direction.MORE)
    rates = rates_of(effect, description, base)
    counts = counts_of(rates) if rates else None
    if counts and rates and rates.base != rates.treated:
        assert counts.base != counts.treated
        assert (counts.treated > counts.base) is (rates.treated > rates.base)
    if counts and counts.low is not None and counts.high is not None:
        assert counts.low <= counts.treated <= counts.high <= counts.denominator


@given(
    ends=st.lists(st.floats(-1, 1), min_size=3, max_size=3),
    has_interval=st.booleans(),
    language=LANGUAGES,
)
@settings(deadline=None)
def test_any_number_needed_has_its_sentence(
    ends: list[float], has_interval: bool, language: str
) -> None:
    low, value, high = sorted(ends)
    difference = Effect(M.RD, value, low, high, 95.0) if has_interval else Effect(M.RD, value)
    needed = number_needed(difference, wanted=True)
    said = number_needed_sentence(needed, Comparison("A", "B", "C", Direction.MORE), language)
    assert said.endswith(".")
    assert not NEVER.search(said)
    assert ("infin" in said) is needed.includes_infinity


# ---- pictures -------------------------------------------------------------------------------

ANY_TEXT = st.text(min_size=1, max_size=40).filter(lambda text: bool(text.strip()))


def parsed_picture(svg: str) -> ET.Element:
    """Read a picture as XML and check what every picture holds."""
    root = ET.fromstring(svg)
    ids = {part.get("id") for part in root.iter() if part.get("id")}
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") in ids
    assert root.get("aria-describedby") in ids
    for part in root.iter():
        assert not {"style", "fill", "onload", "href"} & set(part.attrib)
    return root


@given(
    effect=usual_effects(),
    base=RATES,
    texts=st.lists(ANY_TEXT, min_size=4, max_size=4),
    language=LANGUAGES,
    wanted=st.booleans(),
)
@settings(deadline=None)
def test_an_icon_array_is_100_marks_for_any_text(
    effect: Effect, base: float, texts: list[str], language: str, wanted: bool
) -> None:
    description = Comparison(*texts[:3], Direction.MORE, texts[3], Direction.MORE)
    again = [
        icon_array(
            effect, description, prefix="p", language=language, base_rate=base, wanted=wanted
        )
        for effect in (effect, effect)
        if effect.measure not in (M.OR, M.LOG_OR) or description.event_direction is Direction.MORE
    ]
    assert again[0] == again[1]
    root = parsed_picture(again[0].svg)
    assert len(root.findall("circle")) == 100
    ET.fromstring(again[0].key)
    assert again[0].caption


@given(r=st.floats(-1, 1), texts=st.lists(ANY_TEXT, min_size=2, max_size=2), language=LANGUAGES)
@settings(deadline=None)
def test_an_icon_array_of_an_association(r: float, texts: list[str], language: str) -> None:
    drawn = icon_array(Effect(M.R, r), Association(*texts), prefix="p", language=language)
    marks = parsed_picture(drawn.svg).findall("circle")
    assert len(marks) == 100
    assert sum(mark.get("class") == "svg-base" for mark in marks) in range(51)


@given(effect=effects(), label=ANY_TEXT, language=LANGUAGES)
@settings(deadline=None)
def test_a_bar_is_well_formed_and_within_its_box(effect: Effect, label: str, language: str) -> None:
    drawn = interval_bar(effect, label=label, prefix="p", language=language)
    assert drawn == interval_bar(effect, label=label, prefix="p", language=language)
    assert drawn.caption
    if effect.interval is None:
        assert drawn.svg == ""
        return
    root = parsed_picture(drawn.svg)
    _, _, width, _ = map(float, str(root.get("viewBox")).split())
    for mark in (*root.findall("circle"), *root.findall("text")):
        assert 0 <= float(mark.get("cx") or mark.get("x") or -1) <= width
    labels = [str(mark.text) for mark in root.findall("text")]
    assert len(set(labels)) == len(labels) >= 2


@given(small=st.floats(0.01, 1), more=st.floats(0.01, 1), most=st.floats(0.01, 1), d=USUAL_D)
@settings(deadline=None)
def test_stated_thresholds_are_applied(small: float, more: float, most: float, d: float) -> None:
    thresholds = Thresholds(M.D, small, small + more, small + more + most, "Example, A.")
    size = magnitude_of(Effect(M.D, d), thresholds)
    bounds = (0.0, small, small + more, small + more + most, float("inf"))
    at = ORDER.index(str(size))
    assert bounds[at] <= abs(d) < bounds[at + 1]
