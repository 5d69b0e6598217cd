"""How well de-duplication does on three labelled sets: sensitivity, lost works, speed.

    PPRNET_TEST_DATA=... python benchmarks/dedupe.py [--show]

Sensitivity is the share of the duplicates found (records beyond one for each true work); a
work is lost where one of our clusters holds records of two true works; some truths are marked
as doubtful by those who derived them, and then a person must look. `--show` prints what
was missed and what was lost.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import re
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from pprnet.dedupe import Same, cluster, compare
from pprnet.identifiers import normalise_doi
from pprnet.records import Author, PartialDate, Record, WorkType

csv.field_size_limit(10**9)
Labelled = tuple[list[Record], list[str], list[bool]]

BIBTEX_TYPES = {
    "article": WorkType.ARTICLE,
    "inproceedings": WorkType.CONFERENCE,
    "misc": WorkType.OTHER,
}


def stated(text: str | None) -> str:
    """Turn R's missing value into an empty text."""
    return "" if text in {None, "NA"} else str(text)


def date(year: str) -> PartialDate | None:
    """Read a year."""
    return PartialDate(int(year)) if year.isdigit() else None


def run_together(names: str) -> tuple[Author, ...]:
    """Split "Tan A.Schulze A." as EndNote's export to CSV runs authors together."""
    found = []
    for name in re.split(r"(?<=\.)(?=[^\W\d_a-z])(?![A-Z]\.)|; | and ", names):
        family, _, given = name.partition(",") if "," in name else name.partition(" ")
        if family.endswith("."):  # "K. S. Cook"
            given, _, family = name.rpartition(" ")
        found.append(Author(family=family.strip(), given=given.strip()))
    return tuple(found) if names else ()


def asysd(folder: Path) -> Labelled:
    """Read the half of ASySD's diabetes set that is labelled."""
    with gzip.open(folder / "dedup/asysd_labelled_a.csv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    records = [
        Record(
            source="csv",
            source_id=row["record_id"],
            title=stated(row["title"]),
            authors=run_together(stated(row["author"])),
            abstract=stated(row["abstract"]),
            issued=date(row["year"]),
            journal=stated(row["journal"]),
            volume=stated(row["volume"]),
            issue=stated(row["number"]),
            pages=stated(row["pages"]),
            doi=normalise_doi(stated(row["doi"])),
        )
        for row in rows
    ]
    sure = [row["cluster_check"] == "ok" for row in rows]
    return records, [row["cluster_derived"] for row in rows], sure


def endnote(node: etree._Element) -> Record:
    """Read the fields that matter here of one record of EndNote's XML."""

    def text(path: str) -> str:
        found = node.find(path)
        return "" if found is None else "".join(found.itertext()).strip()

    names = ["".join(name.itertext()) for name in node.iterfind("contributors/authors/author")]
    parts = [name.partition(",") for name in names]
    return Record(
        source="endnote",
        source_id=text("rec-number"),
        title=text("titles/title"),
        authors=tuple(Author(family=family.strip(), given=given) for family, _, given in parts),
        abstract=text("abstract"),
        issued=date(text("dates/year")),
        journal=text("titles/secondary-title"),
        volume=text("volume"),
        issue=text("number"),
        pages=text("pages"),
        doi=normalise_doi(text("electronic-resource-num")),
    )


def copper(folder: Path) -> Labelled:
    """Read the set on copper of dedupe-sweep."""
    with gzip.open(folder / "dedup/dedupe_sweep_copper.endnote.xml.gz") as file:
        nodes = etree.parse(file).iterfind(".//record")
        records = [endnote(node) for node in nodes]
    with (folder / "dedup/dedupe_sweep_copper.gold.tsv").open(encoding="utf-8") as file:
        truth = {row["rec_number"]: row for row in csv.DictReader(file, delimiter="\t")}
    rows = [truth[record.source_id] for record in records]
    return records, [r["cluster_derived"] for r in rows], [r["check"] == "ok" for r in rows]


def show(what: str, records: Sequence[Record]) -> None:
    """Print records that a person should look at."""
    print(f"  {what}")
    for r in records:
        names = "; ".join(author.family for author in r.authors[:3])
        print(f"    {r.source_id} | {r.title[:90]} | {names} | {r.issued} | {r.journal[:30]}")
        print(f"      vol {r.volume} ({r.issue}) {r.pages} doi {r.doi}")


def report(name: str, labelled: Labelled, *, details: bool) -> None:
    """Print the figures of one set."""
    records, truth, sure = labelled
    start = time.perf_counter()
    clusters = cluster(records)
    seconds = time.perf_counter() - start
    works = defaultdict(set)
    for number, each in enumerate(clusters):
        for member in each.members:
            works[truth[member]].add(number)
    missed = sum(len(numbers) - 1 for numbers in works.values())
    lost = [each for each in clusters if len({truth[m] for m in each.members}) > 1]
    doubtful = sum(not all(sure[m] for m in each.members) for each in lost)
    duplicates = len(records) - len(works)
    print(
        f"{name}: {len(records)} records, {duplicates} duplicates, sensitivity "
        f"{1 - missed / duplicates:.4f} ({missed} missed), clusters over two works "
        f"{len(lost)} (in {doubtful} the truth itself is marked as doubtful), "
        f"{len(records) / seconds:.0f} records/s"
    )
    if details:
        for number in (
            number for numbers in works.values() if len(numbers) > 1 for number in numbers
        ):
            show("missed", [records[clusters[number].members[0]]])
        for each in lost:
            show(str({r.rule for r in each.reasons}), [records[m] for m in each.members])


def bibtex(fields: dict[str, str | None]) -> Record:
    """Read one side of a pair case."""
    text = {name: str(value or "") for name, value in fields.items()}
    names = text.get("author", "")
    split = run_together(names)
    return Record(
        type=BIBTEX_TYPES[text["ENTRYTYPE"]],
        title=text["title"],
        authors=split,
        issued=date(text["year"]),
        journal=text.get("journal") or text.get("booktitle", ""),
        volume=text.get("volume", ""),
        pages=text.get("pages", ""),
        doi=normalise_doi(text.get("doi", "")),
    )


def pairs(folder: Path) -> None:
    """Print how many of bib-dedupe's pair cases come out as expected."""
    cases = json.loads((folder / "dedup/bibdedupe_pair_cases.json").read_bytes())["cases"]
    wrong = [
        case["id"]
        for case in cases
        if isinstance(compare(bibtex(case["record_a"]), bibtex(case["record_b"])), Same)
        is not case["expected_duplicate"]
    ]
    print(f"pair cases: {len(cases) - len(wrong)} of {len(cases)} right", *wrong)


def main() -> None:
    """Run all sets."""
    folder, details = Path(os.environ["PPRNET_TEST_DATA"]), "--show" in sys.argv
    pairs(folder)
    report("ASySD (half)", asysd(folder), details=details)
    report("copper", copper(folder), details=details)


if __name__ == "__main__":
    main()
