"""The table of every real file: what it holds, counted by hand of the file's own marks.

After a deliberate change, run `PYTHONPATH=tests python tests/formats/real_files.py DATA` and read
the difference.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pprnet.errors import UnknownFormatError
from pprnet.formats import read_file
from pprnet.records import Problem, Record
from shared_data import SharedData

TABLE = Path(__file__).with_name("real_files.tsv")
FOLDERS = ("formats", "nbib", "pubmed_xml", "openalex", "crossref", "europepmc", "dedup")


class Row(NamedTuple):
    """What became of one file; the format is that of its first record, "-" where there is none."""

    file: str
    format: str
    records: int
    lost: int
    mended: int


def split(path: Path) -> tuple[list[Record], list[Problem]]:
    found = list(read_file(path))
    return (
        [item for item in found if isinstance(item, Record)],
        [item for item in found if isinstance(item, Problem)],
    )


def names(data: SharedData) -> Iterator[str]:
    for folder in FOLDERS:
        yield from data.names(folder)


def row_of(name: str, data: SharedData) -> Row:
    try:
        records, problems = split(data / name)
    except UnknownFormatError:
        return Row(name, "refused", 0, 0, 0)
    lost = sum(problem.lost for problem in problems)
    source = records[0].source if records else "-"
    return Row(name, source, len(records), lost, len(problems) - lost)


def read_table() -> list[Row]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t")
        next(rows)
        return [Row(name, form, int(n), int(lost), int(m)) for name, form, n, lost, m in rows]


def main(data: SharedData) -> None:
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter="\t", lineterminator="\n")
        out.writerow(Row._fields)
        out.writerows(row_of(name, data) for name in names(data))


if __name__ == "__main__":
    main(SharedData(Path(sys.argv[1])))
