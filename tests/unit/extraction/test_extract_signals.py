"""What is read from single texts; all of them invented for these tests."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer import Typer
from typer.testing import CliRunner

from pprnet.cli import read_command as cli
from pprnet.errors import MissingFileError, OutputError
from pprnet.extraction import EXTRACTION_METHOD, EXTRACTION_VERSION, extract_signals
from pprnet.extraction.classification.cue_lists import topic_lookup, type_rules
from pprnet.extraction.signal_registry import SIGNALS, SignalKind
from pprnet.extraction.text_processing.whole_numbers import whole_numbers
from pprnet.extraction.text_processing.word_tokenizer import tokenize_words
from pprnet.records import MeshHeading, Record
from pprnet.vocab import research_types, topics


def value(kind: SignalKind, **fields: object) -> str | None:
    signals = extract_signals(Record(**fields))  # type: ignore[arg-type]
    return next((signal.value for signal in signals if signal.kind is kind), None)


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("A total of 12,345 patients were randomised.", "12345"),
        ("One hundred and two clients were randomly assigned to two therapies.", "102"),
        ("Sixty-six adults took part.", "66"),
        ("Clients (N = 123) filled in a form each week.", "123"),
        ("Clients received CBT (n = 31) or stayed on a waiting list (n = 30).", "61"),
        ("The sample (N = 60) was split: CBT (n = 40), waiting list (n = 20).", "60"),
        ("Of 250 persons who were screened, 41 were randomised.", "41"),
        ("In 2010 patients were asked. We recruited 48 outpatients.", "48"),
        ("We compared 20 patients with panic disorder and 18 healthy controls.", "38"),
        ("In all, 90 (BMI > 40) female patients were randomly assigned.", "90"),
        ("Fifty-two patients were treated in each group; 104 patients were randomised.", "104"),
        ("Sessions lasted 50 minutes over 12 weeks in 3 clinics.", None),
        ("Group 2 patients improved (p = .03, 45% of all).", None),
        ("", None),
    ],
)
def test_participants(text: str, n: str | None) -> None:
    assert value(SignalKind.PARTICIPANTS, abstract=text) == n


@pytest.mark.parametrize(
    ("text", "k"),
    [
        ("Forty-one studies were included in this meta-analysis.", "41"),
        ("We pooled 27 randomised controlled trials with 3,100 clients.", "27"),
        ("We pooled what there was.", None),
    ],
)
def test_studies_of_a_review(text: str, k: str | None) -> None:
    title = "Example therapy for worry: a meta-analysis"
    assert value(SignalKind.STUDIES, title=title, abstract=text) == k


def test_a_trial_has_no_number_of_studies() -> None:
    abstract = "We randomised 40 clients. Ten studies were included before."
    assert value(SignalKind.STUDIES, title="A randomised trial", abstract=abstract) is None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("one hundred and fourteen", [114]),
        ("twenty, thirty and two thousand five hundred", [20, 30, 2500]),
        ("six seven", [6, 7]),
        ("12,345 and 1,2 and 3.5 and 40% and 0012", [12345, 12]),
        ("three hundred thousand", [300_000]),
        ("hundred", []),
        ("9" * 4000, []),
        ("٣٤ patients", [34]),
    ],
)
def test_numbers_in_figures_and_words(text: str, values: list[int]) -> None:
    assert [number.value for number in whole_numbers(tokenize_words(text), text)] == values


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ("Randomized Controlled Trial", "randomised-trial"),
        ("Meta-Analysis", "meta-analysis"),
        ("Systematic Review", "systematic-review"),
        ("Practice Guideline", "guideline"),
        ("Case Reports", "case-study"),
        ("Editorial", "theory-or-commentary"),
        ("Review", "narrative-review"),
        ("Journal Article", None),
    ],
)
def test_publication_types_take_precedence(given: str, key: str | None) -> None:
    assert value(SignalKind.RESEARCH_TYPE, title="Example", publication_types=(given,)) == key


def test_mesh_and_keywords_are_evidence_with_their_places() -> None:
    record = Record(
        title="Example of counselling",
        keywords=("worry", "working alliance"),
        mesh=(MeshHeading("Humans"), MeshHeading("Personality Disorders", major=True)),
    )
    found = {s.value: s.spans for s in extract_signals(record) if s.kind is SignalKind.TOPIC}
    joined = {"keywords": "worry; working alliance", "mesh": "Humans; Personality Disorders"}
    for key, words in (("alliance", "working alliance"), ("personality", "Personality Disorders")):
        assert words in {joined[span.field][span.start : span.end] for span in found[key]}


def test_signals_have_method_version_score_and_spans() -> None:
    record = Record(
        title="Cognitive behaviour therapy for panic disorder: a randomised trial",
        abstract="We randomised 44 adults to cognitive behaviour therapy or waiting.",
    )
    signals = extract_signals(record)
    assert {s.kind for s in signals} >= {SignalKind.TOPIC, SignalKind.RESEARCH_TYPE}
    texts = {"title": record.title, "abstract": record.abstract}
    for signal in signals:
        assert (signal.method, signal.version) == (EXTRACTION_METHOD, EXTRACTION_VERSION)
        assert 0 < signal.score <= 1
        assert all(texts[span.field][span.start : span.end].strip() for span in signal.spans)
    count = next(s for s in signals if s.kind is SignalKind.PARTICIPANTS)
    assert texts["abstract"][count.spans[0].start : count.spans[0].end] == "44"


def test_british_and_american_spellings_give_the_same_signals() -> None:
    british = extract_signals(
        Record(title="Randomised trial of behavioural activation counselling")
    )
    american = extract_signals(Record(title="Randomized trial of behavioral activation counseling"))
    assert [(s.kind, s.value, s.score) for s in british] == [
        (s.kind, s.value, s.score) for s in american
    ]


def test_cue_lists_cover_the_vocabulary() -> None:
    assert set(topic_lookup().rules) == {topic.key for topic in topics()}
    assert {rule.key for rule in type_rules()} == {kind.key for kind in research_types()}
    assert all(rule.overrides <= {kind.key for kind in research_types()} for rule in type_rules())


def run(*words: str) -> str:
    app = Typer()
    cli.register(app)
    result = CliRunner().invoke(app, list(words))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0
    return result.output


def test_the_verb_reads_lines_without_a_known_format(tmp_path: Path) -> None:
    source, out = tmp_path / "works.jsonl", tmp_path / "out.jsonl"
    lines = [
        {"id": "a", "title": "CBT for panic disorder: a randomised trial", "abstract": "N = 30."},
        {"id": 7, "title": "Soil chemistry", "abstract": None},
    ]
    text = "\n".join(json.dumps(line) for line in lines) + "\nnot JSON\n"
    source.write_text(text, encoding="utf-8")
    run(str(source), "--out", str(out))
    first, second = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert first["id"] == "a"
    assert "Anxiety Disorders" in first["topics"]
    assert first["research_type"] == "randomised trial"
    assert (first["n_participants"], first["k_studies"]) == (30, None)
    assert [place[:2] for place in first["sentence_roles"]] == [[0, 7]]
    absent = {one.field: None if one.is_single else [] for one in SIGNALS}
    assert second == {"id": "7", **absent}
    numbers = {"n_participants": None, "n_arms": None, "k_studies": None}
    lists = {"topics": [], "sentence_roles": [], "effects": []}
    assert ({"research_type": None} | numbers | lists).items() <= second.items()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_the_verb_reads_a_known_format(tmp_path: Path) -> None:
    source, out = tmp_path / "works.csv", tmp_path / "out.jsonl"
    source.write_text(
        "title,abstract,authors\nCBT for panic disorder,Example.,Example A\n", encoding="utf-8"
    )
    run(str(source), "--out", str(out))
    assert len(out.read_text(encoding="utf-8").splitlines()) == 1


def test_the_verb_explains_what_it_cannot_do(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match="nowhere"):
        run(str(tmp_path / "nowhere.jsonl"), "--out", str(tmp_path / "out.jsonl"))
    source = tmp_path / "works.jsonl"
    source.write_text('{"id": "1", "title": "Example"}\n', encoding="utf-8")
    with pytest.raises(OutputError, match="no-folder"):
        run(str(source), "--out", str(tmp_path / "no-folder" / "out.jsonl"))
