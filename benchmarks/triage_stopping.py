"""Whether the stopping rules keep their word, and how much reading they save.

    PPRNET_TEST_DATA=... python benchmarks/triage_stopping.py [NAME...]

Forty screenings a set: the shared reviews from their authors' priors and from further ones,
drawn (one included, one excluded record); and made sets, marked so. A made set has no texts:
its relevant records score N(d, 1), the others N(0, 1), and a share of the relevant score like
the others ("outliers"); records are shown by score. Rules look fifty times, at equal distances.
The claim is kept where at the stop at least 95 % of all relevant records, priors included, were
seen; saved is the share of records not read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np
from triage_sets import ADHD, SHARED, drawn_priors, shared_task

from pprnet.triage import HypergeometricStopper, WeibullStopper, simulate, vectorise
from pprnet.triage.metrics import ceil_share

RUNS, LOOKS, RECALL = 40, 50, 0.95


@dataclass(frozen=True, slots=True)
class Made:
    """How a made set is made."""

    records: int
    relevant: int
    distance: float
    """d: how far apart the scores of relevant and other records lie, in standard deviations."""
    unrecognised_share: float


MADE = (
    Made(5_000, 50, 2.0, 0.0),
    Made(5_000, 50, 3.0, 0.05),
    Made(5_000, 250, 2.5, 0.0),
    Made(5_000, 250, 3.0, 0.03),
    Made(20_000, 200, 3.0, 0.0),
    Made(20_000, 1_000, 3.0, 0.02),
    Made(50_000, 500, 2.5, 0.0),
    Made(50_000, 2_500, 3.0, 0.04),
    Made(5_000, 250, 2.5, 0.10),
    Made(20_000, 200, 3.0, 0.20),
)


def shared_orders(name: str) -> Iterator[list[bool]]:
    """Screen a shared set from each prior, and give what was found, the priors first."""
    task = shared_task(name)
    features, included = vectorise(task.data.texts), task.data.included
    for prior in (*task.priors, *drawn_priors(included, RUNS))[:RUNS]:
        yield [included[row] for row in (*prior, *simulate(features, included, prior))]


def made_orders(made: Made) -> Iterator[list[bool]]:
    """Draw the orders of a made set."""
    for seed in range(RUNS):
        chance = np.random.default_rng([made.records, made.relevant, seed])
        relevant = np.arange(made.records) < made.relevant
        known = relevant & (chance.random(made.records) >= made.unrecognised_share)
        scores = made.distance * known + chance.standard_normal(made.records)
        yield relevant[np.argsort(-scores)].tolist()


def stops(order: Sequence[bool]) -> list[int]:
    """Return the place at which each rule stops: the reference, ours, and ours alone."""
    hits, total = np.flatnonzero(order) + 1, len(order)
    places = []
    for rule in (HypergeometricStopper(), WeibullStopper(), WeibullStopper(conservative=True)):
        looks = np.unique(np.linspace(0, total, LOOKS + 1).astype(int))[1:]
        met = (at for at in looks.tolist() if rule.is_met_at(hits[hits <= at], at, total))
        places.append(next(met))
    return places


def report(name: str, orders: Sequence[Sequence[bool]]) -> None:
    """Print how often each rule kept its word, and what it saved, beside the best possible."""
    total, relevant = len(orders[0]), sum(orders[0])
    best = fmean(
        1 - (np.flatnonzero(order)[ceil_share(RECALL, relevant) - 1] + 1) / total
        for order in orders
    )
    cells = []
    for places in zip(*(stops(order) for order in orders), strict=True):
        kept = [
            sum(order[:at]) >= RECALL * relevant for order, at in zip(orders, places, strict=True)
        ]
        cells += [f"{fmean(kept):.3f}", f"{1 - fmean(places) / total:.3f}"]
    print(f"| {name} | {total} | {relevant} | {best:.3f} | {' | '.join(cells)} |", flush=True)


def main() -> None:
    """Run the shared sets that were named, or all sets."""
    for name in sys.argv[1:] or (*SHARED, ADHD):
        report(name, list(shared_orders(name)))
    if not sys.argv[1:]:
        for made in MADE:
            name = f"made, d {made.distance}, outliers {made.unrecognised_share:.0%}"
            report(name, list(made_orders(made)))


if __name__ == "__main__":
    main()
