"""The registry of signals is complete and consistent, and a changed output has a new version."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

from pprnet.extraction import extract_signals
from pprnet.extraction.signal_registry import SIGNALS, SignalDefinition, SignalKind, ValueForm
from pprnet.records import Record
from pprnet.vocab import research_types

ROOT = Path(__file__).parents[3]
SCRIPT: dict[str, Any] = runpy.run_path(str(ROOT / "scripts/write_signals.py"))
RECORDED = {
    "topic": {"version": "rules 2", "digest": "a"},
    "sentence_role": {"version": "linear chain roles-1", "digest": "b"},
}
by_kind = pytest.mark.parametrize("definition", SIGNALS, ids=lambda one: one.kind.value)


def test_each_kind_has_one_definition() -> None:
    assert sorted(one.kind for one in SIGNALS) == sorted(SignalKind)
    assert len({one.field for one in SIGNALS}) == len(SIGNALS)
    assert len({one.label for one in SIGNALS}) == len(SIGNALS)
    shown = [one.display_order for one in SIGNALS if one.display_order is not None]
    assert sorted(shown) == list(range(1, len(shown) + 1))


@by_kind
def test_the_example_of_a_signal_gives_its_values(definition: SignalDefinition) -> None:
    example = definition.example
    record = Record(title=example.title, abstract=example.abstract)
    found = [s for s in extract_signals(record, roles=True) if s.kind is definition.kind]
    assert tuple(signal.value for signal in found) == example.values


@by_kind
def test_a_definition_agrees_with_the_vocabulary(definition: SignalDefinition) -> None:
    known = {one.key for one in research_types()}
    assert definition.only_types | definition.except_types <= known
    assert not (definition.only_types and definition.except_types)
    assert (definition.term_label is not None) == (definition.form is ValueForm.TERM)
    assert not definition.is_key_fact or definition.form is ValueForm.COUNT


def test_a_change_of_output_has_a_new_version() -> None:
    recorded = json.loads(SCRIPT["DIGESTS"].read_text(encoding="utf-8"))
    current = SCRIPT["current_digests"]()
    assert not SCRIPT["version_problems"](recorded, current), "see each message for what to do"
    assert current == recorded, "the version is new: run python scripts/write_signals.py"


@pytest.mark.parametrize(
    ("changed", "kinds"),
    [
        ({}, []),
        ({"topic": {"version": "rules 2", "digest": "c"}}, ["topic"]),
        ({"topic": {"version": "rules 3", "digest": "c"}}, []),
        ({"n_new": {"version": "rules 2", "digest": "d"}}, ["n_new"]),
        ({"n_new": {"version": "rules 3", "digest": "d"}}, []),
    ],
)
def test_a_changed_or_added_signal_needs_a_new_version(
    changed: dict[str, dict[str, str]], kinds: list[str]
) -> None:
    problems = SCRIPT["version_problems"](RECORDED, RECORDED | changed)
    assert [problem.partition(":")[0] for problem in problems] == kinds
    assert all("EXTRACTION_VERSION" in problem for problem in problems)


def test_the_fixed_texts_give_every_signal() -> None:
    found = [extract_signals(record, roles=True) for record in SCRIPT["fixed_records"]()]
    assert {signal.kind for signals in found for signal in signals} == set(SignalKind)
