"""Faults that users reported of other programs: small invented inputs, and what must come out.

Each folder has an `expected.tsv` of file, command and check. A check is "WHAT HOW VALUE", such as
"1.issued == 2012-06-01"; HOW is one of ==, contains, lacks, in (values parted by " / ") and fits
(a regular expression over the complete value).
"""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson

from pprnet.citations import format_references
from pprnet.formats import read_file, write_records
from pprnet.records import Author, Problem, Record

PROGRAM = Path(sys.executable).with_name("pprnet")
FORMAT_OF_ENDING = {"bib": "bibtex"}


@dataclass(frozen=True)
class Check:
    """One line of an `expected.tsv`."""

    file: str
    command: str
    expected: str

    def __str__(self) -> str:
        return f"{self.file}\t{self.command}\t{self.expected}"


def checks_of(folder: Path) -> list[Check]:
    """Return the checks of a folder."""
    lines = (folder / "expected.tsv").read_text("utf-8").splitlines()
    rows = csv.reader(
        (line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    return [Check(*row[:3]) for row in rows if row and row[0] != "file"]


def failed_checks(folder: Path, file: str) -> Iterator[str]:
    """Yield the checks of a file that do not hold, with what came out instead."""
    for check in checks_of(folder):
        if check.file == file:
            name, how, value = f"{check.expected} ".split(" ", 2)
            got = outcome(folder / file, check.command).get(name, "(nothing)")
            if not holds(got, how, value.removesuffix(" ")):
                yield f"{check}\t{got[:160]}"


def holds(got: str, how: str, value: str) -> bool:
    """Return whether a value passes a check."""
    match how:
        case "fits":
            return bool(re.fullmatch(value, got))
        case "in":
            return got in value.split(" / ")
        case "contains":
            return value in got
        case "lacks":
            return value not in got
    return got == value


@cache
def outcome(path: Path, command: str) -> dict[str, str]:
    """Return what a command makes of a file, by the names that checks use."""
    if command == "dedupe":
        return pairs_of(path)
    if command == "read":
        return signals_of(path)
    records, problems = records_of(path)
    if command.startswith("roundtrip-"):
        records, problems = written_and_read(records, command.removeprefix("roundtrip-"))
    found = fields_of(records)
    found |= {"count": str(len(records)), "problems": str(len(problems))}
    found["lost"] = str(sum(problem.lost for problem in problems))
    if command == "apa":
        found |= {f"{at}.apa": citation_of(record) for at, record in enumerate(records, 1)}
    return found


def records_of(path: Path) -> tuple[list[Record], list[Problem]]:
    """Return the records and the problems of a file."""
    found = list(read_file(path))
    records = [item for item in found if isinstance(item, Record)]
    return records, [item for item in found if isinstance(item, Problem)]


def written_and_read(records: list[Record], ending: str) -> tuple[list[Record], list[Problem]]:
    """Return what comes back of records that are written to a format."""
    with TemporaryDirectory() as folder:
        path = Path(folder, f"example.{ending}")
        with path.open("wb") as file:
            list(write_records(records, file, format=FORMAT_OF_ENDING.get(ending, ending)) or [])
        return records_of(path)


def fields_of(records: list[Record]) -> dict[str, str]:
    """Return every field of records as text."""
    return {
        f"{at}.{field.name}": field_text(getattr(record, field.name))
        for at, record in enumerate(records, 1)
        for field in fields(Record)
    }


def field_text(value: object) -> str:
    """Return the value of a field as checks state it."""
    if isinstance(value, tuple):
        return " | ".join(map(field_text, value))
    if isinstance(value, Author):
        return f"<{value.literal}>" if value.literal else str(value)
    return "" if value is None else str(value)


def citation_of(record: Record) -> str:
    """Return the reference of a record in APA 7."""
    file = io.BytesIO()
    list(write_records([record], file, format="csl-json") or [])
    return format_references([orjson.loads(file.getvalue())[0]])[0].text


def signals_of(path: Path) -> dict[str, str]:
    """Return what `pprnet read` makes of a file, by the id of its works."""
    found = {}
    with TemporaryDirectory() as folder:
        out = Path(folder, "signals.jsonl")
        run("read", path, "-o", out)
        for line in map(orjson.loads, out.read_bytes().splitlines()):
            number = line["id"]
            found[f"{number}.type"] = field_text(line["research_type"])
            found[f"{number}.n"] = field_text(line["n_participants"])
            found[f"{number}.k"] = field_text(line["k_studies"])
            found[f"{number}.effects"] = " | ".join(
                f"{each['measure']} {each['value']} {each['ci'] or '-'} p{each['p'] or '-'}"
                for each in line["effects"]
            )
    return found


def pairs_of(path: Path) -> dict[str, str]:
    """Return what `pprnet dedupe` says of each two records of a file."""
    with TemporaryDirectory() as folder:
        clusters, unsure = Path(folder, "clusters.tsv"), Path(folder, "unsure.tsv")
        run("dedupe", path, "-o", clusters, "--unsure", unsure)
        work = {row["record_id"]: row["work_id"] for row in rows_of(clusters)}
        pairs = {frozenset((row["record_id"], row["other_record_id"])) for row in rows_of(unsure)}
    found = {"works": str(len(set(work.values())))}
    for one, other in permutations(work, 2):
        is_unsure = frozenset((one, other)) in pairs
        apart = "to look at" if is_unsure else "two works"
        found[f"{one}+{other}"] = "one work" if work[one] == work[other] else apart
    return found


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table that the program wrote."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def run(*arguments: object) -> None:
    """Run the program."""
    subprocess.run([str(PROGRAM), *map(str, arguments)], check=True, capture_output=True)
