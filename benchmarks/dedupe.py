"""Sensitivity, losses and speed of de-duplication on labelled sets, compared with bib-dedupe.

    PPRNET_TEST_DATA=... python benchmarks/dedupe.py [--show] [--alone]

Sensitivity is the share of the duplicates found (records beyond one for each true work); a
work is lost where a group holds records of two true works; some truths are marked as doubtful
by those who derived them, and then a person must look. Speed is in processor time on one core.
bib-dedupe is installed in an environment of its own in a temporary folder; `--alone` leaves it
out. `--show` prints what was missed and what was lost.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import platform
import re
import resource
import subprocess
import sys
import tempfile
import time
import venv
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from dedupe_synthetic import synthetic_library
from lxml import etree

from pprnet.dedupe import Cluster, Match, cluster_records, compare_records, resolve_records
from pprnet.identifiers import normalise_doi
from pprnet.records import Author, PartialDate, Record, WorkType

csv.field_size_limit(10**9)
PEER = "bib-dedupe==0.11.0"
PEER_COLUMNS = (
    "ID", "ENTRYTYPE", "title", "author", "year", "journal", "volume", "number", "pages", "doi",
    "abstract",
)  # fmt: skip
SIZES = (1_000, 10_000, 100_000)
LabelledRecords = tuple[list[Record], list[str], list[bool]]

BIBTEX_TYPES = {
    "article": WorkType.ARTICLE,
    "inproceedings": WorkType.CONFERENCE,
    "misc": WorkType.OTHER,
}


def known_text(text: str | None) -> str:
    """Turn R's missing value into an empty text."""
    return "" if text in {None, "NA"} else str(text)


def partial_date(year: str) -> PartialDate | None:
    """Read a year."""
    return PartialDate(int(year)) if year.isdigit() else None


def split_joined_names(names: str) -> tuple[Author, ...]:
    """Split "Tan A.Schulze A." as EndNote's export to CSV runs authors together."""
    found = []
    for name in re.split(r"(?<=\.)(?=[^\W\d_a-z])(?![A-Z]\.)|; | and ", names):
        family, _, given = name.partition(",") if "," in name else name.partition(" ")
        if family.endswith("."):  # "K. S. Cook"
            given, _, family = name.rpartition(" ")
        found.append(Author(family=family.strip(), given=given.strip()))
    return tuple(found) if names else ()


def asysd_set(folder: Path) -> LabelledRecords:
    """Read the half of ASySD's diabetes set that is labelled."""
    with gzip.open(folder / "dedup/asysd_labelled_a.csv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    records = [
        Record(
            source="csv",
            source_id=row["record_id"],
            title=known_text(row["title"]),
            authors=split_joined_names(known_text(row["author"])),
            abstract=known_text(row["abstract"]),
            issued=partial_date(row["year"]),
            journal=known_text(row["journal"]),
            volume=known_text(row["volume"]),
            issue=known_text(row["number"]),
            pages=known_text(row["pages"]),
            doi=normalise_doi(known_text(row["doi"])),
        )
        for row in rows
    ]
    sure = [row["cluster_check"] == "ok" for row in rows]
    return records, [row["cluster_derived"] for row in rows], sure


def endnote_record(node: etree._Element) -> Record:
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
        issued=partial_date(text("dates/year")),
        journal=text("titles/secondary-title"),
        volume=text("volume"),
        issue=text("number"),
        pages=text("pages"),
        doi=normalise_doi(text("electronic-resource-num")),
    )


def copper_set(folder: Path) -> LabelledRecords:
    """Read the set on copper of dedupe-sweep."""
    with gzip.open(folder / "dedup/dedupe_sweep_copper.endnote.xml.gz") as file:
        nodes = etree.parse(file).iterfind(".//record")
        records = [endnote_record(node) for node in nodes]
    with (folder / "dedup/dedupe_sweep_copper.gold.tsv").open(encoding="utf-8") as file:
        truth = {row["rec_number"]: row for row in csv.DictReader(file, delimiter="\t")}
    rows = [truth[record.source_id] for record in records]
    return records, [r["cluster_derived"] for r in rows], [r["check"] == "ok" for r in rows]


def print_records(what: str, records: Sequence[Record]) -> None:
    """Print records that a person should look at."""
    print(f"  {what}")
    for r in records:
        names = "; ".join(author.family for author in r.authors[:3])
        print(f"    {r.source_id} | {r.title[:90]} | {names} | {r.issued} | {r.journal[:30]}")
        print(f"      vol {r.volume} ({r.issue}) {r.pages} doi {r.doi}")


@dataclass(frozen=True)
class GroupingScore:
    """How a grouping stands to the truth."""

    sensitivity: float
    missed: int
    lost: int
    """True works that share a group with another, so that one of them keeps no record."""
    lost_doubtful: int
    """Those of them for which the truth itself is marked as one to look at again."""


def score_groups(groups: Sequence[Sequence[int]], labelled: LabelledRecords) -> GroupingScore:
    """Compare groups of positions with the labels."""
    records, truth, sure = labelled
    group_of = dict(enumerate(range(-1, -len(records) - 1, -1)))
    group_of |= {at: number for number, group in enumerate(groups) for at in group}
    works = defaultdict(set)
    inside = defaultdict(set)
    for at, number in group_of.items():
        works[truth[at]].add(number)
        inside[number].add(truth[at])
    missed = sum(len(numbers) - 1 for numbers in works.values())
    mixed = {number: len(found) - 1 for number, found in inside.items() if len(found) > 1}
    doubtful = {number for at, number in group_of.items() if number in mixed and not sure[at]}
    return GroupingScore(
        1 - missed / (len(records) - len(works)),
        missed,
        sum(mixed.values()),
        sum(mixed[number] for number in doubtful),
    )


def print_row(who: str, name: str, size: int, seconds: float, found: GroupingScore) -> None:
    """Print one row of the table."""
    print(
        f"| {name} | {who} | {found.sensitivity:.4f} ({found.missed} missed) | "
        f"{found.lost - found.lost_doubtful} | {found.lost_doubtful} | "
        f"{size / seconds:,.0f} |",
        flush=True,
    )


def print_report(name: str, labelled: LabelledRecords, *, details: bool, peer: Path | None) -> None:
    """Print the figures of one set, of ours and of the peer."""
    records, _truth, _sure = labelled
    seconds, clusters = timed_clusters(records)
    groups = [each.members for each in clusters]
    print_row("pprnet", name, len(records), seconds, score_groups(groups, labelled))
    if peer:
        answer = run_peer(peer, records)
        print_row(
            "bib-dedupe",
            name,
            len(records),
            answer["seconds"],
            score_groups(answer["groups"], labelled),
        )
    if details:
        show_details(labelled, clusters)


def timed_clusters(records: Sequence[Record], times: int = 5) -> tuple[float, list[Cluster]]:
    """Group records some times and give the least processor time: others use the machine too."""
    seconds = []
    for _ in range(times):
        start = time.process_time()
        clusters = cluster_records(records)
        seconds.append(time.process_time() - start)
    return min(seconds), clusters


def show_details(labelled: LabelledRecords, clusters: Sequence[Cluster]) -> None:
    """Print what was missed, and the groups that hold two true works."""
    records, truth, _sure = labelled
    works = defaultdict(list)
    for each in clusters:
        for work in {truth[member] for member in each.members}:
            works[work].append(each)
    for parts in works.values():
        for each in parts if len(parts) > 1 else ():
            print_records("missed", [records[each.members[0]]])
    for each in clusters:
        if len({truth[member] for member in each.members}) > 1:
            print_records(str({r.rule for r in each.reasons}), [records[m] for m in each.members])


def install_peer(folder: Path) -> Path | None:
    """Install bib-dedupe in an environment of its own, or say why that cannot be."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    done = subprocess.run(
        [python, "-m", "pip", "install", "--quiet", PEER],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        return python
    print(f"{PEER} could not be installed, so it is left out: {done.stderr.strip()[-300:]}")
    return None


def run_peer(python: Path, records: Sequence[Record]) -> dict[str, Any]:
    """Return the groups that bib-dedupe makes of the same records."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "records.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            table = csv.DictWriter(file, PEER_COLUMNS)
            table.writeheader()
            table.writerows(peer_row(at, record) for at, record in enumerate(records))
        script = Path(__file__).with_name("dedupe_peer.py")
        done = subprocess.run([python, script, path], capture_output=True, text=True, check=True)
    return json.loads(done.stdout[done.stdout.index('{"groups"') :])


def peer_row(at: int, record: Record) -> dict[str, str]:
    """Return a record in the fields of bib-dedupe."""
    names = (f"{author.family}, {author.given}".strip(", ") for author in record.authors)
    return {
        "ID": str(at),
        "ENTRYTYPE": "article",
        "title": record.title,
        "author": " and ".join(names),
        "year": str(record.issued.year) if record.issued else "",
        "journal": record.journal,
        "volume": record.volume,
        "number": record.issue,
        "pages": record.pages,
        "doi": record.doi,
        "abstract": record.abstract,
    }


def bibtex_record(fields: dict[str, str | None]) -> Record:
    """Read one side of a pair case."""
    text = {name: str(value or "") for name, value in fields.items()}
    names = text.get("author", "")
    split = split_joined_names(names)
    return Record(
        type=BIBTEX_TYPES[text["ENTRYTYPE"]],
        title=text["title"],
        authors=split,
        issued=partial_date(text["year"]),
        journal=text.get("journal") or text.get("booktitle", ""),
        volume=text.get("volume", ""),
        pages=text.get("pages", ""),
        doi=normalise_doi(text.get("doi", "")),
    )


def print_pair_cases(folder: Path) -> None:
    """Print how many of bib-dedupe's pair cases come out as expected."""
    cases = json.loads((folder / "dedup/bibdedupe_pair_cases.json").read_bytes())["cases"]
    wrong = [
        case["id"]
        for case in cases
        if isinstance(
            compare_records(bibtex_record(case["record_a"]), bibtex_record(case["record_b"])), Match
        )
        is not case["expected_duplicate"]
    ]
    print(f"pair cases: {len(cases) - len(wrong)} of {len(cases)} right", *wrong)


def print_speed_by_size() -> None:
    """Print time and memory on made-up libraries of growing size."""
    for size in SIZES:
        records = synthetic_library(size)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.process_time()
        found = resolve_records(records)
        seconds = time.process_time() - start
        more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        print(
            f"| {size:,} | {len(found.clusters):,} | {len(found.possible_matches):,} | "
            f"{seconds:.1f} s | {size / seconds:,.0f} | {more / 1024:,.0f} MiB |",
            flush=True,
        )


def main() -> None:
    """Run all sets."""
    folder, details = Path(os.environ["PPRNET_TEST_DATA"]), "--show" in sys.argv
    print(f"pprnet {version('pprnet')}, Python {platform.python_version()}, {platform.machine()}")
    print_pair_cases(folder)
    with tempfile.TemporaryDirectory() as place:
        peer = None if "--alone" in sys.argv else install_peer(Path(place))
        print("| set | by | sensitivity | lost | lost, truth doubtful | records/s |")
        print("|---|---|---|---|---|---|")
        print_report("ASySD (half)", asysd_set(folder), details=details, peer=peer)
        print_report("copper", copper_set(folder), details=details, peer=peer)
        if peer:
            print("peer:", run_peer(peer, copper_set(folder)[0][:20])["version"])
    print("| made records | works | unsure pairs | time | records/s | memory beyond the records |")
    print("|---|---|---|---|---|---|")
    print_speed_by_size()


if __name__ == "__main__":
    main()
