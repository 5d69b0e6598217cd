"""Records that may be of one work, plainly made up, and their way into the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO
from unittest import mock

from pprnet.formats import read_records
from pprnet.formats.json.jsonl import record_to_line
from pprnet.limited_reading import FileKind
from pprnet.records import Author, PartialDate, Problem, Record
from pprnet_site.catalogue.actions import open_import, run_import
from pprnet_site.catalogue.models import ImportRun

ARTICLE = Record(
    source="example",
    title="Invented therapy for sample worries in plainly made examples",
    authors=(Author("Example", "Anna"), Author("Sample", "Bea")),
    abstract="Sample text: 40 patients were randomised to an invented cognitive therapy.",
    issued=PartialDate(2020),
    journal="Journal of Examples",
    volume="12",
    pages="101-110",
)
TALK = replace(
    ARTICLE, journal="Congress of Examples", volume="3", pages="7", abstract="", keywords=("talk",)
)
"""The talk before the article: same title and authors, another place; a person decides."""
THESIS = replace(ARTICLE, journal="Another Congress", volume="8", pages="88", abstract="")
OTHER_ARTICLE = replace(
    ARTICLE, title="A quite different plainly made title of an example", pages="5-9"
)


def import_records(folder: Path, *records: Record, name: str = "made.jsonl") -> ImportRun:
    """Import records from a file of their own.

    The file is read in this process: to start one for a few records takes longer than all else.
    Imports with the process of a site are in `test_catalogue_imports.py` and others.
    """
    path = folder / name
    path.write_bytes(b"".join(map(record_to_line, records)))
    with mock.patch(READING, read_here):
        return run_import(run=open_import(name=name, path=path, by=None), path=path)


READING = "pprnet_site.catalogue.ingest.import_runs.read_in_process"


def read_here(source: BinaryIO, *, name: str, kind: FileKind) -> Iterator[Record | Problem]:
    """Yield what the reading process would send."""
    assert kind is FileKind.REFERENCES
    return read_records(source, name=name)
