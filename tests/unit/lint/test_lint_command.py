"""`pprnet lint`: what is printed for each kind of file, and the exit code."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from pprnet.cli import build_app
from pprnet.errors import InputError, PprnetError

MARKDOWN = """\
# How does an invented therapy help

Exampleson, A., & Müster, B. (2020). An invented study. Journal of Tests, 1(1), 1–9. doi: 10.5555/a

Muster and colleagues asked the the clients.

## Practical Implications
Use it.

**Limits:** It is invented.
## For whom
Nobody , really.
"""
COLOURS = ("red", "blue", "green", "grey", "small", "large")
CITATION = (
    "Exampleson, A., & Müster, B. (2020). An invented study. Journal of Examples, 1(1), 1–9. "
    "https://doi.org/10.5555/a"
)
TOML = '''\
language = "en"

[[summary]]
key = "one"
research_type = "Cohort or longitudinal study"
title = "Does it help?"
summary = """
A better alliance leads to less distress. The the end.
"""
'''


def run(*arguments):
    """Run the verb; an error of pprnet is raised."""
    done = CliRunner().invoke(build_app(), ["lint", *map(str, arguments)])
    if isinstance(done.exception, PprnetError):
        raise done.exception
    return done


def lines(done, file):
    """Return the line, column, severity and code of what was printed."""
    heads = [line.removeprefix(f"{file}:").split(": ")[:2] for line in done.output.splitlines()]
    return [f"{place} {label}" for place, label in heads]


def test_a_markdown_draft_is_checked_by_line(tmp_path):
    file = tmp_path / "draft.md"
    file.write_text(MARKDOWN, "utf-8")
    done = run(file)
    assert done.exit_code == 1
    assert lines(done, file) == [
        "1:3 advice title-question",
        "3:86 error doi-form",
        "5:1 error author-name",
        "5:1 error too-short",
        "5:32 error doubled-word",
        "7:4 error heading",
        "8:1 error too-short",
        "12:7 advice space-before-stop",
    ]


def test_summaries_of_a_toml_file_are_checked_by_line(tmp_path):
    file = tmp_path / "drafts.toml"
    file.write_text(TOML, "utf-8")
    found = lines(run(file), file)
    assert "8:19 advice causal-wording" in found
    assert "8:46 error doubled-word" in found


def test_json_has_both_languages_and_the_correction(tmp_path):
    file = tmp_path / "draft.md"
    file.write_text(MARKDOWN.replace("\n", "\r\n"), "utf-8")
    found = json.loads(run(file, "--format", "json").output)
    (heading,) = [each for each in found if each["code"] == "heading"]
    assert (heading["line"], heading["column"]) == (7, 4)
    assert heading["fix"] == {"start": 0, "end": 22, "replacement": "Practice Implications"}
    assert heading["message"]["fr"].startswith("Le titre est «\u202fPractical")


def test_advice_alone_ends_with_0(tmp_path):
    file = tmp_path / "draft.txt"
    sentences = [f"An invented summary of some {word} words is in this place." for word in COLOURS]
    implications = "One may ask how the client is, then wait. " + sentences[0].replace("An", "No")
    parts = ["A title.", CITATION, " ".join(sentences), "Practice Implications", implications]
    file.write_text("\n\n".join(parts), "utf-8")
    done = run(file)
    assert "1:8: advice title-style" in done.output
    assert done.exit_code == 0


def test_messages_can_be_in_french(tmp_path):
    file = tmp_path / "brouillon.txt"
    file.write_text("Un titre\n\nIls ont vu le le client.\n", "utf-8")
    assert "est écrit deux fois" in run(file, "--language", "fr").output


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [("a.toml", "= 1", "expected TOML"), ("a.toml", "summary = 1", "expected summaries")],
)
def test_a_file_that_is_no_draft_is_an_error(tmp_path, name, text, message):
    file = tmp_path / name
    file.write_text(text, "utf-8")
    with pytest.raises(InputError, match=message):
        run(file)


@pytest.mark.parametrize("option", ["--format", "--language"])
def test_an_unknown_value_of_an_option_is_an_error(tmp_path, option):
    file = tmp_path / "a.txt"
    file.write_text("A title", "utf-8")
    with pytest.raises(InputError, match=option):
        run(file, option, "xml")
