"""What sentences say of results; all sentences invented for these tests."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer import Typer
from typer.testing import CliRunner

from pprnet.cli import read_command as cli
from pprnet.extraction.findings import (
    MAX_FINDINGS,
    FindingDirection,
    ReportedFinding,
    extract_findings,
)
from pprnet.extraction.findings.finding_rules import RULES
from pprnet.extraction.text_processing.token_stream import TokenStream
from pprnet.extraction.text_processing.word_tokenizer import tokenize_words


def findings(text: str) -> tuple[ReportedFinding, ...]:
    return extract_findings(TokenStream.from_tokens("abstract", text, tokenize_words(text)))


def result(sentence: str) -> tuple[ReportedFinding, ...]:
    return findings(f"RESULTS: {sentence}")


def printed(found: ReportedFinding) -> str:
    parts = (found.direction, found.significance, found.outcome, found.comparison)
    return " | ".join(parts).strip()


STATED = [
    (
        "There was no significant difference between CBT and IPT in worry.",
        "no-difference | not-significant | worry | CBT and IPT",
    ),
    ("The groups did not differ in dropout.", "no-difference | not-stated | dropout |"),
    ("The groups did not differ (p = .45).", "no-difference | not-significant |  |"),
    ("Differences in worry were not significant.", "no-difference | not-significant | worry |"),
    ("Dropout rates were similar across clinics.", "no-difference | not-stated |  |"),
    ("Significant differences were found in worry.", "different | significant | worry |"),
    (
        "Clients in the feedback group improved more than controls.",
        "improved | not-stated |  | controls",
    ),
    ("Worry scores decreased significantly.", "decreased | significant | Worry scores |"),
    (
        "Therapy significantly reduced worry relative to waiting.",
        "decreased | significant | worry | waiting",
    ),
    ("Clients showed significant improvements in sleep.", "improved | significant | sleep |"),
    ("Worry fell from 30.1 to 20.4 (p < .001).", "decreased | significant | Worry |"),
    ("Therapy gave non-significant reductions in worry.", "unchanged | not-significant | worry |"),
    ("A non-significant difference was seen.", "no-difference | not-significant |  |"),
    ("There was not a significant difference.", "no-difference | not-significant |  |"),
    ("Clients did not improve on the worry scale.", "unchanged | not-stated | worry scale |"),
    ("Therapy failed to reduce self-harm.", "unchanged | not-stated | self-harm |"),
    ("Neither CBT nor IPT improved sleep.", "unchanged | not-stated | sleep |"),
    ("No significant changes in sleep were found.", "unchanged | not-significant | sleep |"),
    ("Alliance was not related to outcome.", "not-associated | not-stated | outcome |"),
    ("Alliance was unrelated to worry.", "not-associated | not-stated | worry |"),
    (
        "Neither age nor experience was associated with dropout.",
        "not-associated | not-stated | dropout |",
    ),
    ("Therapist age did not predict dropout.", "not-associated | not-stated | dropout |"),
    (
        "Alliance was a significant predictor of outcome.",
        "associated | significant | outcome |",
    ),
    (
        "Higher alliance was associated with lower worry.",
        "associated-negatively | not-stated | worry |",
    ),
    (
        "Lower alliance was associated with less attendance.",
        "associated-positively | not-stated | attendance |",
    ),
    ("Empathy predicted better outcome.", "associated-positively | not-stated | outcome |"),
    (
        "A significant negative correlation was found between worry and sleep.",
        "associated-negatively | significant |  |",
    ),
    ("Feedback was superior to usual care.", "superior | not-stated |  | usual care"),
    ("Feedback was superior to no treatment.", "superior | not-stated |  | no treatment"),
    (
        "CBT was more effective than usual care for worry.",
        "superior | not-stated | worry | usual care",
    ),
    ("CBT was no more effective than usual care.", "not-superior | not-stated |  | usual care"),
    (
        "There was no evidence that CBT was superior to IPT.",
        "not-superior | not-stated |  | IPT",
    ),
    ("Online CBT was not inferior to visits.", "non-inferior | not-stated |  | visits"),
    (
        "Online CBT was non-inferior to face-to-face CBT.",
        "non-inferior | not-stated |  | face-to-face CBT",
    ),
    ("CBT was as effective as medication.", "equivalent | not-stated |  | medication"),
    (
        "The therapy group had significantly lower worry than the control group.",
        "lower | significant | worry | control group",
    ),
    ("Dropout was higher than in usual care.", "higher | not-stated | Dropout | usual care"),
    ("Clients deteriorated during the wait.", "worsened | not-stated |  |"),
    ("The new scale did worse than the old one.", "inferior | not-stated |  | old one"),
]


@pytest.mark.parametrize(("sentence", "expected"), STATED)
def test_a_finding_is_read_as_it_is_printed(sentence: str, expected: str) -> None:
    assert [printed(found) for found in result(sentence)] == [expected]


def test_every_direction_is_in_the_table() -> None:
    named = {expected.partition(" ")[0] for _sentence, expected in STATED}
    others = {FindingDirection.INCREASED, FindingDirection.ASSOCIATED_POSITIVELY}
    assert named | others == set(FindingDirection)


@pytest.mark.parametrize(
    "sentence",
    [
        "We expected that clients improved.",
        "We examined whether clients improved.",
        "The aim was to see whether worry decreased.",
        "It was hypothesised that feedback was superior to usual care.",
        "Differences between groups were assessed at each session.",
        "CBT may improve sleep.",
        "The therapy should be more effective than waiting.",
        "Future trials are needed to show a significant difference.",
        "Earlier studies found that alliance was related to outcome.",
        "Research has shown that worry decreased.",
        "Did clients improve?",
        "Worry improved, but not significantly.",
        "It is unclear whether CBT was superior to IPT.",
        "Clients who did not respond improved later.",
        "Not only clients improved.",
        "There was little improvement in worry.",
        "Alliance predicted no outcome.",
        "There was no effect of age on improvement.",
        "Reasons for failing to show a significant difference are discussed.",
        "Better alliance than expected was seen.",
        "The groups were similar at baseline.",
        "Because alliance was related to outcome, more is needed.",
        "Change was not explained by drugs or changes in worry.",
        "Clients did more poorly than others.",
        "Clients with worry, in contrast to clients without known sleep problems, differed.",
        "Interpretation of the therapeutic relationship is described.",
        "As a result of increased interest, many people wrote.",
        "More than 50 clients took part.",
        "",
    ],
)
def test_what_is_no_finding_of_the_work(sentence: str) -> None:
    assert result(sentence) == ()


@pytest.mark.parametrize("label", ["BACKGROUND", "OBJECTIVE", "METHODS", "FUNDING"])
def test_only_results_and_conclusions_of_a_labelled_abstract_are_read(label: str) -> None:
    assert findings(f"{label}: Worry decreased significantly. RESULTS: It is invented.") == ()
    assert findings(f"{label}: It is invented. RESULTS: Worry decreased significantly.")


def test_what_is_known_is_not_read_as_a_result() -> None:
    rest = "We asked 30 clients. Their answers are invented. " * 4
    assert findings(f"Alliance is associated with outcome. {rest}") == ()
    assert findings(f"{rest}Alliance was associated with outcome.")


def test_one_sentence_may_state_two_findings() -> None:
    (first, second) = result("CBT was superior to waiting but did not differ from IPT in worry.")
    assert printed(first) == "superior | not-stated | worry | waiting"
    assert printed(second) == "no-difference | not-stated | worry | IPT"


def test_a_limited_statement_is_hedged() -> None:
    (found,) = result("Clients appeared calm, and a trend was seen that worry decreased.")
    assert found.hedged
    assert not result("Worry decreased.")[0].hedged


def test_the_spans_are_the_sentence_and_the_words_that_decide() -> None:
    text = "RESULTS: Worry fell. There was no evidence that CBT was superior to IPT."
    found = findings(text)[-1]
    assert text[found.span.start : found.span.end].startswith("There was no evidence")
    assert text[found.words.start : found.words.end] == "no evidence that CBT was superior to"


def test_a_work_has_six_findings_at_most() -> None:
    assert len(result("Worry decreased. " * 20)) == MAX_FINDINGS


def test_each_word_of_a_rule_is_folded_as_the_text_is() -> None:
    assert all(tokenize_words(word)[0].word == word for word in RULES)


def test_the_verb_writes_findings(tmp_path: Path) -> None:
    source, out = tmp_path / "works.jsonl", tmp_path / "out.jsonl"
    line = {"id": "a", "title": "Worry", "abstract": "RESULTS: Worry fell significantly."}
    source.write_text(json.dumps(line), encoding="utf-8")
    app = Typer()
    cli.register(app)
    assert CliRunner().invoke(app, [str(source), "--out", str(out)]).exit_code == 0
    (found,) = json.loads(out.read_text(encoding="utf-8"))["findings"]
    assert found == {
        "span": "Worry fell significantly.",
        "words": "fell",
        "direction": "decreased",
        "significance": "significant",
        "hedged": False,
        "outcome": "Worry",
        "comparison": "",
    }
