"""`pprnet simulate`: a screening replayed, to see how soon the order finds what counts."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import fmean
from typing import Annotated

import orjson
import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pprnet.cli.dedupe import write_whole
from pprnet.cli.progress import track
from pprnet.errors import InputError, MissingFileError
from pprnet.triage import simulate, vectorise
from pprnet.triage.labelled import LabelledSet, read_labelled
from pprnet.triage.measures import Measures, measure, recall_curve

WIDTH, HEIGHT = 60, 10
"""Size of the plot in characters."""

LABELS = {
    "recall_5": ("recall at 5 %", "{:.3f}"),
    "recall_10": ("recall at 10 %", "{:.3f}"),
    "wss_95": ("WSS@95", "{:.3f}"),
    "loss": ("loss", "{:.4f}"),
    "mean_time_to_discovery": ("mean time to discovery (records)", "{:.1f}"),
    "cpu_seconds": ("CPU seconds", "{:.2f}"),
}


@dataclass(frozen=True, slots=True)
class Run:
    """One screening replayed."""

    prior: tuple[int, ...]
    order: tuple[int, ...]
    cpu_seconds: float


def register(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command("simulate")(simulate_screening)


def simulate_screening(
    file: Annotated[
        Path, typer.Argument(help="CSV, also gzip, with the columns title, abstract, included.")
    ],
    priors: Annotated[
        Path | None,
        typer.Option(help="JSONL of starting labels: dataset, included_rows, excluded_rows."),
    ] = None,
    json_out: Annotated[
        Path | None, typer.Option("--json", help="Write prior, order and seconds of each run.")
    ] = None,
    seed: Annotated[
        int, typer.Option(help="Chooses one included and one excluded record to start from.")
    ] = 0,
) -> None:
    """Replay a finished screening with the learner, and measure how early it finds what counts.

    Rows count from 0. Without a file of priors, one included and one excluded record, drawn
    by the seed, are known at the start. The learner learns anew after each relevant record
    and whenever the labels grew by 5 %.
    """
    data = read_labelled(file)
    starts = read_priors(priors, data) if priors else [draw_prior(data, file, seed)]
    runs = replay(data, starts, time.process_time)
    show(data, runs)
    if json_out:
        write_json(json_out, runs)


def read_priors(path: Path, data: LabelledSet) -> list[tuple[int, ...]]:
    """Read the starting labels for a set, in the order of their lines."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        reason = error.strerror or "cannot be opened"
        raise MissingFileError(f"{path}: cannot be read ({reason}); check the name") from error
    found = [read_prior(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    starts = [prior for name, prior in found if name == data.name]
    if not starts:
        names = ", ".join(sorted({name for name, _ in found})) or "none"
        raise InputError(f"{path}: expected starting labels for {data.name}, got those for {names}")
    return starts


def read_prior(path: Path, number: int, line: bytes) -> tuple[str, tuple[int, ...]]:
    """Read the name of the set and the rows of one line."""
    try:
        fields = orjson.loads(line)
        rows = [*fields["included_rows"], *fields["excluded_rows"]]
        return str(fields["dataset"]), tuple(int(row) for row in rows)
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise InputError(
            f"{path}, line {number}: expected an object with dataset, included_rows and "
            f"excluded_rows, got {line[:60].decode(errors='replace')!r}"
        ) from error


def draw_prior(data: LabelledSet, file: Path, seed: int) -> tuple[int, ...]:
    """Draw one included and one excluded row."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable draw, not a secret
    kinds = [
        [row for row, included in enumerate(data.included) if included is kind]
        for kind in (True, False)
    ]
    if not all(kinds):
        raise InputError(f"{file}: expected included and excluded records, got one kind only")
    return tuple(chance.choice(rows) for rows in kinds)


def replay(
    data: LabelledSet, starts: Sequence[tuple[int, ...]], clock: Callable[[], float]
) -> list[Run]:
    """Run the simulation from each start; the words are weighed once, and count for each."""
    vectorise(["the libraries are loaded before the clock starts"])
    begin = clock()
    features = vectorise(data.texts)
    weighing = clock() - begin
    runs = []
    for prior in track(starts, what=f"Screening {data.name}", total=len(starts)):
        begin = clock()
        order = simulate(features, data.included, prior)
        runs.append(Run(prior, order, clock() - begin + weighing))
    return runs


def found_in(data: LabelledSet, run: Run) -> list[bool]:
    """Tell for each place of the order whether that record was included."""
    return [data.included[row] for row in run.order]


def show(data: LabelledSet, runs: Sequence[Run]) -> None:
    """Print the figures, and the recall curve averaged over the runs."""
    console = Console(highlight=False)
    founds = [found_in(data, run) for run in runs]
    measures = [measure(found) for found in founds]
    console.print(table_of(data, runs, measures))
    for line in plot([recall_curve(found) for found in founds]):
        console.print(escape(line))


def table_of(data: LabelledSet, runs: Sequence[Run], measures: Sequence[Measures]) -> Table:
    """Lay out the mean and the range of each measure."""
    title = f"{data.name}: {len(data.texts)} records, {sum(data.included)} included"
    table = Table(title=escape(f"{title}, {len(runs)} runs"), title_justify="left")
    table.add_column("measure")
    for name in ("mean", "lowest", "highest"):
        table.add_column(name, justify="right")
    columns = {each.name: [getattr(m, each.name) for m in measures] for each in fields(Measures)}
    columns["cpu_seconds"] = [run.cpu_seconds for run in runs]
    for name, values in columns.items():
        label, form = LABELS[name]
        figures = (fmean(values), min(values), max(values))
        table.add_row(label, *(form.format(figure) for figure in figures))
    return table


def plot(curves: Sequence[Sequence[int]]) -> list[str]:
    """Draw the mean recall against the share of records seen, in characters."""
    heights = [
        fmean(recall_after(curve, (at + 1) / WIDTH) for curve in curves) for at in range(WIDTH)
    ]
    lines = []
    for level in range(HEIGHT, 0, -1):
        bar = "".join("█" if height >= (level - 0.5) / HEIGHT else " " for height in heights)
        lines.append(f"{level * 100 // HEIGHT:4d} % │{bar.rstrip()}")
    lines.append(f"       └{'─' * WIDTH}")
    return [*lines, f"        0 %{'records seen':^{WIDTH - 8}}100 %"]


def recall_after(curve: Sequence[int], share: float) -> float:
    """Give the recall once a share of the records was seen."""
    seen = round(share * len(curve))
    return curve[seen - 1] / curve[-1] if seen else 0.0


def write_json(path: Path, runs: Iterable[Run]) -> None:
    """Write the runs as JSON, rows counted from 0 and the priors left out of the order."""
    write_whole(path, orjson.dumps({"runs": list(runs)}, option=orjson.OPT_APPEND_NEWLINE))
