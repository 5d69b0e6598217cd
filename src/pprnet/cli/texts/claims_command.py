"""`pprnet claims`: what the sources of texts say about each claim, one JSON object a line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console
from rich.markup import escape

from pprnet.claims import ClaimFinding, ClaimSeverity, Verdict, check_claims
from pprnet.cli.inputs.claim_lines import ClaimLine, read_claim_lines
from pprnet.cli.outputs.complete_files import complete_file
from pprnet.cli.progress import track_progress
from pprnet.cli.terminal import print_problem
from pprnet.records import Problem

_stderr = Console(stderr=True, highlight=False, soft_wrap=True)


def register(app: typer.Typer) -> None:
    """Add the verb to the command.

    Args:
        app: the command of the program.
    """
    app.command("claims")(_check_texts)


def _check_texts(
    file: Annotated[Path, typer.Argument(help="JSON lines with id, text and sources.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The file to write.")],
) -> None:
    """Check each claim of texts against their sources: numbers, names, arms, times, directions.

    Each line in holds `id`, `text` and `sources`, each with `layer` (abstract, body, table or
    citation) and `text`. Each line out holds `id` and `findings`, each with `start` and `end`
    (characters of the text), `kind`, `verdict`, `severity`, and where there is one the `passage`
    (`source`, `start`, `end`), the `reason`, what the source has `stated`, and the `formula`.

    Args:
        file: JSON lines with id, text and sources.
        out: the file to write; it is replaced only when all texts have been checked.
    """
    texts = claims = errors = problems = 0
    with complete_file(out) as written:
        for line in track_progress(read_claim_lines(file), what=f"Checking {file.name}"):
            if isinstance(line, Problem):
                problems += 1
                print_problem(str(line))
                continue
            findings = check_claims(line.text, line.source_texts())
            texts += 1
            claims += len(findings)
            errors += sum(finding.severity is ClaimSeverity.ERROR for finding in findings)
            written.write(orjson.dumps(_checked_line(line, findings)) + b"\n")
    _stderr.print(
        f"{texts} texts checked, {claims} claims, {errors} errors, {problems} problems: "
        f"{escape(str(out))}"
    )


def _checked_line(line: ClaimLine, findings: tuple[ClaimFinding, ...]) -> dict[str, Any]:
    return {"id": line.id, "findings": [_finding_values(finding) for finding in findings]}


def _finding_values(finding: ClaimFinding) -> dict[str, Any]:
    values: dict[str, Any] = {
        "start": finding.claim.start,
        "end": finding.claim.end,
        "kind": finding.claim.kind.value,
        "verdict": finding.verdict.value,
        "severity": finding.severity.value,
    }
    if passage := finding.passage:
        values["passage"] = {
            "source": passage.source,
            "start": passage.start,
            "end": passage.end,
        }
    stated = {"reason": finding.reason, "stated": finding.stated, "formula": finding.formula}
    used = finding.verdict is not Verdict.SUPPORTED
    return values | {name: value for name, value in stated.items() if value and used}
