"""Which abstracts are said to contradict themselves, each with its words, to be judged by eye.

    PPRNET_TEST_DATA=FOLDER python benchmarks/coherence.py [--others] [--quiet]

Prints each alarm with the words around it, then how many statements were compared, the alarms of
each kind and the time. `--others` reads the abstracts on which the rules were not written.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pprnet.coherence import Incoherence, check_coherence
from pprnet.coherence.statements.checked_text import CheckedText
from pprnet.coherence.statements.stated_intervals import stated_intervals
from pprnet.coherence.statements.stated_shares import stated_shares
from pprnet.coherence.statements.stated_tests import stated_tests
from pprnet.formats import read_file
from pprnet.records import Record

MARGIN = 60
"""Characters printed on either side of an alarm, and of the shortest abstract."""
_WORD = re.compile(r"\W+")


def once(texts: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield each abstract once, with the name of its file; labels and spaces do not count."""
    seen: set[str] = set()
    for name, text in texts:
        key = _WORD.sub("", text)[-300:]
        if len(text) > MARGIN and key not in seen:
            seen.add(key)
            yield name, text


def abstracts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the abstracts on which the rules were written."""
    for path in sorted([*folder.glob("screening/*.csv.gz"), *folder.glob("effects/*/*.csv.gz")]):
        yield from of_csv(path)
    with gzip.open(folder / "sentence_roles/pubmedqa_structured.jsonl.gz", "rt") as lines:
        for work in map(json.loads, lines):
            yield "pubmedqa", "\n".join(section["text"] for section in work["sections"])
    with gzip.open(folder / "effects/evidence_inference_psych.jsonl.gz", "rt") as lines:
        yield from (("evidence_inference", json.loads(line)["text"]) for line in lines)
    for name in ("reading_dev", "reading_dev2"):
        with (folder / f"gold/{name}.jsonl").open(encoding="utf-8") as lines:
            yield from ((name, json.loads(line)["abstract"] or "") for line in lines)


def other_abstracts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield abstracts that were looked at only after the rules were written."""
    yield from of_csv(folder / "retrieval/screening_ADHD.csv.gz")
    for path in sorted(folder.glob("nbib/*.nbib")):
        for record in read_file(path):
            if isinstance(record, Record):
                yield path.name, record.abstract
    with gzip.open(folder / "sentence_roles/ebmnlp_pico_dev.conll.gz", "rt") as lines:
        for work in "".join(lines).split("-DOCSTART-"):
            words = " ".join(line.split()[0] for line in work.splitlines()[1:] if line.strip())
            yield "ebmnlp", re.sub(r"(?<=[(\[]) | (?=[,.;:)\]%])|(?<=/) | (?=/)", "", words)


def of_csv(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the abstracts of a table."""
    csv.field_size_limit(10**7)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        yield from ((path.name, row.get("abstract") or "") for row in csv.DictReader(lines))


def compared(text: str) -> Iterator[str]:
    """Yield the kind of each statement of a text that is compared with another."""
    normal = CheckedText.from_text(text, "").normal
    yield from ("test with p" for test in stated_tests(normal) if test.p)
    yield from ("percentage with count" for _ in stated_shares(normal))
    for interval in stated_intervals(normal):
        yield "interval with estimate"
        yield from ["interval with p"] if interval.p else []


def passage(text: str, found: Incoherence) -> str:
    """Return the words around an alarm on one line."""
    start = max(0, min(place.start for place in found.places) - MARGIN)
    end = max(place.end for place in found.places) + MARGIN
    return " ".join(text[start:end].split())


def main() -> None:
    """Print the alarms and the figures."""
    folder = Path(os.environ["PPRNET_TEST_DATA"])
    works = list(once(other_abstracts(folder) if "--others" in sys.argv else abstracts(folder)))
    start = time.process_time()
    alarms = [(name, text, check_coherence(text)) for name, text in works]
    spent = time.process_time() - start
    kinds = Counter(f"{one.severity} {one.kind}" for *_, found in alarms for one in found)
    for name, text, found in alarms if "--quiet" not in sys.argv else []:
        for one in found:
            print(f"[{name}] {one.severity} {one.kind}: {one.english}\n    {passage(text, one)}")
    print(f"{len(works)} abstracts, {1000 * spent / len(works):.2f} ms each")
    statements = Counter(kind for _, text in works for kind in compared(text))
    for kind, number in [*sorted(statements.items()), *sorted(kinds.items())]:
        print(f"{kind}: {number}")


if __name__ == "__main__":
    main()
