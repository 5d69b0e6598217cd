"""What is said of an effect by the words around it; all sentences invented for these tests."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer import Typer
from typer.testing import CliRunner

from pprnet.cli import read_command as cli
from pprnet.extraction import extract_signals
from pprnet.extraction.reported_effects import extract_effects
from pprnet.extraction.reported_effects.notation.effect_tokenizer import (
    normalise_typography,
    tokenize_effects,
)
from pprnet.extraction.reported_effects.notation.printed_values import parse_interval, parse_value
from pprnet.extraction.signal_registry import SignalKind
from pprnet.records import EffectSize, Record


def only_effect(text: str) -> EffectSize:
    (found,) = extract_effects(text)
    return found.effect


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("The mean difference in depressive symptoms was 3.2 points.", "depressive symptoms"),
        ("Groups differed (BDI: d = 0.5).", "BDI"),
        ("Therapy showed greater reductions in worry (d = 0.5).", "worry"),
        ("They had lower scores on negative symptoms than others (OR=0.2).", "negative symptoms"),
        ("It worked (d = 0.5 for panic attacks).", "panic attacks"),
        ("(d = 0.5)", ""),
        ("Worry fell (d = 0.5).", "Worry"),
        ("Clients improved (d = 0.5).", ""),
        ("Dropout rates differed by 12 percentage points.", "Dropout rates"),
        ("The mean difference was 3.2 points on the EXS-45.", "EXS-45"),
        ("Alliance explained 8% of the variance in worry.", "worry"),
    ],
)  # fmt: skip
def test_outcome(text: str, outcome: str) -> None:
    assert only_effect(text).outcome == outcome


@pytest.mark.parametrize(
    ("text", "comparison"),
    [
        ("Worry fell more than in usual care (d = 0.5).", "usual care"),
        ("Worry fell compared with the waiting list (d = 0.5).", "waiting list"),
        ("Worry fell relative to control (d = 0.5).", "control"),
        ("Worry fell (d = 0.5).", ""),
        ("Relapse was 24% lower than in usual care.", "usual care"),
        ("The difference between CBT and IPT was small (d = 0.1).", "CBT and IPT"),
        ("Feedback was superior to usual care (d = 0.3).", "usual care"),
        ("The correlation between alliance and worry was r = .2.", ""),
    ],
)
def test_comparison(text: str, comparison: str) -> None:
    assert only_effect(text).comparison == comparison


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Scores were higher in therapy (d = 0.5).", "higher"),
        ("Fewer clients dropped out (OR = 0.5).", "lower"),
        ("There was no significant difference in worry (d = 0.05).", "none"),
        ("Worry and sleep (r = .3).", ""),
    ],
)
def test_direction(text: str, direction: str) -> None:
    assert only_effect(text).direction == direction


def test_an_effect_size_is_of_the_measure_that_the_text_names() -> None:
    named = "Hedges' g was computed. The pooled effect size was 0.44."
    assert [found.effect.measure for found in extract_effects(named)] == ["g"]
    assert only_effect("The pooled effect size was 0.44.").measure == "SMD"


def test_a_bracket_may_redefine_an_abbreviation() -> None:
    assert extract_effects("The response rate (RR) rose. RR was 0.72 (0.60-0.84).") == ()
    assert only_effect("The relative risk (RR) rose. RR was 0.72 (0.60-0.84).").measure == "RR"


def test_spans_hold_the_text_as_printed() -> None:
    text = "Worry fell <i>more</i> (<i>d</i> = −0·50, <i>p</i> &lt; .01) in <b>A</b>."
    (found,) = extract_effects(text, field="abstract")
    assert text[found.span.start : found.span.end] == "d</i> = −0·50, <i>p</i> &lt; .01"
    assert (found.effect.value, found.effect.p) == (-0.5, "<.01")


@pytest.mark.parametrize(
    ("printed", "number"),
    [("−£448", -448), ("$ -733", -733), ("+.36%", 0.36), ("1,234.5", 1234.5), ("0,85", 0.85)],
)
def test_a_value(printed: str, number: float) -> None:
    value = parse_value(tokenize_effects(normalise_typography(printed)), 0)
    assert value is not None
    assert (value.number, value.end) == (number, len(printed))


@pytest.mark.parametrize(
    ("printed", "ends"),
    [
        ("−0.71–−0.21", (-0.71, -0.21)),
        ("4.8, 6.2", (4.8, 6.2)),
        ("£56 - £787", (56, 787)),
        ("0.7-6.5 points", (0.7, 6.5)),
        ("7.5 to 4.6", (4.6, 7.5)),
        ("-3168;847", (-3168, 847)),
        ("4.8", None),
        ("4.8 were 6.2", None),
    ],
)
def test_an_interval(printed: str, ends: tuple[float, float] | None) -> None:
    interval = parse_interval(tokenize_effects(normalise_typography(printed)), 0)
    assert (interval and (interval.low, interval.high)) == ends


def test_effects_are_signals() -> None:
    record = Record(title="Worry", abstract="Worry fell (d = 0.50).")
    (signal,) = (signal for signal in extract_signals(record) if signal.kind is SignalKind.EFFECT)
    assert (signal.value, signal.effect and signal.effect.value) == ("d 0.5", 0.5)
    assert 0.5 < signal.score < 1


def test_the_verb_writes_the_fields_of_the_guide(tmp_path: Path) -> None:
    source, out = tmp_path / "works.jsonl", tmp_path / "out.jsonl"
    abstract = (
        "Worry fell (d = 0.50, 95% CI 0.2 to 0.8; p=.03). Mood rose (d = 0.3, 90% CI 0 to 1)."
    )
    line = {"id": "a", "title": "Worry: an invented trial", "abstract": abstract}
    source.write_text(json.dumps(line), encoding="utf-8")
    app = Typer()
    cli.register(app)
    assert CliRunner().invoke(app, [str(source), "--out", str(out)]).exit_code == 0
    first, second = json.loads(out.read_text(encoding="utf-8"))["effects"]
    assert first == {
        "span": "d = 0.50, 95% CI 0.2 to 0.8; p=.03",
        "measure": "d",
        "value": 0.5,
        "ci": [0.2, 0.8],
        "ci_level": 95,
        "p": "=.03",
        "outcome": "Worry",
    }
    assert (second["ci"], second["ci_level"], second["p"]) == ([0, 1], None, None)


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("Effect sizes were 0.4, 0.7 and 1.1 for worry, sleep and mood.", "worry|sleep|mood"),
        ("Effects on worry and sleep were d = 0.45 and 0.62, respectively.", "worry|sleep"),
        ("Effects were d = 1.2 (EXS-9), d = 1.0 (EXA-7) and d = 0.8 (sleep).", "EXS-9|EXA-7|sleep"),
        ("Effect sizes of 0.5 (worry) and 0.7 (sleep) were found.", "worry|sleep"),
        ("Effect sizes were 0.5 for worry and 0.7 for sleep.", "worry|sleep"),
    ],
)
def test_each_value_of_a_list_has_its_outcome(text: str, outcomes: str) -> None:
    assert "|".join(found.effect.outcome for found in extract_effects(text)) == outcomes


def test_the_outcome_of_a_range_ends_before_its_other_end():
    text = (
        "Effects were seen, with mean effect sizes (Cohen's d) ranging from -0.29 for example "
        "flexibility to -1.43 for example planning."
    )
    found = [(each.effect.value, each.effect.outcome) for each in extract_effects(text)]
    assert found == [(-0.29, "example flexibility"), (-1.43, "example planning")]
