"""`pprnet claims` on small files; texts and names are invented."""

import gzip
import json
from pathlib import Path

import pytest
from typer import Typer
from typer.testing import CliRunner

from pprnet.cli.texts import claims_command
from pprnet.errors import MissingFileError, OutputError

LINE = {
    "id": "a",
    "text": "Exemplaar and colleagues (2014) followed 62 patients.",
    "sources": [
        {"layer": "abstract", "text": "We followed 26 patients."},
        {"layer": "citation", "text": "Exemplar, A. (2014). An invented title."},
    ],
}


def run(file: Path, out: Path) -> str:
    app = Typer()
    claims_command.register(app)
    result = CliRunner().invoke(app, [str(file), "--out", str(out)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def written(out: Path) -> list[dict]:
    return [json.loads(line) for line in out.read_text().splitlines()]


def test_each_text_has_a_line_with_its_findings(tmp_path):
    file, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    file.write_text(json.dumps(LINE) + "\n" + json.dumps(LINE | {"id": 7, "sources": []}) + "\n")
    run(file, out)
    first, second = written(out)
    assert (first["id"], second["id"]) == ("a", 7)
    wrong = [each for each in first["findings"] if each["severity"] == "error"]
    assert [LINE["text"][each["start"] : each["end"]] for each in wrong] == ["Exemplaar", "62"]
    assert [each["stated"] for each in wrong] == ["Exemplar", "26"]
    assert wrong[1]["passage"] == {"source": 0, "start": 12, "end": 14}


def test_damaged_lines_are_problems_and_the_others_are_checked(tmp_path, capsys):
    file, out = tmp_path / "in.jsonl.gz", tmp_path / "out.jsonl"
    lines = ["{", "[]", '{"id": 1}', '{"text": 3}', json.dumps(LINE), ""]
    file.write_bytes(gzip.compress("\n".join(lines).encode()))
    run(file, out)
    assert [each["id"] for each in written(out)] == ["a"]


def test_a_line_without_sources_and_an_empty_text_are_no_errors(tmp_path):
    file, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    file.write_text('{"id": null, "text": ""}\n')
    run(file, out)
    assert written(out) == [{"id": None, "findings": []}]


def test_texts_and_sources_that_are_too_long_are_problems(tmp_path):
    file, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    long_text = LINE | {"text": "5 of 10. " * 3_000}
    long_source = LINE | {"sources": [{"text": "x" * 200_001}]}
    many = LINE | {"sources": [{"text": "x"}] * 1_001}
    lines = [long_text, long_source, many, LINE]
    file.write_text("\n".join(json.dumps(line) for line in lines))
    assert "1 texts checked" in run(file, out)
    assert len(written(out)) == 1


def test_a_missing_file_and_folder_say_so(tmp_path):
    with pytest.raises(MissingFileError, match="check the name"):
        run(tmp_path / "none.jsonl", tmp_path / "out.jsonl")
    file = tmp_path / "in.jsonl"
    file.write_text(json.dumps(LINE))
    with pytest.raises(OutputError, match="check the folder"):
        run(file, tmp_path / "none" / "out.jsonl")
    assert list(tmp_path.iterdir()) == [file]
