"""Verbs of a site started as forks of one process in which the site is loaded already.

Loading takes several times as long as most verbs, and a kill during it says nothing. The fork runs
the same command to the same end, in the same folder, and is killed by the same signal. Run as a
program this is that process: it reads commands from standard input, a JSON list on each line, and
answers with the number of the fork and, at its end, with its exit code.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import runpy
import select
import signal
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sites import environment


class VerbStarter:
    """Starts verbs in one folder, whatever site is copied there."""

    def __init__(self, process: subprocess.Popen[bytes], home: Path) -> None:
        self.process, self.errors = process, home.with_name(f"{home.name}.errors.txt")

    def run(self, command: tuple[object, ...]) -> None:
        """Run a verb to its end; stop with it if it fails."""
        self._start(command)
        code = self._answer()
        if code:
            said = self.errors.read_text(encoding="utf-8", errors="replace")
            raise SystemExit(f"{command}: {code}\n{said}")

    def killed(self, command: tuple[object, ...], seconds: float) -> bool:
        """Start a verb and kill it after some seconds; return whether it was still running."""
        fork = self._start(command)
        ready, _, _ = select.select([self.process.stdout], [], [], seconds)
        if not ready:
            os.kill(fork, signal.SIGKILL)
        return self._answer() == -signal.SIGKILL

    def _start(self, command: tuple[object, ...]) -> int:
        """Start a fork and return its number."""
        line = json.dumps([str(self.errors), *map(str, command)]) + "\n"
        os.write(self.process.stdin.fileno(), line.encode())
        return self._answer()

    def _answer(self) -> int:
        """Return the next number that the process says."""
        said = b""
        while not said.endswith(b"\n"):
            more = os.read(self.process.stdout.fileno(), 1)
            if not more:
                raise SystemExit("the process that starts verbs has ended")
            said += more
        return int(said)


@contextmanager
def verb_starter(home: Path) -> Iterator[VerbStarter]:
    """Load the site of a folder in a process of its own, and end it afterwards."""
    process = subprocess.Popen(
        [sys.executable, __file__],
        env=environment(home),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
    )
    try:
        yield VerbStarter(process, home)
    finally:
        process.stdin.close()
        process.wait(timeout=60)


def run_command(command: list[str]) -> int:
    """Run `python -c TEXT`, `python -m MODULE` or `python FILE` here, and return its exit code."""
    kind, rest = command[1], command[2:]
    try:
        if kind == "-c":
            sys.argv = ["-c", *rest[1:]]
            exec(compile(rest[0], "<command>", "exec"), {"__name__": "__main__"})
        elif kind == "-m":
            sys.argv = rest
            runpy.run_module(rest[0], run_name="__main__", alter_sys=True)
        else:
            sys.argv = command[1:]
            runpy.run_path(kind, run_name="__main__")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except Exception:  # noqa: BLE001 - as Python does at the end of a program
        traceback.print_exc()
        return 1
    return 0


def forked(errors: str, command: list[str]) -> int:
    """Start a fork that runs a command, and return its number."""
    number = os.fork()
    if number:
        return number
    file = os.open(errors, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(file, 1)
    os.dup2(file, 2)
    code = run_command(command)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def load() -> None:
    """Load the site and all its verbs."""
    import django

    django.setup()
    import pprnet_site.cli

    for found in pkgutil.iter_modules(pprnet_site.cli.__path__, "pprnet_site.cli."):
        importlib.import_module(found.name)
    importlib.import_module("pprnet_site.urls")


def main() -> None:
    """Load the site and start what is asked for, one verb at a time."""
    load()
    for line in sys.stdin:
        errors, *command = json.loads(line)
        number = forked(errors, command)
        print(number, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
