"""How well, how fast and in how much memory triage orders screened reviews, compared with ASReview.

    PPRNET_TEST_DATA=... python benchmarks/triage.py [--speed | --each] [NAME...]

ASReview is installed into an environment of its own, below PPRNET_BENCHMARK_CACHE (or the
temporary folder), and runs in the same run, on the same rows, from the same priors, with one
thread; so do we, in a process of our own. All records are labelled, and each run weighs the
features again. `--each` trains again after each label, as ASReview does, not by the rule of growth,
and the number of orders that are the same is printed. `--speed` measures only how long a new
order takes after one decision.
"""

from __future__ import annotations

import json
import math
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, quantiles

from triage_sets import ADHD, SHARED, Task, made_texts, shared_task

from pprnet.triage import ELAS_U4, explain_score, rank, screening_metrics, simulate, vectorise
from pprnet.triage.simulation.labelled_data import LabelledSet

PEER = "asreview==3.0.8"
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "NUMEXPR")}
SPEEDS = ((1_000, 100), (1_000, 500), (50_000, 100), (50_000, 1_000), (50_000, 4_000))
"""Works and labels for which a new order is timed."""
ROUNDS, RESAMPLES = 40, 10_000


@dataclass(frozen=True, slots=True)
class Result:
    """What one program did on one set."""

    orders: tuple[tuple[int, ...], ...]
    losses: tuple[float, ...]
    seconds: float
    mebibytes: float
    versions: str


def peer_python() -> Path:
    """Return the interpreter of ASReview's own environment, made on first use."""
    cache = Path(os.environ.get("PPRNET_BENCHMARK_CACHE", tempfile.gettempdir()))
    home = cache / PEER.replace("==", "-")
    python = home / "bin" / "python"
    if not (home / "ready").exists():
        venv.create(home, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", PEER], check=True)
        (home / "ready").touch()
    return python


def run_alone(python: Path | str, script: str, task: Task, *words: str) -> Result:
    """Run a program on a task, in a process of its own, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "task.json"
        file.write_text(task_json(task), encoding="utf-8")
        done = subprocess.run(
            [python, str(Path(__file__).with_name(script)), *words, file],
            check=True, capture_output=True, env=os.environ | ONE_THREAD, cwd=folder,
        )  # fmt: skip
    answer = json.loads(done.stdout)
    return Result(
        orders=tuple(tuple(run["order"]) for run in answer["runs"]),
        losses=tuple(loss_of(task.data, run["order"]) for run in answer["runs"]),
        seconds=fmean(run["cpu_seconds"] for run in answer["runs"]),
        mebibytes=answer["peak_kib"] / 1024,
        versions=answer["versions"],
    )


def task_json(task: Task) -> str:
    """Write a task; the text goes in the title alone, as both join title and abstract."""
    count = len(task.data.texts)
    table = {"title": task.data.texts, "abstract": [""] * count}
    labels = [int(included) for included in task.data.included]
    return json.dumps(table | {"included": labels, "priors": task.priors})


def work() -> None:
    """Run a task with our own learner: the other process of this script."""
    task = json.loads(Path(sys.argv[-1]).read_text(encoding="utf-8"))
    growth = 0 if "--each" in sys.argv else ELAS_U4.growth
    included = [bool(label) for label in task["included"]]
    import numpy  # noqa: F401, ICN001 - libraries are loaded before the clock starts, as in the peer

    runs = []
    for prior in task["priors"]:
        start = time.process_time()
        order = simulate(vectorise(task["title"]), included, prior, growth=growth)
        runs.append({"order": order, "cpu_seconds": time.process_time() - start})
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    json.dump({"runs": runs, "peak_kib": peak, "versions": sys.version.split()[0]}, sys.stdout)


def loss_of(data: LabelledSet, order: Sequence[int]) -> float:
    """Return the loss of one order."""
    return screening_metrics([data.included[row] for row in order]).loss


def geometric(values: Sequence[float]) -> float:
    """Return the geometric mean."""
    return math.exp(fmean(math.log(value) for value in values))


def interval(values: Sequence[float], of: Callable[[Sequence[float]], float]) -> str:
    """Return the 95 % bootstrap interval (percentiles) over sets."""
    chance = random.Random(0)
    means = sorted(of(chance.choices(values, k=len(values))) for _ in range(RESAMPLES))
    return f"{means[int(0.025 * RESAMPLES)]:.4f} to {means[int(0.975 * RESAMPLES)]:.4f}"


def compare(names: Sequence[str]) -> None:
    """Print both programs on each set, and the geometric mean of the loss ratios."""
    python, ratios = peer_python(), []
    each = ["--each"] if "--each" in sys.argv else []
    for name in names:
        task = shared_task(name)
        ours = run_alone(sys.executable, "triage.py", task, "--work", *each)
        peer = run_alone(python, "triage_peer.py", task)
        same = sum(a == b for a, b in zip(ours.orders, peer.orders, strict=True))
        ratios.append(fmean(ours.losses) / fmean(peer.losses))
        print(
            f"| {name} | {len(task.data.texts)} | {sum(task.data.included)} | {len(task.priors)} "
            f"| {fmean(ours.losses):.4f} | {fmean(peer.losses):.4f} | {ratios[-1]:.4f} "
            f"| {ours.seconds:.2f} | {peer.seconds:.2f} | {peer.seconds / ours.seconds:.1f} "
            f"| {ours.mebibytes:.0f} | {peer.mebibytes:.0f} |"
            + (f" {same} of {len(ours.orders)} orders the same" if each else ""),
            flush=True,
        )
    print(f"Geometric mean of the loss ratios {geometric(ratios):.4f}, ", end="")
    print(f"95 % interval over sets {interval(ratios, geometric)}; worst {max(ratios):.4f}")
    print(f"pprnet on Python {ours.versions}; {peer.versions}")


def speed() -> None:
    """Print how long a new order and its first reasons take after one decision."""
    features = {count: vectorise(made_texts(count)) for count in sorted({s[0] for s in SPEEDS})}
    for count, labels in SPEEDS:
        table, chance, times, model = features[count], random.Random(0), [], None
        known = {row: row % 20 == 0 for row in chance.sample(range(count), labels)}
        for row in chance.sample([row for row in range(count) if row not in known], ROUNDS):
            known[row] = row % 20 == 0
            waiting = [row for row in range(count) if row not in known]
            start = time.process_time()
            ranking = rank(table, known, waiting=waiting, previous_model=model)
            explain_score(table, ranking, ranking.rows[0])
            times.append(time.process_time() - start)
            model = ranking.model
        cuts = quantiles(times, n=20)
        print(
            f"| {count} | {labels} | {cuts[9] * 1000:.0f} ms | {cuts[18] * 1000:.0f} ms |",
            flush=True,
        )


def main() -> None:
    """Run what was asked for."""
    if "--work" in sys.argv:
        work()
    elif "--speed" in sys.argv:
        speed()
    else:
        compare([name for name in sys.argv[1:] if not name.startswith("-")] or (*SHARED, ADHD))


if __name__ == "__main__":
    main()
