"""Every command has help and is documented, and what the README shows still happens."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
import typer

from pprnet.cli import build_app, verb_table
from pprnet.errors import MissingSiteError

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def verbs() -> list[tuple[str, click.Command]]:
    """Walk the commands, with their whole names."""

    def walk(command, name):
        inner = getattr(command, "commands", None)
        if inner is None:
            return [(name, command)]
        return [pair for key, sub in inner.items() for pair in walk(sub, f"{name} {key}")]

    return walk(typer.main.get_command(build_app()), "pprnet")


@pytest.mark.parametrize(("name", "command"), verbs())
def test_each_verb_has_help_and_is_in_the_reference(name, command):
    assert command.help
    assert f"`{name}" in REFERENCE


def test_the_reference_names_no_verb_that_is_not_there():
    second = "remove-two-factor|erase|export|read|import|load|remove|add|reset|check|print"
    named = set(re.findall(rf"`(pprnet [a-z]+(?: (?:{second}))?)", REFERENCE))
    assert named - {"pprnet VERB"} == {name for name, _ in verbs()}


def test_the_readme_example_gives_the_output_it_shows(tmp_path):
    shown_example = re.search(r"\$ pprnet (.*)\n(.*)\n```", README)
    words = shown_example[1].replace("four.ris", str(tmp_path / "four.ris")).split()
    done = subprocess.run(
        [sys.executable, "-c", "from pprnet.cli import main; main()", *words],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"COLUMNS": "400", "PATH": ""},
    )
    shown = " ".join((done.stdout + done.stderr).split())
    assert shown.replace(str(tmp_path) + "/", "") == shown_example[2]


def test_links_and_pictures_of_the_documentation_exist():
    pages = [ROOT / "README.md", *ROOT.glob("docs/**/*.md"), ROOT / "benchmarks/README.md"]
    for page in pages:
        text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)#]+)", text):
            if "://" not in target:
                assert (page.parent / target).exists(), (page.name, target)


@pytest.mark.parametrize("verb", verb_table.added_verbs(), ids=lambda verb: verb.name)
def test_without_the_site_its_verbs_say_how_to_install_it(verb, monkeypatch):
    monkeypatch.setattr(verb_table, "find_spec", lambda _name: None)
    with pytest.raises(MissingSiteError, match=rf"`pprnet {verb.name}` .*'pprnet\[site\]'"):
        build_app()([*verb.name.split(), "anything"], standalone_mode=False)


def test_no_list_of_dependencies_names_a_registry():
    for file in (ROOT / "requirements").glob("*.txt"):
        text = file.read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text
