"""Which abstracts are said to contradict themselves, each with its sentence, to be judged by eye.

    PPRNET_TEST_DATA=FOLDER python benchmarks/coherence.py [--quiet]

Prints each alarm with its words, then the number of abstracts and alarms of each kind and the time.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pprnet.coherence import Incoherence, check_coherence

MARGIN = 60
"""Characters printed on either side of an alarm."""


def abstracts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield each abstract once, with the name of its file."""
    seen: set[str] = set()
    for name, text in all_abstracts(folder):
        if len(text) > MARGIN and text not in seen:
            seen.add(text)
            yield name, text


def all_abstracts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the abstracts of every file, repeated ones too."""
    csv.field_size_limit(10**7)
    for path in [
        *sorted(folder.glob("screening/*.csv.gz")),
        *sorted(folder.glob("effects/*/*.csv.gz")),
    ]:
        with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
            yield from ((path.name, row.get("abstract") or "") for row in csv.DictReader(lines))
    with gzip.open(folder / "sentence_roles/pubmedqa_structured.jsonl.gz", "rt") as lines:
        for work in map(json.loads, lines):
            yield "pubmedqa", "\n".join(section["text"] for section in work["sections"])
    with gzip.open(folder / "effects/evidence_inference_psych.jsonl.gz", "rt") as lines:
        yield from (("evidence_inference", json.loads(line)["text"]) for line in lines)
    for name in ("reading_dev", "reading_dev2"):
        with (folder / f"gold/{name}.jsonl").open(encoding="utf-8") as lines:
            yield from ((name, json.loads(line)["abstract"] or "") for line in lines)


def passage(text: str, found: Incoherence) -> str:
    """Return the words around an alarm on one line."""
    start = max(0, min(place.start for place in found.places) - MARGIN)
    end = max(place.end for place in found.places) + MARGIN
    return " ".join(text[start:end].split())


def main() -> None:
    """Print the alarms and the figures."""
    works = list(abstracts(Path(os.environ["PPRNET_TEST_DATA"])))
    kinds: Counter[str] = Counter()
    start = time.process_time()
    alarms = [(name, text, check_coherence(text)) for name, text in works]
    spent = time.process_time() - start
    for name, text, found in alarms:
        for one in found:
            kinds[f"{one.severity} {one.kind}"] += 1
            if "--quiet" not in sys.argv:
                print(f"[{name}] {one.kind}: {one.english}\n    {passage(text, one)}")
    print(f"{len(works)} abstracts, {1000 * spent / len(works):.2f} ms each")
    for kind, number in sorted(kinds.items()):
        print(f"{kind}: {number}")


if __name__ == "__main__":
    main()
