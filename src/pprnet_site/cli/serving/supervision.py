"""The processes of `pprnet serve`: started, restarted after they end, and stopped together."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import typer

from pprnet.errors import SiteError

POLL_INTERVAL = 0.2
STOP_TIMEOUT = 60.0
"""Seconds in which a process may end after it was asked to; then it is killed."""
MAX_ENDS = 5
"""So many ends of one process within `WINDOW` seconds end the site."""
WINDOW = 60.0
MAX_PAUSE = 30.0
CALM = 300.0
"""Seconds after which an earlier end no longer lengthens the pause."""
PR_SET_PDEATHSIG = 1


@dataclass(slots=True)
class ServiceProcess:
    """One process of the site, with the times at which it ended."""

    name: str
    command: tuple[str, ...]
    process: subprocess.Popen[bytes] | None = None
    ends: list[float] = field(default_factory=list)
    start_at: float = 0.0


def start(part: ServiceProcess) -> None:
    """Start one process, detached from the terminal's Ctrl-C, which this process passes on."""
    part.process = subprocess.Popen(
        part.command,
        start_new_session=True,
        preexec_fn=end_with_parent(),  # noqa: PLW1509 - `serve` has one thread
    )


def end_with_parent() -> Callable[[], None] | None:
    """Return a function for the child that ties its life to this process; only Linux has it.

    The child gets SIGTERM from the kernel when this process ends in any way, kill -9 included.
    """
    if not sys.platform.startswith("linux"):
        return None
    prctl, parent = ctypes.CDLL(None, use_errno=True).prctl, os.getpid()

    def tie() -> None:
        prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return tie


def tend(parts: list[ServiceProcess], now: float) -> None:
    """Note which processes have ended, and start those again whose pause is over.

    Raises:
        SiteError: A process has ended too often within a minute.
    """
    for part in parts:
        if part.process is not None and (code := part.process.poll()) is not None:
            part.process = None
            note_end(part, code, now)
        elif part.process is None and now >= part.start_at:
            start(part)


def note_end(part: ServiceProcess, code: int, now: float) -> None:
    """Record an end and set the time of the next start.

    Raises:
        SiteError: The process has ended too often within a minute.
    """
    part.ends = [at for at in part.ends if now - at < CALM] + [now]
    if sum(now - at < WINDOW for at in part.ends) >= MAX_ENDS:
        raise SiteError(
            f"the {part.name} ended {MAX_ENDS} times within a minute, the last time "
            f"{ending(code)}, so everything was stopped; the reason is in its output above. "
            "Remove it, then start again with `pprnet serve`"
        )
    pause = min(MAX_PAUSE, 2.0 ** (len(part.ends) - 1))
    part.start_at = now + pause
    typer.echo(
        f"The {part.name} ended unexpectedly {ending(code)}. It is started again in "
        f"{pause:g} s; the other parts continue.",
        err=True,
    )


def ending(code: int) -> str:
    """Return how a process ended, in words."""
    if code >= 0:
        return f"with code {code}"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = "unknown"
    memory = ", perhaps because memory was short" if -code == signal.SIGKILL else ""
    return f"by signal {-code} ({name}{memory})"


def run_until_stopped(parts: list[ServiceProcess]) -> None:
    """Keep all processes running until one ends too often or this process is stopped."""
    while True:
        tend(parts, time.monotonic())
        time.sleep(POLL_INTERVAL)


def stop(parts: list[ServiceProcess]) -> None:
    """Ask every process to end, and kill those that do not."""
    running = [part.process for part in parts if part.process is not None]
    for process in running:
        if process.poll() is None:
            process.terminate()
    end = time.monotonic() + STOP_TIMEOUT
    for process in running:
        try:
            process.wait(timeout=max(0.1, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
