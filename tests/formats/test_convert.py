"""`pprnet convert`, as a person meets it."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from pprnet.cli import convert_command
from pprnet.errors import OutputError, PprnetError, UnknownFormatError
from pprnet.formats import FORMATS
from pprnet.formats.registry import writable_keys

RIS = "TY  - JOUR\nTI  - Invented\nAU  - Example, A.\nM3  - Review\nER  - \nTY  - JOUR\nER  - \n"


@pytest.fixture
def app() -> typer.Typer:
    built = typer.Typer()
    built.callback()(lambda: None)
    convert_command.register(built)
    return built


def run(app: typer.Typer, *words: str | Path) -> str:
    result = CliRunner().invoke(app, ["convert", *map(str, words)])
    if isinstance(result.exception, PprnetError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def test_it_says_what_was_read_and_what_was_left_behind(app: typer.Typer, tmp_path: Path) -> None:
    source, target = tmp_path / "in.ris", tmp_path / "out.bib"
    source.write_text(RIS)
    output = run(app, source, target)
    assert "1 records read from in.ris, 1 lost" in output
    assert "in.ris, line 6: skipped a reference without any field" in output
    assert "no place for publication_types" in output
    assert "Invented" in target.read_text()


def test_nothing_half_written_is_left(app: typer.Typer, tmp_path: Path) -> None:
    source, target = tmp_path / "in.ris", tmp_path / "out.csv"
    source.write_bytes(b"PK\x03\x04 a zip")
    target.write_text("before")
    with pytest.raises(UnknownFormatError, match="zip"):
        run(app, source, target)
    assert target.read_text() == "before"
    assert {path.name for path in tmp_path.iterdir()} == {"in.ris", "out.csv"}


def test_targets_that_cannot_be(app: typer.Typer, tmp_path: Path) -> None:
    source = tmp_path / "in.ris"
    source.write_text(RIS)
    with pytest.raises(OutputError, match="--to"):
        run(app, source, tmp_path / "out.docx")
    with pytest.raises(OutputError, match="cannot write the format"):
        run(app, source, tmp_path / "out", "--to", "pubmed-xml")
    with pytest.raises(OutputError, match="give another output file"):
        run(app, source, source)
    with pytest.raises(OutputError, match="cannot be written"):
        run(app, source, tmp_path / "none" / "out.ris")
    assert source.read_text() == RIS


def test_the_help_names_every_format_and_every_one_that_is_written(
    app: typer.Typer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("typer.rich_utils.MAX_WIDTH", 2_000)
    help_text = run(app, "--help")
    assert [found.name for found in FORMATS.values() if found.name not in help_text] == []
    assert [key for key in writable_keys() if key not in help_text] == []
