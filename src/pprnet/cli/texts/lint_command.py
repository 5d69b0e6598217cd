"""`pprnet lint`: drafts checked by the rules, each finding with its file, line and column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from pprnet.cli.inputs.text_input import read_text_file
from pprnet.cli.terminal import printable
from pprnet.errors import InputError
from pprnet.formats import read_file
from pprnet.lint import LintFinding, LintSeverity, lint_month
from pprnet.lint.draft_files.file_reading import drafts_of_text
from pprnet.lint.draft_files.placed_drafts import LineTable
from pprnet.records import Problem, Record

FORMATS = ("text", "json")
LANGUAGES = ("", "en", "fr")
LIBRARY = "citations.json"
"""A file of works beside a TOML file, whose summaries name them."""


@dataclass(frozen=True, slots=True)
class FileFinding:
    """A finding with its place in a file."""

    file: str
    line: int
    column: int
    finding: LintFinding


def register(app: typer.Typer) -> None:
    """Add the verb to the command.

    Args:
        app: the command of the program.
    """
    app.command("lint")(_lint_files)


def _lint_files(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Archive pages, TOML summaries, texts or Markdown."),
    ],
    *,
    to: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    language: Annotated[
        str, typer.Option(help="Language of drafts and messages: en or fr; as the file states.")
    ] = "",
) -> None:
    """Check drafts: names, counts, citations, wording, spelling, lengths; each finding by line.

    The exit code is 1 if there is an error, and 0 if there is advice only.
    """
    if to not in FORMATS:
        raise InputError(f"--format: expected {' or '.join(FORMATS)}, got {to}")
    if language not in LANGUAGES:
        raise InputError(f"--language: expected en or fr, got {language}")
    found = [each for file in files for each in lint_file(file, language)]
    if to == "json":
        typer.echo(orjson.dumps([_to_json(each) for each in found], option=orjson.OPT_INDENT_2))
    else:
        for each in found:
            typer.echo(printable(_line_of(each, language)))
    if any(each.finding.severity is LintSeverity.ERROR for each in found):
        raise typer.Exit(1)


def lint_file(file: Path, language: str = "") -> tuple[FileFinding, ...]:
    """Return the findings in a file in the order of its lines.

    Args:
        file: an archive page, a TOML file of summaries, or one draft.
        language: "en" or "fr"; empty for what the file states, else English.

    Raises:
        PprnetError: The file cannot be read.
    """
    text = read_text_file(file).replace("\r\n", "\n")
    drafts = drafts_of_text(text, name=file.name, language=language, records=_records_near(file))
    lines = LineTable(text)
    found = [
        FileFinding(str(file), *lines.line_and_column(placed.offset_of(finding)), finding)
        for placed, findings in zip(drafts, lint_month([d.draft for d in drafts]), strict=True)
        for finding in findings
    ]
    return tuple(sorted(found, key=lambda each: (each.line, each.column, each.finding.code)))


def _records_near(file: Path) -> Mapping[str, Record]:
    """Return the works of the library beside a TOML file by their keys."""
    library = file.with_name(LIBRARY)
    if file.suffix != ".toml" or not library.exists():
        return {}
    return {record.source_id: record for record in _works_of(library)}


def _works_of(library: Path) -> Iterator[Record]:
    """Yield the works of a file of references."""
    for found in read_file(library):
        if not isinstance(found, Problem):
            yield found


def _line_of(each: FileFinding, language: str) -> str:
    """Return a finding as one line."""
    message = each.finding.message.in_language(language)
    place = f"{each.file}:{each.line}:{each.column}"
    return f"{place}: {each.finding.severity} {each.finding.code}: {message}"


def _to_json(each: FileFinding) -> dict[str, Any]:
    """Return a finding as plain JSON values."""
    found = each.finding
    fix = found.fix
    return {
        "file": each.file,
        "line": each.line,
        "column": each.column,
        "code": found.code,
        "severity": found.severity,
        "field": found.field,
        "item": found.item,
        "start": found.start,
        "end": found.end,
        "message": {"en": found.message.en, "fr": found.message.fr},
        "explanation": {"en": found.explanation.en, "fr": found.explanation.fr},
        "arguments": dict(found.arguments),
        "fix": {"start": fix.start, "end": fix.end, "replacement": fix.replacement}
        if fix
        else None,
    }
