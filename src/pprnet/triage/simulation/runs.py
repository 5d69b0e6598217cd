"""Simulated screenings, as values and as JSON to exchange with other programs.

    {"runs": [{"prior": [...], "order": [...], "cpu_seconds": ...}]}

Rows are numbered from 0; the order does not include the priors.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import fmean

import orjson

from pprnet.errors import InputError, MissingFileError
from pprnet.triage.metrics import ScreeningMetrics, screening_metrics
from pprnet.triage.simulation.labelled_data import LabelledSet


@dataclass(frozen=True, slots=True)
class SimulationRun:
    """One simulated screening."""

    prior: tuple[int, ...]
    order: tuple[int, ...]
    cpu_seconds: float | None
    """Processor time, or `None` where it is not known."""

    def found(self, data: LabelledSet) -> list[bool]:
        """Return whether each record in the order was included.

        Args:
            data: the set that was screened.
        """
        return [data.included[row] for row in self.order]


def _read_run_bytes(path: Path) -> bytes:
    """Return the content of a file."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or "cannot be opened"
        raise MissingFileError(f"{path}: cannot be read ({reason}); check the name") from error


def read_priors(path: Path, data: LabelledSet) -> list[tuple[int, ...]]:
    """Return the starting labels for a set, in the order of their lines.

    Args:
        path: a file of JSON lines with dataset, included_rows and excluded_rows.
        data: the set, by its name.

    Raises:
        InputError: A line is not such an object, or none is for this set.
        MissingFileError: The file cannot be opened.
    """
    lines = _read_run_bytes(path).splitlines()
    found = [
        _read_prior(path, number, line) for number, line in enumerate(lines, 1) if line.strip()
    ]
    starts = [prior for name, prior in found if name == data.name]
    if not starts:
        names = ", ".join(sorted({name for name, _ in found})) or "none"
        raise InputError(f"{path}: expected starting labels for {data.name}, got those for {names}")
    return starts


def _read_prior(path: Path, number: int, line: bytes) -> tuple[str, tuple[int, ...]]:
    """Return the name of the set and the rows of one line."""
    try:
        values = orjson.loads(line)
        rows = [*values["included_rows"], *values["excluded_rows"]]
        return str(values["dataset"]), tuple(int(row) for row in rows)
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise InputError(
            f"{path}, line {number}: expected an object with dataset, included_rows and "
            f"excluded_rows, got {line[:60].decode(errors='replace')!r}"
        ) from error


def read_runs(path: Path, data: LabelledSet) -> list[SimulationRun]:
    """Return the runs of another program on the same set.

    Args:
        path: a JSON file of runs, see this module.
        data: the set.

    Raises:
        InputError: The file has another form, or a run does not order all records of the set once.
        MissingFileError: The file cannot be opened.
    """
    try:
        runs = [_read_run(values) for values in orjson.loads(_read_run_bytes(path))["runs"]]
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise InputError(
            f'{path}: expected {{"runs": [{{"prior": [...], "order": [...], "cpu_seconds": ...}}]}}'
            f", got {type(error).__name__}: {error}"
        ) from error
    if not runs:
        raise InputError(f"{path}: expected at least one run, got none")
    for number, run in enumerate(runs, 1):
        _check_run(path, number, run, data)
    return runs


def _read_run(values: dict[str, object]) -> SimulationRun:
    """Return one run."""
    rows = [values["prior"], values["order"]]
    if not all(isinstance(each, list) and all(type(row) is int for row in each) for each in rows):
        raise ValueError("prior and order are lists of row numbers")
    prior, order = (tuple(each) for each in rows if isinstance(each, list))
    seconds = values.get("cpu_seconds")
    if seconds is not None and not isinstance(seconds, int | float):
        raise ValueError("cpu_seconds is a number")
    return SimulationRun(prior, order, seconds)


def _check_run(path: Path, number: int, run: SimulationRun, data: LabelledSet) -> None:
    """Raise an error for an order that does not hold every record of the set once."""
    if sorted([*run.prior, *run.order]) != list(range(len(data.texts))):
        raise InputError(
            f"{path}, run {number}: expected each of the rows 0 to {len(data.texts) - 1} "
            f"once, in prior or order, got {len(run.prior)} and {len(run.order)} rows; "
            "check that it belongs to this data set"
        )


def runs_json(runs: Iterable[SimulationRun]) -> bytes:
    """Return runs as JSON.

    Args:
        runs: the runs.
    """
    return orjson.dumps({"runs": list(runs)}, option=orjson.OPT_APPEND_NEWLINE)


def run_metrics(data: LabelledSet, runs: Sequence[SimulationRun]) -> dict[str, list[float]]:
    """Return each measure of each run, by the name of the measure, with seconds if known.

    Args:
        data: the set that was screened.
        runs: at least one run on it.
    """
    measures = [screening_metrics(run.found(data)) for run in runs]
    figures = {
        each.name: [getattr(m, each.name) for m in measures] for each in fields(ScreeningMetrics)
    }
    seconds = [run.cpu_seconds for run in runs if run.cpu_seconds is not None]
    return figures | ({"cpu_seconds": seconds} if len(seconds) == len(runs) else {})


def loss_ratio(
    data: LabelledSet, runs: Sequence[SimulationRun], peer: Sequence[SimulationRun]
) -> float | None:
    """Return the mean loss divided by the peer's, or `None` without common priors.

    Args:
        data: the set that was screened.
        runs: the runs to judge.
        peer: the runs of the other program.
    """
    ours, theirs = ({run.prior: run for run in each} for each in (runs, peer))
    both = ours.keys() & theirs.keys()
    if not both:
        return None
    losses = [
        fmean(screening_metrics(each[prior].found(data)).loss for prior in sorted(both))
        for each in (ours, theirs)
    ]
    return losses[0] / losses[1] if losses[1] else None
