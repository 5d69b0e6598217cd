"""Real processes of a site in a temporary folder."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PPRNET = (sys.executable, "-c", "from pprnet.cli import main; main()")
HANG_LIMIT = 120.0
"""Seconds after which a test gives up; nothing here takes nearly as long."""


def environment(home: Path, **more: str) -> dict[str, str]:
    settings = {"PPRNET_HOME": str(home), "DJANGO_SETTINGS_MODULE": "pprnet_site.settings.local"}
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PPRNET_")}
    return kept | settings | more


def command(home: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PPRNET, *words],
        env=environment(home, **more),
        capture_output=True,
        text=True,
        check=False,
        timeout=HANG_LIMIT,
    )


def copied_site(source: Path, home: Path) -> Path:
    """Copy a site that was set up; its style sheets are linked, because nothing changes them."""
    shutil.copytree(
        source, home, ignore=shutil.ignore_patterns("static", "complete"), dirs_exist_ok=True
    )
    (home / "static").symlink_to(source / "static")
    return home


def started(home: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*PPRNET, *words],
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@contextmanager
def served(home: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    port = free_port()
    process = started(home, "serve", "--port", str(port))
    try:
        line = process.stdout.readline()
        while line and "The site is at" not in line:
            line = process.stdout.readline()
        assert line, "the site did not start"
        yield process, port
    finally:
        process.terminate()
        process.communicate(timeout=HANG_LIMIT)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def children(process: int) -> list[int]:
    path = Path(f"/proc/{process}/task/{process}/children")
    return [int(number) for number in path.read_text().split()]


def words_of(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def child_with(process: int, word: str) -> int | None:
    return next((each for each in children(process) if word in words_of(each)), None)


def wait_for(look: Callable[[], object]):
    end = time.monotonic() + HANG_LIMIT
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.1)
    raise AssertionError("nothing came within the limit")


@contextmanager
def write_lock(home: Path) -> Iterator[None]:
    connection = sqlite3.connect(home / "pprnet.sqlite3", isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield
    finally:
        connection.close()
