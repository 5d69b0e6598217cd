"""An outside reference: the BibTeX that JabRef's own tests expect of the same files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from real_files import split

from pprnet.errors import UnknownFormatError
from pprnet.records import Record
from pprnet.text import fold
from shared_data import SharedData

FIELDS: dict[str, Callable[[Record], object]] = {
    "authors": lambda r: [fold(author.family or author.literal) for author in r.authors],
    "title": lambda r: fold(r.title),
    "year": lambda r: r.issued.year if r.issued else None,
    "journal": lambda r: fold(r.journal),
    "doi": lambda r: r.doi,
}

_ROWS = """
            authors title year journal doi
endnote-xml     8/8   8/8  8/8     8/8 3/3
nbib            1/2   2/2  3/3     3/3 1/1
ovid            2/2   2/2    -       - 2/2
pubmed-xml      8/9  9/10 10/10    7/7 6/6
ris           13/15 14/15 16/16   9/13 10/10
"""
"""Values in agreement of those that JabRef states."""


def agreement() -> dict[str, dict[str, tuple[int, int]]]:
    rows = [line.split() for line in _ROWS.strip().splitlines()]
    return {
        name: {
            field: (int(cell.split("/")[0]), int(cell.split("/")[1]))
            for field, cell in zip(rows[0], cells, strict=True)
            if cell != "-"
        }
        for name, *cells in rows[1:]
    }


DIFFERENCES = {
    "NbibImporterTest.nbib authors": "a group (CN) is an author of ours; JabRef has another field",
    "MedlineImporterTestKeywordSingleEntry.xml authors": "JabRef lists the person written about",
    "MedlineImporterTestBookArticleSet.xml title": "a chapter, under its own title",
    "RisImporterTest1.ris authors": "A2 of a thesis are editors of ours",
    "RisImporterTest1.ris title": "JabRef joins the five titles of one reference",
    "RisImporterTest1.ris journal": "made of nine container tags; we take the secondary title",
    "RisImporterTest7.ris authors": "A2 and A3 are not authors in RIS",
    "RisImporterTestDate1.1.ris journal": "the journal in full, where JabRef has its abbreviation",
    "RisImporterTestDate1.2.ris journal": "the journal in full, where JabRef has its abbreviation",
    "RisImporterTestWithEmptyER.ris journal": "the journal in full, likewise",
}  # fmt: skip


def pairs(data: SharedData) -> Iterator[tuple[Path, Path]]:
    for folder in ("formats/jabref", "pubmed_xml/jabref_medline"):
        for expected in sorted((data / folder).glob("*.bib")):
            stem = expected.stem.replace("OvidImporterTestBib", "OvidImporterTest")
            for ending in (".ris", ".nbib", ".xml", ".txt"):
                given = expected.with_name(stem + ending)
                if given.exists():
                    yield given, expected


def compare(data: SharedData) -> tuple[dict[str, dict[str, tuple[int, int]]], set[str]]:
    agree: Counter[tuple[str, str]] = Counter()
    stated: Counter[tuple[str, str]] = Counter()
    differences = set()
    for given, expected in pairs(data):
        try:
            theirs = split(expected)[0]
        except UnknownFormatError:
            continue  # an empty library
        for ours, other in zip(split(given)[0], theirs, strict=False):
            for field, value in FIELDS.items():
                if not value(other):
                    continue
                stated[ours.source, field] += 1
                if value(ours) == value(other):
                    agree[ours.source, field] += 1
                else:
                    differences.add(f"{given.name} {field}")
    table: dict[str, dict[str, tuple[int, int]]] = {}
    for (source, field), number in stated.items():
        table.setdefault(source, {})[field] = (agree[source, field], number)
    return table, differences


def test_we_read_what_jabref_reads_but_for_differences_with_a_reason(
    shared_data: SharedData,
) -> None:
    table, differences = compare(shared_data)
    assert table == agreement()
    assert differences == set(DIFFERENCES)


@pytest.mark.parametrize("field", FIELDS)
def test_agreement_over_all_formats(field: str) -> None:
    counts = [fields[field] for fields in agreement().values() if field in fields]
    share = sum(agree for agree, _ in counts) / sum(stated for _, stated in counts)
    assert share >= {"journal": 0.87, "authors": 0.88, "title": 0.94}.get(field, 1.0)
