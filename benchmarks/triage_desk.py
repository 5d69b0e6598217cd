"""What each addition of the desk costs, and how long a new ranking takes.

    PPRNET_TEST_DATA=... python benchmarks/triage_desk.py [NAME...]

Screens the shared reviews from their authors' priors (the first three), learning after each
label, with the learner alone and with each addition of `DESK`, and prints the mean loss and the
mean place of the relevant records without an abstract (of every fifth record it was taken away)
and of the others. Then it times `suggest` on made tables of
1,000 and 50,000 works (texts put together from the words of one review by lot), each order one
decision after the last.
"""

from __future__ import annotations

import csv
import gzip
import io
import os
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import fmean, quantiles

from pprnet.triage import (
    INBOX_POLICY,
    Diversity,
    Exploration,
    InboxPolicy,
    MetadataWeighting,
    MissingAbstractAdjustment,
    TfidfFeatures,
    WorkMetadata,
    loss,
    strongest_precedent,
    suggest,
    vectorise,
)
from pprnet.triage.simulation.labelled_data import LabelledSet, read_labelled
from pprnet.triage.simulation.runs import read_priors
from pprnet.vocab import topics

SETS = ("Donners_2021", "Sep_2021", "Nelson_2002", "Oud_2018", "van_der_Valk_2021")
PLAIN = InboxPolicy(
    INBOX_POLICY.learner,
    INBOX_POLICY.warm_start_learner,
    MissingAbstractAdjustment(share=0),
    Diversity(share=0),
    Exploration(interval=0),
)
POLICIES = {
    "learner alone": PLAIN,
    "without abstract": replace(PLAIN, abstract_adjustment=INBOX_POLICY.abstract_adjustment),
    "variety": replace(PLAIN, diversity=INBOX_POLICY.diversity),
    "random": replace(PLAIN, exploration=INBOX_POLICY.exploration),
    "all three": INBOX_POLICY,
}
PRIORS, MISSING_EVERY, ROUNDS, WORDS = 3, 5, 40, 180
SIZES = ((1_000, 100), (1_000, 900), (50_000, 100), (50_000, 5_000))


def screened(
    data: LabelledSet,
    table: TfidfFeatures,
    missing: Sequence[int],
    prior: Sequence[int],
    policy: InboxPolicy,
) -> list[int]:
    """Screen a review as a person at the desk does, one suggestion after the other."""
    known = {row: data.included[row] for row in prior}
    waiting, last = set(range(table.rows)) - set(prior), None
    while waiting:
        shown = suggest(
            table,
            known,
            waiting=sorted(waiting),
            policy=policy,
            missing_abstract=missing,
            shown=[*known],
            previous_model=last,
        )
        last, row = shown.ranking.model, shown.ranking.rows[0]
        waiting.remove(row)
        known[row] = data.included[row]
    return list(known)[len(prior) :]


def titles_of(path: Path) -> list[str]:
    """Return the titles of a review."""
    rows = csv.DictReader(io.StringIO(gzip.decompress(path.read_bytes()).decode()))
    return [row["title"] for row in rows]


def compare(folder: Path, name: str) -> None:
    """Print what each addition costs on one review of which some abstracts were taken away."""
    path = folder / f"{name}.csv.gz"
    data, titles = read_labelled(path), titles_of(path)
    missing = range(0, len(titles), MISSING_EVERY)
    texts = [title if row in missing else data.texts[row] for row, title in enumerate(titles)]
    priors, table = read_priors(folder / "priors.jsonl", data)[:PRIORS], vectorise(texts)
    found = sum(data.included[row] for row in missing)
    print(
        f"{name}: {table.rows} records, {len(missing)} without abstract, {found} of them relevant"
    )
    for what, policy in POLICIES.items():
        orders = [screened(data, table, missing, prior, policy) for prior in priors]
        losses = fmean(loss([data.included[row] for row in order]) for order in orders)
        places = [
            (row in missing, place)
            for order in orders
            for place, row in enumerate(order, 1)
            if data.included[row]
        ]
        means = [
            fmean(place for is_missing, place in places if is_missing is k) for k in (True, False)
        ]
        print(f"    {what}: loss {losses:.4f}, mean place of relevant", end=" ")
        print(f"without abstract {means[0]:.1f}, others {means[1]:.1f}", flush=True)


def speed(data: LabelledSet, works: int, decided: int) -> None:
    """Print the time of one new order with the reasons of the first work, one decision later."""
    chance = random.Random(0)
    words = [word for text in data.texts for word in text.split()]
    texts = [" ".join(chance.choices(words, k=WORDS)) for _ in range(works)]
    keys = [topic.key for topic in topics()]
    metadata = [WorkMetadata(topics=((keys[row % len(keys)], 0.8),)) for row in range(works)]
    table = MetadataWeighting()(vectorise(texts), metadata)
    times, last = [], None
    rows = chance.sample(range(works), decided + ROUNDS)
    for at in range(ROUNDS):
        labels = {row: row % 10 == 0 for row in rows[: decided + at]}
        waiting = [row for row in range(works) if row not in labels]
        missing, earlier = waiting[::20], rows[: decided // 2]
        start = time.process_time()
        shown = suggest(
            table,
            labels,
            waiting=waiting,
            missing_abstract=missing,
            earlier_rows=earlier,
            shown=[*labels],
            previous_model=last,
        )
        last = shown.ranking.model
        strongest_precedent(table, shown.ranking, shown.ranking.rows[0])
        times.append(time.process_time() - start)
    cuts = quantiles(times, n=20)
    print(
        f"{works} works, {decided} decided: "
        f"median {cuts[9] * 1000:.1f}, 95th percentile {cuts[18] * 1000:.1f} CPU ms"
    )


def main() -> None:
    """Run the sets that were named, or most."""
    folder = Path(os.environ["PPRNET_TEST_DATA"]) / "screening"
    for works, decided in SIZES:
        speed(read_labelled(folder / "Oud_2018.csv.gz"), works, decided)
    for name in sys.argv[1:] or SETS:
        compare(folder, name)


if __name__ == "__main__":
    main()
