"""Run ASReview's simulation, in an environment of its own, on a table of records.

    python triage_peer.py task.json

The task holds `title`, `abstract` and `included` (a list each) and `priors`, lists of rows.
Prints the runs in the form of `pprnet simulate --json`, with versions and the most memory
held. It is called by `triage.py`; nothing of pprnet is imported here. Each run weighs the
features again, as the program itself does, and labels all records.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import time
import warnings
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
from asreview.learner import ActiveLearningCycle
from asreview.models.models import get_ai_config
from asreview.models.queriers import TopDown
from asreview.models.stoppers import IsFittable, NLabeled
from asreview.simulation.simulate import Simulate

MODEL = "elas_u4"
PACKAGES = ("asreview", "scikit-learn", "numpy", "scipy", "pandas")


def screen(table: pd.DataFrame, prior: list[int]) -> tuple[list[int], float]:
    """Return the order in which all records but the prior are shown, and the CPU seconds."""
    random.seed(0)
    np.random.seed(0)
    start = time.process_time()
    cycles = [
        ActiveLearningCycle(querier=TopDown(), stopper=IsFittable()),
        ActiveLearningCycle.from_meta(get_ai_config(MODEL)["value"]),
    ]
    simulation = Simulate(
        table, table["included"], cycles, stopper=NLabeled(-1), print_progress=False
    )
    simulation.label(prior)
    simulation.review()
    seconds = time.process_time() - start
    rows = simulation._results["record_id"].tolist()  # noqa: SLF001 - it has no public door
    return [int(row) for row in rows[len(prior) :]], seconds


def main() -> None:
    """Run the task from each prior."""
    warnings.simplefilter("ignore")
    task = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    table = pd.DataFrame({name: task[name] for name in ("title", "abstract", "included")})
    runs = []
    for prior in task["priors"]:
        order, seconds = screen(table, prior)
        runs.append({"prior": prior, "order": order, "cpu_seconds": seconds})
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    json.dump({"runs": runs, "peak_kib": peak, "versions": versions}, sys.stdout)


if __name__ == "__main__":
    main()
