"""How well and how fast triage orders the six shared reviews.

    PPRNET_TEST_DATA=... python benchmarks/triage.py [--each] [NAME...]

Prints the loss of each set, averaged over its shared priors (`--each` learns after each
label rather than by the default rule), and how long one new order takes at 100 labels.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean, quantiles

from pprnet.triage import Features, explain, measure, rank, simulate, vectorise
from pprnet.triage.labelled import LabelledSet, read_labelled
from pprnet.triage.simulate import GROWTH

SETS = (
    "Donners_2021",
    "Sep_2021",
    "Nelson_2002",
    "Oud_2018",
    "van_der_Valk_2021",
    "Meijboom_2021",
)
LABELS, ROUNDS = 100, 60


def losses(
    data: LabelledSet, features: Features, priors: Sequence[list[int]], growth: float
) -> None:
    """Print the loss and the time of the runs of one set."""
    start = time.process_time()
    orders = [simulate(features, data.included, prior, growth=growth) for prior in priors]
    seconds = (time.process_time() - start) / len(priors)
    measures = [measure([data.included[row] for row in order]) for order in orders]
    print(
        f"{data.name}: {len(data.texts)} records, {len(priors)} runs, "
        f"loss {fmean(m.loss for m in measures):.4f}, "
        f"recall at 10 % {fmean(m.recall_10 for m in measures):.3f}, "
        f"WSS@95 {fmean(m.wss_95 for m in measures):.3f}, {seconds:.2f} CPU s a run",
        flush=True,
    )


def speed(data: LabelledSet, features: Features) -> None:
    """Print the 95th percentile of the time for a new order and its first explanation."""
    chance, times = random.Random(0), []
    included = [row for row, verdict in enumerate(data.included) if verdict]
    for _ in range(ROUNDS):
        known = {*chance.sample(range(len(data.texts)), LABELS), *chance.sample(included, 5)}
        labels = {row: data.included[row] for row in known}
        waiting = [row for row in range(len(data.texts)) if row not in labels]
        start = time.perf_counter()
        ranking = rank(features, labels, waiting=waiting)
        explain(features, ranking, ranking.rows[0])
        times.append(time.perf_counter() - start)
    cuts = quantiles(times, n=20)
    print(
        f"{data.name}: a new order of {len(data.texts)} works at {LABELS} labels: "
        f"median {cuts[9] * 1000:.1f} ms, 95th percentile {cuts[18] * 1000:.1f} ms"
    )


def main() -> None:
    """Run the sets that were named, or all."""
    folder = Path(os.environ["PPRNET_TEST_DATA"]) / "screening"
    lines = (folder / "priors.jsonl").read_text(encoding="utf-8").splitlines()
    starts = [json.loads(line) for line in lines]
    growth = 0 if "--each" in sys.argv else GROWTH
    for name in [name for name in sys.argv[1:] if not name.startswith("-")] or SETS:
        data = read_labelled(folder / f"{name}.csv.gz")
        features = vectorise(data.texts)
        speed(data, features)
        own = [s["included_rows"] + s["excluded_rows"] for s in starts if s["dataset"] == name]
        losses(data, features, own, growth)


if __name__ == "__main__":
    main()
