"""Words that may not come back: in the interface, on the command line, in messages and docs."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from pprnet.cli import build_app

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

import messages as script

ROOT = Path(__file__).resolve().parents[2]

BANNED = {
    r"\bhouse\b": "say what is recommended, or name who decided",
    r"\bheed(?:s|ed|ing)?\b": "apply",
    r"\bbeware\b|\bwary\b": "exclusion terms",
    r"\bnewcomers?\b|\bshelf\b": "new works, feature table",
    r"\bput(?:s|ting)? off\b": "postpone",
    r"\b(?:take|takes|taken|took|taking) (?:\w+ )?back\b": "undo",
    r"\b(?:take|takes|taken|took|taking) (?:\w+ )?up\b": "resume, apply",
    r"\btake (?:it |this source |this )?(?:off|out)\b": "remove",
    r"\blet(?:s|ting)? go\b": "release",
    r"\bgo(?:es)? on\b": "resume",
    r"\bby lot\b": "random sample",
    r"\bcareful rule\b": "conservative stopping estimate",
    r"\byour (?:say|word)\b|\bthe say\b|\bother’s word\b": "your decision, your term",
    r"\bnot yours\b|\bnot your desk\b": "you do not have permission",
    r"\btells? of\b|\btold\b|\bunt(?:old|elling)\b": "is about, covered, stated",
    r"\banew\b": "again",
    r"\bmeanwhile\b": "say who changed it",
    r"\bmend(?:s|ed|ing)?\b": "repair, correct",
    r"\bas it stands\b|\bstands? (?:above|beside|below|again|by|here)\b": "is shown above",
    r"\bnot whole\b|\ba whole backup\b|\bis whole\b": "complete",
    r"\blikeliest\b": "most likely",
    r"\bwho is calling\b|\bsign of life\b": "contact address, last activity",
    r"\bby itself\b": "automatically",
    r"\bpassed over\b": "skipped",
    r"\bkept? in step\b": "up to date",
    r"\bcopies of others\b": "duplicates",
    r"\b(?:to be|not to be) (?:had|wished)\b": "available, desirable",
    r"\bpromised? anything\b": "estimate",
    r"\bin line\b": "in the queue",
}
"""A pattern, and what is written in its place."""

ALLOWED = {
    r"White House|in-house": "names and idioms",
    r"less to go on": "an idiom for little evidence",
}
"""What a pattern may match all the same, with the reason."""

# What is data rather than a message: words that the engine looks for in texts.
WORD_LISTS = {"vocab", "extraction", "reading", "dedupe", "search"}
GENERATED = {"searches.md", "topics.md", "searches_page.py"}


def faults(text: str) -> list[str]:
    """Return the banned patterns that a text contains."""
    for allowed in ALLOWED:
        text = re.sub(allowed, "", text)
    spoken = " ".join(text.split())
    return [pattern for pattern in BANNED if re.search(pattern, spoken, re.IGNORECASE)]


def interface() -> Iterator[str]:
    """Yield each English text of the interface."""
    for message in script.messages(script.template()).values():
        yield from (message.id,) if isinstance(message.id, str) else message.id


def command_help() -> Iterator[str]:
    """Yield the help of each command and option."""

    def walk(command: Any) -> Iterator[str]:
        yield command.help or ""
        yield from (getattr(parameter, "help", None) or "" for parameter in command.params)
        for inner in getattr(command, "commands", {}).values():
            yield from walk(inner)

    yield from walk(typer.main.get_command(build_app()))


def program_messages() -> Iterator[str]:
    """Yield the strings of the program that are sentences: errors, problems, notes."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        if WORD_LISTS & set(path.parts) or "migrations" in path.parts or path.name in GENERATED:
            continue
        tree = ast.parse(path.read_text("utf-8"))
        docs = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        attributes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
                continue
            if id(node) not in docs | attributes and node.value.count(" ") >= 2:
                yield node.value


def pages() -> list[Path]:
    """List the pages of the documentation that people write."""
    found = [*sorted(ROOT.glob("*.md")), ROOT / "benchmarks/README.md", *ROOT.glob("docs/**/*.md")]
    return [page for page in found if page.name not in GENERATED and "adr" not in page.parts]


@pytest.mark.parametrize("source", [interface, command_help, program_messages])
def test_no_text_of_the_program_uses_a_banned_word(source):
    assert [(text, found) for text in source() if (found := faults(text))] == []


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_no_page_uses_a_banned_word(page):
    prose = re.sub(r"```.*?```|`[^`]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
    blocks = re.split(r"\n\s*\n", prose)
    assert [(block, found) for block in blocks if (found := faults(block))] == []


@pytest.mark.parametrize(
    "text",
    [
        "the house writes 220 to 340",
        "Not yours to do",
        "Put off until later: a title",
        "Take back",
        "Take this source out",
        "It stands here by lot",
        "The form is not whole",
        "It tells of 2 works.",
    ],
)
def test_the_list_finds_what_it_is_for(text):
    assert faults(text)


@pytest.mark.parametrize("text", ["Cancel the date", "The whole archive", "Take a note"])
def test_plain_texts_pass(text):
    assert not faults(text)
