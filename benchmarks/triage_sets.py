"""The screenings that the benchmarks of triage run on, real and made."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pprnet.triage.simulation.labelled_data import LabelledSet, read_labelled

SHARED = (
    "Donners_2021",
    "Sep_2021",
    "Nelson_2002",
    "Oud_2018",
    "van_der_Valk_2021",
    "Meijboom_2021",
)
ADHD = "screening_ADHD"


@dataclass(frozen=True, slots=True)
class Task:
    """A screening and the priors to start from."""

    data: LabelledSet
    priors: tuple[tuple[int, ...], ...]


def folder() -> Path:
    """Return the folder of the shared data."""
    return Path(os.environ["PPRNET_TEST_DATA"])


def shared_task(name: str) -> Task:
    """Read a shared set with its authors' priors; the ADHD set has none, so five are drawn."""
    if name == ADHD:
        data = read_labelled(folder() / "retrieval" / f"{name}.csv.gz")
        return Task(data, drawn_priors(data.included, 5))
    data = read_labelled(folder() / "screening" / f"{name}.csv.gz")
    lines = (folder() / "screening" / "priors.jsonl").read_text(encoding="utf-8").splitlines()
    starts = [start for line in lines if (start := json.loads(line))["dataset"] == name]
    return Task(data, tuple((*s["included_rows"], *s["excluded_rows"]) for s in starts))


def drawn_priors(included: Sequence[bool], count: int) -> tuple[tuple[int, ...], ...]:
    """Draw one included and one excluded row, as often as asked."""
    chance = random.Random(0)
    kinds = [[row for row, yes in enumerate(included) if yes is kind] for kind in (True, False)]
    return tuple(tuple(chance.choice(rows) for rows in kinds) for _ in range(count))


def made_texts(count: int) -> list[str]:
    """Make texts for speed alone: the first half of one real record, the second of another."""
    chance = random.Random(0)
    words = [text.split() for name in SHARED for text in shared_task(name).data.texts]
    pairs = ((chance.choice(words), chance.choice(words)) for _ in range(count))
    return [" ".join([*a[: len(a) // 2], *b[len(b) // 2 :]]) for a, b in pairs]
