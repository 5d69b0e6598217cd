"""A reading process in which the reader has a fault after two records; the name says which."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pprnet.limited_reading import child
from pprnet.records import Record


def hang() -> None:
    """Match a pattern in exponential time, which no signal handler of Python can end."""
    re.fullmatch(r"(a|aa)+b", "a" * 200)


def grow() -> None:
    """Take memory without end."""
    held = []
    while True:
        held.append(bytearray(1 << 24))


def fail() -> None:
    """Raise an error that no reader should raise."""
    raise KeyError("invented")


def die() -> None:
    """End as if the machine had run out of memory."""
    os.kill(os.getpid(), signal.SIGKILL)


def write() -> None:
    """Write a file, which the process may not."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with Path("/tmp/pprnet-example").open("wb", buffering=0) as file:
        file.write(b"example")


def wait() -> None:
    """Do nothing."""
    time.sleep(60)


FAULTS = {"hang": hang, "grow": grow, "fail": fail, "die": die, "write": write, "wait": wait}


def read(source: BinaryIO, *, name: str) -> Iterator[Record]:
    """Yield two records, then have the fault."""
    yield Record(source="example", title="Invented 1")
    yield Record(source="example", title=f"password {os.environ.get('PPRNET_SECRET_KEY')}")
    FAULTS[name]()


if __name__ == "__main__":
    child.READERS["references"] = read
    child.read_standard_input(sys.argv[1])
