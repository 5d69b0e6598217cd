"""The pictures: 100 marks that a reader can tell apart, and an interval beside its null."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pprnet.effect_sizes import (
    Association,
    Comparison,
    Direction,
    Effect,
    Measure,
    icon_array,
    interval_bar,
)
from pprnet.effect_sizes.svg.axis import axis_for
from pprnet.errors import EffectError

M = Measure
SHEET = Path(__file__).parents[3] / "src/pprnet_site/core/static/pprnet/look.css"
CBT = Comparison(
    "CBT", "usual care", "depressive symptoms", Direction.LESS, "recover", Direction.MORE
)
RELAPSE = Comparison("CBT", "usual care", "relapse", Direction.MORE, "relapse")
SMALL = Effect(M.G, 0.45, 0.2, 0.7, 95.0)


def marks(svg: str) -> Counter[str]:
    return Counter(str(mark.get("class")) for mark in ET.fromstring(svg).findall("circle"))


def words(svg: str, tag: str) -> str:
    found = ET.fromstring(svg).find(tag)
    assert found is not None
    return str(found.text)


ARRAYS = [
    # effect, description, base rate, wanted -> either way, gain, loss, neither
    (SMALL, CBT, 0.3, True, (30, 17, 0, 53)),
    (Effect(M.D, -0.45), CBT, 0.3, True, (16, 0, 14, 70)),
    (Effect(M.OR, 0.5), RELAPSE, 0.4, False, (25, 15, 0, 60)),
    (Effect(M.OR, 1.6), RELAPSE, 0.2, False, (20, 0, 9, 71)),
    (Effect(M.RD, 0.7), RELAPSE, 0.3, True, (30, 70, 0, 0)),
    (Effect(M.D, 0.005), CBT, 0.3, True, (30, 0, 0, 70)),
    (Effect(M.R, 0.29), Association("alliance", "outcome"), None, True, (50, 9, 0, 41)),
    (Effect(M.R, -0.29), Association("attrition", "outcome"), None, True, (41, 0, 9, 50)),
]


@pytest.mark.parametrize(("effect", "description", "base", "wanted", "expected"), ARRAYS)
def test_the_marks_of_100_people(effect, description, base, wanted, expected):
    drawn = icon_array(effect, description, prefix="p", base_rate=base, wanted=wanted)
    found = marks(drawn.svg)
    assert tuple(found[f"svg-{kind}"] for kind in ("base", "on", "line", "off")) == expected
    shown = ET.fromstring(drawn.key).findall("li")
    assert len(shown) == sum(count > 0 for count in (*expected[:1], sum(expected[1:3]), 1))


def test_title_description_key_and_caption_state_all_numbers():
    drawn = icon_array(SMALL, CBT, prefix="p", base_rate=0.3)
    assert words(drawn.svg, "title") == (
        "Of 100 people, about 47 recover with CBT (between 37 and 57), compared with 30 with usual"
        " care."
    )
    assert words(drawn.svg, "desc") == (
        "100 marks in 10 rows. Middle-sized grey dots: 30, recover either way. Large green dots:"
        " 17, more recover with CBT. Small rings: 53, with neither."
    )
    spans = [str(span.text) for span in ET.fromstring(drawn.key).iter("span")]
    assert spans == ["30 recover either way", "17 more recover with CBT", "53 with neither"]
    assert drawn.caption == (
        "Computed: of 100 people, 30 recover with usual care; standardised difference d = 0.45"
        " makes it Φ(Φ⁻¹(0.30) + 0.45) = 0.47 (Furukawa and Leucht, 2011, for normal scores). The"
        " balance over all, not who changes. The interval allows for between 37 and 57 of the 100."
    )


def test_a_difference_too_small_for_100_marks_is_stated():
    drawn = icon_array(Effect(M.D, 0.005), CBT, prefix="p", base_rate=0.3)
    assert words(drawn.svg, "title") == (
        "Of 100 people, about 30 recover with usual care; with CBT the number differs by less than"
        " one."
    )
    assert drawn.caption.endswith(
        "The difference is under one person in 100, too small for this picture."
    )


def test_without_a_base_no_people_are_drawn():
    with pytest.raises(EffectError, match="expected a base rate and an event to draw people"):
        icon_array(SMALL, CBT, prefix="p")


def test_the_three_marks_differ_in_size_and_form():
    drawn = icon_array(SMALL, CBT, prefix="p", base_rate=0.3)
    forms = {
        (str(mark.get("class")), float(str(mark.get("r"))), mark.get("stroke-width"))
        for mark in ET.fromstring(drawn.svg).findall("circle")
    }
    assert forms == {("svg-base", 5.0, None), ("svg-on", 9.5, None), ("svg-off", 4.5, "1.5")}


def test_a_bar_has_a_point_ends_a_null_line_and_ticks():
    drawn = interval_bar(Effect(M.D, 0.46, 0.21, 0.71, 95.0), label="CBT", prefix="b")
    root = ET.fromstring(drawn.svg)
    assert [mark.text for mark in root.findall("text")] == ["0", "0.2", "0.4", "0.6", "0.8"]
    assert words(drawn.svg, "title") == (
        "CBT: standardised difference d = 0.46, 95% interval 0.21 to 0.71. The dashed line at 0 is"
        " where both are equal."
    )
    assert words(drawn.svg, "desc") == (
        "The whole interval lies to the right of the dashed line. Axis from 0 to 0.8."
    )
    dashed = [path for path in root.findall("path") if path.get("stroke-dasharray")]
    assert len(dashed) == 1
    assert drawn.key == ""


def test_a_ratio_is_drawn_on_a_log_scale():
    drawn = interval_bar(Effect(M.OR, 2.0, 1.0, 4.0), label="CBT", prefix="b")
    assert "on a log scale" in drawn.caption
    axis = axis_for(Effect(M.OR, 2.0, 0.5, 8.0))
    gaps = axis.fraction(1.0) - axis.fraction(0.5), axis.fraction(2.0) - axis.fraction(1.0)
    assert gaps[0] == pytest.approx(gaps[1])


AXES = [
    (Effect(M.D, 0.46, 0.21, 0.71), (0, 0.2, 0.4, 0.6, 0.8)),
    (Effect(M.R, 0.9, 0.5, 1.0), (0, 0.2, 0.4, 0.6, 0.8, 1.0)),
    (Effect(M.R, -0.2, -0.45, 0.08), (-0.6, -0.4, -0.2, 0, 0.2)),
    (Effect(M.OR, 2.3, 1.1, 4.9), (0.5, 1, 2, 5)),
    (Effect(M.RR, 0.02, 0.0004, 3), (0.0001, 0.001, 0.01, 0.1, 1, 10)),
    (Effect(M.OR, 1e9, 1e-20, 1e60), (1e-20, 1, 1e20, 1e40, 1e60)),
]


@pytest.mark.parametrize(("effect", "ticks"), AXES)
def test_ticks_are_few_and_round(effect, ticks):
    assert axis_for(effect).ticks == pytest.approx(ticks)


def test_without_an_interval_none_is_drawn_and_the_caption_says_so():
    drawn = interval_bar(Effect(M.D, 0.5), label="CBT", prefix="b")
    assert drawn.svg == ""
    assert drawn.caption == (
        "CBT: standardised difference d = 0.50. No interval was stated, so none is drawn."
    )


def test_a_bar_in_french():
    drawn = interval_bar(Effect(M.OR, 0.4, 0.2, 0.7, 95.0), label="TCC", prefix="b", language="fr")
    assert words(drawn.svg, "title").startswith(
        "TCC\u202f: rapport de cotes 0,40, intervalle à 95\u00a0% de 0,20 à 0,70."
    )
    assert "à gauche" in words(drawn.svg, "desc")


def test_text_is_escaped_and_unfit_characters_are_left_out():
    nasty = '<script>alert("x")</script>\x00\ud800 & co'
    drawn = interval_bar(Effect(M.D, 0.5, 0.1, 0.9), label=nasty, prefix="b")
    assert "<script" not in drawn.svg
    assert words(drawn.svg, "title").startswith('<script>alert("x")</script> & co:')


@pytest.mark.parametrize("prefix", ["", "1a", "a b", 'a"', "é", "a" * 65])
def test_a_prefix_that_makes_no_id_is_refused(prefix):
    with pytest.raises(EffectError, match="prefix of ids: expected a letter"):
        interval_bar(Effect(M.D, 0.5, 0.1, 0.9), label="CBT", prefix=prefix)


def test_a_bar_without_a_label_is_refused():
    with pytest.raises(EffectError, match="label: expected what the bar is about"):
        interval_bar(Effect(M.D, 0.5), label=" ", prefix="b")


def test_every_class_is_in_the_style_sheet_and_no_inline_style_is_used():
    known = set(re.findall(r"\.([a-z][a-z-]*)", SHEET.read_text()))
    for drawn in (
        icon_array(SMALL, CBT, prefix="a", base_rate=0.3),
        icon_array(Effect(M.D, -0.4), CBT, prefix="b", base_rate=0.3),
        interval_bar(SMALL, label="CBT", prefix="c"),
    ):
        markup = drawn.svg + drawn.key
        assert set(re.findall(r'class="([^"]+)"', markup)) <= known
        assert "style=" not in markup
        assert "http" not in markup
