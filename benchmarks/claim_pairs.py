"""Claims of summaries against their sources: planted errors found, and false alarms.

    python benchmarks/claim_pairs.py PAIRS.jsonl... [--kind KIND] [--show]

Each line of PAIRS.jsonl holds a faithful summary, where its source is in the shared data, and
errors to plant one at a time (`benchmarks/README.md` has the fields).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import statistics
import sys
import time
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any

from pprnet.claims import ClaimFinding, ClaimSeverity, SourceText, check_claims

SHARED = Path(os.environ.get("PPRNET_TEST_DATA", Path(__file__).parents[2] / "shared" / "data"))
KINDS = ("number", "name", "arm", "time", "direction")


@cache
def rows(file: str) -> list[dict[str, Any]]:
    """Return the rows of a file of the shared data: JSON lines, CSV or XML."""
    path = SHARED / file
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
        if ".csv" in path.name:
            return list(csv.DictReader(lines, delimiter=";"))
        return [json.loads(line) for line in lines]


def sources_of(pair: dict[str, Any]) -> list[SourceText]:
    """Return the abstract that a pair rests on, and its citation where it has authors."""
    place = pair["source"]
    if place["file"].endswith((".xml", ".json", ".json.gz", ".xml.gz")):
        return record_sources(place)
    field = place.get("field", "id")
    row = next(row for row in rows(place["file"]) if str(row.get(field)) == str(place["key"]))
    found = [SourceText("abstract", abstract_of(row))]
    citation = row.get("full_ref") or citation_of(row) or pair.get("authors")
    return [*found, SourceText("citation", citation)] if citation else found


def record_sources(place: dict[str, Any]) -> list[SourceText]:
    """Return the abstract and citation of a record in a file of references."""
    from pprnet.formats import read_file
    from pprnet.records import Record

    for record in read_file(SHARED / place["file"]):
        if isinstance(record, Record) and place["key"] in (
            record.pmid,
            record.doi,
            record.source_id,
        ):
            names = ", ".join(author.family or author.literal for author in record.authors)
            year = record.issued.year if record.issued else ""
            return [
                SourceText("abstract", f"{record.title}. {record.abstract}"),
                SourceText("citation", f"{names} ({year})."),
            ]
    raise LookupError(place)


def abstract_of(row: dict[str, Any]) -> str:
    """Return the title and abstract of a row."""
    title = row.get("title") or row.get("display_name") or row.get("question") or ""
    if index := row.get("abstract_inverted_index"):
        words = {at: word for word, places in index.items() for at in places}
        return f"{title}. " + " ".join(words[at] for at in sorted(words))
    if sections := row.get("sections"):
        return " ".join(f"{each['label']}: {each['text']}" for each in sections) + f" {title}"
    if row.get("abstract"):
        return f"{title}. {row['abstract']}"
    return str(row["text"]).split("BODY.")[0]


def citation_of(row: dict[str, Any]) -> str:
    """Return the authors and year of an OpenAlex object in the form of a reference."""
    names = [each["author"]["display_name"] for each in row.get("authorships", [])]
    if not names:
        return ""
    printed = ", ".join(f"{name.split()[-1]}, {name[0]}." for name in names)
    return f"{printed} ({row.get('publication_year')}). {row.get('title')}"


def alarms(findings: tuple[ClaimFinding, ...], severity: ClaimSeverity) -> list[ClaimFinding]:
    """Return the findings of a severity."""
    return [finding for finding in findings if finding.severity is severity]


def is_found(
    edit: dict[str, Any],
    findings: tuple[ClaimFinding, ...],
    severities: tuple[ClaimSeverity, ...] = (ClaimSeverity.ERROR,),
) -> bool:
    """Return whether an error (or advice) is reported where it was planted."""
    start, end = edit["start"], edit["start"] + len(edit["new"])
    return any(
        finding.claim.start < end and start < finding.claim.end
        for severity in severities
        for finding in alarms(findings, severity)
    )


def main() -> None:
    """Print the share of planted errors that are found, and the false alarms a summary."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", nargs="+", type=Path)
    parser.add_argument("--kind", default="")
    parser.add_argument("--id", default="")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    found: dict[str, list[bool]] = defaultdict(list)
    advised: dict[str, list[bool]] = defaultdict(list)
    false: Counter[str] = Counter()
    seconds: list[float] = []
    verdicts: Counter[str] = Counter()
    pairs = [json.loads(line) for file in options.pairs for line in file.open() if line.strip()]
    pairs = [pair for pair in pairs if pair["id"].startswith(options.id)]
    for pair in pairs:
        text, sources = pair["text"], sources_of(pair)
        begin = time.perf_counter()
        faithful = check_claims(text, sources)
        seconds.append(time.perf_counter() - begin)
        verdicts.update(f"{f.claim.kind} {f.verdict}" for f in faithful)
        for severity in (ClaimSeverity.ERROR, ClaimSeverity.ADVICE):
            false[severity] += len(alarms(faithful, severity))
        if options.show:
            for finding in faithful:
                if finding.severity is not ClaimSeverity.NONE:
                    show(pair["id"], text, finding)
        for edit in pair["edits"]:
            altered = text[: edit["start"]] + edit["new"] + text[edit["end"] :]
            findings = check_claims(altered, sources)
            ok = is_found(edit, findings)
            found[edit["kind"]].append(ok)
            either = (ClaimSeverity.ERROR, ClaimSeverity.ADVICE)
            advised[edit["kind"]].append(is_found(edit, findings, either))
            if options.show and not ok and options.kind in ("", edit["kind"]):
                around = altered[max(0, edit["start"] - 70) : edit["start"] + 60]
                print(
                    f"MISSED {pair['id']} {edit['kind']} {edit['old']!r}->{edit['new']!r}"
                    f" …{around}…"
                )
    for kind in KINDS:
        if found[kind]:
            share = statistics.mean(found[kind])
            either_share = statistics.mean(advised[kind])
            print(
                f"{kind:10} found {share:.3f}, as error or advice {either_share:.3f},"
                f" of {len(found[kind])}"
            )
    print(
        f"false errors {false['error'] / len(pairs):.2f}, advice {false['advice'] / len(pairs):.2f}"
        f" a summary ({len(pairs)} summaries)"
    )
    print("verdicts on the faithful texts:", dict(sorted(verdicts.items())))
    seconds.sort()
    print(
        f"seconds: median {statistics.median(seconds):.3f},"
        f" p95 {seconds[int(0.95 * len(seconds))]:.3f}",
        file=sys.stderr,
    )


def show(name: str, text: str, finding: ClaimFinding) -> None:
    """Print a false alarm with the words around it."""
    claim = finding.claim
    around = text[max(0, claim.start - 40) : claim.end + 40].replace("\n", " ")
    print(
        f"FALSE {name} {finding.severity} {claim.kind} {finding.verdict} {finding.reason} "
        f"[{text[claim.start : claim.end]}] stated [{finding.stated}] …{around}…"
    )


if __name__ == "__main__":
    main()
