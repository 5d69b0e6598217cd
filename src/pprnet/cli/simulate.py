"""`pprnet simulate`: a screening replayed, to see how soon the order finds what counts."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pprnet.cli.dedupe import write_whole
from pprnet.cli.progress import track
from pprnet.errors import InputError
from pprnet.triage import ELAS_U4, simulate
from pprnet.triage.chart import draw_in_characters, draw_in_svg
from pprnet.triage.labelled import LabelledSet, read_labelled
from pprnet.triage.measures import recall_curve
from pprnet.triage.runs import Run, figures_of, loss_ratio, read_priors, read_runs, runs_json

LABELS = {
    "recall_5": ("recall at 5 %", "{:.3f}"),
    "recall_10": ("recall at 10 %", "{:.3f}"),
    "wss_95": ("WSS@95", "{:.3f}"),
    "loss": ("loss", "{:.4f}"),
    "mean_time_to_discovery": ("mean time to discovery (records)", "{:.1f}"),
    "cpu_seconds": ("CPU seconds", "{:.2f}"),
}


def register(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command("simulate")(simulate_screening)


def simulate_screening(
    file: Annotated[
        Path, typer.Argument(help="CSV, also gzip, with the columns title, abstract, included.")
    ],
    *,
    priors: Annotated[
        Path | None,
        typer.Option(help="JSONL of starting labels: dataset, included_rows, excluded_rows."),
    ] = None,
    json_out: Annotated[
        Path | None, typer.Option("--json", help="Write prior, order and seconds of each run.")
    ] = None,
    peer: Annotated[
        Path | None,
        typer.Option(help="Another program's runs on this set, as --json writes them."),
    ] = None,
    plot: Annotated[Path | None, typer.Option(help="Write the recall curve as SVG.")] = None,
    seed: Annotated[
        int, typer.Option(help="Chooses one included and one excluded record to start from.")
    ] = 0,
) -> None:
    """Replay a finished screening with the learner, and measure how early it finds what counts.

    Rows count from 0. Without a file of priors, one included and one excluded record, drawn
    by the seed, are known at the start. The learner learns anew after each relevant record
    and whenever the labels grew by 5 %. The seconds of each run hold the weighing of the words.
    """
    data = read_labelled(file)
    starts = read_priors(priors, data) if priors else [draw_prior(data, file, seed)]
    theirs = read_runs(peer, data) if peer else []
    runs = replay(data, starts, time.process_time)
    show(data, runs, theirs)
    if json_out:
        write_whole(json_out, runs_json(runs))
    if plot:
        write_whole(plot, picture(data, runs, theirs).encode())


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
    ELAS_U4.features(["the libraries are loaded before the clock starts"])
    begin = clock()
    features = ELAS_U4.features(data.texts)
    weighing = clock() - begin
    runs = []
    for prior in track(starts, what=f"Screening {data.name}", total=len(starts)):
        begin = clock()
        order = simulate(features, data.included, prior)
        runs.append(Run(prior, order, clock() - begin + weighing))
    return runs


def show(data: LabelledSet, runs: Sequence[Run], peer: Sequence[Run]) -> None:
    """Print the figures, and the recall curve averaged over the runs."""
    console = Console(highlight=False)
    console.print(table_of(data, runs, peer))
    ratio = loss_ratio(data, runs, peer)
    if ratio is not None:
        console.print(f"Loss over the peer's, from the same priors: {ratio:.4f}")
    for line in draw_in_characters(curves_of(data, runs), curves_of(data, peer)):
        console.print(escape(line))


def table_of(data: LabelledSet, runs: Sequence[Run], peer: Sequence[Run]) -> Table:
    """Lay out the mean and the range of each measure, and the mean of the peer's."""
    title = f"{data.name}: {len(data.texts)} records, {sum(data.included)} included"
    beside = f", beside {len(peer)} of the peer" if peer else ""
    table = Table(title=escape(f"{title}, {len(runs)} runs{beside}"), title_justify="left")
    table.add_column("measure")
    for name in ("mean", "lowest", "highest", *(["peer's mean"] if peer else [])):
        table.add_column(name, justify="right")
    theirs = figures_of(data, peer) if peer else {}
    for name, values in figures_of(data, runs).items():
        label, form = LABELS[name]
        cells = [form.format(figure) for figure in (fmean(values), min(values), max(values))]
        beside = form.format(fmean(theirs[name])) if name in theirs else ""
        table.add_row(label, *cells, *([beside] if peer else []))
    return table


def curves_of(data: LabelledSet, runs: Sequence[Run]) -> list[list[int]]:
    """Give the recall curve of each run."""
    return [recall_curve(run.found(data)) for run in runs]


def picture(data: LabelledSet, runs: Sequence[Run], peer: Sequence[Run]) -> str:
    """Draw the recall curves of both programs."""
    curves = {"pprnet": curves_of(data, runs)}
    if peer:
        curves["peer"] = curves_of(data, peer)
    title = f"{data.name}: {len(data.texts)} records, {sum(data.included)} included"
    return draw_in_svg(title, curves)
