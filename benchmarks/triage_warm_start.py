"""How much sooner a month's relevant works are found where the months before are known.

    PPRNET_TEST_DATA=... python benchmarks/triage_warm_start.py [NAME...]

Each shared review is cut into months by date of publication, merged until a batch holds 20
records and 2 relevant ones. Every batch but the first is then screened three times: *cold* (ELAS
u4, words of the batch alone, one relevant and one other record known, mean of 10 draws), *pooled*
(ELAS u4, all earlier labels) and *ours* (the same labels, words and metadata as the desk takes
them). All learn anew after each label. The figure is the mean place of the relevant records; what
is known at the start has no place, which favours cold. Intervals by bootstrap over batches.
"""

from __future__ import annotations

import gzip
import os
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean

import numpy as np
import orjson

from pprnet.extraction import extract_signals
from pprnet.extraction.signal_registry import SignalKind
from pprnet.formats.json.openalex_works import record_from_openalex
from pprnet.records import Record
from pprnet.triage import (
    ELAS_U4,
    INBOX_POLICY,
    FeatureMatrix,
    Learner,
    MetadataWeighting,
    TfidfFeatures,
    WorkMetadata,
    mean_time_to_discovery,
    record_metadata,
    simulate,
    vectorise,
)
from pprnet.triage.simulation.labelled_data import LabelledSet, read_labelled

SETS = (
    "Donners_2021",
    "Sep_2021",
    "Nelson_2002",
    "Oud_2018",
    "van_der_Valk_2021",
    "Meijboom_2021",
)
RECORDS, RELEVANT, DRAWS, RESAMPLED = 20, 2, 10, 10_000
PEER = replace(ELAS_U4, growth=0.0)


@dataclass(frozen=True, slots=True)
class Times:
    """Mean time to discovery in one batch, in records."""

    name: str
    cold: float
    pooled: float
    ours: float


def month_of(record: Record) -> tuple[int, int]:
    """Return year and month of publication; a work without a date comes first."""
    return (record.issued.year, record.issued.month) if record.issued else (0, 0)


def day_of(record: Record) -> tuple[int, int, int]:
    """Return the date of publication."""
    return (*month_of(record), record.issued.day if record.issued else 0)


def batches(records: Sequence[Record], included: Sequence[bool]) -> list[list[int]]:
    """Cut a set into months, merged until there is enough in each; a rest joins the last."""
    order = sorted(range(len(records)), key=lambda row: (day_of(records[row]), row))
    done: list[list[int]] = [[]]
    for row in order:
        last = done[-1]
        if is_enough(last, included) and month_of(records[last[-1]]) != month_of(records[row]):
            done.append([])
        done[-1].append(row)
    if len(done) > 1 and not is_enough(done[-1], included):
        done[-2:] = [done[-2] + done[-1]]
    return done


def is_enough(batch: Sequence[int], included: Sequence[bool]) -> bool:
    """Return whether a batch has the records and the relevant ones that it needs."""
    return len(batch) >= RECORDS and sum(included[row] for row in batch) >= RELEVANT


def read_set(folder: Path, name: str) -> tuple[LabelledSet, list[Record]]:
    """Read the labels and the works of one review."""
    data = read_labelled(folder / f"{name}.csv.gz")
    with gzip.open(folder / f"{name}.works.jsonl.gz") as lines:
        return data, [record_from_openalex(orjson.loads(line)) for line in lines]


def described(record: Record) -> WorkMetadata:
    """Return the metadata of a work as at the desk, with the topics and type that were read."""
    signals = extract_signals(record)
    topics = [(s.value, s.score) for s in signals if s.kind is SignalKind.TOPIC]
    types = [s.value for s in signals if s.kind is SignalKind.RESEARCH_TYPE]
    return record_metadata(record, topics=topics, research_types=types)


def cold(words: TfidfFeatures, included: Sequence[bool]) -> float:
    """Screen a batch from one record of each kind, ten times over."""
    kinds = [[row for row, each in enumerate(included) if each is kind] for kind in (True, False)]
    times = []
    for seed in range(DRAWS):
        chance = random.Random(seed)
        priors = [chance.choice(rows) for rows in kinds if rows]
        times.append(found_after(simulate(words, included, priors, learner=PEER), included))
    return fmean(times)


def found_after(order: Sequence[int], included: Sequence[bool]) -> float:
    """Return the mean time to discovery of an order."""
    return mean_time_to_discovery([included[row] for row in order])


def streamed(folder: Path, name: str) -> Iterator[Times]:
    """Screen one review batch after batch, in each of the three ways."""
    data, records = read_set(folder, name)
    words, metadata = vectorise(data.texts), [described(record) for record in records]
    first, *others = batches(records, data.included)
    seen = first
    for batch in others:
        start, rows = len(seen), seen + batch
        included = [data.included[row] for row in rows]
        table = words.select_rows(rows)
        combined = MetadataWeighting()(table, [metadata[row] for row in rows])
        yield Times(
            name=name,
            cold=cold(words.select_rows(batch), included[start:]),
            pooled=warm(table, included, start, PEER),
            ours=warm(combined, included, start, desk_learner(included, start)),
        )
        seen = rows


def desk_learner(included: Sequence[bool], start: int) -> Learner:
    """Choose the learner as the desk does, all rows before `start` being of earlier months."""
    return INBOX_POLICY.learner_for(dict(enumerate(included[:start])), range(start))


def warm(table: FeatureMatrix, included: Sequence[bool], start: int, learner: Learner) -> float:
    """Screen the rows from `start` on with all before them known."""
    return found_after(simulate(table, included, range(start), learner=learner), included)


def ratio(times: Sequence[Times], other: str) -> str:
    """Compare ours with another way: of the means, and the mean of ratios with its interval."""
    ours = np.array([each.ours for each in times])
    theirs = np.array([getattr(each, other) for each in times])
    picks = np.random.default_rng(0).integers(0, len(times), (RESAMPLED, len(times)))
    logs = np.log(ours / theirs)
    means = ours[picks].mean(axis=1) / theirs[picks].mean(axis=1)
    return (
        f"ours/{other}: of the means {ours.mean() / theirs.mean():.3f} {interval(means)}, "
        f"geometric mean {np.exp(logs.mean()):.3f} {interval(np.exp(logs[picks].mean(axis=1)))}"
    )


def interval(drawn: np.ndarray) -> str:
    """Write the middle 95 %."""
    low, high = np.quantile(drawn, (0.025, 0.975))
    return f"[{low:.3f}, {high:.3f}]"


def main() -> None:
    """Run the sets that were named, or all."""
    folder = Path(os.environ["PPRNET_TEST_DATA"]) / "screening"
    start, everything = time.process_time(), []
    for name in sys.argv[1:] or SETS:
        times = list(streamed(folder, name))
        everything += times
        means = {way: fmean(getattr(t, way) for t in times) for way in ("cold", "pooled", "ours")}
        print(
            f"{name}: {len(times)} batches",
            *(f"{k} {v:.2f}" for k, v in means.items()),
            sep=", ",
            flush=True,
        )
    for other in ("cold", "pooled"):
        print(f"{len(everything)} batches, {ratio(everything, other)}")
    print(f"{time.process_time() - start:.0f} CPU s")


if __name__ == "__main__":
    main()
