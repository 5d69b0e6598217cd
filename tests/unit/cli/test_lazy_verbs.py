"""Verbs are imported only when they are asked for, and the list of verbs says what they say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from pprnet.cli import build_app
from pprnet.cli.verb_table import ENGINE_VERBS, added_verbs, all_verbs, find_verb

HEAVY = ("django", "lxml", "numpy", "rich", "scipy", "sklearn", "tantivy", "httpx")
LOADED = "print(*(name for name in {names} if name in sys.modules))"
RIS = "TY  - JOUR\nTI  - An example of a title\nAU  - Example, Anna\nPY  - 2020\nER  - \n"


def loaded_by(*words: str) -> str:
    """Return which heavy libraries a command has imported, on the last line of its output."""
    code = (
        "import sys; from pprnet.cli import build_app; "
        f"build_app()({list(words)}, standalone_mode=False); "
        f"{LOADED.format(names=HEAVY)}"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1]


def test_the_list_of_verbs_imports_no_library():
    assert loaded_by("--help") == ""


def test_a_conversion_imports_no_library_but_the_parser_of_xml(tmp_path: Path):
    source = tmp_path / "in.ris"
    source.write_text(RIS)
    assert loaded_by("convert", str(source), str(tmp_path / "out.nbib")) == "lxml"


@pytest.mark.parametrize("verb", [*ENGINE_VERBS, *added_verbs()], ids=lambda verb: verb.name)
def test_the_help_in_the_list_is_the_first_paragraph_of_the_docstring(verb):
    command = get_command(build_app())
    for word in verb.name.split():
        command = command.commands[word]
    assert " ".join(command.help.split("\n\n")[0].split()) == verb.help


def test_each_verb_is_listed_once_with_its_help_in_full():
    shown = " ".join(CliRunner().invoke(build_app(), ["--help"]).output.split())
    names = [verb.name for verb in all_verbs()]
    assert len(set(names)) == len(names)
    for verb in all_verbs():
        assert f" {verb.name} {verb.help}" in shown


def test_an_unknown_verb_is_refused_with_the_nearest_name():
    result = CliRunner().invoke(build_app(), ["convrt"])
    assert result.exit_code == 2
    assert "Did you mean 'convert'?" in result.output
    assert find_verb("convrt") is None


def test_without_arguments_the_list_is_shown():
    result = CliRunner().invoke(build_app(), [])
    assert result.exit_code == 2
    assert result.output == CliRunner().invoke(build_app(), ["--help"]).output
