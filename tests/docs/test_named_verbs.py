"""Every `pprnet ...` in strings, templates, docs and catalogue is a command that exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer

from pprnet.cli import build_app
from pprnet.cli.verb_table import added_verbs

ROOT = Path(__file__).resolve().parents[2]
KINDS = ("src/**/*.py", "src/**/templates/**/*", "src/**/*.po", "docs/**/*.md", "deploy/**/*")
NAMES = ("README.md", "CONTRIBUTING.md", "benchmarks/README.md", "Makefile")
PROSE = {
    *("and", "as", "at", "can", "comes", "does", "digest", "explains", "first", "for", "from"),
    *(
        "has",
        "in",
        "is",
        "itself",
        "of",
        "on",
        "only",
        "or",
        "reads",
        "runs",
        "that",
        "the",
        "this",
        "to",
    ),
    *("with", "writes", "cannot", "gives", "than", "wrote", "was", "will", "names"),
}
"""Words that follow the name of the program in a sentence."""

COMMAND = re.compile(
    r"(?P<tick>`|“|«\u202f?|\$ |^|: |[Rr]un |lancez |avec |[^\w/.@-])pprnet (?P<verb>[a-z]+)"
    r"(?P<rest>(?: (?:--?[a-z][\w-]*|[^\s`”»«\"'|,;)]+))*)",
    re.MULTILINE,
)


def files() -> list[Path]:
    """List the files in which a command may be named."""
    found = {path for kind in KINDS for path in ROOT.glob(kind) if path.is_file()}
    found |= {ROOT / name for name in NAMES if (ROOT / name).exists()}
    return sorted(
        path
        for path in found
        if "migrations" not in path.parts and path.suffix not in {".png", ".svg", ".gz", ".mo"}
    )


@cache
def app() -> Any:
    """Return the command with all its verbs."""
    return typer.main.get_command(build_app())


def text_of(path: Path) -> str:
    """Return the text of a file with the strings that a line break splits joined."""
    text = path.read_text("utf-8")
    if path.suffix in {".py", ".po"}:
        text = re.sub(r"[\"']\s*\n\s*f?[\"']", "", text)
    return text


def commands(text: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a text: its verb, and what follows on the line."""
    for found in COMMAND.finditer(text):
        if found["verb"] not in PROSE:
            yield found["verb"], found["rest"]


def fault(verb: str, rest: str) -> str | None:
    """Return what is wrong with a command, or nothing."""
    command = app().commands.get(verb)
    if command is None:
        return f"no verb {verb}"
    words = rest.split()
    inner = getattr(command, "commands", None)
    if inner and words and re.fullmatch(r"[a-z]+\.?", words[0]):
        name = words.pop(0).rstrip(".")
        if name not in inner:
            return f"no verb {verb} {name}"
        command = inner[name]
    elif inner and hasattr(command, "default_verb"):
        command = inner[command.default_verb]
    if verb == "manage":
        return None
    known = {name for each in command.params for name in (*each.opts, *each.secondary_opts)}
    known.add("--help")
    for word in words:
        option = word.split("=")[0].rstrip(".:")
        if option.startswith("--") and option not in known:
            return f"{verb} has no option {option}"
    return None


@pytest.mark.parametrize("path", files(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_each_named_command_exists(path):
    wrong = {
        f"pprnet {verb}{rest}": found
        for verb, rest in commands(text_of(path))
        if (found := fault(verb, rest))
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Run “pprnet migrate” to make it.", "no verb migrate"),
        ("Lancez «\u202fpprnet migrate\u202f» pour", "no verb migrate"),
        ("`pprnet user drop NAME`", "no verb user drop"),
        ("$ pprnet convert in.ris out.bib --into bibtex", "convert has no option --into"),
        ("`pprnet convert in.ris out.bib --to bibtex`", None),
        ("pprnet harvest --since 2026-01-01 --out january", None),
    ],
)
def test_a_wrong_command_is_found(text, wrong):
    ((verb, rest),) = commands(text)
    assert fault(verb, rest) == wrong


def test_the_verbs_of_the_site_are_checked_too():
    names = {verb.name.split()[0] for verb in added_verbs()}
    assert {"import", "serve", "manage"} <= names <= set(app().commands)
