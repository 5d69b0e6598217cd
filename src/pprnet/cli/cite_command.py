"""`pprnet cite`: complete references from identifiers or print, and a check of a text's own."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from pprnet.citations import format_reference_list, format_references
from pprnet.citations.checking import CheckedReference, CheckOutcome, KnownWorks, WorkFinder, check
from pprnet.citations.csl_styles import SHORT_NAMES, STYLES
from pprnet.cli.citing.printed_lines import LABELS, finding_lines, outcome_counts, start_of
from pprnet.cli.citing.state_marks import marked_record, state_note
from pprnet.cli.inputs.text_input import read_text_file, text_of_standard_input
from pprnet.cli.terminal import print_note, print_problem, printable
from pprnet.errors import InputError
from pprnet.formats import read_file, write_records
from pprnet.formats.json.csl import to_csl
from pprnet.records import Problem, Record
from pprnet.sources.lookup.answer_assembly import identifiers_of
from pprnet.sources.lookup.lookup_service import Identifier

FILE_FORMATS = ("ris", "bibtex", "csl-json")
STYLE_NAMES = ("apa", *SHORT_NAMES)
KEY_VARIABLE = "PPRNET_NCBI_KEY"
NOT_CHECKED = 3
"""The exit code where nothing is wrong and something could not be checked, or nothing was read."""
NO_ENTRY = (
    "no reference was found; expected DOIs, PMIDs, PMCIDs, links or printed references with names, "
    "year and title, each on a line of its own"
)

Library = Annotated[
    list[Path] | None,
    typer.Option(help="A file of works at hand, searched first; can be repeated."),
]
Offline = Annotated[bool, typer.Option("--offline", help="Ask no service, only --library.")]
Contact = Annotated[
    str,
    typer.Option(
        envvar="PPRNET_CONTACT", help="E-mail address at which the services may reach you."
    ),
]


class CiteGroup(TyperGroup):
    """The group of verbs, of which one is meant where an identifier follows at once."""

    default_verb = "print"

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Return the arguments, with the verb that was left out.

        Args:
            ctx: of the command line.
            args: as typed.
        """
        if not args or args[0] not in (*self.commands, "--help"):
            args = [self.default_verb, *args]
        return super().parse_args(ctx, args)


cite_app = typer.Typer(
    name="cite",
    cls=CiteGroup,
    help="Print complete references for DOIs, PMIDs, PMCIDs, links or printed references, and "
    "check those of a text.",
)


def register(app: typer.Typer) -> None:
    """Add the verbs on references to the command.

    Args:
        app: the command of the program.
    """
    app.add_typer(cite_app)


@cite_app.command(CiteGroup.default_verb)
def _print_references(
    *,
    references: Annotated[
        list[str] | None,
        typer.Argument(metavar="[REFERENCE]...", help="DOI, PMID, PMCID, link or reference."),
    ] = None,
    style: Annotated[
        str, typer.Option(help=f"Style of the text: {', '.join(STYLE_NAMES)}.")
    ] = "apa",
    to: Annotated[
        str, typer.Option("--format", help=f"text, or {', '.join(FILE_FORMATS)}.")
    ] = "text",
    file: Annotated[Path | None, typer.Option(help="Read the references from a file.")] = None,
    library: Library = None,
    offline: Offline = False,
    contact: Contact = "",
) -> None:
    """Print complete references for identifiers, links or printed references.

    The word `print` may be left out. Without any reference and --file, they are read from standard
    input. What no service knows is printed as it was read, with a note.
    """
    _check_names(style, to)
    text = _input_text(references or [], file)
    with _open_finder(library or [], offline=offline, contact=contact) as finder:
        checked = check(
            text,
            find_by_identifier=finder.find_by_identifier,
            find_by_text=finder.find_by_text,
            every_line=True,
        )
    if not checked:
        raise InputError(NO_ENTRY)
    _write_references([each for each in checked if _record_of(each)], style=style, to=to)
    if not _note_problems(checked):
        raise typer.Exit(1)


@cite_app.command("check")
def _check_text(
    file: Annotated[Path, typer.Argument(help="A text, such as a reference list; - for input.")],
    *,
    library: Library = None,
    offline: Offline = False,
    contact: Contact = "",
) -> None:
    """Check whether each reference of a text is right, described wrongly or does not exist.

    The exit code is 1 if a reference is described wrongly or does not exist, and 3 if one could
    not be checked or the text has none.
    """
    text = _input_text([], file)
    with _open_finder(library or [], offline=offline, contact=contact) as finder:
        checked = check(
            text,
            find_by_identifier=finder.find_by_identifier,
            find_by_text=finder.find_by_text,
        )
    if not checked:
        print_problem(NO_ENTRY)
    for each in checked:
        _print_checked(each)
    _print_line(outcome_counts(checked))
    outcomes = {each.outcome for each in checked}
    if outcomes & {CheckOutcome.WRONG, CheckOutcome.MISSING}:
        raise typer.Exit(1)
    if not checked or CheckOutcome.UNCHECKED in outcomes:
        raise typer.Exit(NOT_CHECKED)


def _check_names(style: str, to: str) -> None:
    """Raise an error for a style or format that is none."""
    if style not in (*STYLE_NAMES, *STYLES):
        raise InputError(f"--style: expected one of {', '.join(STYLE_NAMES)}, got {style}")
    if to not in ("text", *FILE_FORMATS):
        raise InputError(f"--format: expected text, {', '.join(FILE_FORMATS)}, got {to}")


def _input_text(references: Sequence[str], file: Path | None) -> str:
    """Return the text of the arguments, of a file or of standard input."""
    if references:
        return "\n\n".join(" ".join(reference.split()) for reference in references)
    if file and str(file) != "-":
        return read_text_file(file)
    if sys.stdin.isatty():
        raise InputError(
            "no reference: expected a DOI, PMID, PMCID, link or printed reference as an argument, "
            "in --file or on standard input; see `pprnet cite --help`"
        )
    return text_of_standard_input()


@contextmanager
def _open_finder(library: Sequence[Path], *, offline: bool, contact: str) -> Iterator[WorkFinder]:
    """Open what finds works: the files at hand, and the services unless none may be asked."""
    known = KnownWorks(_library_records(library))
    if offline:
        yield WorkFinder(known)
        return
    from pprnet.sources.http import HttpClient
    from pprnet.sources.lookup import LOOKUP_KEYS, make_lookup, make_reference_search

    with HttpClient(contact) as client:
        keys = {"pubmed": os.environ.get(KEY_VARIABLE, "")}
        services = [make_lookup(key, client, keys=keys) for key in LOOKUP_KEYS]
        yield WorkFinder(known, services, make_reference_search(client))


def _library_records(library: Sequence[Path]) -> Iterator[Record]:
    """Yield the records of the files at hand, printing each problem."""
    for file in library:
        for found in read_file(file):
            if isinstance(found, Problem):
                print_problem(str(found))
            else:
                yield found


def _record_of(each: CheckedReference) -> Record | None:
    """Return the work that was found, or what was read from print."""
    return each.found or (each.parsed.record if each.parsed else None)


def _write_references(checked: Sequence[CheckedReference], *, style: str, to: str) -> None:
    """Print references in a style, or as a file of a format."""
    notes = {
        marked_record(record, each.history): state_note(each.history)
        for each in _each_work_once(checked)
        if (record := _record_of(each))
    }
    records = list(notes)
    if to != "text":
        for problem in write_records(records, sys.stdout.buffer, format=to, note=notes.__getitem__):
            print_note(str(problem))
        return
    items = [to_csl(record) for record in records]
    in_style = format_reference_list if len(items) > 1 else format_references
    for done in in_style(items, style=SHORT_NAMES.get(style, style)):
        _print_line(done.text)


def _each_work_once(checked: Sequence[CheckedReference]) -> Iterator[CheckedReference]:
    """Yield the references in their order, of those with one work the first."""
    printed: set[Identifier | Record] = set()
    for each in checked:
        if record := _record_of(each):
            names: set[Identifier | Record] = {*identifiers_of(record)}
            names = names or {record}
            if printed.isdisjoint(names):
                yield each
            printed |= names


def _note_problems(checked: Sequence[CheckedReference]) -> bool:
    """Return whether every work was found, after printing what is to be noted of each."""
    for each in checked:
        if each.found is None:
            printed = "; printed as it was read" if each.parsed else ""
            print_problem(f"{start_of(each.text)}: {each.reason}{printed}")
        for line in finding_lines(each):
            print_note(f"{start_of(each.text)}: {line}")
    return all(each.found for each in checked)


def _print_checked(each: CheckedReference) -> None:
    """Print what came of the check of one reference."""
    _print_line(f"line {each.line}, {LABELS[each.outcome]}: {start_of(each.text)}")
    for line in finding_lines(each):
        _print_line(f"  {line}")
    if each.reason:
        _print_line(f"  {each.reason}")


def _print_line(text: str) -> None:
    """Print a line that may have anything in it."""
    typer.echo(printable(text))
