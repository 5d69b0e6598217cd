"""How well and how fast `pprnet.extraction` reads, on labelled works that are not shipped.

    PPRNET_TEST_DATA=FOLDER python benchmarks/extraction.py [--errors] [--undecided]

Reads gold/reading_dev.jsonl, topics/titles_dev.tsv and nbib/study_design_1.nbib there.
"""

from __future__ import annotations

import csv
import json
import os
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from extraction_effects import measure_effects
from extraction_labels import measure_label_speed, measure_trial_decision

from pprnet.extraction import extract_signals
from pprnet.extraction.signal_registry import SignalKind
from pprnet.records import Record
from pprnet.vocab import research_type_by_label, topic_by_label


@dataclass
class Tally:
    """True and false positives and what was missed."""

    hit: int = 0
    wrong: int = 0
    missed: int = 0
    by_label: Counter[str] = field(default_factory=Counter)

    def add(self, got: set[str], want: set[str]) -> None:
        """Compare what was read with what was labelled."""
        self.hit += len(got & want)
        self.wrong += len(got - want)
        self.missed += len(want - got)
        self.by_label.update(f"+{key}" for key in got - want)
        self.by_label.update(f"-{key}" for key in want - got)

    def __str__(self) -> str:
        """Return precision, recall and F1."""
        precision = self.hit / max(1, self.hit + self.wrong)
        recall = self.hit / max(1, self.hit + self.missed)
        f1 = 2 * self.hit / max(1, 2 * self.hit + self.wrong + self.missed)
        return f"precision {precision:.2f}  recall {recall:.2f}  F1 {f1:.2f}"


def values(record: Record, kind: SignalKind) -> set[str]:
    """Return what was read of one kind."""
    return {signal.value for signal in extract_signals(record) if signal.kind is kind}


def measure(data: Path, *, errors: bool) -> None:
    """Print the figures on the labelled abstracts."""
    lines = (data / "gold/reading_dev.jsonl").read_text(encoding="utf-8").splitlines()
    works = [json.loads(line) for line in lines]
    records = [Record(title=w["title"], abstract=w["abstract"]) for w in works]
    topics, people, studies = Tally(), Tally(), Tally()
    types = 0
    confusion: Counter[tuple[str, str]] = Counter()
    for work, record in zip(works, records, strict=True):
        want = {topic_by_label(name).key for name in work["topics"]}
        got = values(record, SignalKind.TOPIC)
        topics.add(got, want)
        kind = research_type_by_label(work["research_type"]).key
        read_kind = next(iter(values(record, SignalKind.RESEARCH_TYPE)), "-")
        types += kind == read_kind
        confusion[kind, read_kind] += kind != read_kind
        n_want = {str(work["n_participants"])} - {"None"}
        n_got = values(record, SignalKind.PARTICIPANTS)
        people.add(n_got, n_want)
        k_want = {str(work["k_studies"])} - {"None"}
        k_got = values(record, SignalKind.STUDIES)
        studies.add(k_got, k_want)
        if errors and (got != want or kind != read_kind or n_got != n_want or k_got != k_want):
            print(f"{work['id']} {work['title'][:110]}")
            print(f"   topics +{sorted(got - want)} -{sorted(want - got)}") if got != want else 0
            print(f"   type {read_kind}, should be {kind}") if kind != read_kind else 0
            print(f"   n {n_got}, should be {n_want}") if n_got != n_want else 0
            print(f"   k {k_got}, should be {k_want}") if k_got != k_want else 0
    print(f"works            {len(works)}")
    print(f"topics (micro)   {topics}")
    print(f"type             {types / len(works):.2f} right")
    print(f"n_participants   {people}")
    print(f"k_studies        {studies}")
    if errors:
        print(topics.by_label.most_common(40))
        print(confusion.most_common(25))


def measure_titles(data: Path, *, errors: bool) -> None:
    """Print the figures on titles alone."""
    with (data / "topics/titles_dev.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    topics, typed, right = Tally(), 0, 0
    for row in rows:
        record = Record(title=row["title"])
        want = {topic_by_label(name).key for name in row["topics"].split("; ") if name}
        got = values(record, SignalKind.TOPIC)
        topics.add(got, want)
        kind = next(iter(values(record, SignalKind.RESEARCH_TYPE)), "-")
        if row["research_type"]:
            typed += 1
            right += research_type_by_label(row["research_type"]).key == kind
        if errors and got != want:
            print(f"{row['title']}\n   +{sorted(got - want)} -{sorted(want - got)}")
        if (
            errors
            and row["research_type"]
            and research_type_by_label(row["research_type"]).key != kind
        ):
            print(f"{row['title']}\n   {kind} should be {row['research_type']}")
    print(f"titles           {len(rows)}")
    print(f"topics (micro)   {topics}")
    print(f"type             {right / typed:.2f} right of {typed}")


def medline(path: Path) -> list[tuple[Record, bool]]:
    """Return title, abstract and the indexers' verdict "randomised trial" of a MEDLINE file."""
    text = re.sub(r"\r?\n {6}", " ", path.read_text(encoding="utf-8", errors="replace"))
    works = []
    for block in text.split("\n\n"):
        fields: dict[str, list[str]] = {}
        for line in block.splitlines():
            fields.setdefault(line[:4].strip(), []).append(line[6:])
        if "TI" in fields:
            record = Record(title=" ".join(fields["TI"]), abstract=" ".join(fields.get("AB", ())))
            works.append((record, "Randomized Controlled Trial" in fields.get("PT", ())))
    return works


def measure_trials(data: Path) -> None:
    """Print how well randomised trials are known from title and abstract alone."""
    tally = Tally()
    works = medline(data / "nbib/study_design_1.nbib")
    for record, randomised in works:
        tally.add(
            values(record, SignalKind.RESEARCH_TYPE) & {"randomised-trial"},
            {"randomised-trial"} if randomised else set(),
        )
    print(f"MEDLINE works    {len(works)}, randomised trials against publication types")
    print(f"randomised trial {tally}")
    started = time.process_time()
    abstracts = [record for record, _ in works if record.abstract]
    for record in abstracts:
        extract_signals(record)
    seconds = time.process_time() - started
    print(f"speed            {len(abstracts) / seconds:.0f} abstracts per second of processor time")


if __name__ == "__main__":
    folder = Path(os.environ.get("PPRNET_TEST_DATA", "."))
    measure(folder, errors="--errors" in sys.argv)
    measure_titles(folder, errors="--errors" in sys.argv)
    measure_trials(folder)
    measure_effects(folder, errors="--errors" in sys.argv)
    measure_trial_decision(folder, undecided="--undecided" in sys.argv)
    measure_label_speed(folder)
