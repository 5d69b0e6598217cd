"""`pprnet simulate`: a screening replayed, to measure how soon the order finds relevant works."""

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

from pprnet.cli.dedupe_command import write_atomically
from pprnet.cli.progress import track_progress
from pprnet.errors import InputError
from pprnet.triage import ELAS_U4, simulate
from pprnet.triage.metrics import recall_curve
from pprnet.triage.simulation.labelled_data import LabelledSet, read_labelled
from pprnet.triage.simulation.recall_plot import recall_svg_plot, recall_text_plot
from pprnet.triage.simulation.runs import (
    SimulationRun,
    loss_ratio,
    read_priors,
    read_runs,
    run_metrics,
    runs_json,
)

FIGURE_LABELS = {
    "recall_5": ("recall at 5 %", "{:.3f}"),
    "recall_10": ("recall at 10 %", "{:.3f}"),
    "wss_95": ("WSS@95", "{:.3f}"),
    "loss": ("loss", "{:.4f}"),
    "mean_time_to_discovery": ("mean time to discovery (records)", "{:.1f}"),
    "cpu_seconds": ("CPU seconds", "{:.2f}"),
}


def register(app: typer.Typer) -> None:
    """Add the verb to the command.

    Args:
        app: the command of the program.
    """
    app.command("simulate")(_simulate_screening)


def _simulate_screening(
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
    """Replay a finished screening with the learner and measure how early it finds relevant works.

    Rows are numbered from 0. Without a file of priors, one included and one excluded record,
    chosen at random from the seed, are known at the start. The learner is fitted again after each
    relevant record and whenever the number of labels has grown by 5 %. The seconds of each run
    include the weighting of terms.
    """
    data = read_labelled(file)
    starts = read_priors(priors, data) if priors else [_draw_prior(data, file, seed)]
    theirs = read_runs(peer, data) if peer else []
    runs = _run_simulations(data, starts, time.process_time)
    _print_figures(data, runs, theirs)
    if json_out:
        write_atomically(json_out, runs_json(runs))
    if plot:
        write_atomically(plot, _recall_curve_svg(data, runs, theirs).encode())


def _draw_prior(data: LabelledSet, file: Path, seed: int) -> tuple[int, ...]:
    """Return one included and one excluded row, chosen at random."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable draw, not a secret
    kinds = [
        [row for row, included in enumerate(data.included) if included is kind]
        for kind in (True, False)
    ]
    if not all(kinds):
        raise InputError(f"{file}: expected included and excluded records, got one kind only")
    return tuple(chance.choice(rows) for rows in kinds)


def _run_simulations(
    data: LabelledSet, starts: Sequence[tuple[int, ...]], clock: Callable[[], float]
) -> list[SimulationRun]:
    """Return a run from each start; the terms are weighted once, and their time counts for each."""
    ELAS_U4.features(["the libraries are loaded before the clock starts"])
    begin = clock()
    features = ELAS_U4.features(data.texts)
    weighing = clock() - begin
    runs = []
    for prior in track_progress(starts, what=f"Screening {data.name}", total=len(starts)):
        begin = clock()
        order = simulate(features, data.included, prior)
        runs.append(SimulationRun(prior, order, clock() - begin + weighing))
    return runs


def _print_figures(
    data: LabelledSet, runs: Sequence[SimulationRun], peer: Sequence[SimulationRun]
) -> None:
    """Print the figures, and the recall curve averaged over the runs."""
    console = Console(highlight=False)
    console.print(_figures_table(data, runs, peer))
    ratio = loss_ratio(data, runs, peer)
    if ratio is not None:
        console.print(f"Loss relative to the peer, from the same priors: {ratio:.4f}")
    for line in recall_text_plot(_recall_curves(data, runs), _recall_curves(data, peer)):
        console.print(escape(line))


def _figures_table(
    data: LabelledSet, runs: Sequence[SimulationRun], peer: Sequence[SimulationRun]
) -> Table:
    """Return the mean and the range of each measure, and the mean of the peer's, as a table."""
    title = f"{data.name}: {len(data.texts)} records, {sum(data.included)} included"
    peer_note = f", compared with {len(peer)} of the peer" if peer else ""
    table = Table(title=escape(f"{title}, {len(runs)} runs{peer_note}"), title_justify="left")
    table.add_column("measure")
    for name in ("mean", "lowest", "highest", *(["peer's mean"] if peer else [])):
        table.add_column(name, justify="right")
    theirs = run_metrics(data, peer) if peer else {}
    for name, values in run_metrics(data, runs).items():
        label, form = FIGURE_LABELS[name]
        cells = [form.format(figure) for figure in (fmean(values), min(values), max(values))]
        peer_note = form.format(fmean(theirs[name])) if name in theirs else ""
        table.add_row(label, *cells, *([peer_note] if peer else []))
    return table


def _recall_curves(data: LabelledSet, runs: Sequence[SimulationRun]) -> list[list[int]]:
    """Return the recall curve of each run."""
    return [recall_curve(run.found(data)) for run in runs]


def _recall_curve_svg(
    data: LabelledSet, runs: Sequence[SimulationRun], peer: Sequence[SimulationRun]
) -> str:
    """Return the recall curves of both programs as SVG."""
    curves = {"pprnet": _recall_curves(data, runs)}
    if peer:
        curves["peer"] = _recall_curves(data, peer)
    title = f"{data.name}: {len(data.texts)} records, {sum(data.included)} included"
    return recall_svg_plot(title, curves)
