"""The ways in which authors print effects: a table for readers, and figures on labelled works.

All sentences in the tables are invented. An effect is written "measure value", with its
interval and p behind it where they are stated.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from pprnet.extraction import extract_signals
from pprnet.extraction.reported_effects import ReportedEffect, extract_effects
from pprnet.extraction.signal_registry import SignalKind
from pprnet.records import Record
from shared_data import SharedData
from spec.effect_cases import NOT_EFFECTS, REPORTED


def printed(found: ReportedEffect) -> str:
    effect = found.effect
    words = [f"{effect.measure} {effect.value:g}"]
    if effect.low is not None:
        words.append(f"[{effect.low:g}, {effect.high:g}]")
    if effect.level is not None:
        words.append(f"{effect.level:g}")
    if effect.p:
        words.append(f"p{effect.p}")
    return " ".join(words)


@pytest.mark.parametrize(
    ("sentence", "effects"), [row for rows in REPORTED.values() for row in rows]
)
def test_an_effect_is_read_as_it_is_printed(sentence: str, effects: str) -> None:
    found = extract_effects(sentence)
    assert "; ".join(map(printed, found)) == effects


@pytest.mark.parametrize("sentence", NOT_EFFECTS)
def test_what_looks_like_an_effect_and_is_none(sentence: str) -> None:
    assert extract_effects(sentence) == ()


def test_each_measure_of_the_guide_is_in_the_table(shared_data: SharedData) -> None:
    guide = (shared_data / "gold/GUIDE.md").read_text(encoding="utf-8")
    listed = guide.partition("one of ")[2].partition(', "value"')[0]
    assert set(listed.split(", ")) == set(REPORTED)


def key(effect: dict[str, Any], *, interval: bool) -> tuple[object, ...]:
    ends = tuple(map(float, effect["ci"])) if effect["ci"] else None
    value = round(float(effect["value"]), 6)
    return (effect["measure"], value, ends) if interval else (effect["measure"], value)


def stated(record: Record) -> list[dict[str, Any]]:
    effects = [
        s.effect for s in extract_signals(record) if s.kind is SignalKind.EFFECT and s.effect
    ]
    return [
        {"measure": e.measure, "value": e.value, "ci": None if e.low is None else [e.low, e.high]}
        for e in effects
    ]


@pytest.mark.parametrize(("interval", "bar"), [(False, 0.92), (True, 0.88)])
def test_labelled_abstracts(shared_data: SharedData, bar: float, *, interval: bool) -> None:
    lines = (shared_data / "gold/reading_dev.jsonl").read_text(encoding="utf-8").splitlines()
    hit = total = 0
    for work in map(json.loads, lines):
        record = Record(title=work["title"], abstract=work["abstract"])
        got = Counter(key(e, interval=interval) for e in stated(record))
        want = Counter(key(e, interval=interval) for e in work["effects"])
        hit += (got & want).total()
        total += got.total() + want.total()
    assert 2 * hit / total >= bar  # F1; measured 1.00 on abstracts that the rules were made on
